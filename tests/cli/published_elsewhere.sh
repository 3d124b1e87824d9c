#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# Figures that others published (R4) stand beside our own, dotted and with their source, and never among them.
. "$(dirname "$0")/lib.sh"

header="indicator;gebied;dimensie;categorie;peildatum;waarde;noemer;bron;opmerking"
# published FILE ROW...: a delivery of R4.
published() {
    file=$1
    shift
    printf '%s\r\n' "$header" "$@" >"$here/$file"
}
import() { exits 0 "$KANSMETER" -q -C "$here/w" import --received "$1" "$here/$2"; }
chart() { exits 0 "$KANSMETER" -q -C "$here/w" chart vve-bereik --period 2026K2 --output "$here/$1.svg"; }
# tells FILE TEXT and hides FILE TEXT, in what is written, whatever the lines are wrapped at.
tells() { tr '\n' ' ' <"$here/$1" | sed 's/<[^>]*>/ /g; s/  */ /g' | grep -qF -- "$2"; }
hides() { ! tells "$@"; }
figures() { sqlite3 "$here/w/store.db" "SELECT period, dim1, code1, n, x, estimate FROM figure_readable WHERE indicator = 'vve-bereik' ORDER BY 1, 2, 3" | sha256sum; }

make_workspace "$here/w"
check "the small sample imports" exits 0 "$KANSMETER" -q -C "$here/w" import --received 2026-07-14 "$ROOT"/data-samples/klein/*_2025-2026.csv
check "its chart is drawn without them" chart zonder
check "and says nothing of them" hides zonder.svg "lders gepubliceerd"
own=$(figures)
published benchmark_gemeente_2026K1.csv \
    "vve-bereik;GM0546;;;30-09-2023;71,2;357;Jaarbericht A;" \
    "vve-bereik;GM0546;;;30-09-2024;68,4;361;Jaarbericht A;" \
    "vve-bereik;gm0546;;;31-12-2024;70,1;;Ander rapport;" \
    "vve-bereik;GM0599;;;30-09-2024;55,5;;Jaarbericht R;" \
    "vve-bereik;NL;;;31-12-2024;83;;Inspectie;" \
    "vve-bereik;GM0546;wijk;WK054603;30-09-2024;61,5;;Wijkbericht;" \
    "vve-bereik;GM0546;maan;vol;30-09-2024;11,1;;Sterrenwacht;" \
    "geen-indicator;GM0546;;;30-09-2024;22,2;;Niemand;"
check "published figures import" import 2026-07-14 benchmark_gemeente_2026K1.csv
check "the chart is drawn with them" chart met
check "told in words, with day and source" tells met.svg "Elders gepubliceerd: 30 september 2023 71,2%; 30 september 2024 68,4%; 31 december 2024 70,1% (Jaarbericht A; Ander rapport)."
check "and under the picture" tells met.svg "Grijze stippellijn: elders gepubliceerd, niet met deze gegevens geteld (Jaarbericht A; Ander rapport)."
check "dotted" grep -q "stroke-dasharray" "$here/met.svg"
check "other cities, the country and districts are not in its line" sh -c '! grep -q "55,5%\|61,5%\|11,1%" "$1"' sh "$here/met.svg"
check "our own figures are what they were" [ "$own" = "$(figures)" ]
check "the evaluation is written" exits 0 "$KANSMETER" -q -C "$here/w" report --period 2026K2 --profile openbaar --no-pdf --output "$here/uit"
check "they stand under the course" tells uit/ambitie-1.html "Elders gepubliceerd over vve-bereik; niet met deze gegevens geteld."
check "each with its source" tells uit/ambitie-1.html "30 september 2024 Leiden Leiden-Noord 61,5% Wijkbericht"
check "other cities by their code" tells uit/ambitie-1.html "30 september 2024 GM0599 totaal 55,5% Jaarbericht R"
# The sheet of them in the workbook holds year, day, area, group, figure and source, row by row.
sheet() {
    python3 - "$here/uit/kansmeter-2026K2.xlsx" "$1" <<'PY'
import re, sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
texts = re.findall(r"<si><t[^>]*>(.*?)</t></si>", book.read("xl/sharedStrings.xml").decode(), re.S)
rows = []
for row in re.findall("<row.*?</row>", book.read(f"xl/worksheets/sheet{names.index('Elders') + 1}.xml").decode(), re.S):
    cells = re.findall(r'<c [^>]*?(t="s")?><v>(.*?)</v>', row)
    rows.append(" | ".join(texts[int(value)] if is_text else f"{float(value):.4g}" for is_text, value in cells))
print("\n".join(rows))
sys.exit(sys.argv[2] not in rows or len(rows) != 7)
PY
}
check "the workbook has a sheet of them, with year and source" sheet "Vve-bereik | A1.3 | 2024 | 30 september 2024 | Leiden | totaal | 0.684 | Jaarbericht A"
check "what is about no group we know is left out" hides uit/ambitie-1.html "Sterrenwacht"
check "the dataset is written" exits 0 "$KANSMETER" -q -C "$here/w" dataset --period 2026K2 --profile openbaar --output "$here/data"
check "with a file of its own for them" grep -qxF "vve-bereik:elders:1,vve-bereik,GM0546,true,,,2023-09-30,0.712,share,357,Jaarbericht A" "$here/data/elders.csv"
check "of seven rows" [ "$(wc -l <"$here/data/elders.csv")" -eq 7 ]
check "described in the package" grep -q '"name": "elders"' "$here/data/datapackage.json"
check "and none among ours" sh -c '! grep -q "Jaarbericht" "$1"' sh "$here/data/kansmeter.csv"

# The newest delivery speaks for all history; what it no longer holds is gone. Known only from its day on.
published benchmark_gemeente_2026K2.csv "vve-bereik;GM0546;;;30-09-2024;68,5;361;Jaarbericht A, verbeterd;"
check "a newer delivery imports" import 2026-07-20 benchmark_gemeente_2026K2.csv
check "the chart is drawn anew" chart nieuw
check "with what it holds" tells nieuw.svg "Elders gepubliceerd: 30 september 2024 68,5% (Jaarbericht A, verbeterd)."
check "as known before, the former ones" exits 0 "$KANSMETER" -q -C "$here/w" chart vve-bereik --period 2026K2 --as-known-on 2026-07-14 --output "$here/toen.svg"
check "are told" tells toen.svg "30 september 2023 71,2%"
done_testing
