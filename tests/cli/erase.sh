#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# Who is erased is nowhere in the store any more, does not come back with a file, and what was published stays.
. "$(dirname "$0")/lib.sh"

klein=$ROOT/data-samples/klein
w=$here/w
mkdir "$here/met" "$here/zonder"
cp "$klein"/*_2025-2026.csv "$here/met"
gone="999990007 999990019 999990111"
# The same files without three children: what is computed after erasing must be what these give.
for file in "$here"/met/*; do
    grep -avE "$(echo "$gone" | sed 's/ /|/g')" "$file" >"$here/zonder/$(basename "$file")"
done
take() { "$KANSMETER" -q -C "$@" >"$here/take.out" 2>&1 || [ $? -eq 1 ] || { cat "$here/take.out"; return 1; }; }
figures() {
    "$KANSMETER" -q -C "$1" compute --period 2026K2 >/dev/null
    sqlite3 -csv "$1/store.db" "SELECT indicator, period, dim1, code1, dim2, code2, n, x, estimate, status FROM figure_readable ORDER BY 1, 2, 3, 4, 5, 6"
}
make_workspace "$w"
make_workspace "$here/nooit"
check "everybody" take "$w" import --received 2026-07-14 "$here"/met/*.csv
check "everybody but three" take "$here/nooit" import --received 2026-07-14 "$here"/zonder/*.csv
figures "$w" >"$here/eerst.csv"
figures "$here/nooit" >"$here/nooit.csv"
check "the three matter" sh -c "! cmp -s '$here/eerst.csv' '$here/nooit.csv'"
check "an evaluation is locked" sh -c "'$KANSMETER' -q -C '$w' report --period 2026K2 --no-pdf --no-xlsx --output '$here/uit-eerst' >/dev/null && '$KANSMETER' -q -C '$w' evaluation lock 2026K2 --reason voorlopig >/dev/null 2>&1 || true"

# Their pseudonyms, to look for afterwards.
sqlite3 "$w/store.db" "SELECT hex(pseudonym) FROM person" | sort >"$here/iedereen"
sqlite3 "$here/nooit/store.db" "SELECT count(*) FROM person" >"$here/aantal"
rows() { sqlite3 "$1/store.db" "SELECT (SELECT count(*) FROM src_bevolking) + (SELECT count(*) FROM src_ko_plaatsing) + (SELECT count(*) FROM src_jgz_indicatie) + (SELECT count(*) FROM src_inschrijving)"; }
before=$(rows "$w")
after=$(rows "$here/nooit")
fault() {
    printf '%b' "$2" >"$here/lijst.csv"
    check "refused: $1" exits 3 "$KANSMETER" -C "$w" erase "$here/lijst.csv"
    check "  says $3" says "$3"
    check "  never the number" sh -c "! grep -hE '9999900|123456' '$here/out' '$here/err'"
}
fault "no list" "naam\nx\n" "expected the header"
fault "a number that is none" "BSN\n999990007\n123456789\n" "line 3"
fault "nobody" "BSN\n" "holds no number"
printf 'BSN\r\n%s\r\n' "$(echo "$gone" | sed 's/ /\r\n/g')" >"$here/lijst.csv"
printf '999990007\r\n' >>"$here/lijst.csv"
check "a trial tells what would go" exits 0 "$KANSMETER" -C "$w" erase "$here/lijst.csv"
check "the numbers and rows" says "Would be erased: 3 numbers, 3 of them in the store: $((before - after)) rows"
check "and changes nothing" [ "$(rows "$w")" = "$before" ]
check "for good only with a reason" exits 2 "$KANSMETER" -C "$w" erase "$here/lijst.csv" --confirm
check "that names nobody" exits 2 "$KANSMETER" -C "$w" erase "$here/lijst.csv" --confirm --reason "verzoek van 999990007"
check "with another key nobody" exits 2 "$KANSMETER" -C "$w" --key "$here/nooit.key" erase "$here/lijst.csv"
ls "$w"/retour/2025-2026 >"$here/retour"
check "there are return reports and kept runs" sh -c "[ \$(wc -l <'$here/retour') -gt 8 ] && [ -d '$w/.berekend' ]"
check "erased" exits 0 "$KANSMETER" -C "$w" erase "$here/lijst.csv" --confirm --reason "verzoek van 12 november"
check "says so" says "Erased: 3 numbers, 3 of them in the store: $((before - after)) rows"
check "and what is left to do" says "backups, the delivered files"
check "the rows are those of the others" [ "$(rows "$w")" = "$after" ]
check "as many persons as if they had never been" [ "$(sqlite3 "$w/store.db" "SELECT count(*) FROM person")" = "$(cat "$here/aantal")" ]
sqlite3 "$w/store.db" "SELECT hex(pseudonym) FROM person" | sort | comm -23 "$here/iedereen" - >"$here/weg"
# Byte by byte: not in a page, not in a free one, not in a file beside the store.
nowhere() {
    python3 - "$1" "$2" "$gone" "$3" <<'PY'
import os, sys
forms = [bytes.fromhex(line.strip()) for line in open(sys.argv[1])]
assert len(forms) == int(sys.argv[4]), forms
texts = [t for f in list(forms) for t in (f.hex().encode(), f.hex().upper().encode())] + [n.encode() for n in sys.argv[3].split()]
bad = 0
for folder, _, files in os.walk(sys.argv[2]):
    for name in files:
        data = open(os.path.join(folder, name), "rb").read()
        for needle in forms + texts:
            if needle in data:
                bad += 1
                print(os.path.join(folder, name))
sys.exit(bad > 0)
PY
}
check "no byte of their pseudonyms or numbers is left" nowhere "$here/weg" "$w" 3
check "no kept run" sh -c "[ ! -e '$w/.berekend' ]"
check "no return report that may name their lines" sh -c "! ls '$w'/retour/2025-2026 | grep -E 'bevolking|ko-plaatsing-de-zandbak|jgz'"
check "the others' reports stay" sh -c "ls '$w'/retour/2025-2026 | grep -q locatie"
check "the store is sound" exits 0 "$KANSMETER" -C "$w" doctor
check "the log tells, and whom not" sh -c "'$KANSMETER' -C '$w' log | grep -F 'erase' | grep -F '3 persons' | grep -qF 'verzoek van 12 november'"
sqlite3 -csv "$w/store.db" "SELECT indicator, period, dim1, code1, dim2, code2, n, x, estimate, status FROM figure_readable ORDER BY 1, 2, 3, 4, 5, 6" >"$here/blijft.csv"
check "figures that were computed stay" cmp "$here/eerst.csv" "$here/blijft.csv"
figures "$w" >"$here/daarna.csv"
check "computed again they are those of the others" diff "$here/nooit.csv" "$here/daarna.csv"

# A file that names them again.
mkdir "$here/weer"
cp "$here/met/ko_plaatsing_de-zandbak_2025-2026.csv" "$here/weer/ko_plaatsing_de-zandbak_2025-2026_v2.csv"
printf '\r\n' >>"$here/weer/ko_plaatsing_de-zandbak_2025-2026_v2.csv"
check "a file that names them again" exits 1 "$KANSMETER" -C "$w" import --received 2026-07-20 "$here/weer"/*.csv
check "brings nobody back" [ "$(sqlite3 "$w/store.db" "SELECT count(*) FROM person")" = "$(cat "$here/aantal")" ]
check "and the deliverer reads how many rows" sh -c "grep -rqF 'personen die op verzoek zijn gewist' '$w/retour'"
figures "$w" >"$here/weer.csv"
check "the figures stay those of the others" diff "$here/nooit.csv" "$here/weer.csv"
check "once more is nothing new" exits 0 "$KANSMETER" -C "$w" erase "$here/lijst.csv"
check "and says so" says "Would be erased: 3 numbers, 0 of them in the store: 0 rows"
check "another key" exits 0 "$KANSMETER" -q -C "$w" key rotate --reason jaarlijks
printf '\r\n' >>"$here/met/bevolking_gemeente_2025-2026.csv"
check "does not bring them back either" exits 1 "$KANSMETER" -q -C "$w" import --received 2026-07-21 "$here/met/bevolking_gemeente_2025-2026.csv"
check "nobody" [ "$(sqlite3 "$w/store.db" "SELECT count(*) FROM person")" = "$(cat "$here/aantal")" ]

# Rows without a number go along where only this child fits; of twins nobody knows whose they are.
z=$here/z
mkdir "$here/geen"
cp "$klein"/*_2025-2026.csv "$here/geen"
sed -i '2,$s/^[0-9]*;/;/' "$here/geen/ko_plaatsing_de-zandbak_2025-2026.csv"
make_workspace "$z"
check "placements without numbers" take "$z" import --received 2026-07-14 "$here"/geen/*.csv
weak() { sqlite3 "$z/store.db" "SELECT count(*) FROM src_ko_plaatsing s JOIN person_provisional p ON p.number = s.kind"; }
had=$(weak)
sqlite3 "$z/store.db" "SELECT hex(pseudonym) FROM person" | sort >"$here/iedereen-z"
sqlite3 "$z/store.db" "SELECT printf('%x', koppelsleutel) FROM src_bevolking WHERE kind IN (SELECT kind FROM src_bevolking WHERE regel = 2)" >"$here/sleutel-z"
check "one of them is erased" exits 0 "$KANSMETER" -q -C "$z" erase "$here/lijst.csv" --confirm --reason verzoek
check "with the placement that only fits this child" [ "$(weak)" -lt "$had" ]
sqlite3 "$z/store.db" "SELECT hex(pseudonym) FROM person" | sort | comm -23 "$here/iedereen-z" - >"$here/weg-z"
check "more pseudonyms went than numbers were on the list" [ "$(wc -l <"$here/weg-z")" -gt 3 ]
check "and no byte of them is left either" nowhere "$here/weg-z" "$z" "$(wc -l <"$here/weg-z")"
linkless() { ! xxd -p "$z/store.db" | tr -d '\n' | grep -qFf "$here/sleutel-z"; }
check "nor the hash by which rows without a number were linked" sh -c '[ -s "$1" ] && [ "$(awk "{print length}" "$1" | sort -n | head -1)" -gt 10 ]' sh "$here/sleutel-z"
check "  in any page" linkless
check "the store is sound too" exits 0 "$KANSMETER" -C "$z" doctor
done_testing
