"""One figure, one number: compares what a written evaluation says of each figure in its pages, its
tables and its workbook, and recomputes every printed percentage from the printed counts.
usage: outputs.py DIRECTORY"""
import csv
import decimal
import html.parser
import pathlib
import re
import sys
import xml.etree.ElementTree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
directory = pathlib.Path(sys.argv[1])
faults = []
UNITS = ("%", " procentpunt", "")


def number(text):
    """"1.942" "86,4%" "6,1 procentpunt" "-0,04" as the number itself; None when it is a word."""
    match = re.fullmatch(r"([−-]?)([0-9.]+)(?:,([0-9]+))?(%| procentpunt)?", text.strip())
    if match is None:
        return None
    sign, whole, fraction, unit = match.groups()
    value = decimal.Decimal(whole.replace(".", "") + "." + (fraction or "0"))
    value = -value if sign else value
    return value / 100 if unit == "%" else value


def margin(text):
    """"80,3–88,2%" "−2,5 tot 14,0 procentpunt" as its two ends with their unit; the word twice when it is one."""
    match = re.fullmatch(r"(−?[0-9.,]+)(?:–| tot )(−?[0-9.,]+)(%| procentpunt)?", text)
    return (text, text) if match is None else tuple(match[i] + (match[3] or "") for i in (1, 2))


def plain(text):
    """As a table for spreadsheets writes it: without the dots of thousands, with a hyphen for minus."""
    return text if number(text) is None else text.replace(".", "").replace("−", "-")


class Rows(html.parser.HTMLParser):
    """All table rows of a page as lists of cell texts, and all cards of an overview as words by class."""

    def __init__(self):
        super().__init__()
        self.rows, self.cell = [], None
        self.cards, self.word = [], None

    def handle_starttag(self, tag, attrs):
        kind = dict(attrs).get("class")
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.cell = ""
        elif tag == "li":
            self.cards.append({})
        elif kind in ("id", "value", "counts"):
            self.word = kind
            if self.cards:
                self.cards[-1][kind] = ""

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append(self.cell.strip())
            self.cell = None
        elif tag in ("a", "span"):
            self.word = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data
        if self.word is not None and self.cards:
            self.cards[-1][self.word] += data


def unit_of(header, label):
    for text in (header, label):
        for unit in UNITS[:2]:
            if text.endswith("(" + unit.strip() + ")"):
                return unit
    return ""


