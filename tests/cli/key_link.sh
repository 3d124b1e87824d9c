#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015,SC2059
# A table of changed numbers: pseudonyms will do too, two children never become one, and every line that is wrong is told.
. "$(dirname "$0")/lib.sh"

klein=$ROOT/data-samples/klein
w=$here/leiden
mkdir "$here/in"
cp "$klein"/*_2025-2026.csv "$here/in"
# 999990007 is known by 100000004 to the municipality and by its BSN to the houder. Lines 4 and 5 are twins, brothers; lines 6 and 7 a
# boy and a girl of one birth date.
awk -F';' 'BEGIN {OFS = ";"} {sub(/\r$/, "")}
    NR == 2 {$1 = "100000004"}
    NR == 4 {day = $2; $3 = "M"; code = $4; house = $5; from = $6} NR == 5 {$2 = day; $3 = "M"; $4 = code; $5 = house; $6 = from}
    NR == 6 {day = $2; $3 = "M"} NR == 7 {$2 = day; $3 = "V"}
    {print $0 "\r"}' "$klein/bevolking_gemeente_2025-2026.csv" >"$here/in/bevolking_gemeente_2025-2026.csv"
# The houder has only the first child.
sed -i 3q "$here/in/ko_plaatsing_de-zandbak_2025-2026.csv" && sed -i 3d "$here/in/ko_plaatsing_de-zandbak_2025-2026.csv"
rm "$here/in/ko_plaatsing_het-molenrad_2025-2026.csv"
bsn() { sed -n "${1}s/;.*//p" "$here/in/bevolking_gemeente_2025-2026.csv"; }
make_workspace "$w"
check "deliveries" exits 0 "$KANSMETER" -q -C "$w" import --received 2026-07-14 "$here"/in/bevolking*.csv "$here"/in/postcode*.csv "$here"/in/locatie*.csv "$here"/in/ko_plaatsing*.csv
link() { "$KANSMETER" -C "$w" key link "$@"; }
links() { sqlite3 "$w/store.db" "SELECT count(*) FROM person_link"; }
# faulty NAME TABLE SAYS...
faulty() {
    name=$1
    printf "$2" >"$here/nummers.csv"
    shift 2
    check "refused: $name" exits 3 link "$here/nummers.csv" --on 2026-07-20
    for words; do check "  says $words" says "$words"; done
    check "  never a number or a birth date" sh -c "! grep -hE '9999[0-9]{5}|100000[0-9]{3}|[0-9]{2}-[0-9]{2}-20|20[0-9]{2}-[0-9]{2}|[0-9a-f]{32}' '$here/out' '$here/err'"
    check "  keeps nothing" [ "$(links)" = 0 ]
}
head='oud nummer;nieuw nummer\n'
faulty "another birth date" "$head$(bsn 3);$(bsn 4)\n" "line 2" "different birth dates" "of 1 lines 1 refused, 0 could be linked"
faulty "another sex" "$head$(bsn 6);$(bsn 7)\n" "line 2" "of different sex"
faulty "twins" "$head$(bsn 4);$(bsn 5)\n" "line 2" "side by side" "perhaps twins"
faulty "twins that would both become a third" "$head$(bsn 4);100000016\n$(bsn 5);100000016\n" "line 3" "side by side" "1 could be linked"
faulty "twins by way of a third" "$head$(bsn 4);100000016\n100000016;$(bsn 5)\n" "line 3" "side by side"
faulty "all faults in one pass" "$head$(bsn 3);12345\n100000004;999990007\n$(bsn 3);$(bsn 4)\n\n$(bsn 3)\n$(bsn 6);$(bsn 6)\n\"x\"y;1\n100000016;12346\n" \
    "line 2" "lines 2, 9: not a BSN, onderwijsnummer or pseudonym (5 digits)" "line 4: these two have different birth dates" "lines 6, 8: expected two numbers" \
    "line 7: the old and the new number are the same" "of 7 lines 6 refused, 1 could be linked, 0 were before"
