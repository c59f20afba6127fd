#!/bin/bash
# A stand-in for a checkout of cake-autorate, to try build/lab --rival with: it takes a configuration of the same keys,
# pings with fping and moves CAKE with tc, by a simple law of its own that has nothing to do with the real one: each
# half second both rates rise by a hundredth, or fall by a tenth after a ping that took 15 ms more than the shortest.
set -eu
# shellcheck source=/dev/null
. "$1"
dl=$base_dl_shaper_rate_kbps ul=$base_ul_shaper_rate_kbps
least=1000000 next=0 bloated=no
set_rates() {
    tc qdisc change root dev "$dl_if" cake bandwidth "${dl}kbit"
    tc qdisc change root dev "$ul_if" cake bandwidth "${ul}kbit"
}
within() { if [ "$1" -lt "$2" ]; then echo "$2"; elif [ "$1" -gt "$3" ]; then echo "$3"; else echo "$1"; fi; }
set_rates
# shellcheck disable=SC2154 # from the configuration
exec < <(exec fping -D -l -p 100 -t 1000 "${reflectors[0]}" 2>/dev/null)
while read -r _ _ _ _ _ _ rtt rest; do
    case $rest in ms*) ;; *) continue ;; esac
    micros=$(printf %.0f "${rtt}e3")
    [ "$micros" -ge "$least" ] || least=$micros
    [ $((micros - least)) -le 15000 ] || bloated=yes
    next=$((next + 1))
    [ $((next % 5)) = 0 ] || continue
    share=101
    [ $bloated = no ] || share=90
    bloated=no
    dl=$(within $((dl * share / 100)) "$min_dl_shaper_rate_kbps" "$max_dl_shaper_rate_kbps")
    ul=$(within $((ul * share / 100)) "$min_ul_shaper_rate_kbps" "$max_ul_shaper_rate_kbps")
    set_rates
done
