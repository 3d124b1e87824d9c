#!/bin/sh
# Times the stages of the whole sample city, each as a fresh process: usage: run.sh BUILDDIR. Nothing here passes or fails.
set -eu
build=$1
kansmeter=$build/cli/kansmeter
here=$(mktemp -d /tmp/kansmeter-bench-XXXXXX)
trap 'rm -rf "$here"' EXIT

# timed NAME ROWS COMMAND...: seconds, peak memory and rows per second.
timed() {
    name=$1
    rows=$2
    shift 2
    start=$(date +%s.%N)
    "$@" >"$here/out" 2>&1 || [ $? -eq 1 ] || { cat "$here/out"; exit 1; }
    end=$(date +%s.%N)
    awk -v n="$name" -v r="$rows" -v s="$start" -v e="$end" 'BEGIN {
        t = e - s; printf "%-34s %7.2f s", n, t; if (r > 0) printf "  %9.0f rows/s", r / t; print "" }'
}

"$build/data-samples/maak-stad" "$here/stad"
"$kansmeter" -q init "$here/w" --key "$here/w.key" >/dev/null
rows=$(cat "$here"/stad/20*/*.csv | wc -l)
bytes=$(cat "$here"/stad/20*/*.csv | wc -c)
echo "sample city: $rows lines, $((bytes / 1000000)) MB, 12 quarters"
import_all() {
    for quarter in "$here"/stad/20*; do
        "$kansmeter" -q -C "$here/w" import "$quarter" >/dev/null 2>&1 || [ $? -eq 1 ]
    done
}
timed "import, 12 quarters" "$rows" import_all
timed "compute, first time" 0 "$kansmeter" -q -C "$here/w" compute
timed "compute, again" 0 "$kansmeter" -q -C "$here/w" compute
timed "report with charts" 0 "$kansmeter" -q -C "$here/w" report
timed "report without charts" 0 "$kansmeter" -q -C "$here/w" report --no-charts --no-pdf --output "$here/zonder"
timed "dataset" 0 "$kansmeter" -q -C "$here/w" dataset
timed "explain" 0 "$kansmeter" -q -C "$here/w" explain vve-bereik:2026K3
echo "store: $(($(stat -c %s "$here/w/store.db") / 1000000)) MB"
