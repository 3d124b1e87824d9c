#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2034
# Files as DUO, CBS and inspections publish them, in every dress: no row lost, every sum equal to a recount by another reader.
. "$(dirname "$0")/lib.sh"

mkdir "$here/files"
python3 "$ROOT/tests/cli/open_data.py" "$KANSMETER" "$ROOT" "$here/files" || failures=1
done_testing
