#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC2015
# A backup is a workspace: whole, checked, without the key or a file as delivered, also while an import runs.
. "$(dirname "$0")/lib.sh"

klein=$ROOT/data-samples/klein
w=$here/leiden
make_workspace "$w"
backup() { "$KANSMETER" -C "$w" backup "$@"; }
mkdir -p "$w/postvak/2026K2" "$w/indicators" "$here/kluis"
cp "$klein"/*_2025-2026.csv "$w/postvak/2026K2"
check "the small sample comes in" exits 0 "$KANSMETER" -q -C "$w" import --received 2026-07-14 "$w/postvak/2026K2"
check "figures" exits 0 "$KANSMETER" -q -C "$w" compute --period 2026K2
check "locked" sh -c "'$KANSMETER' -q -C '$w' evaluation approve --period 2026K2 && '$KANSMETER' -q -C '$w' evaluation lock --period 2026K2 --no-pdf"
sed 's/^-- id: .*/-- id: eigen-maat/' "$ROOT/indicators/ambitie-1/vve-bereik.sql" >"$w/indicators/eigen-maat.sql"

check "a backup under a new name" exits 0 backup "$here/kluis/kopie"
check "says what it is, and that it was read back" says "Backup made and read back whole: $here/kluis/kopie, 7 deliveries"
check "says that the key is not in it" says "Not in it: the key $w.key"
k=$here/kluis/kopie
check "store, settings, norms, own definitions and the locked evaluation are" sh -c 'for f in store.db kansmeter.ini normen.csv indicators/eigen-maat.sql; do [ -f "$1/$f" ] || exit 1; done; diff -r "$2/vastgesteld" "$1/vastgesteld"' sh "$k" "$w"
check "no key, no file as delivered, no return report" [ -z "$(find "$k" -name '*.key' -o -name '*_2025-2026.csv' -o -name retour -o -name postvak)" ]
check "nobody else reads it" sh -c '[ "$(find "$1" -perm /077 | wc -l)" -eq 0 ]' sh "$k"
check "nothing half is left beside it" [ "$(ls "$here/kluis")" = kopie ]
check "the log tells" sh -c "'$KANSMETER' -C '$w' log | grep -F backup | grep -F 'kopie' | grep -F '7 deliveries'"
check "it is a sound workspace, with the key" exits 0 "$KANSMETER" -C "$k" --key "$w.key" doctor
figures() { sqlite3 -csv "$1/store.db" "SELECT * FROM figure ORDER BY number"; }
figures "$w" >"$here/een.csv"
figures "$k" >"$here/twee.csv"
check "with every figure" sh -c 'cmp "$1" "$2" && [ "$(wc -l <"$1")" -gt 100 ]' sh "$here/een.csv" "$here/twee.csv"
for copy in "$w" "$k"; do "$KANSMETER" -q -C "$copy" --key "$w.key" dataset --period 2026K2 --output "$here/set-$(basename "$copy")" >/dev/null 2>&1 || :; done
check "and the same dataset, byte for byte" sh -c 'diff -r "$1/set-leiden" "$1/set-kopie" && [ -n "$(ls "$1/set-kopie")" ]' sh "$here"
check "without the key nothing is imported in it" exits 4 env XDG_CONFIG_HOME="$here/niets" "$KANSMETER" -q -C "$k" --key "$here/niets.key" import --received 2026-07-14 "$klein/bevolking_gemeente_2025-2026.csv"

check "in a directory it is named by workspace and day" exits 0 backup "$here/kluis"
check "so" [ -f "$here/kluis/leiden-2026-11-23/store.db" ]
check "the same day again is refused" exits 2 backup "$here/kluis"
check "says that nothing is replaced" says "a backup replaces nothing"
check "not in the workspace itself" exits 2 backup "$w/kopie"
check "says why" says "would lie in the workspace"
check "nor under another name of it" sh -c 'ln -s "$2" "$1/omweg"; ! "$3" -C "$2" backup "$1/omweg/kopie" 2>/dev/null && [ ! -e "$2/kopie" ]' sh "$here" "$w" "$KANSMETER"
check "for a program" sh -c "'$KANSMETER' -C '$w' --json backup '$here/kluis/json' | python3 -c 'import json, sys; r = json.load(sys.stdin); sys.exit(r[\"deliveries\"] != 7)'"

# While another command writes: each backup is whole, with whole deliveries.
mkdir "$here/rij"
i=0
while [ $i -lt 6 ]; do
    # Each one row shorter, so that none is the file of another.
    sed "$((i + 2))d" "$klein/ko_plaatsing_het-molenrad_2025-2026.csv" >"$here/rij/ko_plaatsing_houder-${i}x_2025-2026.csv"
    i=$((i + 1))
done
(for file in "$here"/rij/*.csv; do "$KANSMETER" -q -C "$w" import --received 2026-07-14 "$file" >"$here/rij.out" 2>&1 || [ $? -eq 1 ] || exit 1; done) &
writer=$!
i=0
while [ $i -lt 4 ]; do
    check "a backup while files are imported" exits 0 backup "$here/kluis/tijdens-$i"
    check "  holds whole deliveries" [ "$(sqlite3 "$here/kluis/tijdens-$i/store.db" "PRAGMA integrity_check; SELECT count(*) FROM delivery d WHERE contract = 'ko_plaatsing' AND accepted + remarked <> (SELECT count(*) FROM src_ko_plaatsing s WHERE s.levering = d.number)" | tr '\n' ' ')" = "ok 0 " ]
    i=$((i + 1))
done
code=0
wait $writer || code=$?
check "nobody's import failed for it" sh -c 'cat "$1"; [ "$2" -eq 0 ]' sh "$here/rij.out" "$code"
check "and the imports went on" [ "$(sqlite3 "$w/store.db" "SELECT count(*) FROM delivery WHERE contract = 'ko_plaatsing'")" -eq 8 ]

# A damaged store gives no backup that looks whole.
cp -a "$w" "$here/stuk"
spoil_pages "$here/stuk/store.db"
check "a damaged store is refused" exits 4 "$KANSMETER" -C "$here/stuk" --key "$w.key" backup "$here/kluis/stuk"
check "and leaves nothing" [ "$(find "$here/kluis" -maxdepth 1 -name 'stuk*' | wc -l)" -eq 0 ]

if unshare -m true 2>/dev/null; then
    for size in 4k 64k 512k; do
        check "on a disk of $size it fails aloud" exits 4 on_disk "size=$size" "$KANSMETER" -C "$w" backup "$here/disk/kopie"
        check "says that the disk is full" sh -c 'grep -qiE "full|no space" "$1"' sh "$here/err"
        check "leaves nothing" [ ! -s "$here/disk.left" ]
    done
    check "on a disk that cannot be written" exits 4 on_disk "ro" "$KANSMETER" -C "$w" backup "$here/disk/kopie"
    check "says so" says "Read-only file system"
    check "on one with room it is made" exits 0 on_disk "size=60m" "$KANSMETER" -C "$w" backup "$here/disk/kopie"
fi
done_testing
