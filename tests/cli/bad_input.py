"""bad_input.py KANSMETER WORKSPACE DIR: damaged and misfit files, one by one through the command. Each has its exit code, what its message must
say, and leaves the store as it was when it is refused. Prints one line a promise; the last line of the table is a good file."""
import bz2
import hashlib
import lzma
import os
import re
import sqlite3
import subprocess
import sys
import threading

kansmeter, workspace, folder = sys.argv[1:4]

HEAD = ("BSN;Kindnummer;Geboortedatum;Geslacht;Postcode;LRK-nummer;Contractnummer;Begindatum;Einddatum;Soort opvang;VE-plaats;"
        "Doelgroepkind;Uren per week;Weken per jaar")


def numbers(count):
    """Numbers from the range that is never issued, which pass the eleven test."""
    found, n = [], 99999000
    while len(found) < count:
        weighed = sum((9 - place) * int(digit) for place, digit in enumerate(str(n))) % 11
        if weighed < 10:
            found.append(f"{n}{weighed}")
        n += 1
    return found


BSN = numbers(40)
ROWS = [f"{bsn};A{i};14-03-2023;M;2312 AB;211237919;A{i}-1;01-09-2025;;PO;J;J;16;40" for i, bsn in enumerate(BSN)]
GOOD = "\r\n".join([HEAD, *ROWS]) + "\r\n"


def at(old, new, text=GOOD):
    assert old in text, old
    return text.replace(old, new, 1)


