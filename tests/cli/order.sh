#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# The order of importing, the locale and the time zone change nothing; a second delivery of a period is a new version.
. "$(dirname "$0")/lib.sh"

"$MAAK_STAD" "$here/stad" --kinderen 3000
make_workspace "$here/a"
make_workspace "$here/b"
check "forwards" import_city "$here/a" "$here/stad" 2023K4 2024K1 2024K2
# The postcode register comes with the first quarter; without it nothing with an address is taken.
"$KANSMETER" -q -C "$here/b" import --received 2024-01-14 "$here"/stad/2023K4/postcode_*.csv >/dev/null
mkdir "$here/stad/zonder"
mv "$here"/stad/2023K4/postcode_*.csv "$here/stad/zonder/"
check "backwards" import_city "$here/b" "$here/stad" 2024K2 2024K1 2023K4

figures() { sqlite3 -csv "$1/store.db" "SELECT indicator, period, dim1, code1, dim2, code2, n, x, estimate, low, high, bound_low, bound_high FROM figure_readable ORDER BY 1, 2, 3, 4, 5, 6"; }
for w in a b; do
    "$KANSMETER" -q -C "$here/$w" compute >/dev/null
    figures "$here/$w" >"$here/$w.csv"
done
check "figures are equal" cmp "$here/a.csv" "$here/b.csv"
check "and there are some" [ "$(wc -l <"$here/a.csv")" -gt 100 ]

check "a report" exits 0 "$KANSMETER" -q -C "$here/a" report --no-pdf --output "$here/een"
check "the same in another locale and time zone" env LC_ALL=nl_NL.UTF-8 TZ=Pacific/Kiritimati "$KANSMETER" -q -C "$here/a" report --no-pdf --output "$here/twee"
check "same input, same bytes" diff -r "$here/een" "$here/twee"
check "and from the other order" exits 0 "$KANSMETER" -q -C "$here/b" report --no-pdf --output "$here/drie"
check "the same bytes too" diff -r "$here/een" "$here/drie"

before=$(sqlite3 "$here/a/store.db" "SELECT count(*) FROM delivery")
sed '$d' "$here/stad/2024K2/ko_plaatsing_de-kiem_2024K2.csv" >"$here/ko_plaatsing_de-kiem_2024K2.csv"
"$KANSMETER" -q -C "$here/a" import --received 2024-08-01 "$here/ko_plaatsing_de-kiem_2024K2.csv" >/dev/null 2>&1 || true
check "a changed file of the same period is version 2" [ "$(sqlite3 "$here/a/store.db" "SELECT max(version) FROM delivery WHERE deliverer = 'de-kiem' AND period = '2024K2'")" = 2 ]
check "and one delivery more" [ "$(sqlite3 "$here/a/store.db" "SELECT count(*) FROM delivery")" = $((before + 1)) ]
"$KANSMETER" -q -C "$here/a" compute --as-known-on 2024-07-14 >/dev/null
check "as known before, the figures are the old ones" exits 0 "$KANSMETER" -q -C "$here/a" report --no-pdf --as-known-on 2024-07-14 --output "$here/vier"
check "byte for byte" diff -r "$here/een" "$here/vier"
done_testing
