#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# A quarter's mailbox as people leave it: odd names, copies, folders, stray files. What is meant is loaded, the rest is told what to do; one bad
# file does not stop the others.
. "$(dirname "$0")/lib.sh"

"$MAAK_STAD" "$here/stad" --kinderen 3000
make_workspace "$here/w"
check "the quarter before imports" import_city "$here/w" "$here/stad" 2023K4

from=$here/stad/2024K1
box=$here/box
mkdir -p "$box/van de bakker" "$box/__MACOSX" "$box/retour"
put() { cp "$from/$1" "$box/$2"; }
put ko_plaatsing_de-kiem_2024K1.csv "Kopie van ko_plaatsing_de-kiem_2024K1.csv"
put ko_plaatsing_wereldkind_2024K1.csv "ko_plaatsing_wereldkind_2024K1 - kopie.csv"
put ko_plaatsing_het-molenrad_2024K1.csv "ko_plaatsing_het-molenrad_2024K1 (1).CSV"
put ko_plaatsing_de-zandbak_2024K1.csv ko_plaatsing_de-zandbak_2024K5.csv
put ko_plaatsing_kleine-zwaan_2024K1.csv ko_plaatsing_kleine-zwan_2024K1.csv
put ko_plaatsing_sterrenboot_2024K1.csv "KO plaatsing sterrenboot 2024K1.csv"
put ko_plaatsing_plus-en-min_2024K1.csv ko-plaatsing-plus-en-min-2024-K1.csv
put locatie_gemeente_2024K1.csv "locatie_gemeente_1e kwartaal 2024.csv"
put ko_uren_de-kiem_2024K1.csv "ko_uren_de-kiem_Q1 2024.csv"
put ko_uren_wereldkind_2024K1.csv ko_uren_wereldkind_2024K1_definitief.csv
put lrk_gemeente_2024K1.csv "van de bakker/lrk_gemeente_2024K1.csv"
put ko_uren_sterrenboot_2024K1.csv "van de bakker/ko_plaatsing_de-zandbak_2024K5.csv"
for stray in Thumbs.db .DS_Store desktop.ini '~$ko_plaatsing_de-kiem_2024K1.csv' '.~lock.ko_uren_de-kiem_2024K1.csv#' x.csv.part retour/terug.csv __MACOSX/a.csv; do
    echo "$stray" >"$box/$stray"
done
printf '%%PDF-1.4\n' >"$box/brief.pdf"
echo "hallo allemaal" >"$box/leesmij.txt"

check "a mailbox with bad files in it comes back with code 3" exits 3 "$KANSMETER" -C "$here/w" import --received 2024-04-14 "$box"
says_each() { for words in "$@"; do says "$words" || return 1; done; }
check "one table ends with what came of all files" says "14 files: 9 imported, 5 refused"
check "stray files are left alone and named" says_each "left alone" "Thumbs.db" "desktop.ini" "~\$ko_plaatsing_de-kiem_2024K1.csv" "__MACOSX" "retour" "x.csv.part"
check "a fifth quarter is no period" says "'2024K5' in the file name is no period"
check "a misspelt deliverer is asked after" says "did you mean 'kleine-zwaan'"
check "and what to call the file is said" says "ko_plaatsing_kleine-zwaan_2024K1.csv"
check "a file in a folder is named with it" says "van de bakker/lrk_gemeente_2024K1.csv"
check "and in its message too" says "kansmeter: van de bakker/ko_plaatsing_de-zandbak_2024K5.csv: "
check "a PDF is recognised" says "brief.pdf: the file is a PDF file"
check "a file of no contract is told how files are called" says "name the file <contract>_<deliverer>_<period>.csv"

deliveries() { sqlite3 "$here/w/store.db" "SELECT group_concat(id, ' ') FROM (SELECT contract || '/' || deliverer || '/' || version AS id FROM delivery WHERE period = '2024K1' ORDER BY 1)"; }
wanted="ko_plaatsing/de-kiem/1 ko_plaatsing/het-molenrad/1 ko_plaatsing/plus-en-min/1 ko_plaatsing/sterrenboot/1 ko_plaatsing/wereldkind/1"
wanted="$wanted ko_uren/de-kiem/1 ko_uren/wereldkind/1 locatie/gemeente/1 lrk/gemeente/1"
right() {
    got=$(deliveries)
    [ "$got" = "$wanted" ] || {
        echo "got    $got"
        echo "wanted $wanted"
        return 1
    }
}
check "whatever the name looked like, contract, deliverer and period are right" right
check "files of one name in two folders have a return report each" sh -c "ls '$here/w/retour/onbekend' | grep -c '^ko-plaatsing-de-zandbak-2024k5.*html' | grep -qx 2"
check "given with --deliverer, a name is taken as it is" exits 1 "$KANSMETER" -C "$here/w" import --received 2024-04-14 --deliverer kleine-zwan "$box/ko_plaatsing_kleine-zwan_2024K1.csv"
check "the same mailbox again is refused file by file" exits 3 "$KANSMETER" -C "$here/w" import --received 2024-04-15 "$box"
check "and says that nothing is to be done" says "delivered before"
mkdir "$here/empty"
check "an empty folder holds nothing to import" exits 2 "$KANSMETER" -C "$here/w" import "$here/empty"
check "and a folder that is not there is said to be missing" exits 2 "$KANSMETER" -C "$here/w" import "$here/nowhere"
done_testing
