#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# A full delivery and the changes to it give what a new full delivery gives, in whatever order they come.
. "$(dirname "$0")/lib.sh"

klein=$ROOT/data-samples/klein
file=ko_plaatsing_de-zandbak_2025-2026.csv
base=$klein/$file
mkdir "$here/rest" "$here/heel" "$here/mutatie" "$here/tweede"
cp "$klein"/*_2025-2026.csv "$here/rest"
rm "$here/rest/$file"
# Line 2 gets other hours, line 3 is gone, a child that was placed nowhere is new.
changed=$(sed -n 2p "$base" | sed 's/16,0;4,0;4,0;;4,0;4,0;4/8,0;4,0;4,0;;;;2/')
gone=$(sed -n 3p "$base")
new=$(sed -n 4p "$base" | sed 's/^[0-9]*;[^;]*;/999991000;Z777;/; s/;Z[0-9]*-1;/;Z777-1;/')
{ sed -n 1p "$base"; echo "$changed"; sed '1,3d' "$base" | tr -d '\r'; echo "$new"; } | tr -d '\r' >"$here/heel/$file"
mutation=ko_plaatsing_de-zandbak_2025-2026_mutatie.csv
{
    sed -n 1p "$base" | tr -d '\r' | sed 's/$/;Mutatie/'
    printf '%s;W\n%s;V\n%s;I\n' "$changed" "$gone" "$new" | tr -d '\r'
} >"$here/mutatie/$mutation"
figures() {
    "$KANSMETER" -q -C "$1" compute --period 2026K2 >/dev/null
    sqlite3 -csv "$1/store.db" "SELECT indicator, period, dim1, code1, dim2, code2, n, x, estimate, status FROM figure_readable ORDER BY 1, 2, 3, 4, 5, 6"
}
take() { "$KANSMETER" -q -C "$@" >"$here/take.out" 2>&1 || [ $? -eq 1 ] || { cat "$here/take.out"; return 1; }; }
for w in oud nieuw samen achterstevoren alleen; do
    make_workspace "$here/$w"
    check "$w: the rest" take "$here/$w" import --received 2026-07-14 "$here"/rest/*.csv
done
check "the old one" take "$here/oud" import --received 2026-07-14 "$base"
check "a new full one" take "$here/nieuw" import --received 2026-07-16 "$here/heel/$file"
check "the old one and" take "$here/samen" import --received 2026-07-14 "$base"
check "the changes" take "$here/samen" import --received 2026-07-16 "$here/mutatie/$mutation"
check "the changes first is taken with a warning" exits 1 "$KANSMETER" -C "$here/achterstevoren" import --received 2026-07-16 "$here/mutatie/$mutation"
check "that they do not count yet" says "until it comes they do not count"
check "then the old one" take "$here/achterstevoren" import --received 2026-07-14 "$base"
for w in oud nieuw samen achterstevoren; do figures "$here/$w" >"$here/$w.csv"; done
check "the changes matter" sh -c "! cmp -s '$here/oud.csv' '$here/nieuw.csv'"
check "the old one with its changes is the new one" diff "$here/nieuw.csv" "$here/samen.csv"
check "in the other order too" diff "$here/nieuw.csv" "$here/achterstevoren.csv"
check "and there are figures" [ "$(wc -l <"$here/nieuw.csv")" -gt 50 ]

# A later change has the last word on a row; withdrawn, the earlier one has.
{ sed -n 1p "$here/mutatie/$mutation"; echo "$gone;I" | tr -d '\r'; } >"$here/tweede/$mutation"
check "the row that was gone comes back" take "$here/samen" import --received 2026-07-18 "$here/tweede/$mutation"
figures "$here/samen" >"$here/terug.csv"
check "that matters" sh -c "! cmp -s '$here/samen.csv' '$here/terug.csv'"
check "it is withdrawn" exits 0 "$KANSMETER" -q -C "$here/samen" withdraw ko_plaatsing/de-zandbak/2025-2026/3 --reason "te vroeg" --on 2026-07-19
figures "$here/samen" >"$here/weg.csv"
check "and the row is gone again" diff "$here/nieuw.csv" "$here/weg.csv"
check "as known before the changes" exits 0 "$KANSMETER" -q -C "$here/samen" report --period 2026K2 --no-pdf --no-xlsx --as-known-on 2026-07-14 --output "$here/toen"
check "the evaluation is the old one's" exits 0 "$KANSMETER" -q -C "$here/oud" report --period 2026K2 --no-pdf --no-xlsx --output "$here/eerst"
check "byte for byte" diff -r "$here/eerst" "$here/toen"

# Alone, changes are not a delivery.
check "changes alone" take "$here/alleen" import --received 2026-07-16 "$here/mutatie/$mutation"
"$KANSMETER" -C "$here/alleen" status --period 2025-2026 >"$here/status" 2>&1 || true
check "the full delivery is missed" grep -E 'ko_plaatsing .*(MISSING|awaited)' "$here/status"
# A store from before there were mutations: its rows have no keys. The changes are refused, with a way out that works.
make_workspace "$here/oude"
check "oude: the rest" take "$here/oude" import --received 2026-07-14 "$here"/rest/*.csv
check "oude: the old one" take "$here/oude" import --received 2026-07-14 "$base"
sqlite3 "$here/oude/store.db" "UPDATE src_ko_plaatsing SET rijsleutel = NULL"
check "changes to rows without keys are refused" exits 3 "$KANSMETER" -C "$here/oude" import --received 2026-07-16 "$here/mutatie/$mutation"
check "says to which rows" says "the rows of ko_plaatsing/de-zandbak/2025-2026/1, to which these are changes, were imported before changes could be taken"
check "and what to do" says "kansmeter withdraw ko_plaatsing/de-zandbak/2025-2026/1"
check "that is done: withdraw" exits 0 "$KANSMETER" -q -C "$here/oude" withdraw ko_plaatsing/de-zandbak/2025-2026/1 --reason "opnieuw ingelezen" --on 2026-07-15
check "import again" take "$here/oude" import --received 2026-07-15 "$base"
check "then the changes" take "$here/oude" import --received 2026-07-16 "$here/mutatie/$mutation"
figures "$here/oude" >"$here/oude.csv"
check "gives what a new full one gives" diff "$here/nieuw.csv" "$here/oude.csv"

# A file that says to hold all rows may not say that one is gone.
check "changes under the name of all rows are refused" exits 3 "$KANSMETER" -C "$here/nieuw" import --received 2026-07-20 --kind volledig "$here/mutatie/$mutation"
check "says what to do" says "--kind mutatie or end its name in _mutatie"
check "a contract without mutations refuses them" exits 3 "$KANSMETER" -C "$here/nieuw" import --received 2026-07-20 --kind mutatie "$klein/locatie_gemeente_2025-2026.csv"
check "and says so" says "locatie takes no mutations"
done_testing
