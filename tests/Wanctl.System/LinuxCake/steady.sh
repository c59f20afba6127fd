#!/bin/sh
# usage: steady.sh WANCTL FOLDER SECONDS
# Runs `wanctl run` on two CAKEs that nobody touches, and prints its last lines and the steady share of system calls.
# Needs what survival.sh needs, and strace where calls are to be counted.
set -eu
wanctl=$1 folder=$2 seconds=$3
ip link set lo up
ip link add wan type veth peer name far
ip link add ifb4wan type ifb
for name in wan far ifb4wan; do ip link set "$name" up; done
tc qdisc add dev wan root cake bandwidth 20mbit diffserv4
tc qdisc add dev ifb4wan root cake bandwidth 50mbit besteffort ingress
cat > "$folder/link.yaml" <<YAML
wan_name: cable
router: {transport: linux-cake}
cake: {download_interface: ifb4wan, upload_interface: wan}
continuous_monitoring:
  baseline_rtt_initial: 10
  ping_hosts: [127.0.0.1, 127.0.0.2]
  download: {floor_mbps: 10, ceiling_mbps: 50}
  upload: {floor_mbps: 5, ceiling_mbps: 20}
lock_file: $folder/lock
YAML
"$wanctl" run "$folder/link.yaml" > "$folder/daemon.log" &
daemon=$!
sleep 4
if command -v strace > /dev/null; then
    for task in /proc/"$daemon"/task/*; do
        [ "$(cat "$task/comm")" != loop ] || loop=${task##*/}
    done
    timeout -s INT "$seconds" strace -c -e trace='!clock_gettime' -p "$loop" -o "$folder/calls" || true
    cat "$folder/calls"
else
    sleep "$seconds"
fi
kill -TERM "$daemon"
wait "$daemon"
tail -n 1 "$folder/daemon.log"