ZIP = b"PK\x03\x04\x14\0\x06\0\x08\0"
# name, content, exit code, what is said
TABLE = [
    ("a cell of 100 000 bytes", at(";A5;", ";A5" + "x" * 100000 + ";"), 3, ["line 7", "a cell of more than 64 KiB"]),
    ("a line of 3 MiB", GOOD + "x" * (3 << 20) + "\r\n", 3, ["line 42", "longer than 1048576 bytes"]),
    ("two thousand columns", HEAD + ";k" * 2000 + "\r\n" + ROWS[0] + "\r\n", 3, ["line 1", "more than 512 cells"]),
    ("a million empty columns", ";" * 1000000 + "\r\n" + ROWS[0] + "\r\n", 3, ["line 1", "more than 512 cells"]),
    ("a row of a million cells", GOOD + ";" * 1000000 + "\r\n", 3, ["line 42", "more than 512 cells"]),
    ("a NUL byte in a cell", at(";A5;", ";A\0005;"), 1, ["line 7, column 2", "control characters"]),
    ("nothing but NUL bytes", b"\0" * 5000, 3, ["nothing but zero bytes"]),
    ("a quote that swallows the rest", at(";A7;", ';"A7;'), 3, ["line 9, column 2", "is opened on line 9 and never closed"]),
    ("a quote opened in the last line", GOOD + '"x', 3, ["line 42, column 1", "never closed"]),
    ("a quote in the middle of a cell", at(";A7;", ';A"7;'), 1, ["line 9"]),
    ("a quote in the middle of the header", at("Kindnummer", 'Kind"nummer'), 3, ["line 1", "in the middle of a cell"]),
    ("lone CR at the line ends", GOOD.replace("\r\n", "\r"), 0, []),
    ("CRLF and LF mixed", GOOD.replace("\r\n", "\n", 20), 0, []),
    ("CRLF, LF and CR mixed", GOOD.replace("\r\n", "\n", 10).replace("\r\n", "\r", 10), 0, []),
    ("no end at the last line", GOOD[:-2], 0, []),
    ("bytes that are no text in any encoding", GOOD.encode().replace(b";A9;", b";A9\xc3\x28\x81;"), 3, ["line 11", "neither UTF-8 nor Windows-1252"]),
    ("Windows-1252 behind a UTF-8 mark", b"\xef\xbb\xbf" + GOOD.encode().replace(b";A9;", b";A\xff\xfe9;"), 1, ["UTF-8 and Windows-1252 occur"]),
    ("overlong UTF-8", GOOD.encode().replace(b";A9;", b";A\xc0\xaf9;"), 0, []),
    ("an escape sequence", at(";A3;", ";A\x1b[31m3;"), 1, ["line 5, column 2", "control characters"]),
    ("a character that turns the writing direction", at(";A3;", ";A\u202e3;"), 1, ["line 5, column 2", "control characters"]),
    ("a space without width in a code", at(";PO;J", ";P\u200bO;J"), 1, ["line 2, column 10", "control characters"]),
    ("a header that is a formula", at("Weken per jaar", "Weken per jaar;=1+1").replace(";40\r\n", ";40;x\r\n"), 1, ["column =1+1", "not in the contract"]),
    ("a value that is a formula", at(";PO;J", ";=1+1;J"), 1, ["line 2, column 10", "unknown code"]),
    ("the whole file twice, header too", GOOD + GOOD, 1, ["line 42: the header is repeated", "line 43: the row is identical to line 2"]),
    ("no header", "\r\n".join(ROWS) + "\r\n", 3, ["no header of contract ko_plaatsing", "contract template ko_plaatsing"]),
    ("an empty file", "", 3, ["the file is empty"]),
    ("a mark and nothing else", b"\xef\xbb\xbf", 3, ["the file is empty"]),
    ("empty lines only", "\r\n\r\n  \r\n", 3, ["only empty lines"]),
    ("two byte order marks", b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode(), 0, []),
    ("a byte order mark that was taken for letters", "\u00ef\u00bb\u00bf" + GOOD, 0, []),
    ("one row as one cell between quotes", GOOD.replace(ROWS[3], f'"{ROWS[3]}"'), 1, ["line 5: the row has fewer cells", "40        39         0        1"]),
    ("a byte order mark behind sep=", b"sep=;\r\n\xef\xbb\xbf" + GOOD.encode(), 0, []),
    ("two files glued together, each with its mark", "\ufeff" + GOOD + "\ufeff" + GOOD, 1, ["line 42: the header is repeated", "80        40         0        0         40        1"]),
    ("a refused row behind more rows than are shown", GOOD + "\r\n".join(ROWS[:12]) + "\r\n" + BSN[0] + "\r\n", 1,
     ["line 42: the row is identical", "line 54: the row has fewer cells", "more in the return report"]),
    ("a header once more, in capitals", GOOD.replace(ROWS[9], HEAD.upper() + "\r\n" + ROWS[9]), 1, ["line 11: the header is repeated"]),
    ("a separator that nobody guesses, stated", "sep=^\r\n" + GOOD.replace(";", "^"), 0, []),
    ("a separator stated wrongly", "sep=,\r\n" + GOOD, 0, []),
    ("a column twice", GOOD.replace("Weken per jaar", "Weken per jaar;Uren per week").replace(";40\r\n", ";40;16\r\n"), 3,
     ["line 1, column 15", "occurs twice", "leave out or rename"]),
    ("units under the header", at("\r\n", "\r\n;;dd-mm-jjjj;;;;;dd-mm-jjjj;;;j/n;j/n;uren;weken\r\n"), 1, ["line 2: this row tells the units", "skipped", "40        40         0        0          0        1"]),
    ("a footnote below", GOOD + "\r\nBron: het eigen systeem\r\n", 1, ["line 43: only words", "40        40         0        0          0        1"]),
    ("a footnote below, with its separators", GOOD + "(c) het eigen systeem" + ";" * 13 + "\r\n", 1, ["line 42: only words", "40        40"]),
    ("a heading between the rows", at(ROWS[20], "Locatie De Zandbak\r\n" + ROWS[20]), 1, ["line 22: only words", "40        40"]),
    ("a row cut off in its first cell", GOOD + BSN[0] + "\r\n", 1, ["line 42: the row has fewer cells", "41        40"]),
    ("a row of no more than a number", GOOD + BSN[0] + ";" * 13 + "\r\n", 1, ["line 42, column 2", "41        40"]),
    ("a total that has one cell", GOOD + "Totaal: 40\r\n", 1, ["line 42: this is a total", "40        40         0        0          0        1"]),
    ("subtotals between the rows", "\r\n".join([HEAD, *(line for row in ROWS for line in (row, "Subtotaal" + ";" * 12 + "16;"))]) + "\r\n", 1,
     ["line 3: this is a total", "40        40         0        0          0       40"]),
    ("quotes escaped by a backslash", at(";A7;", ';"A\\"7";'), 1, ["line 9", "40        39"]),
    ("dates with a time in English", GOOD.replace("01-09-2025", "9/13/2025 12:00:00 AM").replace("14-03-2023", "3/14/2023 12:00:00 AM"), 0, []),
    ("dates as a spreadsheet shows them, 1-sep-25", GOOD.replace("01-09-2025", "1-sep-25").replace("14-03-2023", "14-mrt-23"), 1,
     ["the years of column Begindatum have two digits", "40        40"]),
    ("dates with two digits that may be anything", GOOD.replace("01-09-2025", "01-09-25"), 3, ["has a year of two digits"]),
    ("a bzip2 file", bz2.compress(GOOD.encode()), 3, ["a bzip2 file", "unpack it"]),
    ("an xz file", lzma.compress(GOOD.encode()), 3, ["an xz file", "unpack it"]),
    ("a header without rows", HEAD + "\r\n", 1, ["a header but no rows"]),
    ("prose", "Beste gemeente,\nhierbij de aantallen.\nGroet\n", 3, ["no header of contract ko_plaatsing"]),
    ("a workbook", ZIP + b"[Content_Types].xml" + b"x" * 90 + b"xl/workbook.xml", 3, ["Excel workbook", "save it as"]),
    ("an OpenDocument sheet", ZIP + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", 3, [".ods", "save it as"]),
    ("a zip file", ZIP + b"export.csv", 3, ["zip file", "unpack it"]),
    ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, 3, ["old Excel"]),
    ("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", 3, ["a PDF file"]),
    ("a web page called CSV", "<html><table><tr><td>BSN</td></tr></table></html>", 3, ["a web page"]),
    ("JSON", '[{"BSN": "1"}]', 3, ["a JSON file"]),
    ("UTF-32", GOOD.encode("utf-32"), 3, ["UTF-32"]),
    ("UTF-16 without a mark", GOOD.encode("utf-16-le"), 3, ["UTF-16 without a byte order mark", "CSV UTF-8"]),
    ("half a character at the end of UTF-16", GOOD.encode("utf-16")[:-1], 3, ["no UTF-16"]),
    ("every ; turned into ,", GOOD.replace("16;40", "16,5;40").replace(";", ","), 3, ["line 2: the row has 15 cells where the header has 14"]),
    ("an empty column between the others", GOOD.replace(";Geslacht;", ";;Geslacht;").replace(";M;", ";;M;"), 1, ["a column without a header", "40        40"]),
    ("three thousand rows of nothing but separators below", GOOD + (";" * 13 + "\r\n") * 3000, 0, ["40        40"]),
    ("decimals with a comma and with a point", at(";16;", ";16,5;", at(";16;", ";12.5;")), 0, ["40        40"]),
    ("spaces that do not break around values", GOOD.replace(";16;", ";\u00a016\u00a0;"), 0, ["40        40"]),
    ("one column", "BSN\r\n" + "\r\n".join(BSN) + "\r\n", 3, ["no header of contract ko_plaatsing"]),
    ("names of children in columns that nobody asked for", "\r\n".join([HEAD + ";Achternaam", *(row + ";Zwartjes" for row in ROWS)]) + "\r\n", 1,
     ["column Achternaam", "40        40"]),
    ("dates with a time", GOOD.replace("14-03-2023", "2023-03-14T00:00:00").replace("01-09-2025", "2025-09-01 00:00"), 0, ["40        40"]),
    ("months where days belong", GOOD.replace("01-09-2025", "sep-25"), 3, ["40 of 40 rows", "Begindatum is not a date"]),
    ("one row with commas among the others", at(ROWS[5], ROWS[5].replace(";", ",")), 1, ["line 7: the row has another separator than the header (; / ,)", "40        39"]),
    ("a header with ; above rows with tabs", HEAD + "\r\n" + "\r\n".join(ROWS).replace(";", "\t") + "\r\n", 3,
     ["the header on line 1 has ; between its cells and this row has tab", "export header and rows in one go"]),
    ("a header with , above rows with ;", HEAD.replace(";", ",") + "\r\n" + "\r\n".join(ROWS) + "\r\n", 3, ["has , between its cells and this row has ;"]),
    ("a note with commas below", GOOD + "Let op: a, b, c, d, e, f, g, h, i, j, k, l, m, n en o\r\n", 1, ["line 42: only words", "40        40"]),
    ("a web page from its table on", "<table border=1><tr><td>BSN</td></tr></table>", 3, ["a web page"]),
    ("the names below each other", "\r\n".join(";".join(cells) for cells in zip(*(line.split(";") for line in [HEAD, *ROWS]))) + "\r\n", 3,
     ["rows and columns are swapped", "Transpose"]),
    ("each row one cell, with cells behind it", "\r\n".join(f'"{line}",,,' for line in [HEAD, *ROWS]) + "\r\n", 3,
     ["one cell between quotes that holds a whole row", "export it again from the system itself"]),
    ("columns numbered under the header", at("\r\n", "\r\n" + ";".join(map(str, range(1, 15))) + "\r\n"), 1, ["line 2: this row tells the units or the numbers", "40        40"]),
    ("a line drawn under the header", at("\r\n", "\r\n" + ";".join(["-" * 10] * 14) + "\r\n"), 1, ["line 2: this row tells the units", "a drawn line", "40        40"]),
    ("a table as psql shows it", "\n".join([HEAD.replace(";", " | "), "-+-".join(["-" * 10] * 14), *(row.replace(";", " | ") for row in ROWS), "(40 rows)", ""]), 1,
     ["line 2: this row tells the units", "line 43: only words", "40        40"]),
    ("numbers cut short in the header", GOOD.replace("LRK-nummer", "LRKnr.").replace("Kindnummer", "Kindnr"), 0, ["40        40"]),
    ("columns at fixed places", "\r\n".join("".join(cell.ljust(17) for cell in line.split(";")) for line in [HEAD, *ROWS]) + "\r\n", 3, ["nothing parts the cells"]),
    ("cells between single quotes", "\r\n".join(";".join(f"'{cell}'" for cell in line.split(";")) for line in [HEAD, *ROWS]) + "\r\n", 3, ["straight double quotes"]),
    ("an error of a spreadsheet", at(";16;", ";#VERW!;"), 1, ["line 2, column 13", "an error of a spreadsheet (#VERW!)", "40        39"]),
    ("a column too narrow for its dates", at("14-03-2023", "########"), 1, ["line 2, column 3", "an error of a spreadsheet (#####)"]),
    ("numbers of persons with a fraction", "\r\n".join([HEAD, *(row.replace(";", ".0;", 1) for row in ROWS)]) + "\r\n", 0, ["40        40"]),
    ("numbers of persons as formulas between quotes", "\r\n".join([HEAD, *('"=""' + row.replace(";", '""";', 1) for row in ROWS)]) + "\r\n", 0, ["40        40"]),
    ("names with marks and units", GOOD.replace("Geboortedatum", "Geboortedatum*").replace("Geslacht", "Geslacht (m/v)").replace("Uren per week", "Uren per week (u):"), 0, ["40        40"]),
    ("a fault in most rows", GOOD.replace(";PO;", ";creche;"), 3, ["40 of 40 rows", "most often, first on line 2: Soort opvang holds an unknown code", "(40 faults of this kind)"]),
    ("the same fault in two columns", GOOD.replace("14-03-2023", "maart").replace("01-09-2025", "september"), 3,
     ["40 of 40 rows", "most often, first on line 2: Geboortedatum is not a date", "(80 faults of this kind)"]),
    ("the good file", GOOD, 0, []),
]

