#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# Who delivered what, on time, late, missing or misspelt; what is due; and a letter to who is late.
. "$(dirname "$0")/lib.sh"

"$MAAK_STAD" "$here/stad" --kinderen 3000
make_workspace "$here/w"
sed -i 's/^;contact = .*/contact = Bel 071 000 00 00./' "$here/w/kansmeter.ini"
import_city "$here/w" "$here/stad" 2023K4
mkdir "$here/k3" "$here/laat"
"$KANSMETER" -q -C "$here/w" import --received 2026-09-01 "$here"/stad/2025K3/kalender_*.csv "$here"/stad/2026K3/kalender_*.csv >/dev/null 2>&1 || true
cp "$here"/stad/2026K3/*.csv "$here/k3/"
rm "$here"/k3/kalender_*.csv
mv "$here"/k3/ko_plaatsing_wereldkind_2026K3.csv "$here"/k3/ko_plaatsing_de-zandbak_2026K3.csv "$here"/k3/locatie_gemeente_2026K3.csv "$here/laat/"
mv "$here"/k3/ko_plaatsing_de-kiem_2026K3.csv "$here"/k3/ko_plaatsing_de-kim_2026K3.csv
"$KANSMETER" -q -C "$here/w" import --received 2026-10-23 "$here/k3" >/dev/null 2>&1 || true
# The import asks after such a name; taken all the same, it is still nobody's.
"$KANSMETER" -q -C "$here/w" import --received 2026-10-23 --deliverer de-kim "$here/k3/ko_plaatsing_de-kim_2026K3.csv" >/dev/null 2>&1 || true
"$KANSMETER" -q -C "$here/w" import --received 2026-10-26 "$here/laat/ko_plaatsing_wereldkind_2026K3.csv" >/dev/null 2>&1 || true

# The calendar (R5) closes 2026K3 on 23 October; the contract alone would say 21 October.
status() { "$KANSMETER" -C "$here/w" status --period 2026K3 "$@"; }
row() { status --on 2026-11-02 --json | jq -r ".expected[] | select(.contract == \"$1\" and .deliverer == \"$2\") | $3"; }
check "something is missing" exits 1 status --on 2026-11-02
check "on the closing day of the calendar is on time" [ "$(row jgz_indicatie jgz-rijnland .state)" = on_time ]
check "that day is the calendar's" [ "$(row jgz_indicatie jgz-rijnland .due)" = 2026-10-23 ]
check "three days later is three days late" [ "$(row ko_plaatsing wereldkind '"\(.state) \(.days_late)"')" = "late 3" ]
check "what never came is missing, ten days on" [ "$(row ko_plaatsing de-zandbak '"\(.state) \(.days_late)"')" = "missing 10" ]
check "a register that was not renewed is older" [ "$(row locatie gemeente .state)" = older ]
check "a misspelt deliverer is not expected, with the nearest name" [ "$(row ko_plaatsing de-kim '"\(.state) \(.nearest)"')" = "not_expected de-kiem" ]
check "and whom it was meant for is missing" [ "$(row ko_plaatsing de-kiem .state)" = missing ]
check "the partner register gives the name" [ "$(row jgz_contact jgz-rijnland .name)" = "JGZ Rijnland" ]
lines=$(($(wc -l <"$here/stad/2026K3/jgz_indicatie_jgz-rijnland_2026K3.csv") - 1))
check "the four outcomes of a file are its lines" [ "$(row jgz_indicatie jgz-rijnland '.accepted + .remarked + .refused + .duplicate')" = "$lines" ]
check "before the closing day nothing is missing yet" [ "$(status --on 2026-10-23 --json | jq '[.expected[] | select(.state == "missing" and .period == "2026K3" and .due != "")] | length')" = 0 ]
check "but awaited" [ "$(status --on 2026-10-23 --json | jq -r '[.expected[] | select(.contract == "ko_plaatsing" and .state == "awaited") | .deliverer] | join(" ")')" = "de-kiem de-zandbak wereldkind" ]
check "no line is wider than a terminal" [ "$(status --on 2026-11-02 | wc -L)" -le 80 ]
check "the same question gives the same bytes" sh -c "'$KANSMETER' -C '$here/w' status --on 2026-11-02 >'$here/a'; '$KANSMETER' -C '$here/w' status --on 2026-11-02 >'$here/b'; cmp '$here/a' '$here/b'"
check "advices of a school year are due on the day the calendar names" [ "$("$KANSMETER" -C "$here/w" status --period 2026K3 --on 2026-11-02 --json | jq -r '[.expected[] | select(.contract == "schooladvies") | .due] | unique | join(" ")')" = 2026-06-05 ]

check "what is due" exits 0 "$KANSMETER" -C "$here/w" status --upcoming --on 2026-10-20
check "on the day" says "2026-10-23, in 3 days"
check "under the file name that needs no options" says "  ko_plaatsing_de-zandbak_2026K3.csv"
check "and what comes after it" says "  ko_plaatsing_de-zandbak_2026K4.csv"
check "a day that is none is refused" exits 2 "$KANSMETER" -C "$here/w" status --upcoming --on 20-10-2026

check "letters" exits 1 "$KANSMETER" -C "$here/w" status --period 2026K3 --on 2026-11-02 --reminders --output "$here/brieven"
letter="$here/brieven/de-zandbak.txt"
check "to who is late, by name" grep -q "^Aan: De Zandbak$" "$letter"
check "with the file name" grep -q "bestandsnaam: ko_plaatsing_de-zandbak_2026K3.csv" "$letter"
check "the closing day" grep -q "verwacht op:  23 oktober 2026, 10 dagen geleden" "$letter"
check "and whom to ask" grep -q "Vragen? Bel 071 000 00 00." "$letter"
check "none to who delivered" [ ! -e "$here/brieven/jgz-rijnland.txt" ]
check "with a template that is the contract's" sh -c "'$KANSMETER' contract template ko_plaatsing | cmp - '$here/brieven/bijlagen/ko_plaatsing.csv'"
check "and a page" [ -s "$here/brieven/bijlagen/ko_plaatsing.html" ]
check "on nobody's desk twice: again replaces them" exits 1 "$KANSMETER" -C "$here/w" status --period 2026K3 --on 2026-11-02 --reminders --output "$here/brieven"
# A register from before its names were checked, or of a contract that is gone.
sqlite3 "$here/w/store.db" "UPDATE src_partner SET levert = levert || '|ko_plaatsingen' WHERE partner = 'de-zandbak'"
check "one who is asked for a contract that there is not keeps nobody's letter" exits 1 "$KANSMETER" -C "$here/w" status --period 2026K3 --on 2026-11-02 --reminders --output "$here/brieven2"
check "it is said" says "de-zandbak is asked for 'ko_plaatsingen', and there is no such contract"
check "and all letters are as before" diff -r "$here/brieven" "$here/brieven2"
check "upcoming and reminders are two questions" exits 2 "$KANSMETER" -C "$here/w" status --upcoming --reminders
done_testing
