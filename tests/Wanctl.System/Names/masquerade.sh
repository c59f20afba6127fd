#!/bin/sh
# A router that masquerades between two network namespaces that processes hold open: a box and the Internet.
# usage: masquerade.sh up ROUTER BOX-PID NET-PID | gone ROUTER | back ROUTER A | down ROUTER
# "gone" takes the WAN's addresses away and leaves its routes, as a PPPoE line does that is dialled again; "back" gives
# it 198.51.100.A and 2001:db8:51::A. A packet that leaves in between gets the address of another interface, and its
# flow keeps that address for as long as it goes on.
set -eu
verb=$1 router=$2
in_router() { ip netns exec "$router" "$@"; }
in_box() { nsenter -t "$box" -n "$@"; }
in_net() { nsenter -t "$net" -n "$@"; }

case $verb in
up)
    box=$3 net=$4
    ip netns add "$router"
    in_router sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
        echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad
        for file in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 > "$file"; done'
    ip -n "$router" link set lo up
    ip -n "$router" link add lan type veth peer name eth0 netns "$box"
    ip -n "$router" link add wan type veth peer name net0 netns "$net"
    in_box ip addr add 192.168.78.2/24 dev eth0
    in_box ip addr add fd00:78::2/64 dev eth0 nodad
    in_box ip link set eth0 up
    ip -n "$router" addr add 192.168.78.1/24 dev lan
    ip -n "$router" addr add fd00:78::1/64 dev lan nodad
    ip -n "$router" link set lan up
    ip -n "$router" link set wan up
    in_net ip addr add 203.0.113.8/32 dev lo
    in_net ip addr add 203.0.113.9/32 dev lo
    in_net ip addr add 2001:db8:9::8/128 dev lo nodad
    in_net ip addr add 2001:db8:9::9/128 dev lo nodad
    in_net ip addr add 198.51.100.1/24 dev net0
    in_net ip addr add 2001:db8:51::1/64 dev net0 nodad
    in_net ip link set net0 up
    in_box ip route add default via 192.168.78.1
    in_box ip -6 route add default via fd00:78::1
    # By the interface, not by a neighbour: the routes stay when the address goes.
    ip -n "$router" route add default dev wan
    for host in 8 9; do
        ip -n "$router" -6 route add "2001:db8:9::$host" dev wan
        ip -n "$router" -6 neigh add "2001:db8:9::$host" dev wan \
            lladdr "$(in_net cat /sys/class/net/net0/address 2>/dev/null || in_net ip -o link show net0 |
                sed 's/.*link.ether \([^ ]*\).*/\1/')"
    done
    in_router nft -f - <<'RULES'
table inet nat {
    chain postrouting {
        type nat hook postrouting priority srcnat;
        oifname "wan" masquerade
    }
}
RULES
    ;;
gone)
    ip -n "$router" addr flush dev wan scope global
    # The kernel takes an interface's IPv4 routes away with its last address; a router's PPPoE client keeps its own.
    ip -n "$router" route replace default dev wan
    ;;
back)
    ip -n "$router" addr add "198.51.100.$3/24" dev wan
    ip -n "$router" addr add "2001:db8:51::$3/64" dev wan nodad
    ;;
down) ip netns del "$router" 2>/dev/null || true ;;
esac
