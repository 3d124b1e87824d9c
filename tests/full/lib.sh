# shellcheck shell=sh disable=SC2034
# Shared by the checks that need public tools: a release build, the sample city reported, and the npm packages.
set -eu
cd "$(dirname "$0")/../.."
ROOT=$PWD
export ROOT
./dev build >/dev/null
kansmeter=$ROOT/build/cli/kansmeter
here=$(mktemp -d /tmp/kansmeter-full-XXXXXX)
trap 'rm -rf "$here"' EXIT
npm_packages() {
    (cd tests/npm && npm ci --ignore-scripts --no-audit --no-fund >"$here/npm.log" 2>&1) || {
        cat "$here/npm.log"
        exit 1
    }
}
small_workspace() {
    "$kansmeter" -q init "$here/w" --key "$here/w.key"
    "$kansmeter" -q -C "$here/w" import --received 2026-07-14 data-samples/klein/*_2025-2026.csv
}
# A city of the real size, with the late deliverer left out of the last quarter.
city_workspace() {
    build/data-samples/maak-stad "$here/stad"
    rm "$here/stad/2026K3/ko_plaatsing_wereldkind_2026K3.csv"
    "$kansmeter" -q init "$here/city" --key "$here/city.key"
    for quarter in "$here"/stad/20*; do
        "$kansmeter" -q -C "$here/city" import "$quarter" >"$here/import.log" 2>&1 || [ $? -eq 1 ]
    done
}