failures = 0


def promise(name, fault):
    global failures
    print(f"{'not ok' if fault else 'ok'} - {name}")
    if fault:
        failures += 1
        print("    " + fault.replace("\n", "\n    "))


def state():
    """All tables but the audit, as text."""
    store = sqlite3.connect(f"file:{workspace}/store.db?mode=ro", uri=True)
    text = "\n".join(line for line in store.iterdump() if not re.search(r'INTO "?(audit|sqlite_sequence)"?', line))
    store.close()
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def run(*arguments):
    done = subprocess.run([kansmeter, "-C", workspace, *arguments], capture_output=True, timeout=120)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "backslashreplace")


def fault_of(name, path, code, words, *options):
    before = state()
    got, said = run("import", *options, path)
    if got != code:
        return f"exit {got}, expected {code}\n{said}"
    missing = [word for word in words if word not in said]
    if missing:
        return f"nowhere: {missing}\n{said}"
    if any(number in said for number in BSN):
        return "a personal number is in what is said"
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e\u200b]", said):
        return "control characters of the file reach the terminal"
    if (code == 3 or "--dry-run" in options) and state() != before:
        return "the store changed"
    return ""


for nth, (name, content, code, words) in enumerate(TABLE):
    path = os.path.join(folder, f"ko_plaatsing_bron-{nth}-{chr(97 + nth % 26) * 8}_2026K3.csv")
    with open(path, "wb") as out:
        out.write(content.encode() if isinstance(content, str) else content)
    promise(name, fault_of(name, path, code, words, *([] if code == 3 else ["--dry-run"])))

