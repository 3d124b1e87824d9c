#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016,SC1003,SC2015
# What should not have been imported counts no more from a day on; what was known before comes out as it was.
. "$(dirname "$0")/lib.sh"

w=$here/w
make_workspace "$w"
klein=$ROOT/data-samples/klein
kiem=ko_plaatsing_de-zandbak_2025-2026.csv
check "the small sample" exits 0 "$KANSMETER" -q -C "$w" import --received 2026-07-14 "$klein"/*_2025-2026.csv
report() { "$KANSMETER" -q -C "$w" report --period 2026K2 --no-pdf "$@"; }
check "its evaluation" report --output "$here/voor"

# A wrong file: half of the placements. An evaluation of the day it came in must stay what it is.
sed '10,$d' "$klein/$kiem" >"$here/$kiem"
check "a wrong file is taken with a warning" exits 1 "$KANSMETER" -C "$w" import --received 2026-08-03 "$here/$kiem"
check "says that it shrank" says "less than half the rows"
check "of the day after all figures nothing more" sh -c "! grep -q 'computed as known' '$here/err'"
check "with it" report --output "$here/fout"
check "with it, as known a week later" report --as-known-on 2026-08-09 --output "$here/week"
check "the figures differ" sh -c "! diff -rq '$here/voor/tabellen' '$here/fout/tabellen' >/dev/null"

id=ko_plaatsing/de-zandbak/2025-2026/2
withdraw() { "$KANSMETER" -C "$w" withdraw "$@"; }
check "a withdrawal needs a reason" exits 2 withdraw $id
check "and says so" says "needs a reason"
refuse_reason() { check "no reason: $1" exits 2 withdraw $id --reason "$2" && check "  says why" says "seems to hold"; }
refuse_reason "a BSN" "staat 999990007 in"
refuse_reason "a BSN in dots" "staat 9999.90.007 in"
refuse_reason "a BSN in pieces" "van 999 990 007, fout"
refuse_reason "a BSN behind a count" "3 999990007"
refuse_reason "a BSN with dashes" "999-990-007"
refuse_reason "a telephone number in pieces" "bel 06 12 34 56 78"
refuse_reason "a mail address" "volgens j.jansen@school.nl"
check "the refused reasons are nowhere" sh -c "! strings -a '$w/store.db' | grep -E '999.?990|jansen'"
check "a typing error gets the nearest name" exits 2 withdraw ko_plaatsing/de-zandbk/2025-2026/2 --reason x
check "namely this" says "did you mean $id?"
check "a name without version is not enough when there are two" exits 2 withdraw ko_plaatsing/de-zandbak/2025-2026 --reason x
check "and both are named" says "ko_plaatsing/de-zandbak/2025-2026/1, $id"
check "not before what was computed with it" exits 2 withdraw $id --reason x --on 2026-08-02
check "says from when" says "--on 2026-08-09 or later"
check "not in the future" exits 2 withdraw $id --reason x --on 2026-12-01
check "nothing was withdrawn" [ "$(sqlite3 "$w/store.db" "SELECT count(*) FROM delivery WHERE withdrawn IS NOT NULL")" = 0 ]

check "withdrawn" exits 0 withdraw $id --reason "half an export of 14-10-2026, see 2025-2026" --on 2026-08-10
check "what it replaced speaks again" says "In its place speaks: ko_plaatsing/de-zandbak/2025-2026/1"
check "twice is too often" exits 2 withdraw $id --reason again
check "and the first time is named" says "withdrawn already, on 2026-08-10: half an export"
check "without it" report --output "$here/na"
check "the tables are those of before" diff -r "$here/voor/tabellen" "$here/na/tabellen"
check "as known the day before" report --as-known-on 2026-08-09 --output "$here/toen"
check "it still counts, byte for byte" diff -r "$here/week" "$here/toen"
check "as known before it came" report --as-known-on 2026-07-14 --output "$here/eerst"
check "byte for byte too" diff -r "$here/voor" "$here/eerst"
"$KANSMETER" -C "$w" status --period 2026K2 >"$here/status" 2>&1 || true
check "status shows it" grep -F 'half an export' "$here/status"
"$KANSMETER" -C "$w" status --period 2026K2 --on 2026-08-09 >"$here/status" 2>&1 || true
check "but not as of the day before" sh -c "! grep -F 'half an export' '$here/status'"
check "the log too" sh -c "'$KANSMETER' -C '$w' log | grep -F 'done from 2026-08-10: half an export'"
check "its chain holds" sh -c "'$KANSMETER' -C '$w' doctor | grep -q 'ok .*store'"

# The only delivery: nothing speaks in its place.
check "the last one too" exits 0 withdraw ko_plaatsing/het-molenrad/2025-2026 --reason "wrong site" --on 2026-08-11
check "is not delivered any more" says "that time counts as not delivered"
"$KANSMETER" -C "$w" status --period 2025-2026 >"$here/status" 2>&1 || true
check "status misses it" grep -E 'ko_plaatsing .*(MISSING|awaited)' "$here/status"

# Withdrawn by mistake: the same file again is a new version.
check "the same file again" exits 1 "$KANSMETER" -C "$w" import --received 2026-08-12 "$klein/ko_plaatsing_het-molenrad_2025-2026.csv"
check "with a remark" says "was withdrawn as ko_plaatsing/het-molenrad/2025-2026/1"
check "counts again" report --output "$here/weer"
check "as if nothing had happened" diff -r "$here/na/tabellen" "$here/weer/tabellen"
check "a third time is too often" exits 3 "$KANSMETER" -C "$w" import --received 2026-08-13 "$klein/ko_plaatsing_het-molenrad_2025-2026.csv"

# What was locked is made again byte for byte, whatever is withdrawn later.
check "approved" exits 0 "$KANSMETER" -q -C "$w" evaluation approve --period 2026K2 --reason "zoals afgesproken"
check "and locked" exits 0 "$KANSMETER" -q -C "$w" evaluation lock --period 2026K2 --no-pdf
check "withdrawing from a day it was made with is refused" exits 2 withdraw jgz_indicatie/jgz-rijnland/2025-2026/1 --reason x --on 2026-08-12
check "names the lock" says "2026K2 is locked as known the day before"
check "from the next day it is done" exits 0 withdraw jgz_indicatie/jgz-rijnland/2025-2026/1 --reason "wrong extract" --on 2026-08-13
check "the locked evaluation is made again" report --output "$here/vast"
check "byte for byte" diff -r "$w/vastgesteld/2026K2-stuurgroep" "$here/vast"
check "as known now it differs" sh -c "'$KANSMETER' -q -C '$w' report --period 2026K2 --no-pdf --no-xlsx --as-known-on 2026-08-13 --output '$here/nu' && ! diff -rq '$here/vast/tabellen' '$here/nu/tabellen' >/dev/null"
# A file came in on a day; on which, the figures of that day depend.
later=ko_plaatsing_het-molenrad_2025-2026.csv
sed '3d' "$klein/$later" >"$here/$later"
rows() { sqlite3 "$w/store.db" "SELECT count(*) FROM delivery"; }
before=$(rows)
check "a file of tomorrow is refused" exits 2 "$KANSMETER" -C "$w" import --received 2026-11-24 "$here/$later"
check "for that" says "--received 2026-11-24 lies in the future"
check "with what to do" says "leave --received out: then it came in today, 2026-11-23"
check "and nothing is kept" [ "$before" = "$(rows)" ]
check "a dry run of a file back-dated to before figures says so" exits 0 "$KANSMETER" -C "$w" import --dry-run --received 2026-08-01 "$here/$later"
check "in one line" says "warning: figures were computed as known on 2026-08-"
check "with the day from which they would be others" says "as known on 2026-08-01 or later they become others when computed again"
check "a file of today says nothing" exits 0 "$KANSMETER" -C "$w" import --received 2026-11-23 "$here/$later"
check "of figures" sh -c "! grep -q 'computed as known' '$here/err'"
done_testing
