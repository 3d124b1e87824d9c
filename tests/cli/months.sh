#!/bin/sh
# shellcheck disable=SC1091,SC2154
# Who sends a file a month has delivered a quarter when its three months are in: status, reminders and figures say the same.
. "$(dirname "$0")/lib.sh"

klein=$ROOT/data-samples/klein
mkdir "$here/in" "$here/more"
cp "$klein"/*_2025-2026.csv "$here/in"
printf '%s\r\n' "Partner-id;Naam;Partnersoort;Sector;Levert" "de-zandbak;De Zandbak;voorschool;ko;ko_uren" \
    "jgz-rijnland;JGZ Rijnland;jeugdgezondheidszorg;jgz;jgz_indicatie" >"$here/in/partner_gemeente_2025-2026.csv"
# month MM DIR: 20 children have 64 hours of which 60 were had.
month() {
    {
        echo "BSN;LRK-nummer;Maand;Uren contract;Uren gerealiseerd"
        awk -F';' -v m="$1" 'NR > 1 && $1 ~ /^[0-9]+$/ && !seen[$1]++ && n++ < 20 {print $1 ";" $6 ";" m "-2026;64,0;60,0"}' "$klein/ko_plaatsing_de-zandbak_2025-2026.csv"
    } >"$2/ko_uren_de-zandbak_2026-$1.csv"
}
for m in 04 05; do month $m "$here/in"; done
month 06 "$here/more"
make_workspace "$here/w"
km() { "$KANSMETER" -C "$here/w" "$@"; }
km -q import --received 2026-07-10 "$here/in" >"$here/import.out" 2>&1 || cat "$here/import.out"
hours() { km status --period 2026K2 --on "$1" --json | jq -r ".expected[] | select(.contract == \"ko_uren\") | $2"; }
realised() { km -q compute --period 2026K2 >/dev/null 2>&1 && sqlite3 "$here/w/store.db" "SELECT status, estimate FROM figure_readable WHERE indicator = 've-uren-realisatie' AND period = '2026K2' AND dim1 = ''"; }

check "two of three months is something missing" exits 1 km status --period 2026K2 --on 2026-08-01
check "and said to be that" says "2 of 3 months"
check "in the summary too" says "1 in part"
check "with the month that lacks" says "ko_uren 2026-06        MISSING"
check "the rows of all files together stand there" [ "$(hours 2026-08-01 '"\(.state) \(.accepted) \(.deliveries | length) \(.months_lacking | join(","))"')" = "partial 40 2 2026-06" ]
check "before the closing day it is awaited" [ "$(hours 2026-07-15 .state)" = awaited ]
check "the figure does not know the hours either" [ "$(realised)" = "not-delivered|" ]
check "what is due is the month that lacks" exits 0 km status --upcoming --on 2026-07-15
check "under its name" says "ko_uren_de-zandbak_2026-06.csv"
check "the months that are in are not asked again" sh -c "! grep -q '2026-0[45]' '$here/out'"
check "whoever sends a file a year is asked the whole quarter next" says "ko_plaatsing_de-zandbak_2026K3.csv"
check "a letter" exits 1 km status --period 2026K2 --on 2026-08-01 --reminders --output "$here/brieven"
check "asks for the month" grep -q "bestandsnaam: ko_uren_de-zandbak_2026-06.csv" "$here/brieven/de-zandbak.txt"
check "and for no other" [ "$(grep -c bestandsnaam "$here/brieven/de-zandbak.txt")" = 1 ]
check "and says what is in" grep -q "al binnen:    2 van de 3 maanden (tweede kwartaal 2026)" "$here/brieven/de-zandbak.txt"
check "the command without arguments names it" exits 0 "$KANSMETER" -C "$here/w"
check "as the letter does" says "de-zandbak (ko_uren 2026-06)"

km -q import --received 2026-07-28 "$here/more" >"$here/import.out" 2>&1 || cat "$here/import.out"
check "with the last month all is in" [ "$(hours 2026-08-01 '"\(.state) \(.days_late) \(.accepted) \(.received)"')" = "late 7 60 2026-07-28" ]
check "by what was known before, not" [ "$(hours 2026-07-27 '"\(.state) \(.accepted)"')" = "partial 40" ]
check "and the figure is there" [ "$(realised)" = "defined|0.9375" ]
# A correction of the first month makes nobody later.
sed 's/;60,0/;61,0/' "$here/in/ko_uren_de-zandbak_2026-04.csv" >"$here/ko_uren_de-zandbak_2026-04_v2.csv"
km -q import --received 2026-08-20 "$here/ko_uren_de-zandbak_2026-04_v2.csv" >/dev/null 2>&1 || true
check "a corrected month makes nobody later" [ "$(hours 2026-09-01 '"\(.state) \(.days_late) \(.accepted) \(.received)"')" = "late 7 60 2026-08-20" ]
done_testing
