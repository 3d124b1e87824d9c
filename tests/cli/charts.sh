#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# Charts of several indicators, or of several kinds, in one go: the same pictures as one by one, under their usual names.
. "$(dirname "$0")/lib.sh"

chart() { "$KANSMETER" -q -C "$here/w" chart --period 2026K2 "$@"; }
names() { (cd "$here/$1" && echo *); }

make_workspace "$here/w"
check "the small sample imports" exits 0 "$KANSMETER" -q -C "$here/w" import --received 2026-07-14 "$ROOT"/data-samples/klein/*_2025-2026.csv
check "two indicators go into a directory that is made" exits 0 chart vve-bereik geen-voorziening-3j --output "$here/twee/a"
check "each under its usual name" [ "$(names twee/a)" = "geen-voorziening-3j-trend-2026K2.svg vve-bereik-trend-2026K2.svg" ]
check "both are told" [ "$(wc -l <"$here/out")" -eq 2 ]
for indicator in vve-bereik geen-voorziening-3j; do
    check "$indicator by itself goes into a file" exits 0 chart "$indicator" --output "$here/$indicator.svg"
    check "and is the same picture" cmp "$here/$indicator.svg" "$here/twee/a/$indicator-trend-2026K2.svg"
done
check "several kinds of one" exits 0 chart vve-bereik --kind trend,dots --output "$here/soorten"
check "are a picture each" [ "$(names soorten)" = "vve-bereik-dots-2026K2.svg vve-bereik-trend-2026K2.svg" ]
check "one asked twice is drawn once" exits 0 chart vve-bereik vve-bereik --output "$here/eens"
check "and told once" [ "$(wc -l <"$here/out")" -eq 1 ]
check "one chart goes into a directory that is there" exits 0 chart vve-bereik --output "$here/eens" --format png
check "under its usual name too" [ -s "$here/eens/vve-bereik-trend-2026K2.png" ]
check "without --output they come here" sh -c 'mkdir "$1/hier" && cd "$1/hier" && "$2" -q -C "$1/w" chart vve-bereik vve-trechter --period 2026K2 --kind dots,cascade; ls' sh "$here" "$KANSMETER"
check "one of which nothing may be shown is told" exits 1 "$KANSMETER" -C "$here/w" chart --period 2026K2 vve-bereik vsv --output "$here/deels"
check "in words" says "vsv (trend): "
check "the others are drawn" [ "$(names deels)" = "vve-bereik-trend-2026K2.svg" ]
check "when none may be shown it is refused" exits 6 chart vsv verzuim-relatief --output "$here/geen"
check "what went out is logged" sh -c '"$1" -C "$2" log | grep -q "chart.*vve-bereik dots 2026K2"' sh "$KANSMETER" "$here/w"
check "machine-readable" sh -c '"$1" -q --json -C "$2" chart vve-bereik geen-voorziening-3j --period 2026K2 --output "$3" | python3 -c "import json, sys; assert len(json.load(sys.stdin)[\"charts\"]) == 2"' sh "$KANSMETER" "$here/w" "$here/json"

: >"$here/bestand"
check "a file cannot hold several" exits 2 chart vve-bereik geen-voorziening-3j --output "$here/bestand"
check "it is said" says "several charts go into a directory"
check "one title is of one chart" exits 2 chart vve-bereik geen-voorziening-3j --title "Bereik" --output "$here/titel"
check "an unknown indicator stops all" exits 2 chart vve-bereik vve-berijk --output "$here/fout"
check "nothing is written then" [ ! -e "$here/fout/vve-bereik-trend-2026K2.svg" ]
check "an unknown kind too" exits 2 chart vve-bereik --kind trend,taart --output "$here/fout"
check "an effect design is drawn by itself" exits 2 chart vve-bereik ve-aanwezigheid --output "$here/fout"
check "nothing of them is left" [ -z "$(ls "$here/fout" 2>/dev/null)" ]
done_testing