def from_tables():
    figures = {}
    for path in sorted((directory / "tabellen").glob("*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines, delimiter=";"))
        assert rows[0][1:3] == ["Aantal", "Van"] and rows[0][4].startswith("Marge"), path
        for row in rows[1:]:
            value = row[3] + (unit_of(rows[0][3], row[0]) if number(row[3]) is not None else "")
            says = (row[1], row[2], value, row[4])
            if figures.setdefault(row[-1], says) != says:
                faults.append(f"{path.name}: {row[-1]} is {says}, elsewhere {figures[row[-1]]}")
    return figures


def counts_of(text):
    """The numbers in "312 van 361", "368 op 361", "van 2.604 ouders", "1.204 plaatsen"."""
    return [plain(word) for word in re.findall(r"(?<![\w,.])[0-9][0-9.]*(?:,[0-9]+)?(?![\w%])", text)]


def short_row(path, figure, value, counts):
    """A figure on a card: its value, and its counts as far as they are printed there."""
    if figure not in tables:
        faults.append(f"{path}: {figure} is in no table")
        return
    hits, units, estimate, _ = tables[figure]
    if plain(value) != estimate:
        faults.append(f"{path}: {figure} is {value}, in its table {estimate}")
    known = {word for word in (hits, units) if number(word) is not None}
    if not set(counts_of(counts)) <= known:
        faults.append(f"{path}: {figure} counts {counts}, in its table {hits} and {units}")


def check_page(path, text):
    """Every table row and every card that carries the id of a figure. Returns how many there were."""
    parser = Rows()
    parser.feed(text)
    seen = 0
    for row in parser.rows:
        last = row[-1] if row else ""
        first = re.search(r"([a-z0-9-]+:20[0-9]{2}K[1-4][^ ]*)$", row[0]) if row else None
        if len(row) >= 7 and re.fullmatch(r"[a-z0-9-]+:20\S+.*", last):
            says = tuple(plain(cell) for cell in row[1:5])
            if last not in tables:
                faults.append(f"{path}: {last} is in no table")
            elif tables[last] != says:
                faults.append(f"{path}: {last} is {says}, in its table {tables[last]}")
            on_pages.add(last)
            seen += 1
        elif first is not None and len(row) >= 3:
            short_row(path, first[1], row[1], row[2])
            seen += 1
    for card in parser.cards:
        if "id" in card and "value" in card:
            short_row(path, card["id"], card["value"], card.get("counts", ""))
            seen += 1
    return seen


def check_sentences(path, text):
    """"312 van 361" in running text is what a table says of some figure."""
    text = html.unescape(re.sub("<[^>]*>", " ", re.sub("(?s)<(style|table|svg).*?</\\1>", " ", text)))
    for before, hits, units, after in re.findall(
            r"(\S+) ([0-9][0-9.]*) van ([0-9][0-9.]*) ?(\S*)", text):
        is_other = before.lower() == "nog" or after.startswith(("levering", "cijfer"))
        if not is_other and (plain(hits), plain(units)) not in all_pairs:
            faults.append(f"{path}: '{before} {hits} van {units} {after}' is in no table")


def check_pages():
    seen = {}
    for path in sorted(directory.glob("*.html")):
        seen[path.name] = check_page(path.name, path.read_text(encoding="utf-8"))
        check_sentences(path.name, path.read_text(encoding="utf-8"))
    for path in sorted(directory.glob("bundels/*.zip")):
        with zipfile.ZipFile(path) as bundle:
            for name in bundle.namelist():
                if name.endswith(".html"):
                    seen[f"{path.name}/{name}"] = check_page(f"{path.name}/{name}", bundle.read(name).decode())
                if name.endswith((".csv", ".svg")) and bundle.read(name).strip() != (directory / name).read_bytes().strip():
                    faults.append(f"{path.name}: {name} is not the one of the report")
    return seen


def sheet_rows(book, path, strings):
    for row in xml.etree.ElementTree.fromstring(book.read(path)).iter(MAIN + "row"):
        cells = []
        for cell in row.iter(MAIN + "c"):
            value = cell.find(MAIN + "v")
            text = "" if value is None else value.text
            shared = cell.get("t") == "s"
            cells.append(strings[int(text)] if shared else decimal.Decimal(text))
        yield cells


def from_workbook():
    """The figures of the sheets by indicator, and those of the sheet that overlooks them all."""
    figures, overview = {}, {}
    path = next(directory.glob("kansmeter-*.xlsx"))
    with zipfile.ZipFile(path) as book:
        if book.testzip() is not None:
            faults.append("the workbook is damaged")
        shared = xml.etree.ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        strings = ["".join(t.text or "" for t in si.iter(MAIN + "t")) for si in shared]
        for name in sorted(n for n in book.namelist() if n.startswith("xl/worksheets/sheet")):
            rows = list(sheet_rows(book, name, strings))
            if not rows or not {"Marge laagste", "Leveringen"} & set(rows[0]):
                continue
            into, key, to = (figures, -1, 8) if "Marge laagste" in rows[0] else (overview, -2, 6)
            for row in rows[1:]:
                if len(row) != len(rows[0]):
                    faults.append(f"{name}: a row with empty cells")
                into[row[key]] = tuple(row[3:to])
    overview.pop("geen totaal", None)
    for figure in [f for f in overview if f not in tables]:  # a distribution's total is its units alone
        parts = {says[1] for part, says in tables.items() if part.startswith(figure + ":")}
        units = overview.pop(figure)[1]
        if not isinstance(units, str) and not any(same(part, units) for part in parts):
            faults.append(f"{figure}: overview of the workbook {units}, its parts {parts}")
    return figures, overview


def same(printed, stored):
    if isinstance(stored, str):
        return printed == stored
    value = number(printed)
    # a workbook holds doubles, written with sixteen digits
    return value is not None and abs(value - stored) < decimal.Decimal("1e-12") * max(1, abs(value))


def half_of(value):
    """Half of the last decimal that is printed."""
    places = len(re.sub("[^0-9]", "", value.partition(",")[2])) + (2 if value.endswith(UNITS[:2]) else 0)
    return decimal.Decimal(1) / 2 / 10**places + decimal.Decimal("1e-12")


def is_ratio_of(hits, units, value):
    """None when there is nothing to recompute; else whether value is hits / units, rounded as printed."""
    x, n, share = number(hits), number(units), number(value)
    if None in (x, n, share) or n == 0 or value.endswith(" procentpunt"):
        return None
    spare = decimal.Decimal("0.05") / n if "," in hits else 0  # a sum printed with one decimal
    return abs(x / n - share) <= half_of(value) + spare


def differences(ids):
    """Between the shares of two groups in one quarter, in percentage points as they are printed."""
    quarters, found = {}, set()
    for figure in ids:
        hits, units = (number(word) for word in tables[figure][:2])
        if units and hits is not None:
            quarters.setdefault(figure.split(":")[1], []).append(hits / units)
    for shares in quarters.values():
        found |= {round(100 * abs(a - b), places) for a in shares for b in shares for places in (0, 1)}
    return found


def published_elsewhere():
    """What others published stands in a table of its own under the course: {"vve-bereik-verloop": values}."""
    found = {}
    for path in sorted(directory.glob("*.html")):
        text = path.read_text(encoding="utf-8")
        for slug, table in re.findall(r'(?s)<caption id="e-([a-z0-9-]+)">(.*?)</table>', text):
            found[slug] = {number(cell) for cell in re.findall(r'<td class="number">([^<]*)</td>', table)}
    return found


def check_charts():
    """What a chart says in words and labels: counts are in the tables of its indicator, the percentage before them is
    theirs, and a value with decimals is a printed value, the end of a margin, or the mean of all its quarters. What
    others published is in the table that says so."""
    elsewhere = published_elsewhere()
    said = 0
    # wide limits, norms, the limits of ordinary variation; and the muted marks along an axis, which are no figures
    not_theirs = re.compile("99,8%|(?:landelijk|gemiddelde,|streefcijfer,?|norm,?|bovengrens|ondergrens) [0-9,]+%")
    mark = re.compile(r'<g [^>]*fill="rgb\(85,96,109\)" font-size="16.00"[^>]*>\s*<text>[0-9]+,[0-9]%</text>')
    for path in sorted((directory / "grafieken").glob("*.svg")):
        with open(directory / "tabellen" / (path.stem + ".csv"), encoding="utf-8-sig", newline="") as lines:
            ids = [row[-1] for row in list(csv.reader(lines, delimiter=";"))[1:]]
        indicators = {figure.partition(":")[0] for figure in ids} | {
            i for i in by_indicator if path.stem.partition("-")[2].partition("-")[2].startswith(i)}
        known = [says for indicator in indicators for says in by_indicator.get(indicator, [])]
        pairs = {(hits, units) for hits, units, _, _ in known}
        values = {number(word) for says in known for word in (says[2], *margin(says[3]))} - {None}
        values |= differences(ids)
        for slug, theirs in elsewhere.items():
            values |= theirs if path.stem.endswith("-" + slug) else set()
        own = [tables[figure] for figure in ids if None not in map(number, tables[figure][:2])]
        total = sum(number(says[1]) for says in own)
        mean = sum(number(says[0]) for says in own) / total if total else None
        text = html.unescape(mark.sub("", path.read_text(encoding="utf-8")))
        words = " | ".join(re.findall(r"<(?:text|desc|title)[^>]*>([^<]*)", text))
        for hits, units in re.findall(r"(?<![0-9.,])([0-9][0-9.]*) van ([0-9][0-9.]*)(?= |\)|;|$)", words):
            said += 1
            if (plain(hits), plain(units)) not in pairs:
                faults.append(f"{path.name}: {hits} van {units} is in no table of it")
        for value, hits, units in re.findall(r"([0-9,]+%) \(([0-9.]+) van ([0-9.]+)\)", words):
            if is_ratio_of(hits, units, value) is False:
                faults.append(f"{path.name}: {value} is not {hits} van {units}")
        for value in re.findall(r"−?[0-9]+,[0-9]+(?:%| procentpunt)", not_theirs.sub("", words)):
            said += 1
            share = number(value)
            if share not in values and -share not in values and (
                    mean is None or abs(share - mean) > decimal.Decimal("0.0005")):
                faults.append(f"{path.name}: {value} is in no table of it")
    return said


def check_dataset(path):
    said = 0
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["figure_id"] not in tables:
                continue
            said += 1
            hits, units, value, ends = tables[row["figure_id"]]
            share = number(value)
            if share is not None and value.endswith(" procentpunt"):
                share /= 100
            is_share, is_points = value.endswith("%"), value.endswith(" procentpunt")
            if share is not None and (is_share, is_points) != (row["unit"] == "share", row["unit"] == "share-difference"):
                faults.append(f"{row['figure_id']}: table {value}, dataset in {row['unit']}")
            printed = [(hits, number(hits), row["numerator"]), (units, number(units), row["denominator"]),
                       (value, share, row["value"])]
            for word, there, stored in printed:
                half = half_of(word) if word == value or "." in stored else 0  # a sum is printed to one decimal
                half = max(half, decimal.Decimal("0.05001")) if word == hits and "." in stored else half
                if there is not None and stored != "" and abs(there - decimal.Decimal(stored)) > half:
                    faults.append(f"{row['figure_id']}: table {word}, dataset {stored}")
                if there is None and stored != "":
                    faults.append(f"{row['figure_id']}: table {word}, but the dataset holds {stored}")
    return said


tables, on_pages = from_tables(), set()
by_indicator = {}
for figure, says in tables.items():
    by_indicator.setdefault(figure.partition(":")[0], []).append(says)
all_pairs = {(says[0], says[1]) for says in tables.values()}
pages = check_pages()
workbook, overview = from_workbook()
for figure, says in tables.items():
    if figure not in on_pages:
        faults.append(f"{figure}: in a table, on no page")
    stored = (*says[:3], *margin(says[3]))
    if figure not in workbook:
        faults.append(f"{figure}: in a table, not in the workbook")
    elif not all(same(a, b) for a, b in zip(stored, workbook[figure])):
        faults.append(f"{figure}: table {stored}, workbook {workbook[figure]}")
for figure, stored in overview.items():
    if not all(same(a, b) for a, b in zip(tables.get(figure, ("?",) * 3), stored)):
        faults.append(f"{figure}: table {tables.get(figure)}, overview of the workbook {stored}")
recomputed = 0
for figure, (hits, units, value, _) in tables.items():
    right = is_ratio_of(hits, units, value)
    recomputed += right is not None
    if right is False:
        faults.append(f"{figure}: {hits} of {units} is not {value}")
charts = check_charts()
dataset = check_dataset(pathlib.Path(sys.argv[2]) / "kansmeter.csv") if len(sys.argv) > 2 else None
empty = [name for name, seen in pages.items() if seen == 0 and not name.endswith(("effecten.html", "pakket.html", "elders.html"))]
for name in empty:
    faults.append(f"{name}: no figure was found on it")
print("\n".join(faults[:20]))
print(f"{len(tables)} figures compared on {len(pages)} pages ({sum(pages.values())} times), in {len(overview)} lines of the overview, "
      f"in charts ({charts} numbers), in the dataset ({dataset}); {recomputed} ratios recomputed, {len(faults)} faults")
sys.exit(1 if faults or len(tables) < 20 or recomputed < 10 or charts < 20 or len(overview) < 5 or dataset == 0 else 0)
