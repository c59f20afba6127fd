#!/bin/sh
# usage: survival.sh WANCTL FOLDER
# Runs `wanctl run` with transport linux-cake on real CAKE, does to it what happens to qdiscs and interfaces on a
# router's day, and holds its log and the kernel's state against what should come of it. FOLDER is writable.
# Needs root and a network of its own with CAKE, IFB and veth: a namespace, or a virtual machine.
# Prints "ok STEP" for each step; ends with 1 at the first one that fails, with the daemon's log.
set -u
wanctl=$1 folder=$2
log=$folder/daemon.log
seen=0

fail() {
    echo "failed: $1"
    echo '--- the daemon said:'
    cat "$log"
    echo '--- the kernel has:'
    tc qdisc show
    [ -z "$daemon" ] || kill "$daemon"
    exit 1
}

# Waits up to 15 s for a line that has the text and has not been waited for yet; later waits begin behind it.
await() {
    tries=0
    while :; do
        line=$(tail -n +$((seen + 1)) "$log" | grep -n -F -- "$1" | head -n 1 | cut -d: -f1)
        [ -z "$line" ] || break
        tries=$((tries + 1))
        [ "$tries" -lt 150 ] || fail "no '$1'"
        kill -0 "$daemon" 2>/dev/null || fail "the daemon has ended without '$1'"
        sleep 0.1
    done
    seen=$((seen + line))
}

# Waits up to 15 s until the kernel's words about an interface's qdiscs have the text.
until_tc() {
    tries=0
    until tc qdisc show dev "$1" | grep -q -F -- "$2"; do
        tries=$((tries + 1))
        [ "$tries" -lt 150 ] || fail "tc does not say '$2' of $1"
        sleep 0.1
    done
}

must() { "$@" || fail "$*"; }

# What happens between these two happens between two looks of the daemon, however slow the machine is.
asleep() { must kill -STOP "$daemon"; }
awake() { must kill -CONT "$daemon"; }

daemon=
ip link set lo up
must ip link add wan type veth peer name far
must ip link set wan up
must ip link set far up
cat > "$folder/link.yaml" <<'YAML'
wan_name: cable
router: {transport: linux-cake}
cake: {download_interface: ifb4wan, upload_interface: wan}
continuous_monitoring:
  baseline_rtt_initial: 10
  ping_hosts: [127.0.0.1, 127.0.0.2]
  download: {floor_mbps: 10, ceiling_mbps: 50}
  upload: {floor_mbps: 5, ceiling_mbps: 20}
lock_file: LOCK
YAML
sed -i "s|LOCK|$folder/lock|" "$folder/link.yaml"
: > "$log"
"$wanctl" run "$folder/link.yaml" >> "$log" 2>&1 &
daemon=$!

await 'ifb4wan: there is no such interface'
await 'wan: it has no CAKE; make one: tc qdisc replace dev wan root cake'
echo 'ok nothing is there: both troubles are told'

must ip link add ifb4wan type ifb
must ip link set ifb4wan up
must tc qdisc add dev ifb4wan root cake bandwidth 30mbit besteffort dual-dsthost ingress
must tc qdisc add dev wan root cake bandwidth 9mbit diffserv4 nat wash ack-filter docsis rtt 50ms
await 'CAKE found'
await 'cable: the kernel is ready'
until_tc ifb4wan 'bandwidth 50Mbit besteffort dual-dsthost nonat nowash ingress'
until_tc wan 'bandwidth 20Mbit diffserv4'
until_tc wan 'nat wash ack-filter split-gso rtt 50ms noatm overhead 18 mpu 64'
echo 'ok created: found, set in place, every other parameter kept'

must tc qdisc change dev wan root cake bandwidth 7mbit
await 'cable: upload limit was changed by somebody else to 7.0 Mbit/s; it is written again'
until_tc wan 'bandwidth 20Mbit diffserv4'
echo 'ok a foreign bandwidth is told and set again'

