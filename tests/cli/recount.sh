#!/bin/sh
# shellcheck disable=SC1091,SC2154
# Small random cities, counted a second time in Python from their CSV files, and delivered in ways that may not matter; many more of both in tests/full.
. "$(dirname "$0")/lib.sh"
if command -v python3 >/dev/null; then
    check "four random cities equal the second count" python3 "$ROOT/tests/recount/recount.py" "$KANSMETER" "$ROOT" 4 1
    check "a city delivered shuffled, twice, in two stretches or by others has the same figures" python3 "$ROOT/tests/recount/ways.py" "$KANSMETER" "$ROOT" 1 1
else
    echo "ok - second count # SKIP no python3"
fi
done_testing
