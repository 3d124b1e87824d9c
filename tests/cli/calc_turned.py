"""calc_turned.py CASES: the cases of methods for which the order of the units means nothing, with
their units in reverse. The expected values stay."""
import csv
import sys

UNORDERED = {
    "mean_t", "describe", "quantiles", "welch_t", "paired_t", "mann_whitney_normal", "mann_whitney_exact",
    "spearman_kendall", "pearson", "kruskal", "dsr", "isr", "kaplan_meier", "logrank", "logistic", "poisson_glm",
    "did_cluster", "segregation", "concentration_index_micro", "mantel_haenszel",
}
KEPT = {"at", "probs", "table"}


def turned(key, value):
    if key in KEPT:
        return value
    if key == "tables":
        return "|".join(reversed(value.split("|")))
    return "|".join(",".join(reversed(row.split(","))) for row in value.split("|"))


rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
out = csv.DictWriter(sys.stdout, rows[0].keys())
out.writeheader()
for row in rows:
    if row["method"] in UNORDERED:
        pairs = [part.partition("=")[::2] for part in row["inputs"].split(";")]
        row["inputs"] = ";".join(f"{key}={turned(key, value)}" for key, value in pairs)
        out.writerow(row)
