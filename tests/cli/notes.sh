#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016
# The working group's words beside the figures: printed with date and role, refused when personal, sealed with the lock.
. "$(dirname "$0")/lib.sh"

w="$here/w"
run() { "$KANSMETER" -q -C "$w" "$@"; }
report() { run report --period 2026K2 --no-pdf --no-xlsx --no-charts --output "$1"; }
make_workspace "$w"
check "the small sample comes in" exits 0 run import --received 2026-07-14 "$ROOT"/data-samples/klein/*_2025-2026.csv
check "a report is made" exits 1 report "$here/a"
mkdir -p "$w/toelichting/2026K2" "$w/toelichting/2026K1"
note="$w/toelichting/2026K2/vve-bereik.txt"

# write LINE...: the note with its heads.
write() { printf 'datum: 2026-07-20\nrol: werkgroep Vliegende start\n%s\n' "$1" >"$note"; }
while IFS= read -r line; do
    write "$line"
    check "refused: $line" exits 3 report "$here/none"
    check "with file and line" says "vve-bereik.txt, line 3"
    check "and without repeating it" sh -c '! grep -qF "$1" "$2"' sh "$line" "$here/err"
    check "and nothing is written" [ ! -e "$here/none" ]
done <<TXT
bsn 111222333
bsn 111.222.333
bsn 111 222 333
bsn 1112.22.333
bsn 1112-22-333
mail ans@voorbeeld.nl
bel 06-12345678
bel 06 12 34 56 78
bel 071-5123456
bel 071 512 34 56
bel +31 6 12345678
bel 0031612345678
TXT
while IFS= read -r line; do
    write "$line"
    check "taken: $line" exits 1 report "$here/b"
done <<TXT
van 271 naar 320 van de 1400 peuters
in schooljaar 2025-2026, sinds 12-10-2026
een bedrag van 1.250.000 euro
wijk WK054603 en locatie 210000101
om 09.30 uur @ het stadhuis
TXT
check "each line of it is printed" sh -c 'grep -qF "om 09.30 uur @ het stadhuis" "$1/ambitie-1.html"' sh "$here/b"

printf 'Er is <b>veel</b> gebeurd.\n' >"$note"
check "a text without day and role is refused" exits 3 report "$here/none"
check "and it says what it needs" says "needs 'datum:' and 'rol:'"
printf '# niet afdrukken\r\ndatum: 2026-07-20\r\nrol: werkgroep Vliegende start\r\nbesluit: twee groepen erbij\r\nEr is <b>veel</b> gebeurd.\r\n' >"$note"
printf 'datum: 2026-04-20\nrol: werkgroep Vliegende start\nbesluit: eerder bellen\nAlleen voor toen.\n' >"$w/toelichting/2026K1/vve-bereik.txt"
printf 'datum: 2026-07-21\nrol: stuurgroep\nNoord blijft gelijk.\n' >"$w/toelichting/2026K2/vve-bereik-wijk-wk054603.txt"
: >"$w/toelichting/2026K2/vve-bereik-640.txt"
check "a whole text is printed" exits 1 report "$here/c"
page="$here/c/ambitie-1.html"
for text in "Werkgroep Vliegende start, 20 juli 2026" "Er is &lt;b&gt;veel&lt;/b&gt; gebeurd." "twee groepen erbij" \
    "eerder bellen" "Besluit uit het eerste kwartaal 2026." "Duiding over Leiden-Noord." "Stuurgroep, 21 juli 2026"; do
    check "the page says: $text" grep -qF "$text" "$page"
done
check "a decision of the quarter before tells what happened since" grep -qE "Besluit uit het eerste kwartaal 2026\. (Sindsdien|Nu): [^<]+" "$page"
check "what explained that quarter does not come back" sh -c '! grep -qF "Alleen voor toen" "$1"' sh "$page"
check "a comment is not printed" sh -c '! grep -qF "niet afdrukken" "$1"' sh "$page"

check "it is approved" exits 0 run evaluation approve --period 2026K2
check "and locked" exits 0 run evaluation lock --period 2026K2 --no-pdf
printf 'datum: 2026-08-01\nrol: iemand anders\nHet was toch anders.\n' >"$note"
rm "$w/toelichting/2026K1/vve-bereik.txt"
check "the locked evaluation keeps the words of then, byte for byte" sh -c '"$@" >/dev/null && diff -r "$4/vastgesteld/2026K2-stuurgroep" "$4/again"' sh \
    "$KANSMETER" -q -C "$w" report --period 2026K2 --no-pdf --output "$w/again"
check "they are there" grep -qF "twee groepen erbij" "$w/again/ambitie-1.html"
done_testing
