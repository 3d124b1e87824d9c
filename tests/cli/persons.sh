#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# Children without a personal number are linked where only one child fits; numbers that changed are one child.
. "$(dirname "$0")/lib.sh"

klein=$ROOT/data-samples/klein
met=$here/met
zonder=$here/zonder
mkdir "$here/bestanden"
cp "$klein"/*_2025-2026.csv "$here/bestanden"
# The same placements without a BSN: an empty column for one houder, no column at all for the other.
sed '2,$s/^[0-9]*;/;/' "$klein/ko_plaatsing_de-zandbak_2025-2026.csv" >"$here/bestanden/ko_plaatsing_de-zandbak_2025-2026.csv"
sed 's/^[^;]*;//' "$klein/ko_plaatsing_het-molenrad_2025-2026.csv" >"$here/bestanden/ko_plaatsing_het-molenrad_2025-2026.csv"
figures() {
    "$KANSMETER" -q -C "$1" compute --period 2026K2 >/dev/null
    sqlite3 -csv "$1/store.db" "SELECT indicator, period, dim1, code1, dim2, code2, n, x, estimate FROM figure_readable ORDER BY 1, 2, 3, 4, 5, 6"
}
make_workspace "$met"
make_workspace "$zonder"
check "with numbers" exits 0 "$KANSMETER" -q -C "$met" import --received 2026-07-14 "$klein"/*_2025-2026.csv
check "without" exits 1 "$KANSMETER" -C "$zonder" import --received 2026-07-14 "$here"/bestanden/*.csv
balance() { sqlite3 "$1/store.db" "SELECT deliverer, lines_read, accepted, remarked, refused, duplicate FROM delivery WHERE contract = 'ko_plaatsing' ORDER BY 1"; }
check "every row ends as it does with a number" [ "$(balance "$met")" = "$(balance "$zonder")" ]
check "the return report says how many" sh -c "grep -rlF 'geen persoonsnummer' '$zonder/retour' | grep -q zandbak"
figures "$met" >"$here/met.csv"
figures "$zonder" >"$here/zonder.csv"
check "the figures are those with numbers" diff "$here/met.csv" "$here/zonder.csv"
check "and there are some" [ "$(wc -l <"$here/met.csv")" -gt 50 ]
bound() { sqlite3 "$1/store.db" "SELECT $2 FROM figure_readable WHERE indicator = 'vve-bereik' AND dim1 = '' AND x > 0 AND period NOT LIKE '%..%'"; }
check "with numbers nothing is doubtful" [ "$(bound "$met" 'sum(bound_low < estimate - 1e-9)')" = 0 ]
check "without, every place may be another child's: the lower bound says so" [ "$(bound "$zonder" 'count(*) > 0 AND max(bound_low) < 1e-9')" = 1 ]
check "and the explanation" "$KANSMETER" -C "$zonder" explain vve-bereik:2026K2 --profile werkgroep
check "the children's own numbers are nowhere" sh -c "! strings -a '$zonder/store.db' | grep -E 'Z00[0-9]|M00[0-9]'"

# How many children were linked so is there for an indicator.
mkdir -p "$zonder/indicators"
{
    sed -n '/^-- id:/,/^-- lag:/p' "$ROOT/indicators/ambitie-1/vve-indicatie-aandeel.sql" | sed 's/^-- id: .*/-- id: zwak-gekoppeld/; s/^-- dimensions: .*/-- dimensions: geslacht/; s/^-- uses: .*/-- uses: ko_plaatsing, koppelzekerheid\/hit, bevolking\/dimension/'
    printf '\n-- population: geplaatst\nSELECT kind AS unit, van, tot FROM ko_plaatsing WHERE kind IS NOT NULL\n\n-- hit: zwak gekoppeld\nSELECT kind AS unit, van, tot FROM koppelzekerheid WHERE graad = '"'zwak'"'\n'
    printf '\n-- example: een van twee\n-- on: 2026K3\n-- given ko_plaatsing: kind, begindatum\n--   1, 2025-01-01\n--   2, 2025-01-01\n-- given koppelzekerheid: kind, graad\n--   2, zwak\n-- expect: n=2 x=1\n'
} >"$zonder/indicators/zwak-gekoppeld.sql"
check "its example holds" exits 0 "$KANSMETER" -C "$zonder" indicator test zwak-gekoppeld
check "computed" exits 0 "$KANSMETER" -q -C "$zonder" compute --period 2026K2 --select zwak-gekoppeld
check "all of them are linked weakly, to children of the city" [ "$(sqlite3 "$zonder/store.db" "SELECT n > 20 AND n = x FROM figure_readable WHERE indicator = 'zwak-gekoppeld' AND dim1 = '' AND period = '2026K2'")" = 1 ]

