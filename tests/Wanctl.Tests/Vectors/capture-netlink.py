#!/usr/bin/python3
"""Captures what the kernel says about CAKE over rtnetlink, for the tests of src/Wanctl.Wire/Netlink and Cake.

Run it as root, alone in a network namespace or in a virtual machine, on a kernel that has CAKE, IFB and veth:
    unshare --net --pid --fork --mount-proc ./capture-netlink.py > netlink-$(uname -r).txt
A line "== NAME" begins a capture, each line below it is one datagram as hexadecimal digits; "# " begins a comment.
"""
import os
import socket
import struct
import subprocess
import time

REQUEST, ACK, DUMP = 0x001, 0x004, 0x300
GETLINK, NEWQDISC, GETQDISC, GETCLASS, GETFILTER = 18, 36, 38, 42, 46
ROOT = 0xFFFFFFFF
sequence = 100


def sh(command):
    done = subprocess.run(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        print(f"# failed: {command}: {done.stdout.strip()}")
    return done.stdout


def opened(groups=0):
    s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    s.setsockopt(270, 10, 1)  # NETLINK_CAP_ACK
    s.setsockopt(270, 11, 1)  # NETLINK_EXT_ACK
    s.bind((0, groups))
    s.setblocking(False)
    return s


def attribute(kind, data):
    return struct.pack("HH", 4 + len(data), kind) + data + bytes(-len(data) % 4)


def ask(s, kind, flags, body):
    global sequence
    sequence += 1
    s.send(struct.pack("IHHII", 16 + len(body), kind, flags | REQUEST, sequence, 0) + body)


def traffic(index=0, handle=0, parent=0):
    return struct.pack("BxxxiIII", 0, index, handle, parent, 0)


def capture(s, name):
    time.sleep(0.1)
    print(f"== {name}")
    while True:
        try:
            print(s.recv(65536).hex())
        except BlockingIOError:
            return


def drop(s):
    time.sleep(0.1)
    while True:
        try:
            s.recv(65536)
        except BlockingIOError:
            return


def ask_link(s, name):
    ask(s, GETLINK, 0, struct.pack("BxHiII", 0, 0, 0, 0, 0) + attribute(3, name.encode() + b"\0"))
    capture(s, f"link {name}")


def dump(s, name):
    ask(s, GETQDISC, DUMP, traffic())
    capture(s, name)


def set_bandwidth(s, name, index, handle, parent, rate, kind=b"cake"):
    options = attribute(2, attribute(2, struct.pack("Q", rate)))
    ask(s, NEWQDISC, ACK, traffic(index, handle, parent) + attribute(1, kind + b"\0") + options)
    capture(s, name)


def index_of(name):
    with open(f"/sys/class/net/{name}/ifindex", encoding="ascii") as file:
        return int(file.read())


def load(seconds):
    """Sends UDP with ECT(0) and without through wan, more than it carries, and pings back into the IFB."""
    until = time.monotonic() + seconds
    marked = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    marked.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, 2)
    plain = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    voice = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    voice.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, 0xB8)
    while time.monotonic() < until:
        for _ in range(4):
            marked.sendto(bytes(1400), ("10.0.0.2", 9))
            plain.sendto(bytes(1200), ("10.0.0.2", 9))
        voice.sendto(bytes(160), ("10.0.0.2", 9))
        time.sleep(0.002)


def network():
    sh("ip link set lo up")
    sh("ip netns add far")
    sh("ip link add wan type veth peer name wan netns far")
    sh("ip link add ifb4wan type ifb")
    sh("ip link set wan up; ip -n far link set wan up; ip link set ifb4wan up")
    sh("ip addr add 10.0.0.1/24 dev wan; ip -n far addr add 10.0.0.2/24 dev wan")
    sh("tc qdisc add dev wan root handle 8001: cake bandwidth 18mbit diffserv4 nat dual-srchost ack-filter wash"
       " docsis rtt 50ms")
    sh("tc qdisc add dev ifb4wan root handle 8002: cake bandwidth 90mbit besteffort dual-dsthost ingress pppoe-ptm"
       " memlimit 8mb fwmark 0xff")
    sh("tc qdisc add dev wan handle ffff: ingress")
    sh("tc filter add dev wan parent ffff: protocol all matchall action mirred egress redirect dev ifb4wan")


