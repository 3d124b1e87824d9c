#!/bin/sh
# shellcheck disable=SC1091,SC2154
# An installed program finds its contracts, its indicators and its man page.
. "$(dirname "$0")/lib.sh"
DESTDIR=$here/root meson install -C build >"$here/install.log" 2>&1 || { cat "$here/install.log"; exit 1; }
installed=$(find "$here/root" -name kansmeter -type f -perm -u+x | head -1)
cd "$here" || exit 1
unset KANSMETER_DATADIR
"$installed" contract list | grep -q ko_plaatsing
"$installed" indicator list | grep -q vve-bereik
"$installed" indicator list >"$here/installed"
KANSMETER_DATADIR=$ROOT "$installed" indicator list >"$here/source"
[ "$(wc -l <"$here/installed")" -eq "$(wc -l <"$here/source")" ] # no folder of definitions was forgotten
"$installed" indicator test >"$here/examples"
find "$here/root" -name 'kansmeter.1*' | grep -q .
"$installed" -q init "$here/w" --key "$here/w.key"
"$installed" -q -C "$here/w" import --received 2026-07-14 "$ROOT"/data-samples/klein/*_2025-2026.csv
"$installed" -q -C "$here/w" report >"$here/index"
[ -s "$(cat "$here/index")" ]
