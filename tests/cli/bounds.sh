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
check "a report" exits 0 "$KANSMETER" -q -C "$here/w" report --period 2024K2 --output "$here/uit"
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
done_testing