def main():
    print(f"# Linux {os.uname().release}, {sh('tc -V').strip()}; by capture-netlink.py")
    network()
    us, news = opened(), opened(0x9)
    print(f"# our port {us.getsockname()[0]}, the listener's {news.getsockname()[0]}")
    for name in ("wan", "ifb4wan", "nosuch"):
        ask_link(us, name)
    load(3)
    sh("ping -q -c 20 -i 0.01 10.0.0.2")
    time.sleep(1)
    print(f"# tc: {sh('tc -s -j qdisc show dev wan root').strip()}")
    print(f"# tc: {sh('tc -s -j qdisc show dev ifb4wan root').strip()}")
    drop(news)
    dump(us, "dump")
    capture(news, "news of the dump")
    wan = index_of("wan")
    set_bandwidth(us, "set", wan, 0x80010000, ROOT, 1500000)
    capture(news, "news of the set")
    print(f"# tc: {sh('tc -j qdisc show dev wan root').strip()}")
    set_bandwidth(us, "set with another handle", wan, 0x80090000, ROOT, 1500000)
    set_bandwidth(us, "set with another kind", wan, 0x80010000, ROOT, 1500000, b"fq_codel")
    set_bandwidth(us, "set on no interface", 999, 0x80010000, ROOT, 1500000)
    for parent, name in ((0xFFFF0000, "ingress"), (ROOT, "root")):
        ask(us, GETFILTER, DUMP, traffic(wan, 0, parent))
        capture(us, f"filters below {name}")
    sh("tc qdisc change dev wan root cake bandwidth 7mbit besteffort")
    capture(news, "news of somebody's change")
    sh("ip link set wan down")
    capture(news, "news of an interface going down")
    set_bandwidth(us, "set while down", wan, 0x80010000, ROOT, 1600000)
    drop(news)
    sh("ip link set wan up")
    capture(news, "news of an interface coming up")
    sh("tc qdisc del dev wan root")
    capture(news, "news of a deletion")
    dump(us, "dump without")
    set_bandwidth(us, "set after a deletion", wan, 0x80010000, ROOT, 1500000)
    sh("tc qdisc add dev wan root handle 8003: cake")
    capture(news, "news of a creation")
    dump(us, "dump of an unlimited one")
    sh("ip link del ifb4wan")
    capture(news, "news of an interface gone")
    sh("ip link add ifb4wan type ifb; ip link set ifb4wan up; tc qdisc add dev ifb4wan root handle 8004: cake"
       " bandwidth 30mbit diffserv8 overhead -4 autorate-ingress ack-filter-aggressive no-split-gso flowblind")
    capture(news, "news of an interface created")
    dump(us, "dump after")
    sh("tc qdisc replace dev wan root handle 1: htb default 10")
    sh("tc class add dev wan parent 1: classid 1:10 htb rate 50mbit ceil 60mbit")
    sh("tc qdisc add dev wan parent 1:10 handle 8005: cake bandwidth 40mbit atm overhead 44")
    drop(news)
    dump(us, "dump of a leaf")
    set_bandwidth(us, "set of a leaf", wan, 0x80050000, 0x10010, 4000000)
    ask(us, GETCLASS, DUMP, traffic(wan))
    capture(us, "classes")
    sh("tc filter del dev wan parent ffff:")
    sh("tc filter add dev wan parent ffff: protocol all u32 match u32 0 0 action mirred egress redirect dev ifb4wan")
    ask(us, GETFILTER, DUMP, traffic(wan, 0, 0xFFFF0000))
    capture(us, "filters of kind u32")
    sh("ip link add many numtxqueues 2 type veth peer name other; ip link set many up")
    sh("tc qdisc add dev many root handle 1: mq")
    for queue in (1, 2):
        sh(f"tc qdisc add dev many parent 1:{queue} handle 801{queue}: cake bandwidth 10mbit")
    ask_link(us, "many")
    dump(us, "dump of two leaves")
    sh("sysctl -qw net.core.default_qdisc=cake; ip link add plain type ifb; ip link set plain up")
    ask_link(us, "plain")
    dump(us, "dump of a default")
    drop(news)
    sh("ip link add bridge type bridge; ip link set other master bridge; ip link set other nomaster")
    capture(news, "news of a bridge's port")
    if os.fork() == 0:
        os.setgid(65534)
        os.setuid(65534)
        set_bandwidth(opened(), "set without the right", wan, 0x80050000, 0x10010, 1500000)
        os._exit(0)
    os.wait()


main()
