#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016
# What goes wrong around the program: no gnuplot, no PDF tool, no converter, a full disk, a target that cannot be
# written. The message says what and what to do, the exit code says so too, and nothing half written is left.
. "$(dirname "$0")/lib.sh"

# Only in a namespace of its own may a test hide a program or fill a disk.
if ! unshare -m true 2>/dev/null; then
    echo "ok - skipped: no mount namespaces here (run as root to have these tests)"
    exit 0
fi
w="$here/w"
run() { "$KANSMETER" -q -C "$w" "$@"; }
make_workspace "$w"
check "the small sample comes in" exits 0 run import --received 2026-07-14 "$ROOT"/data-samples/klein/*_2025-2026.csv

# hiding "FILE…" COMMAND…: runs it where those programs are not there.
hiding() {
    hidden=$1
    shift
    HIDDEN=$hidden unshare -m sh -c 'for f in $HIDDEN; do [ ! -e "$f" ] || mount --bind /dev/null "$(readlink -f "$f")" || exit 99; done; exec "$@"' sh "$@"
}
browsers="/usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome /usr/bin/weasyprint /usr/local/bin/weasyprint"
say_report() { "$KANSMETER" -C "$w" report --period 2026K2 "$@"; }

check "without gnuplot the report comes, and the exit code tells" exits 1 hiding /usr/bin/gnuplot "$KANSMETER" -C "$w" report --period 2026K2 --no-pdf --output "$here/nog"
check "it says what is missing" says "gnuplot"
check "pages and tables are there" sh -c '[ -f "$1/index.html" ] && [ -f "$1/kansmeter-2026K2.xlsx" ] && ls "$1"/tabellen/*.csv >/dev/null' sh "$here/nog"
check "no chart is" sh -c '[ -z "$(ls "$1/grafieken")" ]' sh "$here/nog"
check "the pages say so" grep -q "no-chart" "$here/nog/ambitie-1.html"
check "doctor names it" exits 4 hiding /usr/bin/gnuplot "$KANSMETER" -C "$w" doctor

check "without a PDF tool all else comes" exits 0 hiding "$browsers" "$KANSMETER" -C "$w" report --period 2026K2 --output "$here/nopdf"
check "it says which package" says "chromium or weasyprint"
check "the rest is there, and no PDF" sh -c '[ -f "$1/index.html" ] && [ ! -e "$1/kansmeter-2026K2.pdf" ] && [ ! -e "$1/afdruk.html" ]' sh "$here/nopdf"

check "without a converter there are no slides, but there is a report" exits 1 hiding /usr/bin/rsvg-convert "$KANSMETER" -C "$w" report --period 2026K2 --no-pdf --slides --output "$here/noslides"
check "it says which package" says "librsvg2-bin"
check "no slide is left" sh -c '[ -f "$1/index.html" ] && [ -z "$(find "$1" -name "*.png" -o -name "*.pdf")" ]' sh "$here/noslides"
check "its manifest names what is there" python3 -c '
import json, os, sys
out = sys.argv[1]
listed = {f["path"] for f in json.load(open(out + "/manifest.json"))["files"]}
there = {os.path.relpath(os.path.join(d, f), out) for d, _, fs in os.walk(out) for f in fs} - {"manifest.json"}
assert listed == there, listed ^ there
' "$here/noslides"

releases() { sqlite3 "$w/store.db" "SELECT count(*) FROM release"; }
before=$(releases)
for size in 16k 64k 256k 512k 1m; do
    check "on a disk of $size the report fails aloud" exits 4 on_disk "size=$size" "$KANSMETER" -q -C "$w" report --period 2026K2 --no-pdf --bundle --output "$here/disk/uit"
    check "and says that the disk is full" says "No space left on device"
    check "and leaves nothing" [ ! -s "$here/disk.left" ]
done
check "nothing was put on record as released" [ "$(releases)" -eq "$before" ]
check "on a disk of 8 MB it succeeds" exits 0 on_disk size=8m "$KANSMETER" -q -C "$w" report --period 2026K2 --no-pdf --bundle --output "$here/disk/uit"

# A workspace whose own disk fills while a lock is made: no decision, no bundle, a sound store.
on_small_workspace() {
    SIZE=$1 unshare -m sh -c '
        d=$1 w=$2 k=$3; shift 3
        mount -t tmpfs -o "size=$SIZE,mode=700" tmpfs "$d" && cp -a "$w/." "$d/" || exit 99
        "$k" -q -C "$d" --key "$w.key" evaluation approve --period 2026K2 >/dev/null || exit 98
        code=0; "$k" -q -C "$d" --key "$w.key" evaluation lock --period 2026K2 --no-pdf || code=$?
        "$k" -C "$d" --key "$w.key" --json evaluation list >"$d.list" || exit 97
        ls -A "$d/vastgesteld" >"$d.left" 2>/dev/null || : >"$d.left"
        exit $code' sh "$here/disk" "$w" "$KANSMETER"
}
used=$(du -sk "$w" | cut -f1)
rm -rf "$w/evaluatie"
check "a lock on a disk that fills fails aloud" exits 4 on_small_workspace "$((used + 900))k"
check "and says that the disk is full" sh -c 'grep -qiE "no space|full" "$1"' sh "$here/err"
check "no lock is on record" sh -c '! grep -q "\"lock\"" "$1" && grep -q "\"approve\"" "$1"' sh "$here/disk.list"
check "nothing is kept half" [ ! -s "$here/disk.left" ]

check "a target that cannot be written is refused" exits 4 on_disk ro "$KANSMETER" -q -C "$w" report --period 2026K2 --no-pdf --output "$here/disk/uit"
check "and it says so" says "Read-only file system"
for what in "chart vve-bereik --period 2026K2 --output $here/disk/a.svg" "dataset --period 2026K2 --output $here/disk/data"; do
    # shellcheck disable=SC2086
    check "likewise ${what%% *}" exits 4 on_disk ro "$KANSMETER" -q -C "$w" $what
done
check "what goes to a full standard output is said" sh -c 'code=0; "$1" -q -C "$2" diff 2026K2 --from 2026-07-14 >/dev/full 2>/dev/null || code=$?; [ $code -eq 4 ]' sh "$KANSMETER" "$w"
check "the store is sound after all of this" exits 0 run doctor
done_testing
