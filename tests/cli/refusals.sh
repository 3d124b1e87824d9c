#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# A bad file is refused with one message that says what, where and what to do; the store stays as it was.
. "$(dirname "$0")/lib.sh"

"$MAAK_STAD" "$here/stad" --kinderen 2000
make_workspace "$here/w"
check "the first quarter imports" import_city "$here/w" "$here/stad" 2023K4

rows() { sqlite3 "$here/w/store.db" .dump | grep -vE "INTO (audit|sqlite_sequence) " | sha256sum; }

# refused NAME FILE WORDS...
refused() {
    name=$1
    file=$2
    shift 2
    before=$(rows)
    check "$name is refused" exits 3 "$KANSMETER" -C "$here/w" import "$file"
    for words in "$@"; do
        check "$name: the message says '$words'" says "$words"
    done
    check "$name leaves the store as it was" [ "$before" = "$(rows)" ]
}

stuk=$here/stad/stuk
refused "a missing mandatory column" "$stuk"/ko_plaatsing_proef-kolom_2026K3.csv "ko_plaatsing_proef-kolom_2026K3.csv" "line 1"
refused "an unterminated quote" "$stuk"/ko_plaatsing_proef-aanhaling_2026K3.csv "line"
refused "a file of which every ; became a ," "$stuk"/ko_plaatsing_proef-komma_2026K3.csv
refused "an unknown contract" "$stuk"/kinderboerderij_proef-contract_2026K3.csv "kinderboerderij"
refused "an Excel workbook" "$stuk"/jgz_indicatie_proef-xlsx_2026K3.csv "CSV"
refused "UTF-16" "$stuk"/inschrijving_proef-utf16_2026K3.csv "UTF-16"
refused "a period that does not fit" "$stuk"/ko_plaatsing_proef-periode_2026K3.csv
refused "pseudonyms of another key" "$stuk"/ondersteuning_proef-sleutel_2026K3.csv "pseudonym"
refused "an empty file" "$stuk"/bevolking_proef-leeg_2026K3.csv
refused "the same file twice" "$here"/stad/2023K4/jgz_indicatie_jgz-rijnland_2023K4.csv "delivered before"
check "a return report was written for each" sh -c "[ \$(find '$here/w/retour' -name '*.html' | wc -l) -ge 9 ]"

"$KANSMETER" -q init "$here/other" --key "$here/other.key" >/dev/null
check "a wrong key stops the import" exits 2 "$KANSMETER" -C "$here/w" --key "$here/other.key" import "$here/stad/2024K1"
check "and says so" says "key"

before=$(rows)
check "a dry run finds what an import would" exits 1 "$KANSMETER" -C "$here/w" import --dry-run --received 2024-04-14 "$here/stad/2024K1"
check "and keeps nothing" [ "$before" = "$(rows)" ]

check "two encodings in one file are taken, with a remark" exits 1 "$KANSMETER" -C "$here/w" import --received 2026-10-14 "$stuk/inschrijving_proef-tekens_2026K3.csv"
check "and it is the right one" [ "$(sqlite3 "$here/w/store.db" "SELECT count(*) FROM finding WHERE rule = 'encoding-mixed' AND delivery = (SELECT max(number) FROM delivery)")" = 1 ]
check "a file with bad values comes back with lines and columns" sh -c "
    '$KANSMETER' -C '$here/w' import --allow-refused '$stuk/ko_plaatsing_proef-waarden_2026K3.csv' >'$here/out' 2>'$here/err'
    grep -qE 'line [0-9]+' '$here/err'"
done_testing
