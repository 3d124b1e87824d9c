#!/bin/sh
# shellcheck disable=SC1091,SC2154
# The worked examples notice a wrong operator or constant in the SQL they stand under, and in the registers that SQL reads.
. "$(dirname "$0")/lib.sh"
python3 tests/mutants/mutants.py "$kansmeter" "$ROOT"
python3 tests/mutants/registers.py "$kansmeter" "$ROOT"
