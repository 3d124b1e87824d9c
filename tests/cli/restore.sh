#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016
# A backup is put back whole or not at all: the same figures, nothing replaced, the key left alone, of a damaged one nothing.
. "$(dirname "$0")/lib.sh"

klein=$ROOT/data-samples/klein
w=$here/leiden
k=$here/kluis/kopie
make_workspace "$w"
mkdir -p "$w/indicators" "$w/toelichting" "$here/kluis"
check "the small sample comes in" exits 0 "$KANSMETER" -q -C "$w" import --received 2026-07-14 "$klein"/*_2025-2026.csv
check "figures" exits 0 "$KANSMETER" -q -C "$w" compute --period 2026K2
check "locked" sh -c "'$KANSMETER' -q -C '$w' evaluation approve --period 2026K2 && '$KANSMETER' -q -C '$w' evaluation lock --period 2026K2 --no-pdf"
sed 's/^-- id: .*/-- id: eigen-maat/' "$ROOT/indicators/ambitie-1/vve-bereik.sql" >"$w/indicators/eigen-maat.sql"
check "a backup" exits 0 "$KANSMETER" -C "$w" backup "$k"
state() { (cd "$1" && find . -type f ! -name '*.tmp*' -exec sha256sum {} + | sort); }
state "$k" >"$here/kopie.voor"
figures() { sqlite3 -csv "$1/store.db" "SELECT * FROM figure ORDER BY number"; }
figures "$w" >"$here/een.csv"
cp -a "$w.key" "$here/key.voor"
restore() { "$KANSMETER" restore "$@"; }

# Nothing is replaced.
check "a workspace that is there is not replaced" exits 2 restore "$k" "$w"
check "says so, and what to do" says "a backup replaces nothing"
check "with a command for it" says "mv $w $w-aside"
mkdir "$here/leeg"
check "nor anything else of that name" exits 2 restore "$k" "$here/leeg"
check "not in the backup itself" exits 2 restore "$k" "$k/indicators/terug"
check "what is no backup is told" exits 2 restore "$here/kluis" "$here/x"
check "with what a backup looks like" says "this is no backup of a workspace (no store.db)"
check "-C has no meaning here" exits 2 "$KANSMETER" -C "$w" restore "$k" "$here/x"
check "both are asked" exits 2 restore "$k"

# In the place of a workspace that is lost.
rm -rf "$w"
check "put back" exits 0 restore "$k/" "$w"
check "says that it was read whole" says "Backup put back and read whole: $w, 7 deliveries"
check "says where the key lies" says "there is one, at $w.key"
check "says what comes next" says "erase again who was erased since"
check "it is the workspace again, with the key" exits 0 "$KANSMETER" -C "$w" doctor
figures "$w" >"$here/twee.csv"
check "with every figure" sh -c 'cmp "$1" "$2" && [ "$(wc -l <"$1")" -gt 100 ]' sh "$here/een.csv" "$here/twee.csv"
check "settings, norms, own definitions and what was locked are the same" sh -c 'for f in kansmeter.ini normen.csv indicators vastgesteld; do diff -r "$1/$f" "$2/$f" || exit 1; done' sh "$k" "$w"
check "nobody else reads it" [ "$(find "$w" -perm /077 | wc -l)" -eq 0 ]
check "there is a mailbox for the next quarter" [ -d "$w/postvak" ]
check "the log tells" sh -c "'$KANSMETER' -C '$w' log | grep -F restore | grep -F kopie | grep -F '7 deliveries'"
state "$k" >"$here/kopie.na"
check "the backup is as it was" cmp "$here/kopie.voor" "$here/kopie.na"
check "so is the key" cmp "$here/key.voor" "$w.key"
for copy in "$w" "$k"; do "$KANSMETER" -q -C "$copy" dataset --period 2026K2 --output "$here/set-$(basename "$copy")" >/dev/null 2>&1 || :; done
check "and the same dataset, byte for byte" sh -c 'diff -r "$1/set-leiden" "$1/set-kopie" && [ -n "$(ls "$1/set-kopie")" ]' sh "$here"
sed 2d "$klein/ko_plaatsing_het-molenrad_2025-2026.csv" >"$here/ko_plaatsing_houder-x_2025-2026.csv"
check "and imports go on" exits 0 "$KANSMETER" -q -C "$w" import --received 2026-07-20 "$here/ko_plaatsing_houder-x_2025-2026.csv"

# Without the key.
mv "$w.key" "$here/weg.key"
check "without the key it is put back as well" exits 0 restore "$k" "$here/zonder"
check "and says where the copy of the key belongs" says "is not where it is looked for: put your copy at $w.key"
check "no key is made" [ ! -e "$w.key" ]
check "a key named on the line is looked for there" exits 0 restore --key "$here/weg.key" "$k" "$here/elders"
check "so" says "there is one, at $here/weg.key"
check "for a program" sh -c "'$KANSMETER' --json restore '$k' '$here/json' | python3 -c 'import json, sys; r = json.load(sys.stdin); sys.exit(r[\"deliveries\"] != 7 or r[\"key_is_there\"])'"
mv "$here/weg.key" "$w.key"

# From a disk that knows no owners.
cp -r "$k" "$here/stick"
chmod -R a+rX "$here/stick"
check "a backup that others could read comes back closed" exits 0 restore "$here/stick" "$here/dicht"
check "so" [ "$(find "$here/dicht" -perm /077 | wc -l)" -eq 0 ]

# Damaged, each in its own way: nothing is put in place.
damaged() { rm -rf "$here/stuk" && cp -a "$k" "$here/stuk" && shift && "$@"; }
spoil_row() {
    python3 - "$here/stuk/store.db" <<'PY'
import sqlite3
import sys
store = sqlite3.connect(sys.argv[1])
for name, sql in store.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'").fetchall():
    store.execute(f'DROP TRIGGER "{name}"')
    if "UPDATE" in sql:
        store.execute("UPDATE audit SET outcome = 'x' WHERE number = 2")
    store.execute(sql)
store.commit()
PY
}
cut() { truncate -s 100000 "$here/stuk/store.db"; }
empty() { : >"$here/stuk/store.db"; }
other() { echo tekst >"$here/stuk/store.db"; }
under_way() { echo half >"$here/stuk/store.db-journal"; }
refused() {
    damaged "$@"
    check "$1: refused" exits 4 restore "$here/stuk" "$here/terug"
    check "  nothing is put in place" sh -c 'grep -qF "nothing is put in place" "$1/err" && [ -z "$(find "$1" -maxdepth 1 -name "terug*")" ]' sh "$here"
}
refused "pages that were overwritten" spoil_pages "$here/stuk/store.db"
check "  says what to do" says "put back an earlier one"
refused "a log line that was changed" spoil_row
refused "a store cut short" cut
refused "an empty store" empty
refused "another file" other
refused "a change under way" under_way
check "  says what to do" says "doctor"

if unshare -m true 2>/dev/null; then
    for size in 4k 64k 512k; do
        check "on a disk of $size it fails aloud" exits 4 on_disk "size=$size" "$KANSMETER" restore "$k" "$here/disk/leiden"
        check "says that the disk is full" sh -c 'grep -qiE "full|no space" "$1"' sh "$here/err"
        check "leaves nothing" [ ! -s "$here/disk.left" ]
    done
    check "from a disk that cannot be written it comes back" exits 0 unshare -m sh -c 'mount --bind -o ro "$1" "$1" && "$2" restore "$1/kopie" "$3"' sh "$here/kluis" "$KANSMETER" "$here/van-cd"
fi
done_testing
