#!/bin/sh
# shellcheck disable=SC1091,SC2154
# Every page is valid HTML and has no accessibility fault that axe finds, also narrow; for the small sample and the city.
. "$(dirname "$0")/lib.sh"
npm_packages
small_workspace
city_workspace
"$kansmeter" -q -C "$here/w" report --output "$here/pages/klein"
printf '[grafieken]\n1 = vve-bereik trend\n2 = vve-bereik dots wijk | Bereik per wijk\n3 = vve-trechter cascade\n' >"$here/city/stuurgroep.ini"
"$kansmeter" -q -C "$here/city" report --year --pack stuurgroep.ini --output "$here/pages/stad" || [ $? -eq 1 ]
# The card of a working group is one printed sheet.
for group in 1 4; do
    "$kansmeter" -q -C "$here/city" report --quarter-card $group --output "$here/pages/kaart-$group" || [ $? -eq 1 ]
    pdfinfo "$here/pages/kaart-$group/kaart.pdf" | grep -q '^Pages: *1$'
done
"$kansmeter" -q -C "$here/city" report --profile openbaar --output "$here/pages/openbaar" || [ $? -eq 1 ]
# The PDF is tagged, holds every page, and is the same twice; the workbook opens in another program without repair.
"$kansmeter" -q -C "$here/w" report --output "$here/twee"
pdf=kansmeter-2026K2.pdf
# A deep folder: the browser's own files must not go there.
deep=$here/$(printf 'diep%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25)
mkdir "$deep"
"$kansmeter" -q -C "$here/w" report --output "$deep/uit"
[ -s "$deep/uit/$pdf" ]
pdfinfo "$here/pages/klein/$pdf" | grep -q '^Tagged: *yes'
cmp "$here/pages/klein/$pdf" "$here/twee/$pdf"
pdftotext "$here/pages/klein/$pdf" - | grep -q 'Een vliegende start'
soffice --headless -env:UserInstallation="file://$here/office" --convert-to csv --outdir "$here" \
    "$here/pages/klein/kansmeter-2026K2.xlsx" >"$here/office.log" 2>&1
grep -q 'Actieplan Kansrijk' "$here/kansmeter-2026K2.csv"
# A chart for a slide: the shape that was asked for, and the same bytes twice.
for format in png pdf; do
    for copy in een twee; do
        "$kansmeter" -q -C "$here/w" chart vve-bereik --size 16:9 --format $format --output "$here/$copy.$format"
    done
    cmp "$here/een.$format" "$here/twee.$format"
done
pdfinfo "$here/een.pdf" | awk '/^Page size/ {wide = $3 / $5; exit wide < 1.77 || wide > 1.79}'
mkdir "$here/pages/los"
"$kansmeter" contract page ko_plaatsing >"$here/pages/los/contract.html"
"$kansmeter" -q -C "$here/w" import --allow-refused "$here/stad/stuk/ko_plaatsing_proef-waarden_2026K3.csv" >/dev/null 2>&1 || true
find "$here/w/retour" -name '*.html' -exec cp {} "$here/pages/los/" \;
node tests/npm/pages.js "$here/pages"
