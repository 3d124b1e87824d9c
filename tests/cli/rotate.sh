#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# Another pseudonym key: the store is taken along, figures and locks stay, the old key imports nothing any more.
. "$(dirname "$0")/lib.sh"

klein=$ROOT/data-samples/klein
w=$here/leiden
mkdir "$here/eerst" "$here/later"
cp "$klein"/*_2025-2026.csv "$here/eerst"
# One houder sends no BSN, so that its children are linked by a keyed hash; two of its files came on one day, alike in size.
sed '2,$s/^[0-9]*;/;/' "$klein/ko_plaatsing_de-zandbak_2025-2026.csv" >"$here/eerst/ko_plaatsing_de-zandbak_2025-2026.csv"
sed 's/^999990007;/100000004;/' "$klein/bevolking_gemeente_2025-2026.csv" >"$here/eerst/bevolking_gemeente_2025-2026.csv"
printf 'Onderwijsnummer,BSN\r\n100000004,999990007\r\n' >"$here/nummers.csv"
make_workspace "$w"
key=$w.key
id() { sed -n 's/^id: //p' "$1"; }
import() { "$KANSMETER" -q -C "$w" import "$@"; }
figures() {
    "$KANSMETER" -q -C "$w" compute --period 2026K2 >"$here/computed" 2>&1 || cat "$here/computed"
    sqlite3 -csv "$w/store.db" "SELECT number, * FROM figure ORDER BY number"
}
# Those that speak of the children, not of the files.
readable() {
    figures >/dev/null
    sqlite3 -csv "$w/store.db" "SELECT indicator, period, dim1, code1, dim2, code2, n, x, estimate, low, high, bound_low, bound_high, excluded, unknown FROM figure_readable WHERE indicator NOT LIKE 'levering-%'"
}
pages() { "$KANSMETER" -q -C "$w" report --period 2026K2 --no-pdf --profile werkgroep --output "$here/uit-$1" >/dev/null 2>&1; }
column() { sqlite3 "$w/store.db" "$1"; }

check "first deliveries" exits 1 import --received 2026-07-14 "$here"/eerst/*.csv
check "figures as first known" exits 0 "$KANSMETER" -q -C "$w" compute --period 2026K2
check "a number that changed" exits 0 "$KANSMETER" -C "$w" key link "$here/nummers.csv" --on 2026-07-20
figures >"$here/voor.csv"
readable >"$here/voor-leesbaar.csv"
check "there are figures" [ "$(wc -l <"$here/voor.csv")" -gt 100 ]
check "approved" exits 0 "$KANSMETER" -q -C "$w" evaluation approve --period 2026K2 --reason "test"
check "locked" exits 0 "$KANSMETER" -q -C "$w" evaluation lock --period 2026K2 --profile werkgroep
check "a report" pages voor
cp "$key" "$here/oud.key"
cp "$w/store.db" "$here/oud.db"
old=$(id "$key")
column "SELECT hex(pseudonym) FROM person" | sort >"$here/pseudoniemen"
column "SELECT content_hash FROM delivery UNION ALL SELECT seal FROM act WHERE seal <> '' UNION ALL SELECT printf('%x', koppelsleutel) FROM src_bevolking WHERE koppelsleutel IS NOT NULL" >"$here/sporen"
check "keyed numbers of every kind are there" sh -c '[ "$(wc -l <"$1")" -gt 50 ]' sh "$here/sporen"

rotate() { "$KANSMETER" -C "$w" key rotate "$@"; }
check "a reason is asked" exits 2 rotate
check "says how" says '--reason "yearly change"'
check "no file" exits 2 rotate "$here/nummers.csv" --reason "test"
check "nothing changed yet" cmp "$key" "$here/oud.key"
check "the key is changed" exits 0 rotate --reason "jaarlijkse wissel"
new=$(id "$key")
check "by another" [ "$old" != "$new" ]
check "tells both, and how many persons" says "The key $new replaces $old: $(column "SELECT count(*) FROM person") persons"
check "the old one lies beside it" cmp "$key.$old" "$here/oud.key"
check "nobody else reads either" [ "$(stat -c %a "$key" "$key.$old" | sort -u)" = 400 ]
check "nothing is left over" [ ! -e "$key.new" ]
check "when and why is kept" [ "$(column "SELECT old || ' ' || new || ' ' || date(2440588 + day) || ' ' || reason FROM key_change")" = "$old $new 2026-11-23 jaarlijkse wissel" ]
check "and in the log" sh -c "'$KANSMETER' -C '$w' log | grep -F 'key rotate' | grep -F 'jaarlijkse wissel'"
check "the store is sound and fits the key" exits 0 "$KANSMETER" -C "$w" doctor
check "every seal fits" exits 0 "$KANSMETER" -C "$w" evaluation list

# What somebody with the old key and today's store sees: nothing that the old key made.
column "SELECT hex(pseudonym) FROM person" | sort >"$here/nieuw"
check "no pseudonym is what it was" [ -z "$(comm -12 "$here/pseudoniemen" "$here/nieuw")" ]
check "as many as there were" [ "$(wc -l <"$here/pseudoniemen")" -eq "$(sort -u "$here/nieuw" | wc -l)" ]
traces() {
    xxd -p "$w/store.db" | tr -d '\n' >"$here/hex"
    tr A-F a-f <"$here/pseudoniemen" | grep -oFf - "$here/hex" | head -3
    grep -aoFf "$here/sporen" "$w/store.db" | awk 'length >= 32' | head -3
}
check "not even in a free page of the file" [ -z "$(traces)" ]

figures >"$here/na.csv"
check "every figure is what it was, and none was added" cmp "$here/voor.csv" "$here/na.csv"
check "as known before, too" exits 0 "$KANSMETER" -q -C "$w" compute --period 2026K2 --as-known-on 2026-07-19
asof() { sqlite3 -csv "$w/store.db" "SELECT indicator, period, dim1, code1, dim2, code2, n, x, estimate FROM figure f WHERE status <> 'gone' AND knowledge = CAST(julianday('$1') - 2440587.5 AS INTEGER) ORDER BY 1, 2, 3, 4, 5, 6"; }
asof 2026-07-14 >"$here/toen.csv"
asof 2026-07-19 >"$here/later.csv"
check "then the child was two" sh -c "cmp '$here/toen.csv' '$here/later.csv' && [ \$(wc -l <'$here/toen.csv') -gt 50 ]"
check "a report again" pages na
check "the locked report byte for byte" diff -r "$here/uit-voor" "$here/uit-na"

check "with the old key nothing is imported" exits 2 "$KANSMETER" -C "$w" --key "$key.$old" import --received 2026-10-14 "$klein/bevolking_gemeente_2025-2026.csv"
check "says that it was replaced, when and by which" says "the key $old was replaced on 2026-11-23; this store's key is $new"
check "a file that was delivered is still known" exits 3 "$KANSMETER" -C "$w" import --received 2026-10-14 "$here/eerst/bevolking_gemeente_2025-2026.csv"
check "and says as what" says "this file was delivered before as bevolking/gemeente/2025-2026/1"
persons=$(column "SELECT count(*) FROM person")
sed 's/^999990007;/100000004;/' "$klein/bevolking_gemeente_2025-2026.csv" | sed 's/\r$//' >"$here/later/bevolking_gemeente_2025-2026_v2.csv"
sed 's/\r$//' "$here/eerst/ko_plaatsing_de-zandbak_2025-2026.csv" >"$here/later/ko_plaatsing_de-zandbak_2025-2026_v2.csv"
check "new versions of the old files" exits 1 import --received 2026-07-14 "$here"/later/*.csv
check "hold the same children: nobody is new" [ "$persons" -eq "$(column "SELECT count(*) FROM person")" ]
readable >"$here/nieuw.csv"
check "and give the same figures" cmp "$here/voor-leesbaar.csv" "$here/nieuw.csv"
check "linking numbers goes on" exits 0 "$KANSMETER" -C "$w" key link "$here/nummers.csv"
check "and knows the link from before" says "0 numbers linked"

# The pseudonyms once more from the numbers and the key file, by another program.
recount() {
    cat >"$here/recount.py" <<'PY'
import hashlib, re, sqlite3, sys
store, key, population = sys.argv[1:]
keys = [bytes.fromhex(hex) for hex in re.findall("^(?:sleutel|opvolger): ([0-9a-f]{64})$", open(key).read(), re.M)]
def keyed(secret, tag, data):
    return hashlib.blake2b(b"kansmeter/v1/" + tag + b"\0" + data, digest_size=16, key=secret).digest()
def pseudonym(number):
    made = keyed(keys[0], b"owr" if number == b"100000004" else b"bsn", number)
    for secret in keys[1:]:
        made = keyed(secret, b"opvolger", made)
    return made
numbers = {line.split(b";")[0] for line in open(population, "rb").read().splitlines()[1:]}
stored = {row[0] for row in sqlite3.connect(store).execute("SELECT pseudonym FROM person")}
missing = sum(pseudonym(number) not in stored for number in numbers)
print(len(keys), len(numbers), missing)
sys.exit(missing > 0 or len(numbers) < 40)
PY
    python3 "$here/recount.py" "$w/store.db" "$key" "$here/eerst/bevolking_gemeente_2025-2026.csv"
}
check "each pseudonym is the new key's hash of the old key's" recount

# A deliverer that makes the pseudonyms itself: with the new key, with the old one, and with one that nobody knows.
hex=$(column "SELECT lower(hex(pseudonym)) FROM person ORDER BY number LIMIT 1")
oldhex=$(sqlite3 "$here/oud.db" "SELECT lower(hex(pseudonym)) FROM person ORDER BY number LIMIT 1")
support() {
    file=$here/ondersteuning_$1_2026K3.csv
    printf 'Pseudoniem;Sleutelversie;Dossiernummer;Datum signaal;Soort\r\n' >"$file"
    i=0
    while [ $i -lt 3 ]; do
        printf '%s;%s;D%s;0%s-07-2026;arrangement\r\n' "$2" "$3" "$i" $((i + 1)) >>"$file"
        i=$((i + 1))
    done
    code=0
    "$KANSMETER" -C "$w" import "$file" --received 2026-10-14 >"$here/out" 2>"$here/err" || code=$?
    [ $code -eq "$4" ] || { cat "$here/out" "$here/err"; return 1; }
}
whose() { [ "$(column "SELECT group_concat(DISTINCT kind) FROM src_ondersteuning WHERE levering = (SELECT max(levering) FROM src_ondersteuning)")" = 1 ]; }
check "made with the new key" support nieuw "$hex" "$new" 0
check "is the same child" whose
check "made with the old key" support oud "$oldhex" "$old" 1
check "is the same child too" whose
check "and is remarked once" [ "$(column "SELECT count(*) || ' ' || argument FROM finding WHERE rule = 'pseudonym-old-key'")" = "1 3" ]
check "made with an unknown key: the file is refused" support vreemd "$hex" 00000000 3
check "with one message, its line and the key that is wanted" says "line 2"
check "naming ours" says "should be $new"
check "and what to do" says "ask the deliverer for a file made with the key $new"
once() { [ "$(cat "$here/out" "$here/err" | grep -c 'another key')" -eq 1 ]; }
check "one message, not one per row" once
check "nobody became known by it" [ "$persons" -eq "$(column "SELECT count(*) FROM person")" ]

# A second change, killed at each place where it could be.
check "once more" exits 0 rotate --reason "nog een keer"
newest=$(id "$key")
rm "$here/ondersteuning_oud_2026K3.csv"
check "made with the oldest key" support oudst "$(echo "$oldhex" | tr a-f A-F)" "$old" 1
check "is the same child still" whose
check "an old backup opens with the key kept beside it" sh -c "cp '$here/oud.db' '$w/store.db.oud' && mv '$w/store.db' '$w/nu.db' && mv '$w/store.db.oud' '$w/store.db' && chmod 600 '$w/store.db'"
check "not with the newest" exits 2 import --received 2026-10-14 "$here/later/bevolking_gemeente_2025-2026_v2.csv"
check "says which" says "its name ending in .$old"
check "with that one it does" exits 1 "$KANSMETER" -q -C "$w" --key "$key.$old" import --received 2026-07-14 "$here/later/ko_plaatsing_de-zandbak_2025-2026_v2.csv"
mv "$w/nu.db" "$w/store.db"
# Between the commit and the new key's place: the store has the new key, the old one still lies there.
cp "$key" "$here/nieuwste.key"
mv "$key" "$key.new"
cp "$key.$new" "$here/vorige.key"
rm "$key.$new"
cp -p "$here/vorige.key" "$key" && chmod 400 "$key"
check "killed after the commit: the next command finishes it" exits 0 "$KANSMETER" -C "$w" doctor
check "the newest key is in its place" cmp "$key" "$here/nieuwste.key"
check "the one before beside it" cmp "$key.$new" "$here/vorige.key"
check "nothing left over" [ ! -e "$key.new" ]
# Before the commit: a new key that no store knows.
printf 'half' >"$key.new"
chmod 400 "$key.new"
check "killed before it: the old key still fits" exits 0 "$KANSMETER" -C "$w" doctor
check "and what was left is no hindrance" exits 0 rotate --reason "en nog een keer"
check "three changes are known" [ "$(column "SELECT count(*) FROM key_change WHERE old IN ('$old', '$new', '$newest')")" = 3 ]
readable >"$here/slot.csv"
check "all the while the figures stayed" cmp "$here/voor-leesbaar.csv" "$here/slot.csv"
check "four keys deep it is still so" recount
# A seal that was not of the old key is not blessed by the new one.
sqlite3 "$w/store.db" "DROP TRIGGER act_never_changes; UPDATE act SET seal = '00112233445566778899aabbccddeeff' WHERE seal <> '' AND number = 1"
check "a forged seal stops it" exits 4 rotate --reason "test"
check "and says so" says "is not of this key"
check "the key is still the one of the store" [ "$(id "$key")" = "$(column "SELECT value FROM setting WHERE name = 'key-id'")" ]
check "no new one is left" [ ! -e "$key.new" ]
check "no number of a child is anywhere" sh -c "! cat '$here/out' '$here/err' | grep -E '99999[0-9]{4}' && ! strings -a '$w/store.db' | grep -E '999990007|100000004'"
done_testing
