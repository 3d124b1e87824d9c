#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# The whole sample city: figures equal the truth that the generator counted from its own state, and nothing personal stays.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/truth.sh"

"$MAAK_STAD" "$here/stad"
make_workspace "$here/leiden"
# shellcheck disable=SC2086
check "all twelve quarters import" import_city "$here/leiden" "$here/stad" $quarters
check "a child whose onderwijsnummer became a BSN is one" exits 0 "$KANSMETER" -C "$here/leiden" key link "$here/stad/nieuwe-nummers.csv" --on 2026-10-14
check "the figures are computed" exits 0 "$KANSMETER" -q -C "$here/leiden" compute

check "every figure of every quarter and block equals the truth" differences "$here/leiden" "$here/stad"
# Of the country's pupils two to three in a hundred do a year again, and some one in twenty stays a third year among the youngest.
again() {
    sqlite3 "$here/leiden/store.db" "SELECT indicator, period, x, n FROM figure_readable WHERE indicator IN ('zittenblijven', 'kleuterverlenging')
      AND dim1 = '' AND period IN ('2024K4', '2025K4') AND 1.0 * x / n BETWEEN 0.015 AND 0.06" >"$here/found"
    cat "$here/found"
    [ "$(wc -l <"$here/found")" -eq 4 ]
}
check "pupils do a year again, as few as in the country" again
bounds() {
    sqlite3 "$here/leiden/store.db" >"$here/bounds" <<SQL
.mode csv
CREATE TEMP TABLE bound(indicator, period, dim1, code1, dim2, code2, low REAL, high REAL);
.import --skip 1 "$here/stad/grenzen.csv" bound
CREATE TEMP TABLE got AS SELECT indicator, period, dim1, code1, dim2, code2, bound_low, bound_high, estimate FROM figure_readable
  WHERE indicator IN (SELECT indicator FROM bound) AND period NOT LIKE '%..%' AND n > 0;
SELECT 'differs', b.*, g.bound_low, g.bound_high FROM bound b LEFT JOIN got g USING (indicator, period, dim1, code1, dim2, code2)
 WHERE g.bound_low IS NULL OR abs(b.low - g.bound_low) > 1e-8 OR abs(b.high - g.bound_high) > 1e-8;
SELECT 'no bounds in truth', g.* FROM got g LEFT JOIN bound b USING (indicator, period, dim1, code1, dim2, code2) WHERE b.low IS NULL;
SELECT 'never apart', indicator FROM got GROUP BY indicator HAVING max(bound_high - bound_low) < 1e-9;
SQL
    head -20 "$here/bounds"
    [ ! -s "$here/bounds" ] && [ "$(wc -l <"$here/stad/grenzen.csv")" -gt 300 ]
}
check "what was counted without being known lies between its ends" bounds
enough() { [ "$(sqlite3 "$here/leiden/store.db" "SELECT count(*) FROM figure_readable WHERE period NOT LIKE '%..%'")" -ge "$(($(wc -l <"$here/stad/waarheid.csv") - 1))" ]; }
check "there are as many figures as truths" enough
# A figure that differs in one bit would be added to the store.
one_core() {
    before=$(sqlite3 "$here/leiden/store.db" "SELECT count(*) FROM figure")
    taskset -c "$(taskset -cp $$ | sed 's/.*: //; s/[,-].*//')" "$KANSMETER" -q -C "$here/leiden" compute || return 1
    after=$(sqlite3 "$here/leiden/store.db" "SELECT count(*) FROM figure")
    echo "$before $after"
    [ "$before" -eq "$after" ]
}
check "one core and all cores give the same figures to the last bit" one_core

