"""The same city delivered in ways that may not matter: every figure of every indicator must stay what it was.

Small random cities (recount.py builds them) are delivered plainly, and again with all rows shuffled, every file twice,
each file in two stretches of time, and every deliverer under another name. All figures of all indicators and blocks are
compared: numbers, estimate, interval and bounds. Left out are the three that count the files themselves.

usage: ways.py KANSMETER ROOT CITIES [FIRST_SEED]      exit 1 at the first city that differs
"""

import os
import random
import shutil
import sqlite3
import sys
import tempfile

from recount import WAYS, Workspace, build, deliver

OF_THE_FILES = {"levering-tijdig", "levering-volledig", "koppelgraad"}
# The way of delivering, and whether the deliverers have another name.
OTHERS = [(way, False) for way in WAYS[1:]] + [("plain", True)]


def figures(store):
    rows = sqlite3.connect(store).execute(
        "SELECT indicator, period, dim1, replace(code1, '-anders', ''), dim2, replace(code2, '-anders', ''), "
        "n, x, excluded, unknown, estimate, low, high, bound_low, bound_high, status FROM figure_readable")
    return {row[:6]: row[6:] for row in rows if row[0] not in OF_THE_FILES}


def run(kansmeter, root, seed):
    """Figures compared, and what differs."""
    home = tempfile.mkdtemp(prefix="kansmeter-ways-")
    try:
        city = build(random.Random(seed))
        known, compared = None, 0
        for way, renamed in [("plain", False), *OTHERS]:
            name = "renamed" if renamed else way
            workspace = Workspace(kansmeter, root, home, name)
            workspace.take(deliver(random.Random(seed), city, home, root, way, renamed))
            found = figures(workspace.store)
            known = known or found
            compared += len(found)
            for key in sorted(set(known) | set(found)):
                if known.get(key) != found.get(key):
                    yield f"{name}: {' '.join(map(str, key))}: {known.get(key)} became {found.get(key)}"
        yield compared
    finally:
        shutil.rmtree(home)


def main():
    kansmeter, root, cities = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), int(sys.argv[3])
    first = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    total = 0
    for seed in range(first, first + cities):
        *differences, compared = run(kansmeter, root, seed)
        total += compared
        if differences:
            print(f"city {seed} differs ({len(differences)}):")
            print("\n".join(differences[:20]))
            return 1
    print(f"{cities} cities, {total} figures in {len(OTHERS)} other ways, 0 differences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
