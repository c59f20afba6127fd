#!/bin/sh
# A client, a router with two WANs and the Internet, each in a network namespace, for tests of steered connections.
# usage: connections.sh up|on|off|down PREFIX
# The router's packet marks are what a MikroTik's mangle rules do: "on" and "off" switch the producer, the consumer
# stays. The Internet's server tells each client from which address it came, so that the way shows.
set -eu
verb=$1
client=$2-client router=$2-router net=$2-net
in_router() { ip netns exec "$router" "$@"; }

case $verb in
up)
    for name in "$client" "$router" "$net"; do
        ip netns add "$name"
        ip -n "$name" link set lo up
    done
    ip -n "$router" link add lan type veth peer name eth0 netns "$client"
    ip -n "$router" link add wan-a type veth peer name net-a netns "$net"
    ip -n "$router" link add wan-b type veth peer name net-b netns "$net"
    ip -n "$client" addr add 192.168.77.2/24 dev eth0
    ip -n "$router" addr add 192.168.77.1/24 dev lan
    ip -n "$router" addr add 198.51.100.2/24 dev wan-a
    ip -n "$router" addr add 192.0.2.2/24 dev wan-b
    ip -n "$net" addr add 198.51.100.1/24 dev net-a
    ip -n "$net" addr add 192.0.2.1/24 dev net-b
    ip -n "$net" addr add 203.0.113.9/32 dev lo
    ip -n "$client" link set eth0 up
    for link in lan wan-a wan-b; do ip -n "$router" link set "$link" up; done
    for link in net-a net-b; do ip -n "$net" link set "$link" up; done
    ip -n "$client" route add default via 192.168.77.1
    ip -n "$router" route add default via 198.51.100.1
    ip -n "$router" route add default via 192.0.2.1 table 100
    ip -n "$router" rule add fwmark 1 table 100
    in_router sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward
        for file in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 > "$file"; done'
    in_router nft -f - <<'RULES'
table ip steer {
    chain producer { }
    chain prerouting {
        type filter hook prerouting priority mangle;
        iifname "lan" ct state new ct mark 0 ip dscp ef jump producer
        iifname "lan" ct mark 1 meta mark set 1
    }
    chain postrouting {
        type nat hook postrouting priority srcnat;
        oifname { "wan-a", "wan-b" } masquerade
    }
}
RULES
    ;;
on) in_router nft add rule ip steer producer ct mark set 1 ;;
off) in_router nft flush chain ip steer producer ;;
down)
    for name in "$client" "$router" "$net"; do ip netns del "$name" 2>/dev/null || true; done
    ;;
esac
