#!/bin/sh
# Times the stages of the whole sample city, each as a fresh process: usage: run.sh BUILDDIR. Nothing here passes or fails.
set -eu
build=$1
kansmeter=$build/cli/kansmeter
here=$(mktemp -d /tmp/kansmeter-bench-XXXXXX)
trap 'rm -rf "$here"' EXIT

# timed NAME ROWS BYTES COMMAND...: seconds, and what went through in a second (0: no such thing).
timed() {
    name=$1
    through=$2
    size=$3
    shift 3
    start=$(date +%s.%N)
    "$@" >"$here/out" 2>&1 || [ $? -eq 1 ] || { cat "$here/out"; exit 1; }
    end=$(date +%s.%N)
    awk -v n="$name" -v r="$through" -v b="$size" -v s="$start" -v e="$end" 'BEGIN {
        t = e - s; printf "%-34s %7.2f s", n, t
        if (r > 0) printf "  %9.0f rows/s", r / t
        if (b > 0) printf "  %7.1f MB/s", b / 1e6 / t
        print "" }'
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
dry_run() {
    "$kansmeter" -q -C "$here/w" import --dry-run "$here/stad/2026K3" >/dev/null 2>&1 || [ $? -eq 1 ]
}
last_rows=$(cat "$here"/stad/2026K3/*.csv | wc -l)
last_bytes=$(cat "$here"/stad/2026K3/*.csv | wc -c)
timed "import, 12 quarters" "$rows" "$bytes" import_all
timed "import --dry-run, one quarter" "$last_rows" "$last_bytes" dry_run
# What a computation goes through: every row and byte of the store.
kept=$(sqlite3 -readonly "$here/w/store.db" "SELECT sum(accepted + remarked) FROM delivery")
store=$(stat -c %s "$here/w/store.db")
timed "compute, first time" "$kept" "$store" "$kansmeter" -q -C "$here/w" compute
timed "compute, again" 0 0 "$kansmeter" -q -C "$here/w" compute
timed "report with charts" 0 0 "$kansmeter" -q -C "$here/w" report
timed "report without charts" 0 0 "$kansmeter" -q -C "$here/w" report --no-charts --no-pdf --output "$here/zonder"
timed "dataset" 0 0 "$kansmeter" -q -C "$here/w" dataset
timed "explain" 0 0 "$kansmeter" -q -C "$here/w" explain vve-bereik:2026K3
for one in bevolking inschrijving ko_plaatsing ko_uren; do
    # One contract of one quarter into a store of its own, with the registers it leans on.
    rm -rf "$here/one" "$here/one.key"
    "$kansmeter" -q init "$here/one" --key "$here/one.key" >/dev/null
    "$kansmeter" -q -C "$here/one" import "$here"/stad/2023K4/postcode_*.csv "$here"/stad/2023K4/locatie_*.csv >/dev/null 2>&1 || [ $? -eq 1 ]
    cat "$here"/stad/2023K4/"$one"_*.csv >"$here/all.txt"
    timed "import, $one of 2023K4" "$(wc -l <"$here/all.txt")" "$(wc -c <"$here/all.txt")" \
        "$kansmeter" -q -C "$here/one" import "$here"/stad/2023K4/"$one"_*.csv
done
echo "store: $(($(stat -c %s "$here/w/store.db") / 1000000)) MB"
