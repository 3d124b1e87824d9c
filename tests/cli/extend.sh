#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# A new indicator is one .sql file; a new source is one contract and one sample. Neither needs C.
. "$(dirname "$0")/lib.sh"

"$MAAK_STAD" "$here/stad" --kinderen 3000
make_workspace "$here/w"
import_city "$here/w" "$here/stad" 2023K4

mkdir -p "$here/w/indicators/ambitie-1"
sed -e 's/^-- id: .*/-- id: zevende/' -e 's/^-- title: .*/-- title: De zevende/' \
    "$ROOT/indicators/ambitie-1/vve-indicatie-aandeel.sql" >"$here/w/indicators/ambitie-1/zevende.sql"
check "the new indicator is listed" sh -c "'$KANSMETER' -C '$here/w' indicator list | grep -q zevende"
check "its examples run" exits 0 "$KANSMETER" -C "$here/w" indicator test zevende
check "it is computed" exits 0 "$KANSMETER" -q -C "$here/w" compute
same() { [ "$(sqlite3 "$here/w/store.db" "SELECT count(*), sum(n), sum(x) FROM figure_readable WHERE indicator = '$1'")" = "$(sqlite3 "$here/w/store.db" "SELECT count(*), sum(n), sum(x) FROM figure_readable WHERE indicator = '$2'")" ]; }
check "with the figures of its twin" same zevende vve-indicatie-aandeel
check "and reported" exits 0 "$KANSMETER" -q -C "$here/w" report --no-pdf --output "$here/uit"
check "by its title" grep -q "De zevende" "$here/uit/ambitie-1.html"

check "an unchanged definition moves nothing" exits 0 "$KANSMETER" -C "$here/w" indicator impact zevende
check "and says so" says "0 totals and 0 blocks would move"
cp "$here/w/indicators/ambitie-1/zevende.sql" "$here/zevende.sql"
sed -i 's/^SELECT kind AS unit, van, tot FROM bevolking$/SELECT kind AS unit, van, tot FROM bevolking WHERE kind % 2 = 0/' "$here/w/indicators/ambitie-1/zevende.sql"
check "a changed one tells what it would move" exits 0 "$KANSMETER" -C "$here/w" indicator impact zevende
check "before anything is stored" says "nothing was stored"
check "and it does move" sh -c "! grep -q '^0 totals' '$here/out'"
cp "$here/zevende.sql" "$here/w/indicators/ambitie-1/zevende.sql"

printf -- '-- id: stuk\nSELECT 1\n' >"$here/w/indicators/ambitie-1/stuk.sql"
check "a broken indicator does not stop the others" exits 1 "$KANSMETER" -C "$here/w" compute
check "and is named with its file" says "stuk.sql"
rm "$here/w/indicators/ambitie-1/stuk.sql"

check "a file to start from is written" exits 0 "$KANSMETER" -C "$here/w" indicator new proef-cijfer
check "and is right as it stands" exits 0 "$KANSMETER" -C "$here/w" indicator lint proef-cijfer
check "a second one of the same name is refused" exits 2 "$KANSMETER" -C "$here/w" indicator new proef-cijfer
# wrong SED LINE SAYS REMEDY: lint and compute refuse the edited file with its line; the remedy is lint's.
wrong() {
    sed "$1" "$here/w/indicators/proef-cijfer.sql" | sed "s/proef-cijfer/fout/" >"$here/w/indicators/fout.sql"
    check "lint refuses: $3" exits 1 "$KANSMETER" -C "$here/w" indicator lint fout
    check "with file and line" says "fout.sql, line $2: $3"
    check "and says what to do" says "$4"
    check "compute refuses it and goes on: $3" exits 1 "$KANSMETER" -C "$here/w" compute
    check "in the same words" says "fout.sql, line $2: $3"
    rm "$here/w/indicators/fout.sql"
}
wrong '/^-- kind:/d' 26 "the key 'kind' is missing" "write '-- kind: …' above the first section"
wrong 's/wijk, geslacht/wijkk/' 22 "there is no dimension 'wijkk'" "did you mean 'wijk'?"
wrong 's/unit, van, tot FROM bevolking/unit, van FROM bevolking/' 28 "the select must yield a column: tot" "in section 'woont in de stad'"
wrong 's/FROM bevolking/FROM src_bevolking/' 29 "a definition may not name 'src_…'" "use the names of the contracts"
check "a hit that is no hit, a spell that runs backwards: the worked example shows it" sh -c "sed -e 's/proef-cijfer/fout/' -e 's/unit, van, tot FROM bevolking/unit, tot AS van, van AS tot FROM bevolking/' '$here/w/indicators/proef-cijfer.sql' >'$here/w/indicators/fout.sql'; '$KANSMETER' -C '$here/w' indicator lint fout | grep -q 'ends before it begins'"
rm "$here/w/indicators/fout.sql" "$here/w/indicators/proef-cijfer.sql"

mkdir -p "$here/w/importers/contracts"
sed -e 's/"jgz_indicatie"/"proefbron"/' -e 's/"C02"/"C99"/' "$ROOT/importers/contracts/jgz_indicatie.json" >"$here/w/importers/contracts/proefbron.json"
cp "$here/stad/2023K4/jgz_indicatie_jgz-rijnland_2023K4.csv" "$here/proefbron_jgz-rijnland_2023K4.csv"
check "a new contract is one JSON file" sh -c "'$KANSMETER' -C '$here/w' contract list | grep -q proefbron"
check "its sample imports" sh -c "'$KANSMETER' -q -C '$here/w' import '$here/proefbron_jgz-rijnland_2023K4.csv'; [ \$? -le 1 ]"
check "into a table of its own" sh -c "[ \$(sqlite3 '$here/w/store.db' 'SELECT count(*) FROM src_proefbron') -gt 50 ]"

# A contract that gets a column later: a store from before can be computed without a new delivery.
python3 -c '
import json, sys
contract = json.load(sys.stdin)
field = dict(contract["fields"][-1], **{"name": "later", "km:column": "later", "type": "string"})
for key in ("km:aliases", "km:list", "km:kind", "constraints", "km:refers_to"):
    field.pop(key, None)
contract["fields"].append(field)
print(json.dumps(contract))' <"$ROOT/importers/contracts/bevolking.json" >"$here/w/importers/contracts/bevolking.json"
sed -e 's/^-- id: .*/-- id: later/' -e 's/FROM bevolking$/FROM bevolking WHERE later IS NULL/' \
    "$ROOT/indicators/ambitie-1/vve-indicatie-aandeel.sql" >"$here/w/indicators/ambitie-1/later.sql"
check "the definition names the new column" grep -q "later IS NULL" "$here/w/indicators/ambitie-1/later.sql"
check "a column that came later is empty for what came before" exits 0 "$KANSMETER" -q -C "$here/w" compute
check "and the figures are there" same later vve-indicatie-aandeel
done_testing