must tc qdisc change dev wan root cake besteffort nowash
await 'wan: CAKE was changed by somebody else: diffserv4 -> besteffort, wash -> nowash'
until_tc wan 'bandwidth 20Mbit besteffort'
echo 'ok a foreign set-up is told and left alone'

must tc qdisc del dev wan root
await 'wan: it has no CAKE'
must tc qdisc add dev wan root cake bandwidth 6mbit
await 'wan: CAKE found: 6 Mbit/s'
until_tc wan 'bandwidth 20Mbit'
echo 'ok deleted and created again'

asleep
must tc qdisc del dev wan root
must tc qdisc add dev wan root handle 77: cake bandwidth 5mbit
awake
await 'wan: CAKE was replaced, now: 5 Mbit/s'
until_tc wan 'cake 77: root refcnt 2 bandwidth 20Mbit'
echo 'ok replaced between two looks'

must ip link set wan down
await 'wan: the interface is down or has no carrier'
must tc qdisc change dev wan root cake bandwidth 8mbit
until_tc wan 'bandwidth 20Mbit'
must ip link set wan up
await 'wan: the interface is up again'
echo 'ok down, set meanwhile, and up'

must ip link del ifb4wan
await 'ifb4wan: there is no such interface'
asleep
must ip link add ifb4wan type ifb
must ip link set ifb4wan up
must tc qdisc add dev ifb4wan root cake bandwidth 11mbit ingress
awake
await 'ifb4wan: CAKE found: 11 Mbit/s'
until_tc ifb4wan 'bandwidth 50Mbit'
echo 'ok the IFB is replaced'

asleep
must ip link set far down
must ip link set wan down
must ip link set wan name was
awake
await 'wan: there is no such interface'
asleep
must ip link set was name wan
must ip link set wan up
must ip link set far up
awake
await 'wan: CAKE found'
echo 'ok renamed, and named again'

asleep
must tc qdisc replace dev wan root handle 1: htb default 10
must tc class add dev wan parent 1: classid 1:10 htb rate 500mbit quantum 1514
must tc qdisc add dev wan parent 1:10 cake bandwidth 4mbit
awake
until_tc wan 'parent 1:10 bandwidth 20Mbit'
echo 'ok a class and its leaf'

asleep
must tc qdisc del dev wan root
must ip link add many numtxqueues 2 type veth peer name other
must ip link set wan down
must ip link set wan name was
must ip link set many name wan
must ip link set wan up
must tc qdisc add dev wan root handle 1: mq
must tc qdisc add dev wan parent 1:1 cake bandwidth 3mbit
must tc qdisc add dev wan parent 1:2 cake bandwidth 3mbit
awake
await 'wan: it has several CAKEs'
must tc qdisc replace dev wan root cake bandwidth 3mbit
await 'wan: CAKE found'
until_tc wan 'bandwidth 20Mbit'
echo 'ok a CAKE on each hardware queue is refused, one at the root is used'

# The daemon sleeps, so its socket overflows: 212992 bytes are some eighty changes.
kill -STOP "$daemon"
i=0
while [ "$i" -lt 400 ]; do
    tc qdisc change dev wan root cake bandwidth "$((i + 1))mbit"
    i=$((i + 1))
done
must ip link del ifb4wan
kill -CONT "$daemon"
await 'news of the kernel were lost because they came too fast'
await 'ifb4wan: there is no such interface'
must ip link add ifb4wan type ifb
must ip link set ifb4wan up
must tc qdisc add dev ifb4wan root cake bandwidth 12mbit ingress
# That the kernel is ready has been told so often by here that the log collapses it; the limits show it as well.
until_tc wan 'bandwidth 20Mbit'
until_tc ifb4wan 'bandwidth 50Mbit'
echo 'ok an overrun (ENOBUFS), with an interface gone meanwhile'

kill -TERM "$daemon"
wait "$daemon" || fail 'the daemon did not end with 0'
if grep -q -e 'a turn of the loop failed' "$log"; then fail 'a turn of the loop failed'; fi
grep -F 'stopped after' "$log"
echo 'ok the end'
