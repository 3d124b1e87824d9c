"""What statistics promise whatever the data: a surer interval holds a less sure one, more hits do not lower a
limit, turning the groups mirrors the answer, another unit of measure changes nothing that has none.

calc_properties.py make REFERENCE        writes the cases to stdout, every call of the reference in pairs
calc_properties.py check RESULTS         compares the answers of each pair; prints what does not hold
A case id is PROPERTY/LINE/SIDE, so that the answers of a pair find each other.
"""
import csv
import math
import sys


def parts(inputs):
    return dict(part.partition("=")[::2] for part in inputs.split(";"))


def joined(values):
    return ";".join(f"{key}={value}" for key, value in values.items())


def numbers(text, change):
    return ",".join(repr(change(float(v))) for v in text.split(","))


def surer(method, v):
    if v.get("conf") == "0.95" and method not in ("ztest_2prop", "cohens_h"):
        yield "nested", v, {**v, "conf": "0.99"}


def more_hits(method, v):
    if method in ("wilson", "wilson_cc", "clopper_pearson", "agresti_coull", "jeffreys", "midp_exact"):
        if int(v["x"]) < int(v["n"]):
            yield "rising", v, {**v, "x": str(int(v["x"]) + 1)}
        yield "mirrored", v, {**v, "x": str(int(v["n"]) - int(v["x"]))}
    if method in ("poisson_exact", "byar"):
        yield "rising", v, {**v, "x": str(int(v["x"]) + 1)}


def swapped_groups(method, v):
    if method.startswith("diff_") or method == "ztest_2prop":
        yield "negated", v, {**v, "x1": v["x2"], "n1": v["n2"], "x2": v["x1"], "n2": v["n1"]}
    if method.startswith("ratio_"):
        yield "inverted", v, {**v, "x1": v["x2"], "n1": v["n2"], "x2": v["x1"], "n2": v["n1"]}
    if method in ("odds_ratio_woolf", "odds_ratio_conditional"):
        first, second = v["table"].split("|")
        yield "inverted", v, {**v, "table": f"{second}|{first}"}
    if method == "welch_t":
        yield "negated", v, {**v, "a": v["b"], "b": v["a"]}
    if method in ("chisq", "chisq_yates", "fisher_2x2", "fisher_rxc", "phi_cramer_v", "cochran_armitage"):
        if "table" in v:
            rows = [row.split(",") for row in v["table"].split("|")]
            if method != "phi_cramer_v":
                yield "same:p,p_two_sided,chi2", v, {**v, "table": "|".join(",".join(c) for c in zip(*rows))}
            yield "same:p,p_two_sided,chi2,cramer_v", v, {**v, "table": "|".join(reversed(v["table"].split("|")))}


def other_unit(method, v):
    def times(key, factor):
        return {**v, key: numbers(v[key], lambda number: number * factor)}

    if method == "concentration_index":
        yield "same:C", v, times("rate", 0.5)
        yield "same:C,erreygers_01,wagstaff_01,generalised", v, times("pop", 7)
    if method == "inequality_groups":
        yield "same:mld,theil,cov_pct,idis_w_pct,idis_u_pct,ratio_maxmin", v, times("rate", 0.5)
        yield "same:mld,theil,cov_pct,idis_w_pct,bgv,mean_w,diff_maxmin,mdb_u,mdm_u,mdm_w", v, times("pop", 7)
    if method in ("sii_linear", "rii"):
        yield "same:sii,rii_mean,rii_ratio,intercept", v, times("pop", 7)
    if method == "segregation":
        both = {**times("x", 3), "y": numbers(v["y"], lambda number: number * 3)}
        yield "same:D,gini,theil_H,isolation_xPx,exposure_xPy,eta2,gorard_GS", v, both
        yield "same:D,gini", v, times("x", 3)
    if method in ("welch_t", "paired_t"):
        both = {**times("a", 8), "b": numbers(v["b"], lambda number: number * 8)}
        yield "same:t,p,df", v, both
    if method in ("kruskal", "mann_whitney_normal", "mann_whitney_exact", "spearman_kendall"):
        changed = dict(v)
        for key in v:
            if key in ("a", "b", "g1", "g2", "g3"):
                changed[key] = numbers(v[key], lambda number: math.exp(number / 20))
        yield "same:p,H,U1,auc,p_cc,p_nocc,rho,tau_b", v, changed
    if method == "pearson":
        yield "same:r,p,lower,upper", v, {**v, "a": numbers(v["a"], lambda number: 1000 + 3 * number)}
    if method == "dsr":
        yield "same:dsr,fay_feuer_lower,dobson_byar_upper", v, times("stdpops", 4)
    if method == "logrank":
        yield "same:chi2,p", v, times("time", 7)


