"""Compares results of `calc --batch` with expected values from R, Python and printed tables.
usage: calc.py REFERENCE RESULTS
A tolerance is rel:E (of the expected value), abs:E, several with | (one suffices), or exact (text)."""
import csv
import sys


def near(got, wanted, tolerance):
    if got == wanted or tolerance == "exact":
        return got.strip().lower() == wanted.lower()
    try:
        x, y = float(got), float(wanted)
    except ValueError:
        return False
    for bound in tolerance.split("|"):
        kind, size = bound.split(":")
        if abs(x - y) <= float(size) * (abs(y) if kind == "rel" else 1):
            return True
    return False


with open(sys.argv[1], encoding="utf-8", newline="") as lines:
    wanted = list(csv.DictReader(lines))
with open(sys.argv[2], encoding="utf-8", newline="") as lines:
    got = {(row["case_id"], row["output_name"]): row["value"] for row in csv.DictReader(lines)}
faults = 0
for row in wanted:
    value = got.get((row["case_id"], row["output_name"]))
    if value is None or not near(value, row["expected"], row["tolerance"]):
        faults += 1
        if faults <= 20:
            print(f"{row['case_id']} {row['method']} {row['output_name']}: {value}, expected {row['expected']}")
print(f"{len(wanted)} expected values, {faults} differ")
sys.exit(1 if faults or len(wanted) < 500 else 0)
