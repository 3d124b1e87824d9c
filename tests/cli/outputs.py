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


def number(text):
    """"1.942" "86,4%" "-0,04" as the number itself; None when it is a word."""
    text = text.strip()
    match = re.fullmatch(r"([−-]?)([0-9.]+)(?:,([0-9]+))?(%?)", text)
    if match is None:
        return None
    sign, whole, fraction, percent = match.groups()
    value = decimal.Decimal(whole.replace(".", "") + "." + (fraction or "0"))
    value = -value if sign else value
    return value / 100 if percent else value


def plain(text):
    """As a table for spreadsheets writes it: without the dots of thousands."""
    return text if number(text) is None else text.replace(".", "")


class Rows(html.parser.HTMLParser):
    """All table rows of a page, as lists of cell texts."""

    def __init__(self):
        super().__init__()
        self.rows, self.cell = [], None

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.cell = ""

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append(self.cell.strip())
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data


def from_tables():
    figures = {}
    for path in sorted((directory / "tabellen").glob("*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines, delimiter=";"))
        percent = "%" if "(%)" in rows[0][3] else ""
        for row in rows[1:]:
            says = (row[1], row[2], row[3] + percent if number(row[3]) is not None else row[3])
            if figures.setdefault(row[-1], says) != says:
                faults.append(f"{path.name}: {row[-1]} is {says}, elsewhere {figures[row[-1]]}")
    return figures


def from_pages():
    figures = {}
    for path in sorted(directory.glob("*.html")):
        parser = Rows()
        parser.feed(path.read_text(encoding="utf-8"))
        for row in parser.rows:
            if len(row) >= 7 and ":" in row[-1]:
                figures.setdefault(row[-1], tuple(plain(cell) for cell in row[1:4]))
    return figures


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
    figures = {}
    path = next(directory.glob("kansmeter-*.xlsx"))
    with zipfile.ZipFile(path) as book:
        if book.testzip() is not None:
            faults.append("the workbook is damaged")
        shared = xml.etree.ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        strings = ["".join(t.text or "" for t in si.iter(MAIN + "t")) for si in shared]
        for name in sorted(n for n in book.namelist() if n.startswith("xl/worksheets/sheet")):
            rows = list(sheet_rows(book, name, strings))
            if not rows or "Marge laagste" not in rows[0]:
                continue
            for row in rows[1:]:
                if len(row) != len(rows[0]):
                    faults.append(f"{name}: a row with empty cells")
                figures[row[-1]] = tuple(row[3:6])
    return figures


def same(printed, stored):
    if isinstance(stored, str):
        return printed == stored
    value = number(printed)
    # a workbook holds doubles, written with sixteen digits
    return value is not None and abs(value - stored) < decimal.Decimal("1e-12") * max(1, abs(value))


tables, pages, workbook = from_tables(), from_pages(), from_workbook()
for figure, says in tables.items():
    if pages.get(figure) != says and figure in pages:
        faults.append(f"{figure}: table {says}, page {pages[figure]}")
    if figure not in pages:
        faults.append(f"{figure}: in a table, on no page")
    if figure not in workbook:
        faults.append(f"{figure}: in a table, not in the workbook")
    elif not all(same(a, b) for a, b in zip(says, workbook[figure])):
        faults.append(f"{figure}: table {says}, workbook {workbook[figure]}")
recomputed = 0
for figure, (hits, units, value) in tables.items():
    x, n, share = number(hits), number(units), number(value)
    if value.endswith("%") and None not in (x, n, share) and n > 0:
        places = len(value.partition(",")[2].rstrip("%"))
        half = decimal.Decimal(1) / 2 / 10 ** (places + 2) + decimal.Decimal("1e-12")
        recomputed += 1
        if abs(x / n - share) > half:
            faults.append(f"{figure}: {hits} of {units} is not {value}")
print("\n".join(faults[:20]))
print(f"{len(tables)} figures compared, {recomputed} percentages recomputed, {len(faults)} faults")
sys.exit(1 if faults or len(tables) < 20 or recomputed < 10 else 0)
