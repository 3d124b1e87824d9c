"""The indicators of the plan's catalogue (plan.csv, taken from its design and not from the definitions) stand in indicators/ as it wants
them: every one, with its primary action, tier, level, kind, direction and time rule. What differs on
purpose stands in differences.csv with the reason, and nothing stands there that does not differ.
No population-text counts a quarter back: its sentence names the quarter that it is about.

Usage: check.py SOURCE-DIRECTORY"""
import csv
import glob
import os
import re
import sys

FIELDS = ("action", "tier", "level", "kind", "direction", "time")


def header(path):
    """Key to value of the lines before the first section; a value goes on in lines that begin with `--` and two spaces."""
    found = {}
    key = None
    for line in open(path, encoding="utf-8"):
        start = re.match(r"-- ([a-z-]+): (.*)", line)
        more = re.match(r"--  +(.*)", line)
        if start:
            key = start.group(1)
            found.setdefault(key, start.group(2).strip())
        elif more and key:
            found[key] += " " + more.group(1).strip()
        else:
            break
    return found


def rows(name):
    return list(csv.DictReader(open(os.path.join(sys.argv[1], "tests", "catalogue", name), encoding="utf-8")))


def main():
    defined = {}
    for path in glob.glob(os.path.join(sys.argv[1], "indicators", "*", "*.sql")):
        if os.path.basename(os.path.dirname(path)) not in ("registers", "effecten"):
            text = header(path)
            defined[text["id"]] = {**text, "action": text["actions"].split(",")[0].strip(), "tier": text.get("tier", "core")}
    plan = rows("plan.csv")
    differences = {(d["id"], d["field"]): d for d in rows("differences.csv")}
    faults = []
    used = set()
    for row in plan:
        ours = defined.get(row["id"])
        if ours is None:
            faults.append(f"{row['id']} ({row['action']}) is not there")
            continue
        for field in FIELDS:
            wanted = row[field] if field != "tier" else "core" if row["tier"] == "K" else "additional"
            known = differences.get((row["id"], field))
            if ours[field] == wanted:
                continue
            used.add((row["id"], field))
            if known is None or known["ours"] != ours[field] or len(known["reason"]) < 20:
                faults.append(f"{row['id']}: {field} is {ours[field]}, the plan has {wanted}; follow it, or say why not in tests/catalogue/differences.csv")
    faults += [f"{i}: {field} is listed as different and is not" for i, field in differences if (i, field) not in used]
    for i, text in defined.items():
        told = re.search("vorige kwartaal|kwartaal ervoor", text["population-text"])
        if told or (int(text.get("delay", 0)) > 0 and "kwartaal" in text["population-text"]):
            faults.append(f"{i}: population-text speaks of a quarter, but its sentence begins with the one meant; leave it to time-text")
    core = [row for row in plan if row["tier"] == "K"]
    actions = {row["action"] for row in core}
    if len(core) != 55 or len(plan) != 113 or len(actions) != 22:
        faults.append(f"plan.csv has {len(plan)} rows, {len(core)} of them core, for {len(actions)} actions and measures")
    print("\n".join(faults) or f"all {len(plan)} indicators of the plan stand as it says")
    return 1 if faults else 0


sys.exit(main())
