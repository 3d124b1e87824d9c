#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016
# Two schools merge on 1 August 2025 (90AX00 of one board and 90BX00 of another become 90AX50): who was there has stayed, the years before keep their schools.
. "$(dirname "$0")/lib.sh"

mkdir "$here/in"
python3 - "$here/in" <<'PY'
import sys
into = sys.argv[1]
def write(name, header, rows):
    with open("%s/%s.csv" % (into, name), "w", newline="") as f:
        f.write("\r\n".join([header] + rows) + "\r\n")
def is_bsn(n):
    digits = [int(c) for c in "%09d" % n]
    return (sum(w * d for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2), digits)) - digits[8]) % 11 == 0
bsn = [str(n) for n in range(999990000, 999999999) if is_bsn(n)][:60]
write("postcode_gemeente_2023-2024", "PC6;Huisnummer;Buurt2023;Wijk2023;Gemeente2023", ["2312AB;1;05460001;054600;0546"])
SITE = "Locatie-id;Soort;Naam;BRIN;Houder;Wijk;VE"
old = ["L1;bo;De Eik;90AX00;bestuur-a;WK054600;N", "L2;bo;De Es;90BX00;bestuur-b;WK054600;N"]
write("locatie_gemeente_2025K2", SITE, old)
PARTNER = "Partner-id;Naam;Partnersoort;Sector;Levert"
write("partner_programmabureau_2025K2", PARTNER, ["bestuur-%s;Bestuur %s;primair-onderwijs;po;inschrijving|overdracht" % (b, b.upper()) for b in "ab"])
# The register of the year after still has one of the old schools.
write("locatie_gemeente_2025K4", SITE, ["L3;bo;Het Bos;90AX50;bestuur-a;WK054600;N", old[1]])
write("opvolging_gemeente_2025K4", "BRIN;Opvolger;Datum", ["90AX00;90AX50;01-08-2025", "90BX00;90AX50;01-08-2025"])
HEAD = "BSN;Leerlingnummer;BRIN;Inschrijfdatum;Uitschrijfdatum;Jaargroep;Schoolsoort;Geboortedatum;Geslacht;Postcode"
def pupil(i, brin, first, last, group):
    return "%s;%d;%s;%s;%s;%d;bo;14-03-2018;M;2312 AB" % (bsn[i], i, brin, first, last, group)
def year(brin, who, start, group):
    return [pupil(i, brin, "01-08-%d" % start, "31-07-%d" % (start + 1), group) for i in who]
a, b, new = range(0, 12), range(12, 32), range(32, 35)
# The year after that the merged school takes back the number of the first.
write("opvolging_gemeente_2026K1", "BRIN;Opvolger;Datum", ["90AX50;90AX00;01-02-2026"])
write("inschrijving_bestuur-a_2024-2025", HEAD, year("90AX00", a, 2024, 3))
write("inschrijving_bestuur-b_2024-2025", HEAD, year("90BX00", b, 2024, 3))
# Two are still put down under the school that ended.
write("inschrijving_bestuur-a_2025-2026", HEAD, year("90AX50", list(a) + list(b)[:18] + list(new), 2025, 4) + year("90BX00", list(b)[18:], 2025, 4))
TALK = "BSN;Locatie;Datum;Type;Ouder aanwezig;Kind aanwezig;Tolk;Initiatief"
def talk(i, brin, day):
    return "%s;%s;%s;start;J;J;N;school" % (bsn[i], brin, day)
write("ouder_contact_bestuur-a_2024-2025", TALK, [talk(i, "90AX00", "20-08-2024") for i in list(a)[:6]])
write("ouder_contact_bestuur-b_2024-2025", TALK, [talk(i, "90BX00", "20-08-2024") for i in list(b)[:5]])
write("ouder_contact_bestuur-a_2025-2026", TALK, [talk(i, "90AX50", "20-08-2025") for i in list(new)[:2]])
PY
bring() {
    for file; do
        "$KANSMETER" -q -C "$w" import --received "$day" "$here/in/$file.csv" >"$here/import.out" 2>&1 || [ $? -eq 1 ] || { cat "$here/import.out"; return 1; }
    done
}
figures() { sqlite3 "$w/store.db" "SELECT period, code1, CAST(n AS INT), CAST(x AS INT) FROM figure_readable WHERE indicator = 'startgesprek-6wk' AND dim1 = '$1' AND period = '$2' ORDER BY 2"; }
compute() { exits 0 "$KANSMETER" -q -C "$w" compute --period "$1" --select startgesprek-6wk; }
expected() { "$KANSMETER" -C "$w" status --period 2026K1 --on 2026-11-02 --json | jq -r '[.expected[] | select(.contract == "inschrijving" and .state == "missing" and .period == "2026K1") | .deliverer] | join(" ")'; }
# Every contract that the board without schools is asked for in quarter $1.
asked() { "$KANSMETER" -C "$w" status --period "$1" --on 2026-11-02 --json | jq -r '[.expected[] | select(.deliverer == "bestuur-b" and .state != "not_expected") | .contract + " " + .period] | join(", ")'; }

