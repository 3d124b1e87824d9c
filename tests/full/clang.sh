#!/bin/sh
# The other compiler: clean at full warnings, and the unit tests pass.
set -eu
cd "$(dirname "$0")/../.."
[ -f build-clang/build.ninja ] || CC=clang meson setup build-clang -Dbuildtype=debugoptimized -Dwerror=true >/dev/null
ninja -C build-clang
meson test -C build-clang --no-rebuild --no-suite cli --print-errorlogs
