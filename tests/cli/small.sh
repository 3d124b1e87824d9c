#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# The small sample: its figures equal the hand count, and the committed evaluation is what the program makes today.
# UPDATE=1 writes the committed evaluation anew (look at the difference before you commit it).
. "$(dirname "$0")/lib.sh"

make_workspace "$here/w"
check "the small sample imports" exits 0 "$KANSMETER" -q -C "$here/w" import --received 2026-07-14 "$ROOT"/data-samples/klein/*_2025-2026.csv
check "its evaluation is written" exits 0 "$KANSMETER" -q -C "$here/w" report --period 2026K2 --profile stuurgroep --no-pdf --no-xlsx --output "$here/evaluatie"
if [ "${UPDATE:-}" = 1 ]; then
    rm -rf "$ROOT/data-samples/klein/evaluatie"
    cp -r "$here/evaluatie" "$ROOT/data-samples/klein/evaluatie"
    chmod -R a+rX "$ROOT/data-samples/klein/evaluatie"
fi
check "the committed evaluation is today's, byte for byte" diff -r "$ROOT/data-samples/klein/evaluatie" "$here/evaluatie"
truths() {
    sqlite3 "$here/w/store.db" <<SQL
.mode csv
CREATE TEMP TABLE truth(indicator, period, dim1, code1, dim2, code2, n INT, x INT, excluded INT, unknown INT);
.import --skip 1 "$ROOT/data-samples/klein/waarheid.csv" truth
SELECT t.*, g.n, g.x FROM truth t LEFT JOIN figure_readable g USING (indicator, period, dim1, code1, dim2, code2)
 WHERE g.n IS NULL OR t.n <> g.n OR t.x <> g.x OR t.excluded <> g.excluded OR t.unknown <> g.unknown;
SQL
}
check "its figures equal the hand count" sh -c '[ -z "$1" ] || { echo "$1"; false; }' sh "$(truths)"
done_testing
