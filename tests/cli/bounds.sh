#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# A deliverer that is missing never makes a figure drop: the figure gets bounds, and the page says who is missing.
. "$(dirname "$0")/lib.sh"

"$MAAK_STAD" "$here/stad"
make_workspace "$here/w"
check "two quarters import" import_city "$here/w" "$here/stad" 2023K4 2024K1
mkdir "$here/laat"
mv "$here"/stad/2024K2/ko_plaatsing_wereldkind_2024K2.csv "$here/laat/"
check "the third without one organisation" import_city "$here/w" "$here/stad" 2024K2
check "status says who is missing" exits 1 "$KANSMETER" -C "$here/w" status --period 2024K2
check "by name" says "wereldkind"
check "a report" exits 0 "$KANSMETER" -q -C "$here/w" report --period 2024K2 --no-pdf --output "$here/uit"
check "that names the missing deliverer" grep -q "wereldkind" "$here/uit/ambitie-1.html"
cell() { sqlite3 "$here/w/store.db" "SELECT $1 FROM figure_readable WHERE indicator = 'vve-bereik' AND period = '2024K2' AND dim1 = ''"; }
check "the figure is partial" [ "$(cell status)" = partial ]
truth=$(awk -F, '$1 == "vve-bereik" && $2 == "2024K2" && $3 == "" {print $8 / $7}' "$here/stad/waarheid.csv")
check "its bounds hold the truth" [ "$(cell "bound_low <= $truth AND $truth <= bound_high")" = 1 ]
check "and say something" [ "$(cell "bound_high - bound_low < 0.5 AND bound_high > bound_low")" = 1 ]
"$KANSMETER" -q -C "$here/w" import --received 2024-08-20 "$here/laat" >/dev/null 2>&1 || true
check "when the late file comes, the figure is whole" exits 0 "$KANSMETER" -q -C "$here/w" compute
check "and equals the truth" [ "$(cell "abs(estimate - $truth) < 1e-5 AND status = 'defined'")" = 1 ]
check "the day before it is as it was" exits 0 "$KANSMETER" -C "$here/w" explain vve-bereik:2024K2@2024-08-01

# What a clerk stumbled over once.
check "an unknown profile is refused" exits 2 "$KANSMETER" -C "$here/w" report --profile raad
check "with the names there are" says "expected werkgroep, stuurgroep, openbaar or onderzoek"
mkdir "$here/kostbaar" && touch "$here/kostbaar/foto"
check "an output directory with other files is left alone" exits 2 "$KANSMETER" -C "$here/w" report --no-pdf --output "$here/kostbaar"
check "the files are still there" [ -f "$here/kostbaar/foto" ]
check "the workspace itself is no output" exits 2 "$KANSMETER" -C "$here/w" report --no-pdf --output "$here/w"
check "and still stands" [ -s "$here/w/store.db" ]
check "a quarter nobody delivered for is refused" exits 2 "$KANSMETER" -C "$here/w" report --period 2027K1
check "a merged district explains its group" exits 0 "$KANSMETER" -C "$here/w" explain vve-bereik:2024K2:wijk=WK054600 --profile stuurgroep
check "an unknown dimension is named" exits 2 "$KANSMETER" -C "$here/w" explain vve-bereik:2024K2:kleur=rood
cp "$here/stad/2024K2/ko_plaatsing_de-kiem_2024K2.csv" "$here/ko_plaatsing_kiem_2024K2.csv"
sed -i '$d' "$here/ko_plaatsing_kiem_2024K2.csv"
"$KANSMETER" -q -C "$here/w" import --received 2024-08-21 "$here/ko_plaatsing_kiem_2024K2.csv" >/dev/null 2>&1 || true
check "a misspelt deliverer shows in the status" sh -c "'$KANSMETER' -C '$here/w' status --period 2024K2 | grep -q '^kiem: NOT EXPECTED; is it de-kiem?'"
check "a period after the day of receipt is refused" exits 3 "$KANSMETER" -C "$here/w" import --received 2024-01-01 "$here/stad/2024K2/ko_plaatsing_sterrenboot_2024K2.csv"
printf 'BSN;Kindnummer;2334 AB 12;990003437\nx;y;z;q\n' >"$here/ko_plaatsing_de-kiem_2024K3.csv"
check "a number in a header is refused" exits 3 "$KANSMETER" -C "$here/w" import "$here/ko_plaatsing_de-kiem_2024K3.csv"
check "without repeating it" sh -c "! grep -q 990003437 '$here/out' '$here/err' && ! grep -aq 990003437 '$here/w/store.db'"
done_testing
