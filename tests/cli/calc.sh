#!/bin/sh
# shellcheck disable=SC1091,SC2154
# calc: every expected value of the reference within its tolerance; what cannot be computed is refused in words.
. "$(dirname "$0")/lib.sh"

# The rows of the methods that calc has; a method that is named here is still to come.
"$KANSMETER" calc --list | awk 'NR > 1 {print $1}' >"$here/methods"
python3 - "$here/methods" "$ROOT/tests/reference/stats.csv" "$ROOT/tests/reference/more.csv" >"$here/cases.csv" <<'PY'
import csv, sys
known = set(open(sys.argv[1]).read().split())
rows = [row for name in sys.argv[2:] for row in csv.DictReader(open(name, encoding="utf-8", newline=""))]
out = csv.DictWriter(sys.stdout, rows[0].keys())
out.writeheader()
out.writerows(row for row in rows if row["method"] in known)
PY
ln -s "$ROOT/tests/reference/nist" "$here/nist"
check "the reference runs in one batch" exits 0 "$KANSMETER" -q calc --batch "$here/cases.csv"
cp "$here/out" "$here/results.csv"
check "every expected value is met" python3 "$ROOT/tests/cli/calc.py" "$here/cases.csv" "$here/results.csv"
no_nan() { ! grep -qiE ',-?nan$' "$here/results.csv"; }
check "nothing is NaN" no_nan
# Every call of the reference with an input left out, emptied, set to 0, below 0, far too large, to a word.
python3 "$ROOT/tests/cli/calc_bad.py" "$here/cases.csv" >"$here/bad.csv"
answered_or_refused() {
    timeout -s KILL 200 "$KANSMETER" -q calc --batch "$here/bad.csv" >"$here/bad.out" 2>"$here/bad.err"
    test $? -eq 1 && ! grep -qiE ',-?nan' "$here/bad.out"
}
check "thousands of wrong inputs are answered or refused, none stops the program" answered_or_refused
long_lists() {
    python3 -c 'print("case_id,method,inputs"); v = ",".join(str(i % 997 / 7) for i in range(50000))
for m, more in ("spearman_kendall", ";b=" + v), ("mann_whitney_normal", ";b=" + v): print(f"{m},{m},\"a={v}{more}\"")
print("labels,logrank,\"time=" + v + ";status=" + ",".join(["1"] * 50000) + ";group=" + ",".join(str(i) for i in range(50000)) + "\"")
n = 4000; print("did_cluster,did_cluster,\"y=" + ",".join(str(i * i % 101) for i in range(n)) + ";treat=" + ",".join(str(i * 4 // n % 2) for i in range(n)) +
    ";post=" + ",".join(str(i % 2) for i in range(n)) + ";cluster=" + ",".join(str(i * 4 // n) for i in range(n)) + "\"")
k = ",".join(["3"] * 100); print("fisher_rxc,fisher_rxc,\"table=" + "|".join([k] * 100) + "\"")' >"$here/long.csv"
    timeout -s KILL 60 "$KANSMETER" -q calc --batch "$here/long.csv" >"$here/long.out" 2>"$here/long.err"
    test $? -eq 1 && grep -q "spearman_kendall,tau_b,1$" "$here/long.out" && grep -q "did_cluster,se_CR2,[0-9]" "$here/long.out" &&
        grep -q "at most 200 can be compared" "$here/long.err" && grep -q "use chisq" "$here/long.err"
}
check "lists of 50 000 values are answered or refused in seconds" long_lists
rows_in_any_order() {
    (head -n 1 "$here/cases.csv" && tail -n +2 "$here/cases.csv" | sort -r) >"$here/turned.csv"
    "$KANSMETER" -q calc --batch "$here/turned.csv" | sort >"$here/turned.out" 2>/dev/null
    sort "$here/results.csv" | cmp - "$here/turned.out"
}
check "the order of the cases does not matter" rows_in_any_order

python3 "$ROOT/tests/cli/calc_turned.py" "$here/cases.csv" >"$here/reverse.csv"
"$KANSMETER" -q calc --batch "$here/reverse.csv" >"$here/reverse.out"
check "the order of the units does not matter" python3 "$ROOT/tests/cli/calc.py" "$here/reverse.csv" "$here/reverse.out"

python3 "$ROOT/tests/cli/calc_properties.py" make "$ROOT/tests/reference/stats.csv" >"$here/pairs.csv"
"$KANSMETER" -q calc --batch "$here/pairs.csv" >"$here/pairs.out" 2>"$here/pairs.err" || :
check "surer is wider, more is not less, turned groups mirror, another unit changes nothing" \
    python3 "$ROOT/tests/cli/calc_properties.py" check "$here/pairs.out"

# refused MESSAGE WORDS...: exit 2 and the message.
refused() {
    message=$1
    shift
    exits 2 "$KANSMETER" calc "$@" && says "$message"
}
check "more hits than units are refused" refused "x" wilson x=5 n=3
check "no units are refused" refused "n" wilson x=0 n=0
check "a percentage as confidence is told how to write it" refused "0.95" wilson x=1 n=3 conf=95
check "a negative person time is refused" refused "persontime" byar x=3 persontime=-1
check "a missing value is refused" refused "data" mean_t data=1,NA,3
check "an unknown method names the nearest" refused "wilson" wilsn x=1 n=3
check "a misspelt input names the nearest" refused "conf" wilson x=1 n=3 cnf=0.9
check "a share above 1 is refused" refused "probs" quantiles data=1,2 probs=90
check "separated groups have no slope" refused "separated" sii_rii_logit pop=10,10,10 hits=0,5,10
check "an outcome that nobody has takes no logit" refused "only misses" sii_rii_logit pop=10,10 hits=0,0
check "segregation needs both groups" refused "x holds nobody" segregation x=0,0 y=1,2
check "a percentage as prevalence is told how to write it" refused "0.3" paf_levin prevalence=30 rr=2
check "a group that is not there is no reference" refused "group 3" inequality_groups pop=1,2 rate=0.1,0.2 reference=3
check "a funnel has no limits round a target of 1" refused "target" funnel_binomial_exact target=1 n=20
check "units all at 1 have no spread" refused "every unit is at 1" funnel_overdispersion num=5,6 den=5,6
check "a status that is neither 0 nor 1 is refused" refused "status 2" kaplan_meier time=1,2 status=1,3 at=1
check "one group is no comparison" refused "two groups" logrank time=1,2 status=1,1 group=a,a
check "a predictor that repeats another is named" refused "column 3" ols_its y=1,2,3,5 "X=1,2,3,4|2,4,6,8"
check "fewer rows than coefficients are refused" refused "2 rows" ols_its y=1,2 "X=1,2|1,3"
check "separation in a logistic regression is told, not a huge number" refused "separate the outcomes" logistic y=0,0,0,1,1,1 X=1,2,3,4,5,6
check "a group without events is told in a Poisson regression" refused "separate the outcomes" poisson_glm y=0,0,5,6 X=0,0,1,1
check "an outcome that does not vary has no logistic regression" refused "only hits" logistic y=1,1,1 X=1,2,3
check "one cluster carries no cluster-robust error" refused "two clusters" did_cluster y=1,2,3,5 treat=0,0,1,1 post=0,1,0,1 cluster=a,a,a,a
check "clusters that are the groups themselves have no spread" exits 0 "$KANSMETER" calc did_cluster y=1,2,3,5,4,6,2,1 treat=0,0,0,0,1,1,1,1 post=0,1,0,1,0,1,0,1 cluster=a,a,a,a,b,b,b,b
no_spread() { says "the clusters fix this coefficient"; }
check "and the standard error says so" no_spread
check "a count beyond all counting is refused" refused "at most 1000000000000" wilson x=1e13 n=1e14
check "a decimal comma is told how to write it" refused "decimal point" wilson x=1 n=5 conf=0,95
check "a missing group is refused" refused "value 2 of group is missing" logrank time=1,2 status=1,1 group=a,
check "no treated unit leaves no difference in differences" refused "column 2" did_cluster y=1,2,3,5 treat=0,0,0,0 post=0,1,0,1 cluster=a,a,b,b
check "units that differ no more than chance are told so" refused "no more than chance" eb_beta_binomial x=5,5,5,5 n=10,10,10,10
check "units wholly 0 or 1 fit no beta distribution" refused "wholly" eb_beta_binomial x=0,10,0,10 n=10,10,10,10
check "the WHO measures come with intervals" exits 0 "$KANSMETER" calc who_inequality pop=78,91,162,103,105 rate=0.2,0.3,0.4,0.5,0.6 se=0.0453,0.048,0.0385,0.0493,0.0478
# 0.4 - z sqrt(0.0453^2 + 0.0478^2) and 3 exp(z sqrt((0.0453/0.2)^2 + (0.0478/0.6)^2)), by hand
closed_forms() { says "0.27092584" && says "4.8028226"; }
check "equal to the closed forms of a difference and a ratio" closed_forms
check "all values equal is a reason, not a number" exits 0 "$KANSMETER" calc welch_t a=1,1 b=1,1
says_why() { says "not defined, because the values do not vary"; }
check "and says why" says_why
check "three of ten million" exits 0 "$KANSMETER" calc clopper_pearson x=3 n=10000000
check "its formula and source are told" exits 0 "$KANSMETER" calc --help wilson
says_source() { says "Wilson, JASA 22 (1927)"; }
check "with the page" says_source
done_testing
