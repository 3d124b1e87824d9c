#!/bin/sh
# shellcheck disable=SC1091,SC2154
# Effects through the command line: what is listed, checked, told, protected and refused. What the numbers are: cli/city.
. "$(dirname "$0")/lib.sh"

check "designs are listed" exits 0 "$KANSMETER" effect list
check "with their outcome" says "ve-uren-realisatie"
check "a design is shown in words" exits 0 "$KANSMETER" effect show ve-aanwezigheid
check "with its assumption" says "assumption:"
check "and as the file" exits 0 "$KANSMETER" effect show ve-aanwezigheid --sql
check "with its worked example" says "-- expect: estimate="
check "all designs pass the lint" exits 0 "$KANSMETER" effect lint
check "their worked examples hold" exits 0 "$KANSMETER" effect test
check "an unknown design names the nearest" exits 2 "$KANSMETER" effect show ve-aanwezigheit
check "and says so" says "did you mean ve-aanwezigheid?"
check "an unknown verb tells the verbs" exits 2 "$KANSMETER" effect calculate
check "all of them" says "list, show ID, lint [ID], test [ID] or compute [ID]"

make_workspace "$here/w"
check "without deliveries it says what to do" exits 2 "$KANSMETER" -C "$here/w" effect compute
check "import" says "kansmeter import"
check "the small sample imports" exits 0 "$KANSMETER" -q -C "$here/w" import --received 2026-07-14 "$ROOT"/data-samples/klein/*_2025-2026.csv
check "what cannot be told is told so" exits 0 "$KANSMETER" -C "$here/w" effect compute ve-aanwezigheid
check "in Dutch, with the reason" says "Niet te bepalen."
check "and never as a cause" says "Geen causale uitspraak"
check "as a table" exits 0 "$KANSMETER" -C "$here/w" effect compute --output "$here/effecten"
tidy() {
    python3 - "$1" <<'PY'
import csv, hashlib, json, os, sys
folder = sys.argv[1]
package = json.load(open(os.path.join(folder, "datapackage.json"), encoding="utf-8"))
resource = next(r for r in package["resources"] if r["name"] == "effecten")
raw = open(os.path.join(folder, resource["path"]), "rb").read()
assert resource["bytes"] == len(raw) and resource["hash"] == "sha256:" + hashlib.sha256(raw).hexdigest()
rows = list(csv.DictReader(raw.decode("utf-8").splitlines()))
fields = resource["schema"]["fields"]
assert list(rows[0]) == [field["name"] for field in fields]
assert all(field[k] for field in fields for k in ("title", "description", "km:title_nl", "km:description_nl"))
assert resource["schema"]["primaryKey"] == ["row_id"] and len({row["row_id"] for row in rows}) == len(rows)
assert {row["effect"] for row in rows} == {design["id"] for design in package["km:designs"]}
assert all(design["assumption_nl"] and design["causal_nl"] and design["causal"] is False for design in package["km:designs"])
for row in rows:
    for field in fields:
        assert row[field["name"]] or not field["constraints"]["required"], (field["name"], row)
        codes = field["constraints"].get("enum")
        assert codes is None or row[field["name"]] in codes, (field["name"], row)
assert rows[0]["status"] == "undefined" and rows[0]["estimate"] == "" and rows[0]["reason"] != ""
PY
}
check "which its description describes to the byte" tidy "$here/effecten"
check "the dataset holds them beside the figures" exits 0 "$KANSMETER" -q -C "$here/w" dataset --profile onderzoek --output "$here/dataset"
check "described as well" tidy "$here/dataset"
check "a dataset of one action holds the effects of its indicators only" sh -c "
    '$KANSMETER' -q -C '$here/w' dataset --profile onderzoek --select vve-bereik --output '$here/one' &&
    grep -q vve-toeleiding-wijken '$here/one/effecten.csv' && ! grep -q ve-aanwezigheid '$here/one/effecten.csv'"
check "the same question gives the same bytes" sh -c "
    '$KANSMETER' -q -C '$here/w' effect compute --output '$here/again' && diff -r '$here/effecten' '$here/again'"
check "handing it over is remembered as a release" [ "$(sqlite3 "$here/w/store.db" "SELECT count(*) > 0 FROM release WHERE indicator LIKE 'effect/%' AND profile = 'onderzoek'")" = 1 ]
check "handing it over is logged" sh -c "'$KANSMETER' -C '$here/w' log | grep -q 'effect compute'"
check "a placebo of no quarters is refused" exits 2 "$KANSMETER" -C "$here/w" effect compute --placebo 0
check "with what to write" says "1 to 20"
check "a year is no quarter" exits 2 "$KANSMETER" -C "$here/w" effect compute --period 2025-2026
check "an unknown profile is refused" exits 2 "$KANSMETER" -C "$here/w" effect compute --profile iedereen

# The chart: protected or undefined it says why, and writes nothing.
check "a chart of what is not known yet is refused" exits 6 "$KANSMETER" -q -C "$here/w" chart ve-aanwezigheid --output "$here/none.svg"
check "with the reason, and no file" sh -c "[ ! -e '$here/none.svg' ] && grep -q 'Niet te bepalen' '$here/err'"
check "an effect has one kind of chart" exits 2 "$KANSMETER" -q -C "$here/w" chart ve-aanwezigheid --kind trend
check "which the message names" says "leave out --kind and --by"

# A design of one's own in the workspace, with a fault, then without.
mkdir "$here/w/indicators"
sed 's/^-- effect: .*/-- effect: eigen/; s/^-- outcome: .*/-- outcome: ve-uren/' "$ROOT/indicators/effecten/ve-aanwezigheid.sql" >"$here/w/indicators/eigen.sql"
check "a fault in one's own design is found" exits 1 "$KANSMETER" -C "$here/w" effect lint
check "with its line" says "eigen.sql, line 8"
sed -i 's/^-- outcome: .*/-- outcome: ve-uren-realisatie/' "$here/w/indicators/eigen.sql"
check "mended, it is computed beside the shipped ones" exits 0 "$KANSMETER" -C "$here/w" effect lint eigen

