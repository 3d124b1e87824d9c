#!/bin/sh
# shellcheck disable=SC1091,SC2154
# Two hundred small random cities, counted a second time in Python from their CSV files: 0 differences.
. "$(dirname "$0")/lib.sh"
python3 tests/recount/recount.py "$kansmeter" "$ROOT" 100 1000 >"$here/one" &
python3 tests/recount/recount.py "$kansmeter" "$ROOT" 100 2000 >"$here/two" || { cat "$here/two"; exit 1; }
wait $! || { cat "$here/one"; exit 1; }
