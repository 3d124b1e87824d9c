#!/bin/sh
# shellcheck disable=SC1091,SC2154
# Every page is valid HTML and has no accessibility fault that axe finds, also narrow; for the small sample and the city.
. "$(dirname "$0")/lib.sh"
npm_packages
small_workspace
city_workspace
"$kansmeter" -q -C "$here/w" report --output "$here/pages/klein"
"$kansmeter" -q -C "$here/city" report --output "$here/pages/stad" || [ $? -eq 1 ]
"$kansmeter" -q -C "$here/city" report --profile openbaar --output "$here/pages/openbaar" || [ $? -eq 1 ]
mkdir "$here/pages/los"
"$kansmeter" contract page ko_plaatsing >"$here/pages/los/contract.html"
"$kansmeter" -q -C "$here/w" import --allow-refused "$here/stad/stuk/ko_plaatsing_proef-waarden_2026K3.csv" >/dev/null 2>&1 || true
find "$here/w/retour" -name '*.html' -exec cp {} "$here/pages/los/" \;
node tests/npm/pages.js "$here/pages"