# Twins: the second child of the houder gets the birth date, sex and postcode of the first; in the population they stay two.
mkdir "$here/tweeling"
awk -F';' 'BEGIN {OFS = ";"} NR == 2 {a = $3; b = $4; c = $5} NR == 3 {$3 = a; $4 = b; $5 = c} {print}' "$here/bestanden/ko_plaatsing_de-zandbak_2025-2026.csv" >"$here/tweeling/ko_plaatsing_de-zandbak_2025-2026.csv"
check "twins without a number" exits 1 "$KANSMETER" -q -C "$zonder" import --received 2026-07-20 "$here"/tweeling/*.csv
check "computed again" exits 0 "$KANSMETER" -q -C "$zonder" compute --period 2026K2 --select zwak-gekoppeld
check "are two children, and neither is linked" [ "$(sqlite3 "$zonder/store.db" "SELECT group_concat(n - x) || ' ' || (max(n) = min(n)) FROM (SELECT n, x FROM figure WHERE indicator = 'zwak-gekoppeld' AND dim1 = '' AND period = '2026K2' ORDER BY number)")" = "0,2 1" ]
check "as known before, all are linked" exits 0 "$KANSMETER" -q -C "$zonder" compute --period 2026K2 --select zwak-gekoppeld --as-known-on 2026-07-14

# A number that is wrong is refused, and not a child without a number.
sed '3s/^;/123456789;/' "$here/bestanden/ko_plaatsing_de-zandbak_2025-2026.csv" >"$here/ko_plaatsing_de-zandbak_2025-2026_v7.csv"
"$KANSMETER" -q -C "$zonder" import --received 2026-07-21 "$here/ko_plaatsing_de-zandbak_2025-2026_v7.csv" >/dev/null 2>&1 || true
check "a wrong number is refused, not linked" [ "$(sqlite3 "$zonder/store.db" "SELECT group_concat(rule || ' ' || line) FROM finding WHERE outcome = 2 AND line = 3")" = "bsn-invalid 3" ]

# A number that changed: in the population the child still has its onderwijsnummer.
w=$here/wissel
mkdir "$here/oud"
cp "$klein"/*_2025-2026.csv "$here/oud"
sed -i 's/^999990007;/100000004;/' "$here/oud/bevolking_gemeente_2025-2026.csv"
make_workspace "$w"
check "with the old number" exits 0 "$KANSMETER" -q -C "$w" import --received 2026-07-14 "$here"/oud/*.csv
figures "$w" >"$here/oud.csv"
check "the child is two, and figures differ" sh -c "! cmp -s '$here/met.csv' '$here/oud.csv'"
link() { "$KANSMETER" -C "$w" key link "$@"; }
fault() {
    printf '%b' "$2" >"$here/nummers.csv"
    check "refused: $1" exits 3 link "$here/nummers.csv" --on 2026-07-20
    check "  says $3" says "$3"
    check "  never the number" sh -c "! grep -hE '9999900|1000000' '$here/out' '$here/err'"
}
fault "no such table" "naam;nummer\nx;y\n" "expected the header"
fault "a number that is none" "onderwijsnummer;bsn\n100000004;999990008\n" "line 2"
fault "the second line" "oud nummer;nieuw nummer\n100000004;999990007\n100000016;12345\n" "line 3"
fault "twice the same" "oud nummer;nieuw nummer\n100000004;100000004\n" "are the same"
fault "a child that becomes two" "oud nummer;nieuw nummer\n100000004;999990007\n100000004;999990019\n" "linked to another one before"
fault "and back" "oud nummer;nieuw nummer\n100000004;999990007\n999990007;100000004\n" "the other way round"
fault "nothing" "" "empty"
check "a fault keeps nothing" [ "$(sqlite3 "$w/store.db" "SELECT count(*) FROM person_link")" = 0 ]
printf 'Onderwijsnummer,BSN\r\n100000004,999990007\r\n\r\n' >"$here/nummers.csv"
check "not before figures that were computed" exits 2 link "$here/nummers.csv" --on 2026-07-13
check "says from when" says "--on 2026-07-14 or later"
check "with another key it is refused" exits 2 "$KANSMETER" -C "$w" --key "$met.key" key link "$here/nummers.csv" --on 2026-07-20
check "linked" exits 0 link "$here/nummers.csv" --on 2026-07-20
check "one number" says "1 numbers linked from 2026-07-20 on, 0 were linked before"
check "again changes nothing" exits 0 link "$here/nummers.csv" --on 2026-07-21
check "and says so" says "0 numbers linked from 2026-07-21 on, 1 were linked before"
figures "$w" >"$here/nieuw.csv"
check "the child is one: the figures are those with its BSN" diff "$here/met.csv" "$here/nieuw.csv"
check "the log tells, without numbers" sh -c "'$KANSMETER' -C '$w' log | grep -F 'key link' | grep -F '1 numbers linked'"
check "as known before it is two" exits 0 "$KANSMETER" -q -C "$w" compute --period 2026K2 --as-known-on 2026-07-19
asof() { sqlite3 -csv "$1/store.db" "SELECT indicator, period, dim1, code1, dim2, code2, n, x, estimate FROM figure f WHERE status <> 'gone' AND knowledge = CAST(julianday('$2') - 2440587.5 AS INTEGER) ORDER BY 1, 2, 3, 4, 5, 6"; }
asof "$w" 2026-07-14 >"$here/toen.csv"
asof "$w" 2026-07-19 >"$here/later.csv"
check "as it was" sh -c "cmp '$here/toen.csv' '$here/later.csv' && [ \$(wc -l <'$here/toen.csv') -gt 50 ]"
check "the old numbers are nowhere" sh -c "! strings -a '$w/store.db' | grep -E '100000004|999990007'"
done_testing
