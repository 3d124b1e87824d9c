#!/bin/sh
# The reference job (three files, four indicators on twelve days by four dimensions, four charts) by this program, as the comparison
# with other programs calls it: ours.sh all|compute DATADIR OUTDIR. `compute` starts from what `all` left in OUTDIR/ours. DATADIR holds
# jgz_indicaties.csv, kinderopvang_plaatsingen.csv and school_inschrijvingen.csv; contracts, code lists and indicators are in job/.
# Only the program's own commands, and sqlite3 for the view of figures. The result, OUTDIR/ours.csv, is in the comparison's form: its days
# are the day after the quarter. KANSMETER names the program (default: build/cli/kansmeter of this tree).
set -eu
mode=$1
data=$2
out=$3
workspace=$out/ours
root=$(cd "$(dirname "$0")/../.." && pwd)
kansmeter=${KANSMETER:-$root/build/cli/kansmeter}
report=""
last=$(date +%s%N)

# lap NAME: the seconds since the last one. Without a program of its own, which would count with the next.
lap() {
    now=$(date +%s%N)
    ms=$(((now - last) / 1000000))
    report="$report $1=$((ms / 1000)).$(printf %03d $((ms % 1000)))"
    last=$now
}

# quiet COMMAND...: what it says is shown only when it fails; findings (1) are no failure.
quiet() {
    "$@" >"$out/ours.txt" 2>&1 || [ $? -eq 1 ] || {
        cat "$out/ours.txt" >&2
        exit 1
    }
}

put() { ln -s "$data/$1.csv" "$workspace/postvak/$2_vergelijking_2005K1..2026K3.csv"; }

export KANSMETER_DATADIR="$root/tests/bench/job"
if [ "$mode" = all ]; then
    rm -rf "$workspace" "$workspace.key"
    KANSMETER_DATADIR=$root quiet "$kansmeter" -q init "$workspace" --key "$workspace.key"
    put jgz_indicaties jgz
    put kinderopvang_plaatsingen opvang
    put school_inschrijvingen school
    lap start # the empty store, as the others time their own apart
    quiet "$kansmeter" -q -C "$workspace" import "$workspace/postvak"
    lap import
fi
quiet "$kansmeter" -q -C "$workspace" compute --period 2022K4..2025K3
lap compute
sqlite3 -readonly -separator ';' "$workspace/store.db" >"$out/ours.csv" <<'SQL'
WITH meaning(dimension, list) AS (
    VALUES ('wijk', 'wijk'), ('geslacht', 'geslacht'), ('thuistaal', 'thuistaal'), ('opleiding_ouders', 'opleiding'))
SELECT f.indicator, date(f.reference, '+1 day'), CASE f.dim1 WHEN '' THEN 'totaal' ELSE f.dim1 END,
    CASE f.dim1 WHEN '' THEN '' WHEN 'geslacht' THEN upper(f.code1) ELSE coalesce(c.label_nl, f.code1) END,
    f.x, f.n, printf('%.6f', f.estimate), printf('%.6f', f.low), printf('%.6f', f.high)
FROM figure_readable f
LEFT JOIN meaning m ON m.dimension = f.dim1
LEFT JOIN code c ON c.list = m.list AND c.code = f.code1
WHERE f.dim2 = '' AND f.period NOT LIKE '%..%' AND f.n > 0
    AND f.reference >= '2022-12-31';
SQL
lap write
quiet "$kansmeter" -q -C "$workspace" chart vve_bereik opvang_deelname doorgaande_lijn advies_havo_plus --period 2022K4..2025K3 \
    --kind trend --output "$out"
lap plot
echo "T$report"
