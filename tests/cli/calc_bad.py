"""calc_bad.py CASES: a batch of calls that are wrong or at the edge, made of the expected
values' own calls, so that a new method is covered without work. Written to standard output."""
import csv
import sys


def changed(key, value):
    """The values to try in place of one input."""
    if key in ("data_file", "model"):
        return []
    rows = value.split("|")
    cells = [row.split(",") for row in rows]

    def every(to):
        return "|".join(",".join(to(cell) for cell in row) for row in cells)

    def first(to):
        return "|".join([",".join([to, *cells[0][1:]])] + [",".join(row) for row in cells[1:]])

    found = [first(to) for to in ("0", "-1", "95", "1e308", "1e-300", "999999999", "0.5", "x", "")]
    found += [every(lambda cell: "0"), every(lambda cell: "1"), every(lambda cell: cells[0][0]), ""]
    if len(cells[0]) > 1:
        found += ["|".join(",".join(row[1:]) for row in cells), ",".join(cells[0][1:]), cells[0][0]]
    return found


seen = {}
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
    seen.setdefault(row["method"], {})[row["inputs"]] = None
out = csv.writer(sys.stdout)
out.writerow(["case_id", "method", "inputs"])
for method, calls in seen.items():
    for number, call in enumerate(list(calls)[:3]):
        inputs = [part.partition("=")[::2] for part in call.split(";")]
        tried = [[pair for i, pair in enumerate(inputs) if i != gone] for gone in range(len(inputs))]
        for at, (key, value) in enumerate(inputs):
            for other in changed(key, value):
                tried.append(inputs[:at] + [(key, other)] + inputs[at + 1:])
        tried.append(inputs + [("conf", "95")])
        for i, parts in enumerate(tried):
            out.writerow([f"{method}-{number}-{i}", method, ";".join("=".join(p) for p in parts)])
