#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC2012
# Approve, lock, reopen: what was locked stays what it was, whatever comes later, and one flipped byte is noticed.
. "$(dirname "$0")/lib.sh"

w="$here/w"
klein="$ROOT/data-samples/klein"
run() { "$KANSMETER" -q -C "$w" "$@"; }
report() { run report --period 2026K2 --no-pdf --output "$1"; }
make_workspace "$w"
mkdir "$here/first" "$here/late"
cp "$klein"/*_2025-2026.csv "$here/first/"
mv "$here/first/ko_plaatsing_het-molenrad_2025-2026.csv" "$here/late/"
# The register says the location delivers, so it is missed.
check "five of six deliveries come in" exits 0 run import --received 2026-07-14 "$here"/first/*.csv
check "a report with a delivery missing is made" exits 0 report "$here/draft"
check "it is stamped as provisional on every page" sh -c '
    for page in "$1"/*.html; do grep -qF "Voorlopig: 5 van 6 leveringen zijn binnen." "$page" || { echo "$page"; exit 1; }; done' sh "$here/draft"
check "its manifest says so, with the hash of each definition" python3 -c '
import json, sys
m = json.load(open(sys.argv[1] + "/manifest.json"))
assert m["stamp"].startswith("Voorlopig: 5 van 6"), m["stamp"]
assert len(m["definitions"]) > 20 and all(len(h) == 16 for h in m["definitions"].values()), m["definitions"]
' "$here/draft"

check "locking before approving is refused" exits 2 run evaluation lock --period 2026K2 --no-pdf
check "approving with a delivery missing needs a reason" exits 2 run evaluation approve --period 2026K2
check "and says how many there are" says "5 of 6 deliveries"
for personal in "bel 06-12345678" "mail naar jan@voorbeeld.nl" "kind 111222333"; do
    check "a reason with something personal is refused" exits 2 run evaluation approve --period 2026K2 --reason "$personal"
    check "without repeating it" sh -c '! grep -qF "$1" "$2"' sh "${personal#* }" "$here/err"
done
check "with a reason it is approved" exits 0 run evaluation approve --period 2026K2 --reason "een aanbieder levert later"
check "it is locked" exits 0 run evaluation lock --period 2026K2 --no-pdf
bundle="$w/vastgesteld/2026K2-stuurgroep"
check "every page of the bundle carries the stamp with the reason" sh -c '
    for page in "$1"/*.html; do grep -qF "Vastgesteld op 23 november 2026, voorlopig: 5 van 6 leveringen. Reden: een aanbieder levert later" "$page" || exit 1; done' sh "$bundle"
check "nothing in it can be written" sh -c '[ -z "$(find "$1" "$2" -perm /222)" ]' sh "$bundle" "$w/vastgesteld/2026K2-bron"
check "locking again is refused" exits 2 run evaluation lock --period 2026K2 --no-pdf
check "approving again is refused" exits 2 run evaluation approve --period 2026K2
check "the same evaluation is made again byte for byte" sh -c '"$@" >/dev/null && diff -r "$4/vastgesteld/2026K2-stuurgroep" "$4/again"' sh \
    "$KANSMETER" -q -C "$w" report --period 2026K2 --no-pdf --output "$w/again"

# Everything that may come later: a late delivery that says it was received before the lock, a correction, another
# norm, another definition.
sed '2,12s/;J;/;N;/' "$klein/jgz_indicatie_jgz-rijnland_2025-2026.csv" >"$here/late/jgz_indicatie_jgz-rijnland_2025-2026_v2.csv"
check "a late delivery comes in" exits 0 run import --received 2026-07-14 "$here/late/ko_plaatsing_het-molenrad_2025-2026.csv"
mkdir -p "$w/indicators"
sed 's/verjaardag(geboortedatum, 60)/verjaardag(geboortedatum, 54)/' "$ROOT"/indicators/ambitie-1/vve-bereik.sql >"$w/indicators/vve-bereik.sql"
sed 's/95%/55%/' "$w/normen.csv" >"$here/normen" && cp "$here/normen" "$w/normen.csv"
check "the locked evaluation is still made byte for byte" sh -c '"$@" >/dev/null && diff -r "$4/vastgesteld/2026K2-stuurgroep" "$4/later"' sh \
    "$KANSMETER" -q -C "$w" report --period 2026K2 --no-pdf --output "$w/later"
check "what is known now is asked for by its day, and differs" sh -c '"$@" >/dev/null && ! diff -rq "$4/vastgesteld/2026K2-stuurgroep" "$4/now"' sh \
    "$KANSMETER" -q -C "$w" report --period 2026K2 --no-pdf --output "$w/now" --as-known-on 2026-11-23
check "explain answers as locked" exits 0 run explain vve-bereik:2026K2 --profile stuurgroep
check "the list finds all whole" exits 0 run evaluation list
check "and tells of the chain" says "last chain:"
check "doctor too" exits 0 run doctor

# One flipped byte, in one file of each kind, at its start, middle and end.
flips=0
for file in "$bundle/index.html" "$bundle/manifest.json" "$bundle/kansmeter-2026K2.xlsx" "$(ls "$bundle"/grafieken/*.svg | head -n 1)" \
    "$(ls "$bundle"/tabellen/*.csv | tail -n 1)" "$w/vastgesteld/2026K2-bron/normen.csv" "$w/vastgesteld/2026K2-bron/manifest.json" \
    "$w/vastgesteld/2026K2-bron/basis/indicators/plan.json"; do
    cp "$file" "$here/kept"
    for place in 0 1/2 1; do
        chmod 600 "$file"
        python3 - "$file" "$place" <<'PY'
import fractions, sys
data = bytearray(open(sys.argv[1], "rb").read())
data[int((len(data) - 1) * fractions.Fraction(sys.argv[2]))] ^= 1
open(sys.argv[1], "wb").write(data)
PY
        check "a flipped byte of $(basename "$file") is noticed" exits 4 run evaluation list
        check "and the file is named" says "$(basename "$file")"
        cp "$here/kept" "$file"
        chmod 400 "$file"
        flips=$((flips + 1))
    done
done
check "24 bytes were flipped" [ $flips -eq 24 ]
check "with the bytes put back all is whole" exits 0 run evaluation list
chmod 700 "$bundle" && echo x >"$bundle/erbij.txt"
check "an added file is noticed" exits 4 run doctor
rm "$bundle/erbij.txt"
chmod 600 "$w/vastgesteld/2026K2-bron/normen.csv" && cp "$w/vastgesteld/2026K2-bron/normen.csv" "$here/kept"
echo >>"$w/vastgesteld/2026K2-bron/normen.csv"
check "nothing is made from changed norms" exits 4 report "$here/none"
check "and no directory is left" [ ! -e "$here/none" ]
cp "$here/kept" "$w/vastgesteld/2026K2-bron/normen.csv"

flip_store() {
    sqlite3 "$w/store.db" "DROP TRIGGER IF EXISTS act_never_changes; UPDATE act SET reason = 'een aanbieder levert morgen' WHERE number = 1"
}
cp "$w/store.db" "$here/store.kept"
check "a changed decision in the store" flip_store
check "is noticed by the list" exits 4 run evaluation list
check "and by doctor" exits 4 run doctor
cp "$here/store.kept" "$w/store.db"
mv "$w.key" "$here/away.key"
check "without the key the chain is checked all the same" exits 0 run evaluation list
mv "$here/away.key" "$w.key"

check "reopening needs a reason" exits 2 run evaluation reopen --period 2026K2
check "with a reason it is reopened" exits 0 run evaluation reopen --period 2026K2 --reason "de late levering moet mee"
check "then today's figures count again" sh -c '"$@" >/dev/null && ! diff -rq "$4/vastgesteld/2026K2-stuurgroep" "$4/reopened"' sh \
    "$KANSMETER" -q -C "$w" report --period 2026K2 --no-pdf --output "$w/reopened"
check "all six are in: approving needs no reason" exits 0 run evaluation approve --period 2026K2
check "figures that changed after the approval are not locked" sh -c '
    "$2" -q -C "$1" import --received 2026-07-20 "$3" >/dev/null 2>&1; "$2" -q -C "$1" evaluation lock --period 2026K2 --no-pdf >"$4" 2>&1; [ $? -eq 2 ] && grep -q "approve again" "$4"' sh \
    "$w" "$KANSMETER" "$here/late/jgz_indicatie_jgz-rijnland_2025-2026_v2.csv" "$here/said"
check "approved again" exits 0 run evaluation approve --period 2026K2
check "it is locked a second time" exits 0 run evaluation lock --period 2026K2 --no-pdf
check "beside the first" [ -f "$bundle/index.html" ] && [ -f "$bundle-2/index.html" ]
check "another profile may be locked on the same figures" exits 0 run evaluation lock --period 2026K2 --profile werkgroep --no-pdf
check "the list shows six decisions, all whole" sh -c '"$1" -C "$2" --json evaluation list | python3 -c "
import json, sys
d = json.load(sys.stdin)
assert [a[\"verb\"] for a in d[\"acts\"]] == [\"approve\", \"lock\", \"reopen\", \"approve\", \"approve\", \"lock\", \"lock\"], d
assert d[\"chain_holds\"] and all(a[\"whole\"] for a in d[\"acts\"])
"' sh "$KANSMETER" "$w"
done_testing
