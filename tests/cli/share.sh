#!/bin/sh
# shellcheck disable=SC1091,SC2154,SC2016
# What goes to working groups and meetings: bundles, the card, the year, slides and a pack.
. "$(dirname "$0")/lib.sh"

w="$here/w"
run() { "$KANSMETER" -q -C "$w" "$@"; }
make_workspace "$w"
check "the small sample comes in" exits 0 run import --received 2026-07-14 "$ROOT"/data-samples/klein/*_2025-2026.csv
mkdir -p "$w/toelichting/2026K2"
printf 'datum: 2026-07-20\nrol: werkgroep\nbesluit: twee groepen erbij\n' >"$w/toelichting/2026K2/vve-bereik.txt"
printf '[grafieken]\n1 = vve-bereik trend\n2 = vve-bereik-640 dots wijk | Bereik per wijk\n' >"$w/stuurgroep.ini"
everything() { run report --period 2026K2 --no-pdf --bundle --year --slides --pack stuurgroep.ini --output "$1"; }
check "all of it is made at once" exits 0 everything "$here/a"
check "and again, byte for byte" sh -c '"$1" -q -C "$2" report --period 2026K2 --no-pdf --bundle --year --slides --pack "$2/stuurgroep.ini" --output "$3/b" >/dev/null && diff -r "$3/a" "$3/b"' sh "$KANSMETER" "$w" "$here"
cat >"$here/look.py" <<'PY'
import hashlib, json, os, re, sys, zipfile
out = sys.argv[1]
manifest = json.load(open(out + "/manifest.json"))
listed = {f["path"]: f for f in manifest["files"]}
there = {os.path.relpath(os.path.join(d, f), out) for d, _, fs in os.walk(out) for f in fs} - {"manifest.json"}
assert set(listed) == there, set(listed) ^ there
for path, f in listed.items():
    data = open(out + "/" + path, "rb").read()
    assert len(data) == f["bytes"] and hashlib.blake2b(data, digest_size=32).hexdigest() == f["hash"], path
charts = [p for p in there if p.endswith(".svg")]
assert len(charts) > 5
for svg in charts:
    png, pdf = svg[:-3] + "png", svg[:-3] + "pdf"
    assert open(f"{out}/{png}", "rb").read(8) == b"\x89PNG\r\n\x1a\n", png
    assert open(f"{out}/{pdf}", "rb").read(5) == b"%PDF-", pdf
    width = int(re.search(r'width="(\d+)', open(f"{out}/{svg}").read())[1])
    drawn = int.from_bytes(open(f"{out}/{png}", "rb").read(20)[16:20], "big")
    assert abs(drawn - 2 * width) <= 2, (svg, width, drawn)
bundles = sorted(p for p in there if p.startswith("bundels/"))
assert len(bundles) == 6, bundles
for path in bundles:
    z = zipfile.ZipFile(f"{out}/{path}")
    assert z.testzip() is None
    names = z.namelist()
    assert {"LEESMIJ.txt", "kaart.html", "elders.html"} <= set(names), names
    assert all(i.date_time == (2026, 7, 14, 0, 0, 0) for i in z.infolist())
    # What a page links to is in the bundle.
    for page in (n for n in names if n.endswith(".html")):
        for link in re.findall(r'href="([^"#]+)', z.read(page).decode()):
            assert link in names, (path, page, link)
one = zipfile.ZipFile(out + "/bundels/een-vliegende-start.zip")
card = one.read("kaart.html").decode()
assert "twee groepen erbij" in card and "vve-bereik:2026K2" in card
assert any(n.startswith("grafieken/") for n in one.namelist())
# The card, the page and the table hold the same numbers.
index = open(out + "/index.html").read()
for number in re.findall(r"<td><strong>([^<]+)</strong></td><td>([^<]+)</td>", card):
    assert number[0] in index and (number[1] == "–" or number[1] in index), number
year = open(out + "/jaar.html").read()
plan = json.load(open(os.environ["ROOT"] + "/indicators/plan.json"))
for action in [a["id"] for p in plan["ambitions"] for a in p["actions"]] + [m["id"] for m in plan["measures"]]:
    assert f'>{action}</span>' in year, action
# Every ambition of the plan has the working group that secretaries write in their register.
listed = {c["code"]: c for c in json.load(open(os.environ["ROOT"] + "/importers/codes/werkgroep.json"))["codes"] if c["code"] != "onbekend"}
groups = [p["workgroup"] for p in plan["ambitions"]]
assert [g["code"] for g in groups] == sorted(listed, key=lambda c: listed[c]["order"]), groups
for group in groups:
    assert group["nl"] == listed[group["code"]]["nl"] and group["en"] == listed[group["code"]]["en"], group
    assert f'bundels/{group["nl"].lower().replace(" ", "-")}.zip' in bundles, bundles
pack = open(out + "/pakket.html").read()
assert pack.count('<section class="sheet">') == 2 and "vve-bereik:2026K2" in pack
PY
check "slides, bundles, card, year and pack hold what they should" python3 "$here/look.py" "$here/a"
check "the sharing is logged, a line a bundle" sh -c '[ "$("$1" -C "$2" log | grep -c " share .*bundels/")" -eq 12 ]' sh "$KANSMETER" "$w"
check "the overview prints the id of each figure as a link" python3 -c '
import re, sys
index, page = (open(sys.argv[1] + name).read() for name in ("/index.html", "/ambitie-1.html"))
cards = re.findall(r"<li class=\"card\">.*?</li>", index, re.S)
assert len(cards) > 5
for card in cards:
    link = re.search(r"<a class=\"id\" href=\"([a-z0-9-]+\.html)#([^\"]+)\">[a-z0-9-]+:20[0-9]{2}K[1-4]</a>", card)  # a yearly figure stands with its own quarter
    assert link, card
    target = open(sys.argv[1] + "/" + link[1]).read()
    assert f"id=\"{link[2]}\"" in target, link[0]
' "$here/a"

check "one card is made" exits 0 run report --period 2026K2 --quarter-card 1 --no-pdf --output "$here/card"
check "of the same working group" grep -qF "Een vliegende start" "$here/card/kaart.html"
check "a group goes by its code in the register too" exits 0 run report --period 2026K2 --quarter-card talent --no-pdf --output "$here/talent"
check "namely this one" grep -qF "<h1>Talent</h1>" "$here/talent/kaart.html"
check "an unknown group is refused with the list" exits 2 run report --period 2026K2 --quarter-card onzin --no-pdf --output "$here/none"
check "the list" says "een-vliegende-start (1)"

pack() { printf '%b' "$1" >"$here/pack.ini" && run report --period 2026K2 --no-pdf --no-xlsx --pack "$here/pack.ini" --output "$here/none"; }
thirteen=$(for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do printf '%d = vve-bereik trend\\n' $i; done)
while IFS='|' read -r name text word; do
    check "refused: $name" exits 2 pack "$text"
    check "and it says why" says "$word"
    check "and nothing is written" [ ! -e "$here/none" ]
done <<TXT
a pack of thirteen|[grafieken]\n$thirteen|at most 12 charts
an unknown indicator|[grafieken]\n1 = vve-berijk trend\n|no indicator 'vve-berijk'
an unknown kind|[grafieken]\n1 = vve-bereik taart\n|taart
a line without a kind|[grafieken]\n1 = vve-bereik\n|names no chart
an empty pack|; niets\n|names no chart
another section|[dia]\n1 = vve-bereik trend\n|unknown section
TXT
check "a pack that is not there is refused" exits 2 run report --period 2026K2 --no-pdf --pack "$here/away.ini" --output "$here/none"
done_testing
