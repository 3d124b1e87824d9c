#!/bin/sh
# shellcheck disable=SC1091,SC2154
# The contracts' schemas and the dataset are valid for a public Frictionless tool, and the templates pass their schemas.
. "$(dirname "$0")/lib.sh"
npm_packages
small_workspace
"$kansmeter" -q -C "$here/w" dataset --profile onderzoek --output "$here/dataset"
mkdir "$here/schemas"
for contract in $(cd "$ROOT/importers/contracts" && ls | sed "s/[.]json$//"); do
    "$kansmeter" contract schema $contract >"$here/schemas/$contract.json"
    "$kansmeter" contract template $contract | iconv -f WINDOWS-1252 -t UTF-8 | tr -d '\r' >"$here/schemas/$contract.csv"
done
node tests/npm/frictionless.js "$here/schemas" "$here/dataset"
