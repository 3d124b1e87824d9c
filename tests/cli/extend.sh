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

printf -- '-- id: stuk\nSELECT 1\n' >"$here/w/indicators/ambitie-1/stuk.sql"
check "a broken indicator does not stop the others" exits 1 "$KANSMETER" -C "$here/w" compute
check "and is named with its file" says "stuk.sql"
rm "$here/w/indicators/ambitie-1/stuk.sql"

mkdir -p "$here/w/importers/contracts"
sed -e 's/"jgz_indicatie"/"proefbron"/' -e 's/"C02"/"C99"/' "$ROOT/importers/contracts/jgz_indicatie.json" >"$here/w/importers/contracts/proefbron.json"
cp "$here/stad/2023K4/jgz_indicatie_jgz-rijnland_2023K4.csv" "$here/proefbron_jgz-rijnland_2023K4.csv"
check "a new contract is one JSON file" sh -c "'$KANSMETER' -C '$here/w' contract list | grep -q proefbron"
check "its sample imports" sh -c "'$KANSMETER' -q -C '$here/w' import '$here/proefbron_jgz-rijnland_2023K4.csv'; [ \$? -le 1 ]"
check "into a table of its own" sh -c "[ \$(sqlite3 '$here/w/store.db' 'SELECT count(*) FROM src_proefbron') -gt 50 ]"
done_testing
