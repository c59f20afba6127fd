"""The two ends of the tested connections.

endpoint.py serve            answers each line with the address that the connection came from
endpoint.py client           reads commands: "open NAME" and "ask NAME"; answers each with one line
"""
import socket
import sys
import threading

SERVER = ("203.0.113.9", 7000)
EF = 46 << 2


def answer(connection, peer):
    with connection, connection.makefile("rw") as stream:
        for _ in stream:
            stream.write(peer[0] + "\n")
            stream.flush()


def serve():
    with socket.create_server(SERVER) as listener:
        print("ready", flush=True)
        while True:
            connection, peer = listener.accept()
            threading.Thread(target=answer, args=(connection, peer), daemon=True).start()


def client():
    streams = {}
    print("ready", flush=True)
    for line in sys.stdin:
        verb, name = line.split()
        try:
            if verb == "open":
                connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
                connection.settimeout(10)
                connection.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, EF)
                connection.connect(SERVER)
                streams[name] = connection.makefile("rw")
            streams[name].write("who\n")
            streams[name].flush()
            print(streams[name].readline().strip(), flush=True)
        except OSError as error:
            print(f"failed: {error}", flush=True)


if sys.argv[1] == "serve":
    serve()
else:
    client()
