"""usage: design_effect.py kansmeter.csv: every interval with a design effect follows from the columns of its row. Student's
quantile is our own (bisection on the incomplete beta function), so that nothing of the program is asked."""
import csv
import math
import sys


def beta_fraction(x, a, b):
    tiny, result, c, d = 1e-300, 1.0, 1.0, 0.0
    for i in range(0, 2000):
        m = i // 2
        if i == 0:
            step = 1.0
        elif i % 2 == 0:
            step = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            step = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1.0 + step * d
        d = 1.0 / (d if abs(d) > tiny else tiny)
        c = 1.0 + step / (c if abs(c) > tiny else tiny)
        result *= c * d
        if abs(1.0 - c * d) < 1e-15:
            break
    return result - 1.0


def beta(x, a, b):
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x > (a + 1) / (a + b + 2):
        return 1.0 - beta(1.0 - x, b, a)
    return front * beta_fraction(x, a, b) / a


def student(df):
    low, high = 1.0, 20.0
    for _ in range(200):
        t = (low + high) / 2
        low, high = (t, high) if beta(df / (df + t * t), df / 2, 0.5) > 0.05 else (low, t)
    return (low + high) / 2


def wilson(p, n):
    z = 1.959963984540054
    centre, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (centre - half) / (1 + z * z / n), (centre + half) / (1 + z * z / n)


assert abs(student(10) - 2.228138851964939) < 1e-9 and abs(student(299) - 1.967930) < 1e-5
seen = {}
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    told = row["design_basis"] != "none"
    assert all((row[key] != "") == told for key in ("n_effective", "design_effect", "clusters")), row
    if not told:
        continue
    n, worth, deff, clusters = int(row["denominator"]), *(float(row[k]) for k in ("n_effective", "design_effect", "clusters"))
    assert clusters >= 10 and worth <= n + 1e-9, row
    if row["design_basis"] == "own" and ".." not in row["period"]:
        expected = min(n, n / deff * (student(n - 1) / student(clusters - 1)) ** 2)
        assert abs(worth - expected) < 1e-6 * n, (row["figure_id"], worth, expected)
    value, low, high = float(row["value"]), float(row["ci_low"]), float(row["ci_high"])
    if row["ci_method"].startswith("wilson") and ".." not in row["period"]:
        limits = wilson(value, worth)
        assert abs(low - limits[0]) < 1e-9 and abs(high - limits[1]) < 1e-9, (row["figure_id"], low, high, limits)
    elif row["sd"]:
        half = student(n - 1) * float(row["sd"]) / math.sqrt(worth)
        assert abs(low - value + half) < 1e-9 and abs(high - value - half) < 1e-9, (row["figure_id"], low, high, half)
    key = (row["ci_method"], row["design_basis"])
    seen[key] = seen.get(key, 0) + 1
print(seen)
assert {("wilson-cluster", "own"), ("wilson-cluster", "total"), ("mean-cluster", "own")} <= set(seen), seen
