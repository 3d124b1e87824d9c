#!/bin/sh
# Every kind of chart still looks as it did when someone last looked at it: tests/charts holds the pictures.
# UPDATE=1 draws them anew: look at each before you commit it.
set -eu
cd "$(dirname "$0")/../.."
[ -x build-test/tests/unit/reports/draw_charts ] || ninja -C build-test tests/unit/reports/draw_charts >/dev/null
here=$(mktemp -d /tmp/kansmeter-charts-XXXXXX)
trap 'rm -rf "$here"' EXIT
build-test/tests/unit/reports/draw_charts "$here"
for picture in "$here"/*.svg; do
    rsvg-convert -w 480 "$picture" -o "${picture%.svg}.png"
done
if [ "${UPDATE:-}" = 1 ]; then
    mkdir -p tests/charts
    rm -f tests/charts/*.png
    cp "$here"/*.png tests/charts/
fi
python3 tests/full/charts.py tests/charts "$here"
