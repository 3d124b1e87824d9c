"""open_data.py KANSMETER ROOT DIR: invented rows in the shapes in which DUO, CBS and inspections publish, written in every way such files are
met: other order of columns, other separator, encoding, quotes, decimal and thousands signs, titles above, other editions. No row may be lost, the kind of file is told from its header alone, and every column of numbers must add up to what
Python's own csv reader adds up from the same file."""
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


def both_codes(n):
    """The register since INSTELLINGSCODE, the site in two digits."""
    head = ["PROVINCIE", "BEVOEGD GEZAG NUMMER", "INSTELLINGSCODE", "VESTIGINGSCODE", "VESTIGINGSNAAM", "STRAATNAAM", "POSTCODE", "PLAATSNAAM",
            "GEMEENTENUMMER", "GEMEENTENAAM", "DENOMINATIE", "ONDERWIJSSTRUCTUUR"]
    return head, [["Zuid-Holland", f"{40000 + i}", f"{i % 90 + 10:02d}AB", f"{i // 90:02d}", f"School {i}", "Dam", "2312 AB", "LEIDEN", "0546", "LEIDEN",
                   "Openbaar", "HAVO/VWO"] for i in range(n)]


def main_sites(n):
    head = ["PROVINCIE", "BEVOEGD GEZAG NUMMER", "BRIN NUMMER", "INSTELLINGSNAAM", "POSTCODE", "PLAATSNAAM", "GEMEENTENUMMER", "DENOMINATIE"]
    return head, [["Zuid-Holland", f"{40000 + i}", f"{i % 90 + 10:02d}{'ABCD'[i // 90]}Z", f"School {i}", "2312 AB", "LEIDEN", "0546", "Openbaar"]
                  for i in range(n)]


def hidden(largest):
    """A count as DUO hides it: whatever the edition."""
    return rnd.choice([str(rnd.randrange(5, largest)), "0", "<5", "-1", "*", "0-4", "< 5", "1-4", "x", ""])


def progress_tests(n):
    levels = ["REKENEN_LAGER1F", "REKENEN_1F", "REKENEN_1S", "REKENEN_2F", "LV_1F", "TV_2F"]
    head = ["PEILDATUM_LEERLINGEN", "PRIKDATUM_SCORES", "INSTELLINGSCODE", "VESTIGINGSCODE", "INSTELLINGSNAAM_VESTIGING", "GEMEENTENUMMER", "SOORT_PO",
            "LEERJAAR_8", "LIB_AANTAL", "LIB_GEM", "DOE_AANTAL", "DOE_GEM", *levels]
    return head, [["20240417", "20240725", f"{i % 90 + 10:02d}CD", f"{i % 90 + 10:02d}CD{i // 90:02d}", f"School {i}", " 546", "Bo", hidden(120),
                   hidden(60), decimal(150 + rnd.random() * 90, 4), "0", " ", *(hidden(40) for _ in levels)] for i in range(n)]


def leavers(n):
    head = ["SWV_NUMMER", "INSTELLINGSCODE", "VESTIGINGSCODE", "INSTELLINGSNAAM", "AANTAL_LEERLINGEN", "VSV_TOTAAL", "VSV_VMBO"]
    return head, [["VO2801", f"{i % 90 + 10:02d}EF", f"{i // 90:02d}", f"School {i}", hidden(900), hidden(60), hidden(30)] for i in range(n)]


ADVICES = ["VSO", "PRO", "VMBO_GT", "VMBO_GT_HAVO", "HAVO", "HAVO_VWO", "VWO", "ADVIES_NIET_MOGELIJK"]


def advices(n):
    head = ["PEILDATUM_LEERLINGEN", "PRIKDATUM_ADVIEZEN", "INSTELLINGSCODE", "VESTIGINGSCODE", "INSTELLINGSNAAM_VESTIGING", "SOORT_PO",
            "VMBO_B", "VMBO_B_K", "VMBO_K", "VMBO_K_GT", *ADVICES]
    return head, [["20241001", "20250801", f"{i % 90 + 10:02d}GH", f"{i // 90:02d}", f"School {i}", rnd.choice(["Bo", "Sbo"]),
                   *(hidden(40) for _ in range(12))] for i in range(n)]


