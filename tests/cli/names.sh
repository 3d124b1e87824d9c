#!/bin/sh
# shellcheck disable=SC1091,SC2154
# Whoever delivers is one name: in the file name, in the site register and in the partner register.
. "$(dirname "$0")/lib.sh"

klein=$ROOT/data-samples/klein
mkdir "$here/in"
# The registers write capitals, an underscore, a dot and an accent; the files are named as ever.
sed 's/;de-zandbak;/;De_Zandbak;/; s/;het-molenrad;/;Hét.Molenrad;/' "$klein/locatie_gemeente_2025-2026.csv" | iconv -f UTF-8 -t WINDOWS-1252 >"$here/in/locatie_gemeente_2025-2026.csv"
printf '%s\r\n' "Partner-id;Naam;Partnersoort;Sector;Levert" "De-Zandbak;Stichting De Zandbak;voorschool;ko;ko_plaatsing" \
    "JGZ-Rijnland;JGZ Rijnland;jeugdgezondheidszorg;jgz;jgz_indicatie" >"$here/in/partner_gemeente_2025-2026.csv"
cp "$klein"/bevolking_*.csv "$klein"/postcode_*.csv "$klein"/jgz_*.csv "$klein"/ko_*.csv "$klein"/inschrijving_*.csv "$here/in"
# bring DIR WORKSPACE
bring() {
    make_workspace "$2"
    "$KANSMETER" -q -C "$2" import --received 2026-10-05 "$1" >"$here/import.out" 2>&1 || [ $? -eq 1 ]
}
states() { "$KANSMETER" -C "$1" status --period 2026K2 --on 2026-11-02 --json | jq -r '[.expected[] | select(.contract == "ko_plaatsing" or .contract == "jgz_indicatie") | "\(.contract) \(.deliverer) \(.state)"] | sort | .[]'; }
figures() { "$KANSMETER" -q -C "$1" compute --period 2026K2 >/dev/null 2>&1 && sqlite3 "$1/store.db" "SELECT indicator, dim1, code1, n, x, estimate, status, expected, delivered FROM figure_readable WHERE indicator LIKE 'vve%' ORDER BY 1, 2, 3, 4, 5, 6"; }
check "registers with capitals import" bring "$here/in" "$here/w"
states "$here/w" >"$here/states"
check "nobody is missing and nobody unexpected" [ "$(grep -cE 'missing|not_expected' "$here/states")" = 0 ]
check "each under the name its files bear" [ "$(cut -d' ' -f2 "$here/states" | sort -u | tr '\n' ' ')" = "de-zandbak het-molenrad jgz-rijnland " ]
mkdir "$here/plain"
cp "$here"/in/* "$here/plain"
cp "$klein/locatie_gemeente_2025-2026.csv" "$here/plain"
sed -i 's/^De-Zandbak/de-zandbak/; s/^JGZ-Rijnland/jgz-rijnland/' "$here/plain/partner_gemeente_2025-2026.csv"
check "registers without capitals import" bring "$here/plain" "$here/v"
figures "$here/w" >"$here/figures.w"
figures "$here/v" >"$here/figures.v"
check "there are figures" [ -s "$here/figures.v" ]
check "and the spelling changes none" cmp "$here/figures.w" "$here/figures.v"
done_testing