good = path
os.mkdir(f"{folder}/ko_plaatsing_map_2026K3.csv")
os.mkfifo(f"{folder}/ko_plaatsing_pijp_2026K3.csv")
promise("an empty directory", fault_of("", f"{folder}/ko_plaatsing_map_2026K3.csv", 2, ["no file to import"]))
promise("a fifo that nobody writes to", fault_of("", f"{folder}/ko_plaatsing_pijp_2026K3.csv", 3, ["a pipe or device"]))
os.mkdir(f"{folder}/links")
os.symlink("..", f"{folder}/links/omhoog")
os.symlink("lus-b.csv", f"{folder}/links/lus-a.csv")
os.symlink("lus-a.csv", f"{folder}/links/lus-b.csv")
os.symlink("nergens.csv", f"{folder}/links/dood.csv")
promise("links out of the folder, round and nowhere", fault_of("", f"{folder}/links", 2, ["no file to import"]))
for own in ("kansmeter.ini", "store.db", "normen.csv", "leiden.key"):
    with open(f"{folder}/links/{own}", "w", encoding="ascii") as out:
        out.write("x")
os.symlink(good, f"{folder}/links/ko_plaatsing_link_2026K3.csv")
promise("beside a link to a file the workspace's own are left alone", fault_of("", f"{folder}/links", 0,
        ["imported  ko_plaatsing_link_2026K3.csv", "left alone (no deliveries): dood.csv, kansmeter.ini, leiden.key, lus-a.csv, lus-b.csv, normen.csv, omhoog, store.db"],
        "--dry-run"))
