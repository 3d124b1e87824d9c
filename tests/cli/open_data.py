"""open_data.py KANSMETER ROOT DIR: invented rows in the shapes in which DUO, CBS and inspections publish, written in every way such files are
met: other order of columns, other separator, encoding, quotes, decimal and thousands signs, titles above. No row may be lost, and every column of
numbers must add up to what Python's own csv reader adds up from the same file."""
import csv
import io
import json
import os
import random
import re
import sqlite3
import subprocess
import sys

kansmeter, root, folder = sys.argv[1:4]
rnd = random.Random(20261125)


def decimal(value, places):
    return f"{value:.{places}f}".replace(".", ",")


def vestiging(n):
    head = ["PROVINCIE", "BEVOEGD GEZAG NUMMER", "VESTIGINGSNUMMER", "VESTIGINGSNAAM", "POSTCODE", "PLAATSNAAM", "GEMEENTENUMMER", "DENOMINATIE"]
    return head, [["Zuid-Holland", f"{40000 + i}", f"{i % 90 + 10:02d}AB{i // 90:02d}", f"De \u2019t Zand; \"{i}\"", "2312 AB", "LEIDEN",
                   f"{546 - i % 2 * 500:04d}", "Openbaar"] for i in range(n)]


def eindscores(n):
    head = ["PEILDATUM_LEERLINGEN", "BRIN_NUMMER", "VESTIGINGSNUMMER", "GEMEENTENUMMER", "LEERJAAR_8", "CET_AANTAL", "CET_GEM", "IEP_AANTAL", "IEP_GEM"]
    rows = []
    for i in range(n):
        eight = rnd.randrange(0, 120)
        rows.append(["20190417", f"{i % 90 + 10:02d}CD", f"{i // 90:02d}", " 546", "<5" if 0 < eight < 5 else str(eight), str(eight),
                     decimal(500 + rnd.random() * 50, 12) if eight else " ", "0", " "])
    return head, rows


def vsv(n):
    head = ["SAMENWERKINGSVERBAND_NUMMER", "brin_nummer", "vestigings_nummer", "aantal_leerlingen", "vsv_totaal", "vsv_vmbo", "vsv_mbo"]
    return head, [[f"VO{2800 + i % 9}", f"{i % 90 + 10:02d}EF", f"{i // 90:02d}", str(rnd.randrange(0, 9999)), str(rnd.randrange(0, 60)), "0", "0"]
                  for i in range(n)]


def kerncijfers(n):
    head = ["Perioden", "Wijken en buurten", "Regiocode (gemeente, wijk, buurt) (code)", "Particuliere huishoudens (Aantal)",
            "Opleidingsniveau/Laag/Waarde (%)", "SES-WOA/Totaalscore/Gemiddelde score (Getal)"]
    return head, [["2019", f"Buurt {i}", f"BU0546{i:04d}", f"{rnd.randrange(0, 30000):8d}",
                   "       ." if i % 7 == 0 else decimal(rnd.random() * 99, 1).rjust(8), decimal(rnd.random() * 4 - 2, 3).rjust(8)] for i in range(n)]


def profielen(n):
    head = ["lrknummer", "naam", "type", "bezoekdatum", "kleur", "houder/_text", "kindplaatsen"]
    return head, [[f"{211000000 + i * 7}", f"De \"Zon\" {i}", "KDV", f"{i % 28 + 1}-{i % 12 + 1:02d}-15", "groen", "A", str(rnd.randrange(0, 90))]
                  for i in range(n)]


SHAPES = [("duo_vestiging", "2019-10-01", vestiging), ("duo_eindscores", "2018-2019", eindscores), ("duo_vsv", "2015-2016", vsv),
          ("cbs_kerncijfers", "2019K1..2019K4", kerncijfers), ("ko_risicoprofiel", "2016K1", profielen)]


def fold(text):
    return re.sub("[^a-z0-9]", "", text.lower())


def fields_of(contract):
    with open(f"{root}/importers/contracts/{contract}.json", encoding="utf-8") as file:
        return json.load(file)["fields"]


def is_number(field):
    return field["type"] in ("integer", "number") or field.get("km:kind") in ("small_count", "percent")


def numeric_columns(contract, head):
    names = [fold(name) for name in head]
    found = {}
    for field in fields_of(contract):
        wanted = [fold(name) for name in [field["name"], *field.get("km:aliases", [])]]
        place = next((names.index(name) for name in wanted if name in names), None)
        if is_number(field) and place is not None and "km:column" in field:
            found[place] = field["km:column"]
    return found


def value_of(cell):
    """What a cell says, and 1 for a count that is hidden."""
    text = cell.strip().replace("\u00a0", "").replace(" ", "")
    if text in ("", "."):
        return None
    if text.startswith("<"):
        return 1.0
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    return float(text)


def thousands(cell, sign):
    match = re.fullmatch(r" *(\d{4,6})", cell)
    return f"{int(match[1]):,}".replace(",", sign) if match else cell


