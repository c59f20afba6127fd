"""Talks to the simulated router with librouteros. Arguments: port, password. Prints one line a check; fails loudly."""
import sys

from librouteros import connect
from librouteros.exceptions import TrapError
from librouteros.query import Key, Or

PORT, PASSWORD = int(sys.argv[1]), sys.argv[2]
DOWN, UP = "WAN-Download-Spectrum", "WAN-Upload-Spectrum"


def log_in(password):
    return connect(host="127.0.0.1", port=PORT, username="admin", password=password, encoding="latin-1", timeout=30)


def check(name, found, wanted):
    if found != wanted:
        sys.exit(f"{name}: found {found!r}, wanted {wanted!r}")
    print("ok", name)


def trap_of(action):
    try:
        action()
    except TrapError as trap:
        return str(trap)
    return "no trap"


check("refused login", "invalid user name or password (6)" in trap_of(lambda: log_in("wrong")), True)
api = log_in(PASSWORD)
tree = api.path("queue", "tree")
name, limit = Key("name"), Key("max-limit")

check("print", [row["name"] for row in tree], [DOWN, UP])
rows = list(tree.select(name, limit).where(name == UP))
check("proplist and query", rows, [{"name": UP, "max-limit": 38000000}])
rows = list(tree.select(name).where(Or(name == DOWN, name == UP)))
check("either of two", [row["name"] for row in rows], [DOWN, UP])
rows = list(tree.select(name).where(limit > 100000000))
check("greater than", [row["name"] for row in rows], [DOWN])
check("no rows", list(tree.select(name).where(name == "nobody")), [])

item = next(iter(tree.select(Key(".id")).where(name == DOWN)))[".id"]
tree.update(**{".id": item, "max-limit": "500M"})
rows = list(tree.select(limit).where(name == DOWN))
check("set", rows, [{"max-limit": 500000000}])
check("bad value", "invalid value" in trap_of(lambda: tree.update(**{".id": item, "max-limit": "fast"})), True)
check("missing item", "no such item" in trap_of(lambda: tree.update(**{".id": "*FFFF", "max-limit": "1"})), True)
check("unknown command", "no such command" in trap_of(lambda: tuple(api("/nonsense/print"))), True)

comment = "caf\xe9 " + "a" * (256 - len("=comment=caf. "))
added = tree.add(name="extra", parent="global", comment=comment)
rows = list(tree.select(Key(".id"), Key("comment")).where(name == "extra"))
check("add with a word of 256 bytes", rows, [{".id": added, "comment": comment}])
tree.remove(added)
check("remove", [row["name"] for row in tree], [DOWN, UP])

rule = Key("comment") == "ADAPTIVE: Steer latency-sensitive to WAN2"
mangle = api.path("ip", "firewall", "mangle")
found = next(iter(mangle.select(Key(".id"), Key("disabled")).where(rule)))
check("steering rule", found["disabled"], True)
mangle.update(**{".id": found[".id"], "disabled": "no"})
check("toggle", next(iter(mangle.select(Key("disabled")).where(rule))), {"disabled": False})
api.close()
print("done")