promise("a device", fault_of("", "/dev/zero", 3, ["a pipe or device"], "--contract", "ko_plaatsing", "--deliverer", "x", "--period", "2026K3"))
promise("a file that is not there", fault_of("", f"{folder}/nergens.csv", 2, ["there is no such file"]))
promise("a year for a period", fault_of("", good, 2, ["'2019' is not a period", "2019K1..2019K4"], "--period", "2019"))
promise("a period to come", fault_of("", good, 3, ["begins after the day"], "--period", "2030K1"))
promise("a contract that does not exist", fault_of("", good, 2, ["there is no contract", "did you mean 'ko_plaatsing'?"], "--contract", "ko_plaatzing"))
promise("a contract that is like no other", fault_of("", good, 2, ["there is no contract", "there are: ", "ko_plaatsing"], "--contract", "zzz"))
promise("a deliverer with a path in it", fault_of("", good, 3, ["is not a name"], "--deliverer", "../x"))
promise("a day that does not exist", fault_of("", good, 2, ["--received"], "--received", "2026-02-30"))

growing = f"{folder}/ko_plaatsing_groeit_2026K3.csv"
with open(growing, "w", encoding="ascii") as out:
    out.write(GOOD)
    for i in range(60000):
        out.write(ROWS[i % 40].replace(";A", f";B{i}", 1) + "\r\n")
stop = threading.Event()


def grow():
    while not stop.is_set():
        with open(growing, "a", encoding="ascii") as more:
            more.write("\r\n")
        stop.wait(0.002)


writer = threading.Thread(target=grow)
writer.start()
try:
    promise("a file that grows while it is read", fault_of("", growing, 3, ["changed while it was being read"]))
finally:
    stop.set()
    writer.join()
promise("and in the end the good file", fault_of("", good, 0, []))
sys.exit(1 if failures else 0)
