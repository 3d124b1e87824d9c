#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2034
# Damaged, hostile and misfit files: each is refused or read as what it is, in words, and a refused one leaves the store as it was.
. "$(dirname "$0")/lib.sh"

make_workspace "$here/w"
mkdir "$here/files"
python3 "$ROOT/tests/cli/bad_input.py" "$KANSMETER" "$here/w" "$here/files" || failures=1
done_testing
