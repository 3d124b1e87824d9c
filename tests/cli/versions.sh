#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015,SC2086
# Deliveries replace each other by day, name and content, never by the order of importing.
. "$(dirname "$0")/lib.sh"

"$MAAK_STAD" "$here/stad" --kinderen 1500

# Placements of one site that grow every month: the header, and ever more rows.
source=$here/stad/2024K1/ko_plaatsing_plus-en-min_2024K1.csv
months="2024-01 2024-02 2024-03"
monthly() {
    rows=$(($(wc -l <"$source") - 1))
    case $1 in 2024-01) keep=$((rows / 2)) ;; 2024-02) keep=$((rows * 3 / 4)) ;; *) keep=$rows ;; esac
    mkdir -p "$here/maand/$1"
    head -n $((keep + 1)) "$source" >"$here/maand/$1/ko_plaatsing_plus-en-min_$1.csv"
}
for month in $months; do monthly "$month"; done
imports() { "$KANSMETER" -q -C "$@" >"$here/import.out" 2>&1 || [ $? -eq 1 ] || { cat "$here/import.out"; return 1; }; }
import_months() {
    workspace=$1
    shift
    for month in "$@"; do
        imports "$workspace" import --received "$month-28" "$here/maand/$month"/*.csv || return 1
    done
}
mkdir "$here/rest"
cp "$here"/stad/2023K4/* "$here"/stad/2024K1/* "$here/rest/"
rm "$here"/rest/ko_plaatsing_plus-en-min_2024K1.csv
base() { make_workspace "$1" && imports "$1" import --received 2024-04-14 "$here/rest"; }
figures() { sqlite3 -csv "$1/store.db" "SELECT indicator, period, dim1, code1, dim2, code2, n, x, estimate, low, high, bound_low, bound_high FROM figure_readable ORDER BY 1, 2, 3, 4, 5, 6"; }
# A person's number depends on the order in which children were first seen; that it is the same child for the same rows does not.
lines() {
    sqlite3 -csv "$1/store.db" "SELECT d.contract, d.deliverer, d.period, d.version, s.regel, s.geboortedatum, s.begindatum, s.einddatum, s.uren_week,
        min(s.kind) OVER (PARTITION BY s.kind) IS NOT NULL, dense_rank() OVER (ORDER BY p.eerst)
        FROM src_ko_plaatsing s JOIN delivery d ON d.number = s.levering
        LEFT JOIN (SELECT t.kind, min(e.deliverer || e.period || substr('000000' || t.regel, -6)) AS eerst
                     FROM src_ko_plaatsing t JOIN delivery e ON e.number = t.levering GROUP BY t.kind) p ON p.kind = s.kind
        ORDER BY 1, 2, 3, 4, 5"
}
for w in vooruit achteruit dubbel; do check "workspace $w" base "$here/$w"; done
check "months in order" import_months "$here/vooruit" $months
check "months in reverse" import_months "$here/achteruit" 2024-03 2024-02 2024-01
check "months in another order" import_months "$here/dubbel" 2024-02 2024-01 2024-03
check "one of them again is refused" exits 3 "$KANSMETER" -C "$here/dubbel" import --received 2024-03-01 "$here"/maand/2024-02/*.csv
check "by the name it has" says "delivered before as ko_plaatsing/plus-en-min/2024-02/1"
cp "$here"/maand/2024-02/*.csv "$here/ko_plaatsing_plus-en-min_2024-02_v2.csv"
check "under another name too" exits 3 "$KANSMETER" -C "$here/dubbel" import --received 2024-03-01 "$here/ko_plaatsing_plus-en-min_2024-02_v2.csv"
for w in vooruit achteruit dubbel; do
    "$KANSMETER" -q -C "$here/$w" compute --period 2024K1 >/dev/null
    figures "$here/$w" >"$here/$w.figures"
    lines "$here/$w" >"$here/$w.lines"
done
check "there are figures and lines" sh -c "[ \$(wc -l <'$here/vooruit.figures') -gt 100 ] && [ \$(wc -l <'$here/vooruit.lines') -gt 100 ]"
for w in achteruit dubbel; do
    check "$w: the same figures" cmp "$here/vooruit.figures" "$here/$w.figures"
    check "$w: the same rows per delivery and line" cmp "$here/vooruit.lines" "$here/$w.lines"
done
check "and the same evaluation" sh -c "
    for w in vooruit achteruit; do '$KANSMETER' -q -C '$here/'\$w report --period 2024K1 --no-pdf --no-xlsx --output '$here/uit-'\$w >/dev/null || exit 1; done
    diff -r '$here/uit-vooruit' '$here/uit-achteruit'"

# Two versions without a number on one day: whichever comes first, the same one speaks; a number decides.
kiem=ko_plaatsing_de-kiem_2024K1.csv
mkdir "$here/een" "$here/twee"
sed '$d' "$here/stad/2024K1/$kiem" >"$here/een/$kiem"
sed '2,30d' "$here/stad/2024K1/$kiem" >"$here/twee/$kiem"
both() {
    imports "$1" import --received 2024-04-20 "$here/$2" && imports "$1" import --received 2024-04-20 "$here/$3" || return 1
    "$KANSMETER" -q -C "$1" compute --period 2024K1 >/dev/null
    figures "$1" >"$1.figures"
}
check "one version, then the other" both "$here/vooruit" een twee
check "the other, then the one, under another key" both "$here/achteruit" twee een
check "the same figures" cmp "$here/vooruit.figures" "$here/achteruit.figures"
check "the larger one counts" [ "$(sqlite3 "$here/vooruit/store.db" "SELECT count(DISTINCT regel) + 1 FROM ko_plaatsing WHERE leverancier = 'de-kiem' AND periode = '2024K1'")" -ge "$(($(wc -l <"$here/een/$kiem") - 3))" ]
cp "$here/twee/$kiem" "$here/ko_plaatsing_de-kiem_2024K1_v9.csv"
sed -i '2d' "$here/ko_plaatsing_de-kiem_2024K1_v9.csv"
check "a stated version is taken" imports "$here/vooruit" import --received 2024-04-20 "$here/ko_plaatsing_de-kiem_2024K1_v9.csv"
check "and counts, however small" [ "$(sqlite3 "$here/vooruit/store.db" "SELECT group_concat(DISTINCT version) FROM delivery_current WHERE contract = 'ko_plaatsing' AND deliverer = 'de-kiem' AND period = '2024K1'")" = 9 ]
cp "$here/een/$kiem" "$here/ko_plaatsing_de-kiem_2024K1_v5.csv"
sed -i '2d' "$here/ko_plaatsing_de-kiem_2024K1_v5.csv"
check "an older one that comes later" exits 1 "$KANSMETER" -C "$here/vooruit" import --received 2024-05-20 "$here/ko_plaatsing_de-kiem_2024K1_v5.csv"
check "is told that it does not count" says "a higher version of this period is in already (ko_plaatsing/de-kiem/2024K1/9)"
done_testing