def turned(cell):
    return cell.replace(",", ".") if re.fullmatch(r" *-?\d+,\d+", cell) else cell


def text_of(head, rows, **how):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=how.get("sep", ";"), lineterminator=how.get("end", "\r\n"), quoting=how.get("quoting", csv.QUOTE_MINIMAL))
    writer.writerow(head)
    writer.writerows(rows)
    return (how.get("above", "") + out.getvalue() + how.get("below", "")).encode(how.get("encoding", "utf-8"))


def variants(contract, head, rows):
    numbers = numeric_columns(contract, head)
    order = list(range(len(head)))
    rnd.shuffle(order)
    whole = {place for place in numbers if all(re.fullmatch(r" *\d*| *<5", row[place]) for row in rows)}

    def cells(change, places):
        return [[change(cell) if i in places else cell for i, cell in enumerate(row)] for row in rows]

    yield "as published", head, rows, {"encoding": "cp1252", "end": "\n"}
    yield "columns in another order", [head[i] for i in order], [[row[i] for i in order] for row in rows], {}
    yield "commas and quotes around everything", head, rows, {"sep": ",", "quoting": csv.QUOTE_ALL, "end": "\n"}
    yield "tabs in UTF-16", head, rows, {"sep": "\t", "encoding": "utf-16"}
    yield "two columns more, with a mark", [*head, "NIEUW", "OOK NIEUW"], [[*row, "x", "1,5"] for row in rows], {"encoding": "utf-8-sig"}
    yield "the header in capitals", [name.upper() for name in head], rows, {}
    yield "the header in small letters with spaces", [name.lower().replace("_", " ") for name in head], rows, {"encoding": "cp1252"}
    yield "titles above", head, rows, {"above": "Bron: open data\r\nPeildatum 1 oktober\r\n\r\n"}
    yield "sep= above", head, rows, {"above": "sep=;\r\n"}
    yield "without padding", head, [[cell.strip() for cell in row] for row in rows], {}
    yield "a separator behind each row", [*head, ""], [[*row, ""] for row in rows], {}
    yield "two byte order marks", head, rows, {"above": "\ufeff", "encoding": "utf-8-sig"}
    yield "a separator that the file states", head, rows, {"above": "sep=^\r\n", "sep": "^"}
    yield "signs without width in the header", ["\u200b" + name[:3] + "\u00ad" + name[3:] for name in head], rows, {}
    yield "numbered columns, as in open data of the CBS", [f"{name}_{i + 1}" for i, name in enumerate(head)], rows, {}
    yield "empty rows below", head, rows, {"below": (";" * (len(head) - 1) + "\r\n") * 20 + "\r\n\r\n"}
    yield "decimal points", head, cells(turned, numbers), {}
    for sign, name in ((".", "points"), (" ", "spaces"), ("\u00a0", "hard spaces")):
        yield f"{name} for thousands", head, cells(lambda cell, sign=sign: thousands(cell, sign), whole), {"encoding": "cp1252", "meant": rows}


def fault_of(contract, period, head, rows, how):
    path = f"{folder}/bestand.csv"
    with open(path, "wb") as file:
        file.write(text_of(head, rows, **how))
    workspace = f"{folder}/w"
    subprocess.run(["rm", "-rf", workspace, f"{workspace}.key"], check=True)
    subprocess.run([kansmeter, "-q", "init", workspace, "--key", f"{workspace}.key"], check=True, capture_output=True)
    done = subprocess.run([kansmeter, "-C", workspace, "import", path, "--contract", contract, "--deliverer", "bron", "--period", period],
                          capture_output=True, check=False)
    if done.returncode > 1:
        return (done.stdout + done.stderr).decode()
    store = sqlite3.connect(f"{workspace}/store.db")
    count = store.execute(f"SELECT count(*) FROM src_{contract}").fetchone()[0]
    faults = [] if count == len(rows) else [f"{count} rows of {len(rows)}"]
    known = {row[1] for row in store.execute(f"PRAGMA table_info(src_{contract})")}
    for place, column in numeric_columns(contract, head).items():
        column = f"{column}_min" if f"{column}_min" in known else column
        values = [value for value in (value_of(row[place]) for row in how.get("meant", rows)) if value is not None]
        got = store.execute(f"SELECT total({column}), count({column}) FROM src_{contract}").fetchone()
        if got[1] != len(values) or abs(got[0] - sum(values)) > 1e-9 * max(1, abs(sum(values))):
            faults.append(f"{head[place]}: {got[0]} over {got[1]}, expected {sum(values)} over {len(values)}")
    store.close()
    return "\n".join(faults)


failures = 0
for contract, period, make in SHAPES:
    head, rows = make(150)
    for name, *variant in variants(contract, head, rows):
        fault = fault_of(contract, period, *variant)
        print(f"{'not ok' if fault else 'ok'} - {contract}: {name}")
        if fault:
            failures += 1
            print("    " + fault.replace("\n", "\n    "))
sys.exit(1 if failures else 0)