def early_advices(n):
    head = ["PEILDATUM_LEERLINGEN", "PEILDATUM_ADVIEZEN", "BRIN_NUMMER", "VESTIGINGSNUMMER", "SOORT_PO", "VMBO_BL", "VMBO_BL_KL", "VMBO_KL", "VMBO_KL_GT",
            *ADVICES, "TOTAAL_ADVIES"]
    return head, [["20121001", "20130801", f"{i % 90 + 10:02d}GH", str(i // 90), "Bo", *(str(rnd.randrange(0, 40)) for _ in range(13))] for i in range(n)]


def padded(value, width=9):
    return rnd.choice([str(value).rjust(width)] * 5 + [".".rjust(width), "x".rjust(width), "-".rjust(width), " " * width, ""])


def open_key_figures(n):
    """The feed of the CBS: names without spaces and codes with spaces behind."""
    head = ["ID", "WijkenEnBuurten", "Gemeentenaam", "SoortRegio", "Codering", "AantalInwoners", "k_0Tot15Jaar", "HuishoudensTotaal",
            "GemiddeldInkomenPerInwoner", "AfstandTotBibliotheek"]
    return head, [[str(i), f"BU0546{i:04d}", "Leiden".ljust(40), "Buurt     ", f"BU0546{i:04d}", padded(rnd.randrange(0, 9000)),
                   padded(rnd.randrange(0, 900)), padded(rnd.randrange(0, 4000)), padded(f"{rnd.random() * 60:.1f}"), padded(f"{rnd.random() * 9:.1f}")]
                  for i in range(n)]


def statline(n):
    head = ["Wijken en buurten", "Regioaanduiding/Gemeentenaam (naam)", "Regioaanduiding/Soort regio (omschrijving)", "Regioaanduiding/Codering (code)",
            "Bevolking/Aantal inwoners (aantal)", "Bevolking/Leeftijdsgroepen/0 tot 15 jaar (aantal)",
            "Bevolking/Particuliere huishoudens/Huishoudens totaal (aantal)", "Inkomen/Inkomen van personen/Gemiddeld inkomen per inwoner (x 1 000 euro)"]
    return head, [[f"Buurt {i}", "Leiden", "Buurt", f"BU0546{i:04d}  ", padded(rnd.randrange(0, 9000)), padded(rnd.randrange(0, 900)),
                   padded(rnd.randrange(0, 4000)), padded(decimal(rnd.random() * 60, 1))] for i in range(n)]


def small_names(n):
    """The table of the CBS that is a workbook, saved as CSV."""
    head = ["gwb_code_10", "regio", "gm_naam", "recs", "a_inw", "a_00_14", "a_hh", "g_ink_pi"]
    return head, [[f"WK0546{i:02d}" if i < 100 else f"BU0546{i:04d}", f"Wijk {i:02d} Noord", "Leiden", "Wijk", padded(rnd.randrange(0, 9000), 0),
                   padded(rnd.randrange(0, 900), 0), padded(rnd.randrange(0, 4000), 0), padded(decimal(rnd.random() * 60, 1), 0)] for i in range(n)]


def childcare(n):
    """The weekly edition of the register."""
    head = ("lrk_id;type_oko;opc;actuele_naam_oko;aantal_kindplaatsen;ve;status;inschrijfdatum;opvanglocatie_adres;opvanglocatie_postcode;"
            "opvanglocatie_woonplaats;bag_id;naam_houder;kvk_nummer_houder;vestigingsnummer_houder;rechtsvorm_houder;start_geschillencommissie;"
            "einde_geschillencommissie;houder_adres;houder_postcode;houder_woonplaats;houder_buitenland;correspondentie_adres;correspondentie_postcode;"
            "correspondentie_woonplaats;correspondentie_buitenland;contact_persoon;contact_telefoon;contact_emailadres;contact_website;cbs_code;"
            "verantwoordelijke_gemeente;gastouderbureau_1;gastouderbureau_2;lrk_url").split(";")
    rows = []
    for i in range(n):
        kind = rnd.choice(["KDV", "BSO", "VGO", "GOB"])
        rows.append([f"{211000000 + i * 7}", kind, "Nee", f"'t Zand; \"{i}\"", "" if kind == "GOB" else str(rnd.randrange(1, 120)),
                     rnd.choice(["Ja", "Nee", ""]) if kind == "KDV" else "", rnd.choice(["Ingeschreven", "Uitgeschreven"]),
                     f"{i % 28 + 1:02d}-{i % 12 + 1:02d}-2019", "Dam 1", "2312AB", "'s-Gravenhage", "0546010000000000", "Stichting", "01234567",
                     "000012345678", "Stichting", "01-01-2016", "", "Dam 1", "2312AB", "Leiden", "", "Postbus 1", "2300AA", "Leiden", "", "", "", "", "",
                     "0546", "Leiden", "", "", "https://www.landelijkregisterkinderopvang.nl/"])
    return head, rows


EDITIONS = [("duo_vestiging", "2024-10-01", both_codes), ("duo_vestiging", "2016-10-01", main_sites), ("duo_eindscores", "2023-2024", progress_tests),
            ("duo_vsv", "2023-2024", leavers), ("duo_schooladvies", "2024-2025", advices), ("duo_schooladvies", "2012-2013", early_advices),
            ("cbs_kerncijfers", "2023K1..2023K4", open_key_figures), ("cbs_kerncijfers", "2022K1..2022K4", statline),
            ("cbs_kerncijfers", "2024K1..2024K4", small_names), ("lrk", "2026K3", childcare)]
SHAPES = [("duo_vestiging", "2019-10-01", vestiging), ("duo_eindscores", "2018-2019", eindscores), ("duo_vsv", "2015-2016", vsv),
          ("cbs_kerncijfers", "2019K1..2019K4", kerncijfers), ("ko_risicoprofiel", "2016K1", profielen)]


def fold(text):
    return re.sub("[^a-z0-9]", "", text.lower())


def fields_of(contract):
    with open(f"{root}/importers/contracts/{contract}.json", encoding="utf-8") as file:
        return json.load(file)["fields"]


def without_number(name):
    return re.sub(r"_\d+$", "", name)


def is_number(field):
    return field["type"] in ("integer", "number") or field.get("km:kind") in ("small_count", "percent")


def numeric_columns(contract, head):
    names = [fold(name) for name in head]
    bare = [fold(without_number(name)) for name in head]
    found = {}
    for field in fields_of(contract):
        wanted = [fold(name) for name in [field["name"], *field.get("km:aliases", [])]]
        place = next((names.index(name) for name in wanted if name in names), next((bare.index(name) for name in wanted if name in bare), None))
        if is_number(field) and place is not None and "km:column" in field:
            found[place] = field["km:column"]
    return found


HIDDEN = {"-1": 0.0, "0-4": 0.0, "1-4": 1.0}


def value_of(cell):
    """What a cell says; the least that it can be where a count is hidden."""
    text = cell.strip().replace("\u00a0", "").replace(" ", "")
    if text in ("", ".", "x", "-", "*"):
        return None
    if text.startswith("<"):
        return 1.0
    if text in HIDDEN:
        return HIDDEN[text]
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
    writer.writerows([how["first"]] if "first" in how else [])
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
    asked = ["--contract", contract] if how.get("asked") else []
    subprocess.run([kansmeter, "-q", "init", workspace, "--key", f"{workspace}.key"], check=True, capture_output=True)
    done = subprocess.run([kansmeter, "-C", workspace, "import", path, *asked, "--deliverer", "bron", "--period", period],
                          capture_output=True, check=False)
    if done.returncode > 1:
        return (done.stdout + done.stderr).decode()
    store = sqlite3.connect(f"{workspace}/store.db")
    took = store.execute("SELECT contract FROM delivery").fetchone()[0]
    if took != contract:
        return f"taken for {took}"
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


def edition_variants(head, rows):
    order = list(range(len(head)))
    rnd.shuffle(order)
    yield "as published", head, rows, {"encoding": "cp1252", "end": "\n"}
    yield "commas, quotes and a mark", head, rows, {"sep": ",", "quoting": csv.QUOTE_ALL, "encoding": "utf-8-sig"}
    yield "columns in another order below titles", [head[i] for i in order], [[row[i] for i in order] for row in rows], {"above": "Bron;DUO\r\n\r\n"}
    yield "numbered columns", [f"{name}_{i}" for i, name in enumerate(head)], rows, {}
    yield "units above and a source below", head, rows, {"first": ["aantal"] * len(head), "below": "\r\n\u00a9 Bron: open data, 1-10-2026\r\n"}
    yield "asked for by name", head, rows, {"asked": True}


failures = 0
for contract, period, make in EDITIONS:
    head, rows = make(150)
    for name, *variant in edition_variants(head, rows):
        fault = fault_of(contract, period, *variant)
        print(f"{'not ok' if fault else 'ok'} - {contract} of {period}: {name}")
        if fault:
            failures += 1
            print("    " + fault.replace("\n", "\n    "))
for contract, period, make in SHAPES:
    head, rows = make(150)
    for name, *variant in variants(contract, head, rows):
        fault = fault_of(contract, period, *variant)
        print(f"{'not ok' if fault else 'ok'} - {contract}: {name}")
        if fault:
            failures += 1
            print("    " + fault.replace("\n", "\n    "))
sys.exit(1 if failures else 0)
