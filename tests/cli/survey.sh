#!/bin/sh
# shellcheck disable=SC1091,SC2154
# Surveys number their respondents anew: number 1 of the parents is not number 1 of the teams, nor of the year before.
. "$(dirname "$0")/lib.sh"

w=$here/w
make_workspace "$w"
mkdir "$here/in"
HEAD="Enquête;Golf;Respondent;Respondent-id;Locatie;Uitgenodigd;Datum ingevuld;V1;V2;V3;V4;V5"
rows() { # NAME WAVE WHO DAY ANSWER N
    for i in $(seq "$6"); do echo "$1;$2;$3;$i;90AX05;J;$4;$5;$5;$5;$5;4"; done
}
# file NAME: standard input as the deliverer's tool writes it, in Windows-1252.
file() { { echo "$HEAD"; cat; } | iconv -f UTF-8 -t WINDOWS-1252 | sed 's/$/\r/' >"$here/in/$1.csv"; }
rows Ouderenquête 2025 ouder 11-03-2025 2 12 | file enquete_hogeschool_2024-2025
{
    rows Ouderenquête 2026 ouder 11-03-2026 4 12
    rows Teamenquête 2026 professional 12-03-2026 3 11
} | file enquete_hogeschool_2025-2026
rows Ouderenquête 2026 ouder 11-03-2026 5 10 | file enquete_bureau_2025-2026
bring() { "$KANSMETER" -q -C "$w" import --received 2026-08-10 "$here/in/$1.csv" >"$here/import.out" 2>&1 || [ $? -eq 1 ]; }
people() { sqlite3 "$w/store.db" "SELECT count(DISTINCT persoon), count(*) FROM enquete"; }
for name in enquete_hogeschool_2024-2025 enquete_hogeschool_2025-2026 enquete_bureau_2025-2026; do
    check "a survey is read: $name" bring $name
done
check "each survey, each wave and each who holds it has its own respondents" [ "$(people)" = "45|45" ]
check "and they are computed" exits 0 "$KANSMETER" -q -C "$w" compute --period 2026K3 --select partnerschap-ervaren
mean() { sqlite3 "$w/store.db" "SELECT code1, CAST(n AS INT), round(estimate, 3) FROM figure_readable WHERE indicator = 'partnerschap-ervaren' AND period = '$1' AND dim1 = 'respondentsoort' ORDER BY 1"; }
# Twelve answer 4,4,4,4,4 and ten 5,5,5,5,4; eleven 3,3,3,3,4; the year before twelve 2,2,2,2,4.
check "parents and teams each by their own answers" [ "$(mean 2026K3)" = "ouder|22|4.364
professional|11|3.2" ]
check "and the year before" exits 0 "$KANSMETER" -q -C "$w" compute --period 2025K3 --select partnerschap-ervaren
check "by those of that year" [ "$(mean 2025K3)" = "ouder|12|2.4" ]
# The same file in UTF-8, with one answer corrected: the same respondents.
iconv -f WINDOWS-1252 -t UTF-8 "$here/in/enquete_bureau_2025-2026.csv" | sed '2s/;5;5;5;5;4/;1;1;1;1;4/' >"$here/in/enquete_bureau_2025-2026_correctie.csv"
check "a correction in another encoding" bring enquete_bureau_2025-2026_correctie
check "is of the same respondents" [ "$(people)" = "45|45" ]
done_testing
