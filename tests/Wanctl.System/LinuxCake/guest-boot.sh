#!/bin/sh
# usage: guest-boot.sh KERNEL PACKAGES FOLDER COMMAND [ARG...]
# Boots a User-Mode-Linux kernel whose root is this machine's file system, read only, runs one command in it as root,
# and ends with its exit code (125 where the guest did not get to run it). What the command writes goes to standard
# output.
#   KERNEL     a User-Mode-Linux kernel, such as Debian's linux.uml
#   PACKAGES   where Debian's packages were unpacked, or empty where they are installed
#   FOLDER     the only place that the guest can write to; the command's working folder, /mnt in the guest
# Needs no root, no /dev/kvm and no module of the machine.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
kernel=$1 packages=$2 folder=$3
shift 3
mkdir -p "$folder"
cd "$folder"
# The command travels in a file, because a kernel's command line is short and splits at blanks.
printf '%s\n' "$@" > command
echo 125 > code
# One CPU, because the guest's kernel and its processes hand over to each other at every call; no address randomisation,
# because the guest's memory lies at a fixed place.
timeout -k 5 "${WANCTL_GUEST_SECONDS:-300}" taskset -c 0 setarch -R "$kernel" mem=384M umid=guest uml_dir=.uml/ \
    root=host rootfstype=hostfs rootflags=/ ro init="$here/guest-init.sh" con=null con0=null,fd:1 ssl=null \
    random.trust_cpu=1 quiet loglevel=4 GUEST_PACKAGES="$packages" < /dev/null > console 2>&1 || true
cat output 2> /dev/null || tail -n 20 console
exit "$(cat code)"
