#!/bin/sh
# shellcheck disable=SC1091,SC2154
# Two hundred small random cities, counted a second time in Python from their CSV files, and twenty delivered in five ways: 0 differences.
. "$(dirname "$0")/lib.sh"
half() {
    python3 tests/recount/recount.py "$kansmeter" "$ROOT" 100 "$1" && python3 tests/recount/ways.py "$kansmeter" "$ROOT" 10 "$2"
}
half 1000 3000 >"$here/one" &
half 2000 3010 >"$here/two" || { cat "$here/two"; exit 1; }
wait $! || { cat "$here/one"; exit 1; }