faulty "only a header" "$head" "the table holds no numbers"
printf '%s;12345\n%s;12345\n' "$(bsn 3)" "$(bsn 3)" >>"$here/nummers.csv"
check "all of them for a program" sh -c "'$KANSMETER' -C '$w' --json key link '$here/nummers.csv' --on 2026-07-20 >'$here/json'; [ \"\$(python3 -c 'import json, sys; print([fault[\"line\"] for fault in json.load(open(sys.argv[1]))[\"refused\"]])' '$here/json')\" = '[2, 3]' ]"

# Pseudonyms that the deliverer made with this store's key.
version=$(sed -n 's/^id: //p' "$w.key")
hex() { sqlite3 "$w/store.db" "SELECT lower(hex(pseudonym)) FROM person WHERE number = $1"; }
person() { sqlite3 "$w/store.db" "SELECT kind FROM src_$1 WHERE regel = 2 ORDER BY levering LIMIT 1"; }
# The child's number at the municipality, and the one of its place.
old=$(person bevolking)
new=$(sqlite3 "$w/store.db" "SELECT min(kind) FROM src_ko_plaatsing WHERE kind NOT IN (SELECT kind FROM src_bevolking)")
check "the child is two persons" [ -n "$new" ]
faulty "a pseudonym without key version" "$head$(hex "$old");$(hex "$new")\n" "line 2, column 1" "without its key version; expected $version"
faulty "made with another key" "oud pseudoniem;nieuw pseudoniem;sleutelversie\n$(hex "$old");$(hex "$new");00000000\n" "made with another key; expected the key version $version"
printf 'sep=;\r\nNieuw pseudoniem;Oud pseudoniem;Sleutelversie\r\n%s;%s;%s\r\n' "$(hex "$new")" "$(hex "$old" | tr a-f A-F)" "$version" >"$here/nummers.csv"
check "with it they are linked, whatever the order of columns" exits 0 link "$here/nummers.csv" --on 2026-07-20
check "says how many" says "1 numbers linked from 2026-07-20 on, 0 were linked before, none was refused"
check "the old one becomes the new one" [ "$(sqlite3 "$w/store.db" "SELECT old || ' ' || new FROM person_link")" = "$old $new" ]
printf 'onderwijsnummer,bsn\n100000004,999990007\n' >"$here/nummers.csv"
check "the same by number is the same link" exits 0 link "$here/nummers.csv" --on 2026-07-20
check "says so" says "0 numbers linked from 2026-07-20 on, 1 were linked before"
printf 'oud nummer;nieuw nummer;nieuwe sleutelversie\n100000028;%s;%s\n' "$(hex "$(person bevolking)")" "$version" >"$here/nummers.csv"
check "a number may become a pseudonym" exits 0 link "$here/nummers.csv" --on 2026-07-20
printf '%s999990007;%s\n' "$head" "$(bsn 3)" | sed 's/\\n/\n/' >"$here/nummers.csv"
check "who was linked is looked at as one: the birth date of the old number counts for the new" exits 3 link "$here/nummers.csv" --on 2026-07-20
check "says so" says "different birth dates"

# After another key: the old one's pseudonyms are taken along.
former=$(hex "$old")
check "another key" exits 0 "$KANSMETER" -q -C "$w" key rotate --reason "test"
printf 'oud pseudoniem;nieuw nummer;oude sleutelversie\n%s;999990007;%s\n' "$former" "$version" >"$here/nummers.csv"
check "a pseudonym of the key before" exits 0 link "$here/nummers.csv"
check "is the same child" says "1 were linked before"

# Who was erased does not come back by a link.
printf 'BSN\n%s\n' "$(bsn 3)" >"$here/wissen.csv"
check "erased" exits 0 "$KANSMETER" -q -C "$w" erase "$here/wissen.csv" --reason "test" --confirm
persons=$(sqlite3 "$w/store.db" "SELECT count(*) FROM person")
printf 'oud nummer;nieuw nummer\n%s;100000030\n' "$(bsn 3)" >"$here/nummers.csv"
check "who was erased" exits 3 link "$here/nummers.csv"
check "says so" says "this child was erased"
check "and is not known again" [ "$persons" = "$(sqlite3 "$w/store.db" "SELECT count(*) FROM person")" ]
done_testing
