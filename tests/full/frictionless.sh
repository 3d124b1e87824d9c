#!/bin/sh
# shellcheck disable=SC1091,SC2154
# The contracts' schemas and the dataset are valid for a public Frictionless tool, and the templates pass their schemas.
. "$(dirname "$0")/lib.sh"
npm_packages
small_workspace
printf '%s\r\n' "indicator;gebied;dimensie;categorie;peildatum;waarde;noemer;bron;opmerking" "vve-bereik;GM0546;;;30-09-2023;71,2;357;Jaarbericht;" \
    "vve-bereik;NL;;;31-12-2024;83;;Inspectie;" >"$here/benchmark_gemeente_2026K1.csv"
"$kansmeter" -q -C "$here/w" import --received 2026-07-14 "$here/benchmark_gemeente_2026K1.csv"
"$kansmeter" -q -C "$here/w" dataset --profile onderzoek --output "$here/dataset"
mkdir "$here/schemas"
for file in "$ROOT"/importers/contracts/*.json; do
    contract=$(basename "$file" .json)
    "$kansmeter" contract schema "$contract" >"$here/schemas/$contract.json"
    "$kansmeter" contract template "$contract" | iconv -f WINDOWS-1252 -t UTF-8 | tr -d '\r' >"$here/schemas/$contract.csv"
done
[ "$(wc -l <"$here/dataset/elders.csv")" -eq 3 ]
node tests/npm/frictionless.js "$here/schemas" "$here/dataset"