for w in "$here/met" "$here/zonder"; do
    make_workspace "$w"
    day=2025-10-14
    check "the files of the year before are read" bring postcode_gemeente_2023-2024 locatie_gemeente_2025K2 partner_programmabureau_2025K2 inschrijving_bestuur-a_2024-2025 \
        inschrijving_bestuur-b_2024-2025 ouder_contact_bestuur-a_2024-2025 ouder_contact_bestuur-b_2024-2025
    check "and computed" compute 2025K3
    figures school 2025K3 >"$w.before"
    day=2026-10-14
    check "the files of the year after" bring locatie_gemeente_2025K4 ouder_contact_bestuur-a_2025-2026
done
check "for both schools apart" [ "$(cat "$w.before")" = "2025K3|bestuur-a/90AX00|12|6
2025K3|bestuur-b/90BX00|20|5" ]

w=$here/zonder
check "with no succession told, a file of the merged school is a file like any other" bring inschrijving_bestuur-a_2025-2026
check "the board that has no school any more is waited for" [ "$(expected)" = bestuur-b ]
check "for all that the partner register names" [ "$(asked 2025K3)" = "inschrijving 2025K3, overdracht 2025K3" ]
check "the year after is computed" compute 2026K3
check "and whoever changed code is new" [ "$(figures '' 2026K3)" = "2026K3||33|2" ]

w=$here/met
check "the succession is told" bring opvolging_gemeente_2025K4
check "the year before is computed again" compute 2025K3
figures school 2025K3 >"$w.after"
# Had it been told again under the merged school, that figure less one school's would give the other's.
check "and keeps its schools and their figures" cmp "$w.before" "$w.after"
check "no figure of a day before the merger knows the merged school" [ "$(sqlite3 "$w/store.db" "SELECT count(*) FROM figure_readable WHERE period <= '2025K3' AND code1 LIKE '%90AX50'")" = 0 ]
check "nobody waits for the board that has no school any more, though the register still lists it" [ "$(expected)" = bestuur-a ]
check "nor is anything else asked of it, from the quarter of the merger on" [ "$(asked 2025K3),$(asked 2025K4)" = , ]
check "what it owed before stays asked" [ "$(asked 2025K2)" = "inschrijving 2025K2, overdracht 2025K2" ]
check "a file that still names the school that ended is read" exits 1 "$KANSMETER" -C "$w" import --received "$day" "$here/in/inschrijving_bestuur-a_2025-2026.csv"
check "and told under which it goes on" says "90AX50, 1 augustus 2025"
check "the year after is computed" compute 2026K3
check "who came from either school is not new; three others are" [ "$(figures '' 2026K3)" = "2026K3||3|2" ]
check "what is told of one school is told of the merged one" [ "$(figures school 2026K3)" = "2026K3|bestuur-a/90AX50|3|2" ]

# Whatever is told first: from 1 February both are 90AX00 again.
for order in "opvolging_gemeente_2025K4 opvolging_gemeente_2026K1" "opvolging_gemeente_2026K1 opvolging_gemeente_2025K4"; do
    w=$here/terug-${order##*_}
    make_workspace "$w"
    # shellcheck disable=SC2086
    check "a merger, and the return of the old number" bring postcode_gemeente_2023-2024 locatie_gemeente_2025K4 partner_programmabureau_2025K2 inschrijving_bestuur-a_2024-2025 \
        inschrijving_bestuur-b_2024-2025 ouder_contact_bestuur-a_2024-2025 ouder_contact_bestuur-b_2024-2025 inschrijving_bestuur-a_2025-2026 ouder_contact_bestuur-a_2025-2026 $order
    check "is computed" compute 2026K3
    check "three began at the merged school, which is the old one again" [ "$(figures school 2026K3)" = "2026K3|bestuur-a/90AX50|3|2" ]
done
done_testing