# gebreken.csv: every planted flaw was seen as what it is, and nothing else was.
flaws() {
    sqlite3 "$here/leiden/store.db" >"$here/flaws" <<SQL
.mode csv
CREATE TEMP TABLE flaw(period, file, line INT, defect, expected);
.import --skip 1 "$here/stad/gebreken.csv" flaw
CREATE TEMP TABLE seen AS SELECT d.file_name AS file, f.line, f.rule,
  CASE f.outcome WHEN 1 THEN 'remarked' WHEN 2 THEN 'refused' WHEN 3 THEN 'duplicate' WHEN 4 THEN 'skipped' ELSE 'accepted' END AS outcome
  FROM finding f JOIN delivery d ON d.number = f.delivery;
CREATE TEMP TABLE wanted AS SELECT *, CASE WHEN instr(expected, ':') = 0 THEN expected ELSE substr(expected, 1, instr(expected, ':') - 1) END AS outcome,
  CASE WHEN instr(expected, ':') = 0 THEN '' ELSE substr(expected, instr(expected, ':') + 1) END AS rule FROM flaw;
SELECT 'not found', w.period, w.file, w.line, w.defect, w.expected FROM wanted w
 WHERE w.outcome IN ('remarked', 'refused', 'duplicate', 'skipped') AND NOT EXISTS (SELECT 1 FROM seen s WHERE s.file = w.file AND s.line = w.line
   AND s.outcome = w.outcome AND (w.rule = '' OR s.rule = w.rule));
SELECT 'not noted', w.* FROM wanted w WHERE w.outcome = 'accepted' AND w.rule <> '' AND NOT EXISTS (SELECT 1 FROM seen s WHERE s.file = w.file AND s.line = w.line
   AND s.rule = w.rule);
SELECT 'noted, not planted', s.* FROM seen s WHERE s.rule IN ('site-unknown', 'site-closed') AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.file = s.file
   AND w.line = s.line AND w.rule = s.rule);
SELECT 'not accepted', w.period, w.file, w.line, w.defect, s.rule FROM wanted w JOIN seen s USING (file, line)
 WHERE w.outcome = 'accepted' AND s.outcome <> 'accepted';
SELECT 'not dropped', w.* FROM wanted w WHERE w.outcome = 'dropped' AND NOT EXISTS (SELECT 1 FROM seen s WHERE s.file = w.file AND s.rule = 'column-refused');
SELECT 'not superseded', w.* FROM wanted w WHERE w.outcome = 'superseded' AND NOT EXISTS (SELECT 1 FROM delivery a JOIN delivery b
   ON b.contract = a.contract AND b.deliverer = a.deliverer AND b.period = a.period AND b.version > a.version WHERE a.file_name = w.file);
SELECT 'not planted', s.* FROM seen s WHERE s.outcome <> 'accepted' AND s.rule NOT IN ('row-replaced', 'column-refused', 'content-again')
 AND NOT EXISTS (SELECT 1 FROM flaw f WHERE f.file = s.file AND f.line = s.line);
SQL
    head -20 "$here/flaws"
    wc -l <"$here/flaws"
    [ ! -s "$here/flaws" ]
}
check "every planted flaw is found, and no other" flaws
# Every kind of defect that deliveries are known for is in the city: the number of each is the place in defects.csv.
defects() {
    python3 - "$ROOT/tests/cli/defects.csv" "$here/stad" "$here/leiden/store.db" <<'PY'
import csv, glob, sqlite3, sys
table, city, store = sys.argv[1:]
rows = list(csv.DictReader(open(table, encoding="utf-8")))
flaws = [row["defect"] for row in csv.DictReader(open(city + "/gebreken.csv", encoding="utf-8"))]
broken = [row["fault"] for row in csv.DictReader(open(city + "/stuk/verwacht.csv", encoding="utf-8"))]
db = sqlite3.connect(store)
bad = 0
for row in rows:
    what = row["what"]
    if row["where"] == "gebreken":
        n = sum(what in flaw for flaw in flaws)
    elif row["where"] == "stuk":
        n = broken.count(what)
    elif row["where"] == "file":
        n = sum(what.encode() in open(path, "rb").read() for path in glob.glob(city + "/*/*.csv"))
    else:
        n = db.execute(what).fetchone()[0]
    if not n > 0:
        bad += 1
        print("missing:", row["number"], row["defect"], n)
numbers = {int(row["number"]) for row in rows}
if numbers != set(range(1, 25)):
    bad += 1
    print("no row for", sorted(set(range(1, 25)) - numbers))
sys.exit(bad > 0)
PY
}
check "every kind of defect is planted or there by itself" defects
check "more than a hundred flaws were planted" [ "$(wc -l <"$here/stad/gebreken.csv")" -gt 100 ]