PROPERTIES = (surer, more_hits, swapped_groups, other_unit)


def make(reference):
    out = csv.writer(sys.stdout)
    out.writerow(["case_id", "method", "inputs"])
    seen = set()
    for row in csv.DictReader(open(reference, encoding="utf-8", newline="")):
        call = (row["method"], row["inputs"])
        if call in seen or row["method"].startswith("nist"):
            continue
        seen.add(call)
        for of in PROPERTIES:
            for k, (name, one, two) in enumerate(of(row["method"], parts(row["inputs"]))):
                stem = f"{name}/{row['method']}.{len(seen)}.{k}"
                out.writerow([f"{stem}/1", row["method"], joined(one)])
                out.writerow([f"{stem}/2", row["method"], joined(two)])


def close(one, two):
    return one == two or abs(one - two) <= 1e-9 * max(1.0, abs(one), abs(two))


def at_most(one, two):
    return one <= two or close(one, two)


def holds(name, one, two):
    """Names of what does not hold, and how many answers were compared."""
    both = [key for key in one if key in two]
    if name == "nested":
        lower = [key for key in both if "lower" in key and not key.endswith("raw")]
        upper = [key for key in both if "upper" in key and not key.endswith("raw")]
        faults = [key for key in lower if not at_most(two[key], one[key])]
        faults += [key for key in upper if not at_most(one[key], two[key])]
        return faults, len(lower) + len(upper)
    if name == "rising":
        keys = [key for key in both if key in ("lower", "upper", "lower_count", "upper_count")]
        return [key for key in keys if not at_most(one[key], two[key])], len(keys)
    if name in ("mirrored", "negated", "inverted"):
        turn = {"mirrored": lambda a: 1 - a, "negated": lambda a: -a, "inverted": lambda a: 1 / a if a else math.inf}[name]
        pairs = [(a, b) for a, b in (("lower", "upper"), ("upper", "lower"), ("estimate", "estimate"), ("z", "z"), ("t", "t"))
                 if a in one and b in two]
        return [a for a, b in pairs if not (close(turn(one[a]), two[b]))], len(pairs)
    keys = [key for key in name.partition(":")[2].split(",") if key in both]
    return [key for key in keys if not close(one[key], two[key])], len(keys)


def check(results):
    answers = {}
    for row in csv.DictReader(open(results, encoding="utf-8", newline="")):
        stem, side = row["case_id"].rsplit("/", 1)
        try:
            value = float(row["value"])
        except ValueError:
            continue
        answers.setdefault(stem, {"1": {}, "2": {}})[side][row["output_name"]] = value
    compared, empty, faults = {}, [], 0
    for stem, sides in answers.items():
        name = stem.split("/")[0]
        wrong, n = holds(name, sides["1"], sides["2"])
        compared[name.partition(":")[0]] = compared.get(name.partition(":")[0], 0) + n
        if n == 0:
            empty.append(stem)
        for key in wrong:
            faults += 1
            print(f"{stem}: {key} is {sides['1'].get(key)} and {sides['2'].get(key)}")
    for stem in empty:
        print(f"{stem}: nothing to compare")
    for name in ("nested", "rising", "mirrored", "negated", "inverted", "same"):
        print(f"# {name}: {compared.get(name, 0)} answers")
        faults += compared.get(name, 0) < 10
    return faults + len(empty)


if sys.argv[1] == "make":
    make(sys.argv[2])
else:
    sys.exit(1 if check(sys.argv[2]) else 0)
