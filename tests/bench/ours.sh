#!/bin/sh
# The import of the reference job, as the comparison with other programs calls it: ours.sh all DATADIR OUTDIR. DATADIR holds jgz_indicaties.csv,
# kinderopvang_plaatsingen.csv and school_inschrijvingen.csv; the contracts are in job/. Prints `T import=SECONDS`, the whole command timed from
# outside, and leaves the store in OUTDIR/ours. KANSMETER names the program (default: build/cli/kansmeter of this tree).
set -eu
[ "$1" = all ] || exit 0
data=$2
workspace=$3/ours
root=$(cd "$(dirname "$0")/../.." && pwd)
kansmeter=${KANSMETER:-$root/build/cli/kansmeter}
rm -rf "$workspace" "$workspace.key"
KANSMETER_DATADIR=$root "$kansmeter" -q init "$workspace" --key "$workspace.key" >/dev/null
put() { ln -s "$data/$1.csv" "$workspace/postvak/$2_vergelijking_2005K1..2026K3.csv"; }
put jgz_indicaties jgz
put kinderopvang_plaatsingen opvang
put school_inschrijvingen school
start=$(date +%s.%N)
KANSMETER_DATADIR=$root/tests/bench/job "$kansmeter" -q -C "$workspace" import "$workspace/postvak" >"$workspace/import.txt" 2>&1 || [ $? -eq 1 ] || {
    cat "$workspace/import.txt" >&2
    exit 1
}
end=$(date +%s.%N)
awk -v s="$start" -v e="$end" 'BEGIN { printf "T import=%.3f\n", e - s }'