# A locked quarter answers from what was locked: its deliveries, its knowledge date, its designs.
effects() { "$KANSMETER" -q -C "$here/w" effect compute --period 2026K2 --output "$@"; }
rm "$here/w/indicators/eigen.sql"
check "what is known before the lock" exits 0 effects "$here/before"
check "the quarter is approved" exits 0 "$KANSMETER" -q -C "$here/w" evaluation approve --period 2026K2 --reason "voor de proef"
check "and locked" exits 0 "$KANSMETER" -q -C "$here/w" evaluation lock --period 2026K2 --no-pdf
mkdir "$here/late"
sed '2,5d' "$ROOT/data-samples/klein/jgz_indicatie_jgz-rijnland_2025-2026.csv" >"$here/late/jgz_indicatie_jgz-rijnland_2025-2026_v2.csv"
check "a correction comes later" exits 0 "$KANSMETER" -q -C "$here/w" import --received 2026-09-01 "$here/late/jgz_indicatie_jgz-rijnland_2025-2026_v2.csv"
sed 's/^-- effect: .*/-- effect: eigen/' "$ROOT/indicators/effecten/ve-aanwezigheid.sql" >"$here/w/indicators/eigen.sql"
sed 's/^-- least: .*/-- least: 6/' "$ROOT/indicators/effecten/ve-aanwezigheid.sql" >"$here/w/indicators/ve-aanwezigheid.sql"
check "the locked quarter still answers" exits 0 effects "$here/after"
check "with the same bytes" diff -r "$here/before" "$here/after"
check "a design that came later is not among those of the lock" exits 2 effects "$here/none" eigen
check "which says what to do" says "add --as-known-on 2026-07-14"
check "what is known now is asked for by its day" exits 0 effects "$here/now" --as-known-on 2026-11-23
check "which is written with it" grep -q ',2026-11-23,' "$here/now/effecten.csv"
check "and it rests on the later design" grep -q ',eigen,' "$here/now/effecten.csv"
done_testing
