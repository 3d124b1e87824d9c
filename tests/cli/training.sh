#!/bin/sh
# shellcheck disable=SC1091,SC2154
# Who delivers training numbers its own sessions and its own people: session 1 and person 1 of the office are not those of
# the college. A mail address is one person, whoever delivers it.
. "$(dirname "$0")/lib.sh"

w=$here/w
make_workspace "$w"
mkdir "$here/in"
cat >"$here/in/scholing_bureau_2026K3.csv" <<CSV
Sessie-id;Datum;Thema;Capaciteit;Status
1;07-07-2026;armoede;10;gehouden
CSV
cat >"$here/in/scholing_hogeschool_2026K3.csv" <<CSV
Sessie-id;Datum;Thema;Capaciteit;Status
1;08-07-2026;data;5;gehouden
CSV
cat >"$here/in/scholing_deelname_bureau_2026K3.csv" <<CSV
Sessie-id;Deelnemer-id;Partner-id;Aangemeld;Aanwezig
1;1;gemeente;J;J
1;2;gemeente;J;J
1;p1@school.example;gemeente;J;J
CSV
cat >"$here/in/scholing_deelname_hogeschool_2026K3.csv" <<CSV
Sessie-id;Deelnemer-id;Partner-id;Aangemeld;Aanwezig
1;1;gemeente;J;J
1;P1@School.example;gemeente;J;J
CSV
check "four files are read" exits 0 "$KANSMETER" -q -C "$w" import --received 2026-10-10 "$here"/in/*.csv
people() { sqlite3 "$w/store.db" "SELECT count(DISTINCT persoon), count(*) FROM scholing_deelname"; }
check "five rows are of four people, capitals in an address or not" [ "$(people)" = "4|5" ]
check "the places are computed" exits 0 "$KANSMETER" -q -C "$w" compute --period 2026K3 --select prof-bezetting
places() { sqlite3 "$w/store.db" "SELECT code1, CAST(n AS INT), CAST(x AS INT) FROM figure_readable WHERE indicator = 'prof-bezetting' AND period = '2026K3' ORDER BY 1"; }
check "each session has its own places and its own people" [ "$(places)" = "|15|5
armoede|10|3
data|5|2" ]
done_testing