# Files of one quarter under the name of another: all that hold dates are refused, and those of the right quarter never were.
as_other_quarter() {
    rm -rf "$here/ander"
    mkdir "$here/ander"
    for file in "$here/stad/$1"/*_"$1"*.csv; do
        cp "$file" "$here/ander/$(basename "$file" | sed "s/_$1/_$2/")"
    done
    # registers, sessions and what is the same for years tell of no quarter
    rm -f "$here/ander"/locatie_* "$here/ander"/partner_* "$here/ander"/benchmark_* "$here/ander"/scholing_* "$here/ander"/activiteit_* "$here/ander"/overdracht_* "$here/ander"/jgz_indicatie_*
    "$KANSMETER" -C "$here/leiden" import --dry-run --received "$3" "$here/ander" >"$here/out" 2>"$here/err" || true
    grep '^imported' "$here/out" >"$here/found" || true
    cat "$here/found"
    [ "$(grep -c '^REFUSED' "$here/out")" -gt 40 ] && [ ! -s "$here/found" ]
}
check "no file of the city was refused" [ "$(sqlite3 "$here/leiden/store.db" "SELECT count(*) FROM delivery")" -eq "$(find "$here"/stad/20* -name '*.csv' | wc -l)" ]
check "last quarter's files under this quarter's name are noticed" as_other_quarter 2026K2 2026K3 2026-10-14
check "this quarter's files under last quarter's name too" as_other_quarter 2026K3 2026K2 2026-10-14
again=$here/ko_plaatsing_het-molenrad_2026K3.csv
sed '$d' "$here/stad/2026K2/ko_plaatsing_het-molenrad_2026K2.csv" >"$again"
check "one of them is refused" exits 3 "$KANSMETER" -C "$here/leiden" import --dry-run --received 2026-10-14 "$again"
check "with what was found" says "0 rows begin in 2026K3 and"
check "and what to do" says "if so, import it with --period 2026K2; if it is of 2026K3 after all, say so with --period 2026K3"
check "said so, it is taken with a warning" exits 1 "$KANSMETER" -C "$here/leiden" import --dry-run --received 2026-10-14 --period 2026K3 "$again"
check "that tells the same" says "by its dates this looks like the file of another period (rows per period: 2026K2: "
check "under its own quarter it is nothing to tell of" exits 0 "$KANSMETER" -C "$here/leiden" import --dry-run --received 2026-10-14 --period 2026K2 "$again"
check "not even a word" sh -c "! grep -q 'another period' '$here/out' '$here/err'"

# Every BSN that was delivered, and every postcode with its house number.
cut_columns() {
    for quarter in 2023K4 2026K3; do
        tr -d '\r' <"$here/stad/$quarter/bevolking_gemeente_$quarter.csv"
    done
}
cut_columns | grep -oE '\b99[0-9]{7}\b' | sort -u >"$here/bsn"
bsns_absent() {
    [ "$(wc -l <"$here/bsn")" -gt 20000 ] || return 1
    # a hash of 32 hexadecimal digits now and then holds nine that look like one
    grep -aoE '[0-9a-f]*99[0-9]{7}[0-9a-f]*' "$here/leiden/store.db" | awk 'length < 24' | grep -oE '99[0-9]{7}' | sort -u | comm -12 - "$here/bsn" >"$here/found"
    # digits behind a decimal sign or inside a longer number are a figure, not a number of a person
    find "$here/leiden" -type f ! -name store.db -exec grep -ahoE '(^|[^0-9.,])99[0-9]{7}([^0-9]|$)' {} + | grep -oE '99[0-9]{7}' | sort -u | comm -12 - "$here/bsn" >>"$here/found"
    [ ! -s "$here/found" ] || { wc -l "$here/found"; return 1; }
}
check "no delivered BSN is in the store or in any output" bsns_absent
no_addresses() {
    # The postcode register knows addresses, not children; no table with a person has a postcode or a house number.
    sqlite3 "$here/leiden/store.db" "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c
      WHERE m.name LIKE 'src_%' AND (c.name LIKE '%postcode%' OR c.name LIKE '%huisn%' OR c.name LIKE '%huisl%' OR c.name IN ('bsn', 'pc6'))
      AND m.name NOT IN ('src_postcode', 'src_duo_vestiging', 'src_lrk')" >"$here/found"
    cat "$here/found"
    [ ! -s "$here/found" ]
}
check "no table of children holds a postcode or a house number" no_addresses
check "the store is sound" exits 0 "$KANSMETER" -C "$here/leiden" doctor

report() { exits 0 "$KANSMETER" -q -C "$here/leiden" report --period 2026K3 --profile "$1" --no-pdf --year --bundle --output "$here/uit-$1"; }
dataset() { exits 0 "$KANSMETER" -q -C "$here/leiden" dataset --profile "$1" --output "$here/data-$1"; }
for profile in werkgroep stuurgroep openbaar onderzoek; do
    check "the evaluation for the $profile is written" report $profile
    check "and its dataset" dataset $profile
    check "a page says at most three statistical words" python3 "$ROOT/tests/cli/plain_words.py" "$here/uit-$profile"
    check "pages, bundles, tables, charts, workbook and dataset say the same numbers" python3 "$ROOT/tests/cli/outputs.py" "$here/uit-$profile" "$here/data-$profile"
done
check "an early quarter is written, most partners not yet there" exits 0 "$KANSMETER" -q -C "$here/leiden" report --period 2024K3 --profile stuurgroep --no-pdf --year --output "$here/uit-vroeg"
check "it says the same numbers everywhere too" python3 "$ROOT/tests/cli/outputs.py" "$here/uit-vroeg"
check "the working group reads its own lines with its actions" grep -q "Wat de werkgroep meldt" "$here/uit-werkgroep/ambitie-1.html"
check "and what training is planned" grep -q "Scholing in de komende twee kwartalen" "$here/uit-stuurgroep/maatregelen.html"
check "which research belongs to which figure stands with the measures" grep -q 'href="ambitie-[0-9].html#' "$here/uit-stuurgroep/maatregelen.html"
check "the public does not read the working groups' lines" sh -c '! grep -q "Wat de werkgroep meldt" "$1"/*.html' sh "$here/uit-openbaar"
on_the_list() {
    sed -n '/id="aandacht"/,/<\/section>/p' "$here/uit-stuurgroep/index.html" >"$here/found"
    grep -q 'href="ambitie-1.html#jgz-in-beeld"' "$here/found" && grep -q 'Ook, het verst eraf eerst: leeftijd: 3 jaar' "$here/found" &&
        [ "$(grep -c '<li>' "$here/found")" -eq 1 ]
}
check "the decline that was planted is what asks for attention, with its groups below it" on_the_list
all_districts() {
    for district in Binnenstad-Zuid Binnenstad-Noord Stationsdistrict Leiden-Noord Roodenburger Bos- Mors Boerhaave Merenwijk Stevenshof; do
        grep -q "$district" "$here/uit-stuurgroep/ambitie-1.html" || { echo "$district is missing"; return 1; }
    done
}
check "every district has its place on the page of the steering group" all_districts
check "the dataset is written" exits 0 "$KANSMETER" -q -C "$here/leiden" dataset --profile onderzoek --output "$here/dataset"
merged_told() {
    "$KANSMETER" -q --json -C "$here/leiden" diff 2025K3 --from 2025-10-14 >"$here/found" || return 1
    python3 - "$here/found" <<'PY'
import json, sys
told = [f for f in json.load(open(sys.argv[1]))["figures"] if f.get("steps")]
for f in told:
    if "n_now" in f:
        assert sum(s["n"] for s in f["steps"]) == f["n_now"] - f["n_before"], f
        assert sum(s["x"] for s in f["steps"]) == f["x_now"] - f["x_before"], f
merged = [f for f in told if f["figure"].endswith("=overig")]
print(len(told), "taken apart,", len(merged), "of merged groups")
sys.exit(0 if len(told) > 10 and merged else 1)
PY
}
check "a change of merged groups is taken apart like any other, and adds up" merged_told
check "a figure is explained in Dutch" exits 0 "$KANSMETER" -C "$here/leiden" explain vve-bereik:2026K3
check "with its counts" says "312"
durations_and_gaps() {
    python3 - "$KANSMETER" "$here/leiden" "$here/stad/waarheid.csv" <<'PY'
# What explain tells of a waiting time and of a gap adds up, and is what the truth of the city says.
import csv, json, re, subprocess, sys
kansmeter, workspace, truth = sys.argv[1:]
def explain(figure):
    out = subprocess.run([kansmeter, "--json", "-C", workspace, "explain", figure], capture_output=True, text=True, check=True).stdout
    return " ".join(json.loads(out)["text"].split())
def number(text, pattern):
    return int(re.search(pattern, text).group(1).replace(".", ""))
rows = {(r["indicator"], r["dim1"], r["code1"]): r for r in csv.DictReader(open(truth, encoding="utf-8")) if r["period"] == "2026K3" and not r["dim2"]}
text = explain("vraag-arrangement-duur:2026K3")
total = rows["vraag-arrangement-duur", "", ""]
began, reached = number(text, r"begon in deze periode – blijft over: ([\d.]+)"), number(text, r"telt mee als bereikt: ([\d.]+)")
ended = [int(n.replace(".", "")) for n in re.findall(r"niet langer gevolgd: ([\d.]+)", text)]
assert (began, reached) == (int(total["n"]), int(float(total["x"]))), text
assert len(ended) == 2 and reached + sum(ended) == began, (began, reached, ended)
assert "Per week afgelezen: een kwart na" in text and "binnen 42 dagen" in text and "worden dan nog gevolgd" in text, text
text = explain("vve-bereik-gat:2026K3:maat=thuistaal-verhouding")
for code, label in (("nl", "Nederlands"), ("anders", "een andere taal")):
    level = rows["vve-bereik", "thuistaal", code]
    assert f"- {label}: " in text and f"({int(float(level['x']))} van {level['n']}, marge " in text, (label, text)
assert "Thuistaal, verschil: " in text and text.count("telt mee als bereikt") >= 2, text
PY
}
check "a waiting time and a gap are explained in full, with numbers that are true" durations_and_gaps
check "its file lines are for the operator" exits 0 "$KANSMETER" -C "$here/leiden" explain vve-bereik:2026K3:wijk=WK054603 --lines
check "and marked so" says "INTERN"
check "looking at lines is logged" sh -c "'$KANSMETER' -C '$here/leiden' log | grep -q 'explain --lines'"
# Each interval is estimate ± t(df) × se, within rounding; what is protected has no number at all.
effects_in_dataset() {
    python3 - "$here/dataset/effecten.csv" <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
told = [r for r in rows if r["low"]]
assert {r["method"] for r in told} == {"did", "its", "matched"}, told
for r in told:
    estimate, low, high, se, df = (float(r[k]) for k in ("estimate", "low", "high", "se", "df"))
    t = (high - low) / 2 / se
    assert abs((low + high) / 2 - estimate) <= 0.0011 and t > 1.9 and (t < 2.3 or df < 12), r
    assert float(r["ci_level"]) == 0.95 and int(r["steps_before"]) > 0 and int(r["steps_after"]) > 0, r
PY
}
check "every interval with a design effect follows from its row" python3 "$ROOT/tests/cli/design_effect.py" "$here/dataset/kansmeter.csv"
check "the dataset holds the effects, so that their interval can be made again" effects_in_dataset
# The planted effects: effecten.csv holds what they truly gained. effect ID OPTIONS: true, low, high, p, pre-trend.
effect() {
    id=$1
    shift
    rm -rf "$here/effect"
    exits 0 "$KANSMETER" -q -C "$here/leiden" effect compute "$id" --profile onderzoek --output "$here/effect" "$@" || return 1
    gained=$(awk -F, -v id="$id" '$1 == id {print $2}' "$here/stad/effecten.csv")
    awk -F, -v gained="$gained" '$12 == "effect" {print gained, $16, $17, $18, $20}' "$here/effect/effecten.csv" >"$here/found"
    cat "$here/found"
}
recovered() { effect "$1" && awk '{ok = $1 > 0 && $2 <= $1 && $1 <= $3 && $5 == "alike"} END {exit !ok}' "$here/found"; }
clear() { effect "$1" && awk '{ok = $2 > 0 && $4 < 0.05} END {exit !ok}' "$here/found"; }
series_recovered() { effect "$1" && awk '{ok = $1 > 0 && $2 <= $1 && $1 <= $3 && $5 == "none"} END {exit !ok}' "$here/found"; }
series_nothing() { effect "$1" --placebo 3 && awk '{ok = $2 <= 0 && 0 <= $3} END {exit !ok}' "$here/found"; }
nothing() { effect "$1" --placebo 3 && awk '{ok = $2 <= 0 && 0 <= $3 && $5 == "alike"} END {exit !ok}' "$here/found"; }
check "what two houders gained lies in its interval, and the groups went alike before" recovered ve-aanwezigheid
check "and is told from nothing" clear ve-aanwezigheid
check "a start three quarters too early finds nothing" nothing ve-aanwezigheid
check "what two districts gained lies in its interval, however wide" recovered vve-toeleiding-wijken
check "what one counter gained lies in the interval of the series" series_recovered verwijzing-loket
check "and is told from nothing" clear verwijzing-loket
check "a counter that opens three quarters too early finds nothing" series_nothing verwijzing-loket
check "a series asks nobody to compare with and never claims a cause" exits 0 "$KANSMETER" -C "$here/leiden" effect compute verwijzing-loket --profile onderzoek
check "but says so" says "Geen causale uitspraak: het loket ging voor iedereen tegelijk open"
check "and what must be true" says "langs dezelfde rechte lijn"
check "what the youth team gained lies in the interval of the matched comparison" series_recovered steunfiguur-jeugdteam
check "and is told from nothing" clear steunfiguur-jeugdteam
check "a search that starts three quarters too early finds nothing" series_nothing steunfiguur-jeugdteam
draws() { exits 0 "$KANSMETER" -q -C "$here/leiden" chart "$1" --profile "$2" --output "$here/$1.svg" && grep -q '<title id="grafiek-title">' "$here/$1.svg" && grep -q "Geen causale uitspraak" "$here/$1.svg"; }
check "an event study is drawn, with its claim in the picture" draws ve-aanwezigheid onderzoek
check "and a series against its line" draws verwijzing-loket onderzoek
check "what is protected is not drawn" exits 6 "$KANSMETER" -q -C "$here/leiden" chart ve-aanwezigheid --profile openbaar --output "$here/none.svg"
check "the page shows three of them" [ "$(grep -c 'aria-label="Grafiek: ' "$here/uit-onderzoek/effecten.html")" = 3 ]
check "an effect is told in Dutch" exits 0 "$KANSMETER" -C "$here/leiden" effect compute ve-aanwezigheid --profile werkgroep
check "with what it does not claim" says "Geen causale uitspraak"
check "the working group has a page about it" grep -q 'kwam de uitkomst bij wie meedeed' "$here/uit-werkgroep/effecten.html"
check "the public's page says that it is protected" grep -q 'Afgeschermd: een groep' "$here/uit-openbaar/effecten.html"
check "to the public it is protected" exits 0 "$KANSMETER" -C "$here/leiden" effect compute --profile openbaar
check "without its sign" says "Afgeschermd"
check "computing again adds no figure" sh -c "
    before=\$(sqlite3 '$here/leiden/store.db' 'SELECT count(*) FROM figure')
    '$KANSMETER' -q -C '$here/leiden' compute >/dev/null
    [ \$before -eq \$(sqlite3 '$here/leiden/store.db' 'SELECT count(*) FROM figure') ]"
done_testing
