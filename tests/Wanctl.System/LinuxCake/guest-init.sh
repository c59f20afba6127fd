#!/bin/sh
# The first process of the guest: mounts what a test needs, loads modules where the kernel has them as such, runs the
# command that guest-boot.sh has left, notes its exit code and switches off.
packages=$GUEST_PACKAGES
PATH=$packages/usr/sbin:$packages/usr/bin:$packages/sbin:$packages/bin:/usr/sbin:/usr/bin:/sbin:/bin
LD_LIBRARY_PATH=$packages/usr/lib/x86_64-linux-gnu:$packages/lib/x86_64-linux-gnu
HOME=/run TMPDIR=/run LC_ALL=C DOTNET_EnableDiagnostics=0
export PATH LD_LIBRARY_PATH HOME TMPDIR LC_ALL DOTNET_EnableDiagnostics
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs tmpfs /run
mount -t hostfs none /mnt -o /proc/self/cwd
if [ -e /proc/modules ]; then
    # modprobe looks below lib/modules; Debian keeps these elsewhere.
    mkdir -p /run/kmod/lib
    ln -s "$packages/usr/lib/uml/modules" /run/kmod/lib/modules
    # kmod does what the name that it is called by says.
    ln -s "$(command -v kmod)" /run/kmod/modprobe
    for module in veth ifb sch_cake sch_htb sch_ingress act_mirred cls_matchall; do
        /run/kmod/modprobe -q -d /run/kmod "$module"
    done
fi
cd /mnt || exit
while IFS= read -r word; do
    set -- "$@" "$word"
done < command
"$@" > output 2>&1
echo $? > code
sync
echo o > /proc/sysrq-trigger
sleep 5
