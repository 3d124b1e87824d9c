"""Small random cities, counted a second time: in another language, from the CSV files alone, without any SQL.

Each city is written as clean files full of awkward cases (ages on the day itself, decisions that follow each other,
places that end on the last day, sites without early education, hours above six a day), delivered in one of several
ways that may not matter (rows shuffled, a file delivered twice, one period split into two deliveries, another name
for the deliverer), computed by kansmeter and compared, figure by figure, with the counts below.

All 24 hard indicators that come first are counted here, the three about the deliveries themselves, the time that a request for
data takes, who goes on to the partner school, where pupils of practical and special schools go, whose parents followed the
programme for toddlers and who tries a new domain. Those of 1 October are those of 2025, in 2025K4.

usage: recount.py KANSMETER ROOT CITIES [FIRST_SEED]      exit 1 at the first city that differs
"""

import calendar
import collections
import csv
import datetime
import fractions
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

D = datetime.date
LAST = D(2026, 9, 30)  # of 2026K3
QUARTER = (D(2026, 7, 1), D(2026, 10, 1))
YEAR = (D(2025, 8, 1), D(2026, 8, 1))  # the school year told of in 2026K3
TWELVE_MONTHS = (D(2025, 10, 1), D(2026, 10, 1))
OCTOBER, OCTOBER_BEFORE = D(2025, 10, 1), D(2024, 10, 1)
PERIOD = "2023K1..2026K3"
LATER = "2023K4..2026K3"  # of who has delivered for less than two years before the school year
FOREVER = D(2199, 1, 1)
DAY = datetime.timedelta(1)
PLACES = {"2312AB": "WK054603", "2316CD": "WK054606", "2321EF": "WK054609"}


# ---- dates ----


def months_after(day, months):
    """The same day of the month later, or the month's last; a leap child's birthday is 1 March."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    most = calendar.monthrange(year, month)[1]
    if (day.month, day.day) == (2, 29) and months % 12 == 0 and most == 28:
        return D(year, 3, 1)
    return D(year, month, min(day.day, most))


def dutch(value):
    if isinstance(value, D):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return "" if value is None else str(value)


# ---- a city ----


def bsn(number):
    """A nine-digit number that passes the eleven test, from 990000000 on."""
    found = 990000000 + number * 100
    while True:
        digits = [int(digit) for digit in str(found)]
        total = sum(digit * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1)))
        if total % 11 == 0:
            return str(found)
        found += 1


def near(rng, day, spread):
    """Often the day itself or the one beside it."""
    return day + DAY * (rng.choice((-1, 0, 0, 1)) if rng.random() < 0.3 else rng.randint(-spread, spread))


def build(rng):
    city = {name: [] for name in ("bevolking", "jgz_indicatie", "jgz_contact", "ko_plaatsing", "ko_uren", "inschrijving",
                                  "activiteit", "deelname", "locatie", "postcode")}
    for postcode, wijk in PLACES.items():
        city["postcode"].append({"pc6": postcode, "buurt": "BU" + wijk[2:] + "01", "wijk": wijk, "gemeente": "GM0546"})
    sites = [str(100000000 + i * 111) for i in range(4)]
    for i, lrk in enumerate(sites):
        city["locatie"].append({"locatie": f"L{i}", "soort": "ko-ve", "naam": f"Locatie {i}", "lrk": lrk, "houder": "houder-a",
                                "ve": "J" if i < 3 else "N", "ve_van": D(2026, 9, 30) if i == 2 and rng.random() < 0.5 else None,
                                "ve_plaatsen": 16})
    for i, area in enumerate(("sport", "cultuur", "bieb", "mentoring", "ouder", "sociaal")):
        city["activiteit"].append({"activiteit": f"A{i}", "aanbieder": "club", "domein": area, "begindatum": D(2023, 1, 1)})
    for number in range(rng.randint(25, 60)):
        build_child(rng, city, number, sites)
    build_rest(random.Random(rng.random()), city)
    build_secondary(random.Random(rng.random()), city)
    build_requests(random.Random(rng.random()), city)
    build_starters(random.Random(rng.random()), city)
    build_graduates(random.Random(rng.random()), city)
    build_parents(random.Random(rng.random()), city)
    build_tasters(random.Random(rng.random()), city)
    return city


def build_child(rng, city, number, sites):
    person = bsn(number)
    age = rng.choice((rng.randint(24, 66), rng.randint(24, 66), rng.randint(0, 220)))
    born = near(rng, months_after(LAST, -age), 40)
    if rng.random() < 0.2:  # an age is reached on the last day, or the day after
        born = months_after(LAST + DAY * rng.randint(0, 1), -rng.choice((30, 36, 48, 60, 72, 216)))
    if rng.random() < 0.15:  # four years old in the quarter
        born = months_after(near(rng, D(2026, 8, 15), 50), -48)
    born = min(born, D(2026, 9, 1))
    came = born if rng.random() < 0.7 else near(rng, D(2026, 7, 1), 300)
    came = max(came, born)
    left = None if rng.random() < 0.8 else max(came, near(rng, LAST, 120))
    income = rng.choice(("tot120", "120-140", "boven140", None))
    if rng.random() < 0.95:
        city["bevolking"].append({"kind": person, "geboortedatum": born, "geslacht": rng.choice("MV"), "geldig_van": came,
                                  "geldig_tot": left, "postcode": rng.choice(list(PLACES)), "huisnummer": rng.randint(1, 9),
                                  "inkomensklasse": income})
    day = near(rng, months_after(born, rng.randint(20, 34)), 30)
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
        if day > LAST:
            break
        decision = rng.choice(("J", "J", "J", "N", "ingetrokken", "aangehouden"))
        start = day + DAY * rng.choice((0, 14, 30)) if decision == "J" and rng.random() < 0.7 else None
        end = near(rng, LAST, 60) if rng.random() < 0.15 else None
        city["jgz_indicatie"].append({"kind": person, "client": f"c{number}", "geboortedatum": born, "datum_bepaling": day,
                                      "besluit": decision, "ingang": start, "einde": end if end is None or end > day else None,
                                      "toegeleid_naar": rng.choice((None, None, sites[0], "999999999")),
                                      "reden_niet_bereik": "medisch-so" if rng.random() < 0.1 else None,
                                      "thuistaal": rng.choice(("nl", "anders", "nl-meertalig", None))})
        day += DAY * rng.randint(1, 200)
    for moment in ("3jr", "5jr", "extra")[: rng.randint(0, 3)]:
        seen = near(rng, rng.choice((months_after(LAST, -12), months_after(LAST, -24), LAST)), 200)
        if born <= seen <= LAST and seen >= D(2023, 1, 1):
            city["jgz_contact"].append({"kind": person, "contactmoment": moment, "datum_contact": seen,
                                        "status": rng.choice(("verschenen", "verschenen", "niet-verschenen"))})
    plan_contacts(random.Random(rng.random()), [row for row in city["jgz_contact"] if row["kind"] == person])
    for count in range(rng.choice((0, 1, 1, 2))):
        begin = max(D(2023, 1, 1), near(rng, D(2026, 6, 1), 200))
        end = None if rng.random() < 0.6 else max(begin, near(rng, LAST, 60))
        hours = [rng.choice((None, 0.0, 3.0, 5.5, 8.0, 11.0)) for _ in range(5)]
        if rng.random() < 0.4:  # on the bound: 640 hours, 636.8, a little less, and above six a day
            hours = rng.choice(([4.0, 4.0, 4.0, 4.0, None], [4.0, 4.0, 4.0, 3.92, None], [4.0, 4.0, 4.0, 3.9, None],
                                [11.0, 11.0, None, None, 4.0], [None] * 5))
        whole = float(rng.choice((0, 10, 15, 16, 24))) if all(h is None for h in hours) else sum(h or 0.0 for h in hours)
        city["ko_plaatsing"].append({"kind": person, "kindnummer": f"k{number}", "geboortedatum": born, "lrk": rng.choice(sites),
                                     "contract": f"c{number}-{count}", "begindatum": begin, "einddatum": end,
                                     "soort_opvang": rng.choice(("PO", "KDV", "BSO")), "ve_plaats": rng.choice("JJN"),
                                     "uren_week": whole, "uren_ma": hours[0], "uren_di": hours[1], "uren_wo": hours[2],
                                     "uren_do": hours[3], "uren_vr": hours[4], "dagen_week": rng.choice((None, 2, 3, 4)),
                                     "weken_jaar": rng.choice((40, 40, 52))})
    if rng.random() < 0.5:
        for month in (6, 7, 8, 9):
            hours = float(rng.randint(10, 60))
            city["ko_uren"].append({"kind": person, "lrk": sites[0], "maand": D(2026, month, 1), "uren_contract": hours,
                                    "uren_gerealiseerd": min(hours, float(rng.randint(0, 60)))})
    if months_after(born, 48) <= LAST and rng.random() < 0.7:
        start = near(rng, max(D(2023, 8, 1), months_after(born, 48)), 60)
        if start <= LAST:
            city["inschrijving"].append({"kind": person, "leerlingnummer": f"l{number}", "brin": "90AX", "branch": "00",
                                         "inschrijfdatum": start, "uitschrijfdatum": None if rng.random() < 0.8 else max(start, near(rng, LAST, 40)),
                                         "schoolsoort": rng.choice(("bo", "bo", "sbo", "so", "vso")), "geboortedatum": born})
    for count in range(rng.choice((0, 0, 1, 2, 4))):
        month = rng.choice((D(2025, 7, 1), D(2025, 8, 1), D(2025, 12, 1), D(2026, 7, 1), D(2026, 8, 1)))
        city["deelname"].append({"kind": person, "deelname": f"d{number}-{count}", "activiteit": f"A{rng.randint(0, 5)}", "tijdvak": month,
                                 "status": "geplaatst", "sessies_aanwezig": rng.choice((None, 0, 1, 2, 3, 5))})


def plan_contacts(rng, contacts):
    """A contact is held on the day it was planned for, or earlier, or later, or was not planned at all. Who does not come leaves an
    appointment without a contact, now and then with the day written down all the same."""
    for row in contacts:
        row["datum_gepland"] = rng.choice((row["datum_contact"], None, near(rng, row["datum_contact"], 40), near(rng, row["datum_contact"], 500),
                                           near(rng, months_after(LAST, -rng.choice((0, 12, 12, 24, 24))), 3)))
        if row["status"] != "verschenen" and rng.random() < 0.5 and row["datum_gepland"]:
            row["datum_contact"] = None


LADDER = ("pro", "vmbo-bb", "vmbo-bb-kb", "vmbo-kb", "vmbo-kb-gt", "vmbo-gt", "vmbo-gt-havo", "havo", "havo-vwo", "vwo")


def build_rest(rng, city):
    """What does not hang on a child's first years: schools, partners, absence, support, talks, advices, schemes."""
    city.update({name: [] for name in ("partner", "verzuim", "ondersteuning", "ouder_contact", "enquete", "regeling", "overdracht",
                                       "schooladvies")})
    for site in city["locatie"]:
        site.update(wijk=rng.choice(list(PLACES.values())), ve_uren_dag=rng.choice((None, 3.9, 4.0, 6.0, 11.0)),
                    ve_dagen=rng.choice((2, 3, 4, 4)), weken_jaar=rng.choice((None, 40, 40, 52)))
    for i in range(6):
        city["locatie"].append({"locatie": f"S{i}", "soort": rng.choice(("bo", "bo", "sbo", "so", "vo")), "naam": f"School {i}", "lrk": None, "ve": None,
                                "brin": "90AX", "branch": f"{i:02}", "wijk": rng.choice(list(PLACES.values())),
                                "ikc_fase": rng.choice((None, 0, 2, 3, 4, 5)), "rld_categorie": rng.choice("AB-"),
                                "ikc_datum": rng.choice((None, LAST - DAY, LAST, LAST + DAY))})
    for i in range(5):
        city["partner"].append({"partner": f"p{i}", "naam": f"Partner {i}", "partnersoort": "sport", "actief_van": D(2023, 1, 1),
                                "actief_tot": rng.choice((None, None, LAST, LAST - DAY))})
        for j in range(rng.randint(0, 2)):
            city["activiteit"].append({"activiteit": f"P{i}-{j}", "aanbieder": f"p{i}", "domein": "sport", "begindatum": D(2023, 1, 1),
                                       "einddatum": rng.choice((None, None, LAST, LAST - DAY)),
                                       "geverifieerd": rng.choice((None, D(2025, 9, 30), D(2025, 10, 1), D(2026, 5, 1)))})
    for row in city["inschrijving"]:
        row.update(branch=rng.choice(("00", "01")), jaargroep=rng.choice(("4", "5", "8", None)))
    for row in city["jgz_indicatie"]:
        if row["reden_niet_bereik"] is None:
            row["reden_niet_bereik"] = rng.choice((None, "wachtlijst", "kosten"))
    for number, person in enumerate(sorted({row["kind"] for row in city["bevolking"]} | {row["kind"] for row in city["inschrijving"]})):
        build_rest_of(rng, city, number, person)
    for i in range(20):
        row = {"enquete": "ouders", "golf": "1", "respondent": rng.choice(("ouder", "ouder", "ouder", "leerling")), "persoon": f"r{i}",
               "uitgenodigd": rng.choice("JJJN"), "ingevuld": rng.choice((None, YEAR[0] - DAY, YEAR[0], D(2026, 3, 1), YEAR[1] - DAY, YEAR[1]))}
        row.update({f"v{item}": rng.choice((1, 2, 3, 4, 5, 5, 9)) for item in range(1, 6)})
        city["enquete"].append(row)


def build_rest_of(rng, city, number, person):
    for count in range(rng.choice((0, 0, 1, 2, 3))):
        begin = near(rng, LAST - DAY * 28, 60)
        end = None if rng.random() < 0.4 else begin + DAY * rng.randint(0, 40)
        city["verzuim"].append({"kind": person, "melding": f"m{number}-{count}", "datum_begin": begin, "datum_einde": end,
                                "soort": rng.choice(("absoluut", "langdurig-relatief", "langdurig-relatief", "relatief", "vrijstelling-5a"))})
    if rng.random() < 0.5:
        start = near(rng, rng.choice((D(2026, 4, 1), D(2026, 6, 30), D(2026, 5, 15))), 20)
        city["ondersteuning"].append({"kind": person, "dossier": f"o{number}", "soort": rng.choice(("arrangement", "arrangement", "opp", "tlv")),
                                      "vorm": rng.choice(("individueel", "individueel", None, "collectief")),
                                      "datum_signaal": start - DAY * 20, "datum_start": rng.choice((start, start, start, None)),
                                      "opp_datum": rng.choice((None, start + DAY * 41, start + DAY * 42, start + DAY * 43))})
    for day in rng.sample((YEAR[0] - DAY, YEAR[0], D(2026, 2, 1), YEAR[1] - DAY, YEAR[1]), rng.randint(0, 2)):
        city["ouder_contact"].append({"kind": person, "locatie": "90AX00", "datum": day, "type": rng.choice(("driehoek", "driehoek", "voortgang")),
                                      "ouder_aanwezig": rng.choice("JJN"), "kind_aanwezig": rng.choice("JJN")})
    for count in range(rng.choice((0, 0, 1, 2))):
        asked = rng.choice((D(2026, 3, 31), D(2026, 4, 1), D(2026, 5, 9), D(2026, 6, 30), D(2026, 7, 1)))
        verdict = rng.choice(("toegekend", "toegekend", "afgewezen", "lopend"))
        city["regeling"].append({"kind": person, "aanvraag": f"a{number}-{count}", "regeling": ("laptop", "kindpakket")[count],
                                 "datum_aanvraag": asked, "besluit": verdict, "verwijzer_sector": rng.choice(("po", "jgz", None)),
                                 "datum_besluit": None if verdict == "lopend" else asked + DAY * rng.choice((0, 55, 56, 57))})
    if rng.random() < 0.6:
        first = min([row["inschrijfdatum"] for row in city["inschrijving"] if row["kind"] == person], default=D(2026, 5, 1))
        form, talk = (min(LAST, first + DAY * rng.choice((-90, -1, 42, 43))) for _ in range(2))
        held = rng.random() < 0.8
        city["overdracht"].append({"kind": person, "soort": rng.choice(("ve-po", "ve-po", "ve-po", "po-po")), "datum": max(form, talk),
                                   "datum_formulier": rng.choice((form, form, None)), "toestemming": rng.choice("JJJN"),
                                   "warm_gesprek": "J" if held else "N", "datum_gesprek": talk if held else None})
    if rng.random() < 0.4:
        low = rng.randrange(len(LADDER) - 1)
        city["schooladvies"].append({"kind": person, "brin": "90AX", "branch": "00", "adviesjaar": 2026,
                                     "voorlopig": rng.choice((LADDER[low], LADDER[low], LADDER[low], None)),
                                     "toetsadvies": rng.choice((LADDER[low], LADDER[low + 1], LADDER[low + 1], LADDER[max(0, low - 1)], None)),
                                     "definitief": rng.choice((LADDER[low], LADDER[low + 1])), "ontheffing": "N"})


LEVELS = ("pro", "vmbo-b", "vmbo-k", "vmbo-gt", "havo", "vwo")  # of a school: every second step of the ladder, nearly
LOWEST = {"pro": 1, "vmbo-bb": 2, "vmbo-bb-kb": 2, "vmbo-kb": 3, "vmbo-kb-gt": 3, "vmbo-gt": 4, "vmbo-gt-havo": 4, "havo": 5,
          "havo-vwo": 5, "vwo": 6}


def build_secondary(rng, city):
    """Pupils of a secondary school that no other list tells of: on 1 October of one year, the next, or both."""
    city["schooladvies_eerder"] = []
    for number in range(rng.randint(10, 30)):
        person = bsn(1000 + number)
        born = months_after(OCTOBER_BEFORE + DAY * rng.choice((-1, 0, 1)), -rng.choice((144, 144, 168, 180, 276)))
        for count, first, last in ((0, D(2024, 8, 1), D(2025, 7, 31)), (1, D(2025, 8, 1), None)):
            october = D(first.year, 10, 1)
            if rng.random() < 0.7:
                city["inschrijving"].append({"kind": person, "leerlingnummer": f"v{number}", "brin": "94EX", "branch": "07",
                                             "inschrijfdatum": rng.choice((first, first, october, october + DAY)),
                                             "uitschrijfdatum": rng.choice((last, last, october, october + DAY * 20)),
                                             "schoolsoort": rng.choice(LEVELS + ("brugklas",)), "geboortedatum": born,
                                             "jaargroep": rng.choice(("lj3", "lj3", "lj2"))})
                row = city["inschrijving"][-1]
                if rng.random() < 0.2:  # gone the day before
                    row.update(inschrijfdatum=first, uitschrijfdatum=october - DAY)
                if row["uitschrijfdatum"] and row["uitschrijfdatum"] < row["inschrijfdatum"]:
                    row["uitschrijfdatum"] = row["inschrijfdatum"]
        for year in rng.choice(((), (2023,), (2023,), (2022, 2023))):
            city["schooladvies_eerder"].append({"kind": person, "brin": "90AX", "branch": "00", "adviesjaar": year, "ontheffing": "N",
                                                "voorlopig": "pro", "definitief": rng.choice(LADDER + (None,))})
        for count in range(rng.choice((0, 1, 1, 2))):
            city["verzuim"].append({"kind": person, "melding": f"v{number}-{count}", "soort": rng.choice(("vsv", "vsv", "vsv", "absoluut")),
                                    "datum_begin": rng.choice((OCTOBER_BEFORE - DAY, OCTOBER_BEFORE, D(2025, 2, 1), OCTOBER - DAY, OCTOBER)),
                                    "startkwalificatie": rng.choice(("J", "N", "N", None))})


def build_starters(rng, city):
    """Sites with a partner school, and children who go from a place to a school just inside the half year before, or just not."""
    for site in city["locatie"]:
        if site["lrk"]:
            site["partnerlocatie"] = rng.choice((None, "S0", "S0", "S1", "S5"))
    for number in range(rng.randint(2, 14)):
        person = bsn(2000 + number)
        first = rng.choice((YEAR[0] - DAY, YEAR[0], D(2026, 2, 1), D(2026, 2, 1), YEAR[1] - DAY, YEAR[1]))
        born = months_after(first, -48)
        last = first - DAY * rng.choice((1, 30, 182, 183, 184, 185))
        for count in range(rng.choice((0, 1, 1, 2))):
            begin = rng.choice((D(2025, 1, 6), last, first - DAY, first))
            city["ko_plaatsing"].append({"kind": person, "kindnummer": f"s{number}", "geboortedatum": born, "contract": f"s{number}-{count}",
                                         "lrk": rng.choice([site["lrk"] for site in city["locatie"] if site["lrk"]]),
                                         "begindatum": begin, "einddatum": max(begin, last) if rng.random() < 0.8 else None, "soort_opvang": "PO",
                                         "ve_plaats": rng.choice("JJJN"), "uren_week": float(rng.choice((0, 16, 16))), "uren_ma": None,
                                         "uren_di": None, "uren_wo": None, "uren_do": None, "uren_vr": None, "dagen_week": 4, "weken_jaar": 40})
        for count, day in enumerate((first, first + DAY * rng.choice((0, 40)))[: rng.choice((1, 1, 2)) if first > OCTOBER else 1]):
            city["inschrijving"].append({"kind": person, "leerlingnummer": f"s{number}-{count}", "brin": "90AX", "branch": rng.choice(("00", "01")),
                                         "inschrijfdatum": day, "uitschrijfdatum": None, "geboortedatum": born, "jaargroep": "1",
                                         "schoolsoort": rng.choice(("bo", "bo", "sbo", "so", "vso"))})


def build_graduates(rng, city):
    """Pupils who leave a school, on the days around the year that is told of; what they do half a year later, and what is reported."""
    for number in range(rng.randint(4, 16)):
        person = bsn(3000 + number)
        last = rng.choice((D(2025, 3, 30), D(2025, 3, 31), D(2025, 7, 31), D(2025, 7, 31), D(2026, 3, 30), D(2026, 3, 31)))
        spells = [(D(2024, 8, 1), last)]
        for begin in rng.sample((1, 1, 30, 183, 184, 185), rng.choice((0, 1, 1, 2))):
            first = last + DAY * begin
            spells.append((first, rng.choice((None, last + DAY * 183, last + DAY * 184, first + DAY * 60))))
        for count, (first, until) in enumerate(spells):
            kind, level = rng.choice((("pro", None), ("vso", None), ("mbo", "mbo-1"), ("mbo", "mbo-2"), ("vmbo-b", None)))
            city["inschrijving"].append({"kind": person, "leerlingnummer": f"g{number}-{count}", "brin": "94EX", "branch": "07",
                                         "inschrijfdatum": first, "uitschrijfdatum": until and max(first, until), "schoolsoort": kind,
                                         "niveau": level, "geboortedatum": months_after(LAST, -rng.choice((190, 200, 215))), "jaargroep": None,
                                         "reden_uitschrijving": rng.choice((None, None, None, "overig", "overig", "verhuizing", "buitenland", "overleden"))})
        for count, days in enumerate(rng.sample((-184, -183, -30, 0, 30, 183, 184), rng.choice((0, 1, 1, 2, 3)))):
            city["verzuim"].append({"kind": person, "melding": f"g{number}-{count}", "soort": "vsv", "datum_begin": last + DAY * (1 + days),
                                    "bestemming": rng.choice((None, "onderwijs", "werk", "dagbesteding", "zorg", "geen"))})


def build_parents(rng, city):
    """Families, and toddlers who turn four around the quarter with an indication and a place that meet for a day, or just not."""
    city["activiteit"] += [{"activiteit": "O1", "aanbieder": "club", "domein": "ouder", "programma": "ve-ouderprogramma", "begindatum": D(2023, 1, 1)},
                           {"activiteit": "O2", "aanbieder": "club", "domein": "ouder", "programma": "overig", "begindatum": D(2023, 1, 1)}]
    for number in range(rng.randint(8, 24)):
        person, four = bsn(4000 + number), rng.choice((QUARTER[0] - DAY, QUARTER[0], D(2026, 8, 1), D(2026, 8, 10), LAST, LAST + DAY))
        born = months_after(four, -48)
        half = months_after(born, 30)
        end = rng.choice((None, None, None, None, half + DAY, D(2026, 2, 1)))
        begin = rng.choice((half - DAY * 30, half, half, D(2026, 1, 31), D(2026, 2, 1), four - DAY, four))
        city["bevolking"].append({"kind": person, "geboortedatum": born, "geslacht": "V", "geldig_van": rng.choice((born, born, born, four, four + DAY)),
                                  "geldig_tot": None, "postcode": rng.choice(list(PLACES)), "huisnummer": 1, "inkomensklasse": None})
        city["jgz_indicatie"].append({"kind": person, "client": f"o{number}", "geboortedatum": born, "datum_bepaling": half - DAY * 40,
                                      "besluit": rng.choice("JJJJJN"), "ingang": None, "einde": end, "toegeleid_naar": None,
                                      "reden_niet_bereik": None, "thuistaal": None})
        city["ko_plaatsing"].append({"kind": person, "kindnummer": f"o{number}", "geboortedatum": born, "contract": f"o{number}",
                                     "lrk": rng.choice([site["lrk"] for site in city["locatie"] if site["lrk"]]), "begindatum": begin,
                                     "einddatum": rng.choice((None, None, None, begin, half - DAY, half)), "soort_opvang": "PO", "ve_plaats": rng.choice("JJJJJN"),
                                     "uren_week": float(rng.choice((0, 16, 16, 16, 16))), "uren_ma": None, "uren_di": None, "uren_wo": None,
                                     "uren_do": None, "uren_vr": None, "dagen_week": 4, "weken_jaar": 40})
        if city["ko_plaatsing"][-1]["einddatum"]:
            city["ko_plaatsing"][-1]["einddatum"] = max(begin, city["ko_plaatsing"][-1]["einddatum"])
        for count, month in enumerate(rng.sample((D(2025, 3, 1), D(2026, 2, 1), D(2026, 7, 1), D(2026, 8, 1), D(2026, 9, 1)), rng.choice((0, 1, 1, 2, 2)))):
            booked, came = rng.choice(((5, 3), (10, 6), (10, 5), (10, 7), (4, 0), (4, 4), (0, 0), (5, None)))
            city["deelname"].append({"kind": person, "deelname": f"o{number}-{count}", "activiteit": rng.choice(("O1", "O1", "O1", "O2")),
                                     "tijdvak": month, "status": "geplaatst", "sessies_geboekt": booked, "sessies_aanwezig": came})
    for row in city["bevolking"]:
        row["gezin"] = rng.choice((None, f"G{rng.randint(1, 30)}"))


def build_tasters(rng, city):
    """Children who take part, now and in the two years before, at partners of whom one has not delivered that long."""
    months = (D(2023, 7, 1), D(2023, 8, 1), D(2024, 9, 1), D(2025, 7, 1), D(2025, 8, 1), D(2026, 7, 1), D(2026, 8, 1))
    city["deelname_laat"] = []
    some = [rng.choice(city["bevolking"])["kind"] for _ in range(8)]
    for number in range(rng.randint(10, 40)):
        late = number == 0 or rng.random() < 0.1
        city["deelname_laat" if late else "deelname"].append(
            {"kind": rng.choice(some), "deelname": f"t{number}", "activiteit": rng.choice(("A0", "A0", "A0", "A1", "A2", "A5")),
             "tijdvak": rng.choice(months[2:] if late else months), "status": "geplaatst", "sessies_aanwezig": rng.choice((None, 0, 1, 1, 3))})


def build_requests(rng, city):
    """Lines of a working group: requests for data that are delivered, stopped or still wait, and others with the same days."""
    city["actie_voortgang"] = []
    for number in range(rng.randint(1, 14)):
        start = rng.choice((None, TWELVE_MONTHS[0] - DAY, TWELVE_MONTHS[0], D(2026, 2, 1), D(2026, 6, 1), D(2026, 9, 2), LAST))
        after = (start or LAST) + DAY * rng.choice((-3, 0, 1, 7, 7, 27, 28, 29, 55, 56, 57, 90))
        end = rng.choice((None, "geleverd", "geleverd", "gestopt", "beide"))
        city["actie_voortgang"].append({"regel_id": f"R-{number}", "actie": "M2", "werkgroep": "overgangen", "startdatum": start,
                                        "soort": rng.choice(("datasetverzoek", "datasetverzoek", "datasetverzoek", "onderzoek")),
                                        "status": "gestopt" if end in ("gestopt", "beide") else rng.choice(("op-schema", "gereed")),
                                        "datum_stand": min(LAST, after + DAY * (rng.choice((-7, 0, 7)) if end == "beide" else 0)),
                                        "geleverd_op": min(LAST, after) if end in ("geleverd", "beide") else None})


# ---- the files ----

# A column that no contract keeps, and is only checked or turned into a neighbourhood: its header.
HEADERS = {"postcode": "Postcode", "huisnummer": "Huisnummer", "client": "Cliëntnummer", "kindnummer": "Kindnummer",
           "contract": "Contractnummer", "leerlingnummer": "Leerlingnummer", "branch": "Vestiging", "deelname": "Deelname-id", "aanvraag": "Aanvraag-id"}
DELIVERERS = {"bevolking": "gemeente", "locatie": "gemeente", "postcode": "gemeente", "jgz_indicatie": "jgz", "jgz_contact": "jgz",
              "ko_plaatsing": "houder-a", "ko_uren": "houder-a", "inschrijving": "bestuur", "activiteit": "club", "deelname": "club", "partner": "gemeente", "verzuim": "rbl", "ondersteuning": "swv",
              "ouder_contact": "bestuur", "enquete": "hogeschool", "regeling": "gemeente", "overdracht": "bestuur", "schooladvies": "bestuur",
              "schooladvies_eerder": "bestuur", "deelname_laat": "club-laat", "actie_voortgang": "gemeente"}


def header_of(contract, column):
    for field in contract["fields"]:
        if field.get("km:column") == column:
            return field["name"]
    return HEADERS[column]


# One file: how it is imported, when it came in, and how many of the cells that may not be empty it has, and has filled.
Delivery = collections.namedtuple("Delivery", "contract deliverer period received required filled arguments")


def write(folder, root, name, rows, deliverer, period, version, received):
    with open(os.path.join(root, "importers", "contracts", name + ".json"), encoding="utf-8") as file:
        contract = json.load(file)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    headers = [header_of(contract, column) for column in columns]
    # All columns of the contract stand in the file, the other ways to name a person excepted.
    headers += [field["name"] for field in contract["fields"]
                if field["name"] not in headers and field["name"] not in ("Pseudoniem", "Sleutelversie", "Pasnummer")]
    path = os.path.join(folder, f"{name}_{deliverer}_{period[:4]}_{version}.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(headers)
        for row in rows:
            line = [dutch(row.get(column)) for column in columns]
            if name in ("ko_uren", "deelname"):
                line = [dutch(value)[3:] if column in ("maand", "tijdvak") else text
                        for text, (column, value) in zip(line, ((c, row.get(c)) for c in columns))]
            writer.writerow(line + [""] * (len(headers) - len(columns)))
    needed = [field.get("km:column", field["name"]) for field in contract["fields"]
              if field.get("km:column_required") or field.get("constraints", {}).get("required")]
    names = {HEADERS[column]: column for column in HEADERS}
    filled = sum(row.get(names.get(column, column)) not in (None, "") for row in rows for column in needed)
    return Delivery(name, deliverer, period, received, len(needed) * len(rows), filled,
                    [path, "--contract", name, "--deliverer", deliverer, "--period", period, "--received", received.isoformat()])


# Full exports of two stretches of time, each with everything of that time: the days a row begins and ends.
STRETCHES = {"bevolking": ("geldig_van", "geldig_tot"), "ko_plaatsing": ("begindatum", "einddatum"), "ko_uren": ("maand", "maand"),
             "inschrijving": ("inschrijfdatum", "uitschrijfdatum"), "jgz_contact": ("datum_contact", "datum_contact"),
             "deelname": ("tijdvak", "tijdvak"), "activiteit": ("begindatum", "einddatum"), "verzuim": ("datum_begin", "datum_einde"),
             "ondersteuning": ("datum_signaal", "datum_einde"), "ouder_contact": ("datum", "datum"),
             "regeling": ("datum_aanvraag", "datum_besluit")}
WAYS = ("plain", "shuffled", "twice", "split")


def deliver(rng, city, folder, root, way=None, renamed=None):
    """The deliveries in one of the ways that may not matter; one of them for each file, or `way` for all."""
    calls = []
    days = random.Random(rng.random())
    # under whatever name; each has one name for all that it delivers
    names = {name: name + ("-anders" if rng.choice((False, True)) and renamed is None or renamed else "") for name in sorted(set(DELIVERERS.values()))}
    for name in ("postcode", "locatie", "bevolking", "jgz_indicatie", "jgz_contact", "ko_plaatsing", "ko_uren", "inschrijving",
                 "activiteit", "deelname", "deelname_laat", "partner", "verzuim", "ondersteuning", "ouder_contact", "enquete", "regeling", "overdracht",
                 "schooladvies", "schooladvies_eerder", "actie_voortgang"):
        rows = [{**row, "houder": names[row["houder"]]} if row.get("houder") else row for row in city[name]]
        period = {"schooladvies": "2025-2026", "schooladvies_eerder": "2022-2023", "deelname_laat": LATER}.get(name, PERIOD)
        deliverer = names[DELIVERERS[name]]
        name = name.removesuffix("_eerder").removesuffix("_laat")
        one = rng.choice(WAYS)
        one = way or one
        received = days.choice((D(2026, 10, 14), D(2026, 10, 21), D(2026, 10, 22)))  # the day it is due, or the day after
        if one == "shuffled":
            rng.shuffle(rows)
        calls.append(write(folder, root, name, rows, deliverer, period, 1, received))
        if one == "twice" and len(rows) > 1:
            again = rows[1:] + rows[:1]  # the same bytes twice would be refused
            calls.append(write(folder, root, name, again, deliverer, period, 2, received + DAY))
        if one == "split" and name in STRETCHES:
            first, last = STRETCHES[name]
            early = [row for row in rows if (row[first] or row["datum_gepland"]) < QUARTER[0]]
            late = [row for row in rows if row.get(last) is None or row[last] >= QUARTER[0]]
            if early and late:
                calls[-1] = write(folder, root, name, early, deliverer, period.replace("2026K3", "2026K2"), 1, received)
                calls.append(write(folder, root, name, late, deliverer, "2026K3", 2, received))
    return calls


# ---- the second count ----


def holds(first, last_or_none, day):
    return first <= day and (last_or_none is None or day <= last_or_none)


class Recount:
    def __init__(self, city, deliveries):
        self.city, self.deliveries = city, deliveries
        self.by = {name: {} for name in city}
        for name, rows in city.items():
            for row in rows:
                self.by[name.removesuffix("_laat")].setdefault(row.get("kind"), []).append(row)
        self.people = sorted({row["kind"] for name in ("bevolking", "jgz_indicatie", "ko_plaatsing", "inschrijving") for row in city[name]})

    def rows(self, name, person):
        return self.by[name].get(person, [])

    def born(self, person):
        for name in ("bevolking", "jgz_indicatie", "ko_plaatsing", "inschrijving"):
            for row in self.rows(name, person):
                return row["geboortedatum"]
        return None

    def resident(self, person, day):
        for row in self.rows("bevolking", person):
            if holds(row["geldig_van"], row["geldig_tot"], day):
                return row
        return None

    def at_primary(self, person, day):
        return any(row["schoolsoort"] in ("bo", "sbo", "so") and holds(row["inschrijfdatum"], row["uitschrijfdatum"], day)
                   for row in self.rows("inschrijving", person))

    def decisions(self, person):
        """Each decision that says yes, no or withdrawn, with the days on which it is in force."""
        decisions = sorted((row for row in self.rows("jgz_indicatie", person) if row["besluit"] in ("J", "N", "ingetrokken")),
                           key=lambda row: row["datum_bepaling"])

        def works_from(row):
            return row["ingang"] or row["datum_bepaling"] if row["besluit"] == "J" else row["datum_bepaling"]

        for at, row in enumerate(decisions):
            yield row, works_from(row), min([works_from(later) for later in decisions[at + 1 :]] + [row["einde"] or FOREVER])

    def indication(self, person, day):
        """The decision in force, if it says yes."""
        for row, first, until in self.decisions(person):
            if row["besluit"] == "J" and first <= day < until:
                return row
        return None

    def cohort(self, person):
        """Who turned four in the quarter, lives here that day and had an indication between 2½ and 4: hours there were
        for the child, hours it got, whether a medical reason was given, and whether hours are not told."""
        born = self.born(person)
        if born is None:
            return None
        half, four = months_after(born, 30), months_after(born, 48)
        home = self.resident(person, four)
        yes = [(row, first) for row, first, until in self.decisions(person)
               if row["besluit"] == "J" and first < until and first < four and until > half]
        if not QUARTER[0] <= four < QUARTER[1] or home is None or not yes:
            return None
        begin = max(half, min(first for _, first in yes))
        school = min([row["inschrijfdatum"] for row in self.rows("inschrijving", person) if row["schoolsoort"] in ("bo", "sbo", "so")],
                     default=four)
        goal = 960.0 * (max(begin, min(four, school)) - begin).days / (four - half).days
        got = sum(row["uren_gerealiseerd"] for row in self.rows("ko_uren", person)
                  if months_after(row["maand"], 1) > half and row["maand"] < four)
        untold = not self.rows("ko_uren", person) and any(
            row["ve_plaats"] == "J" and row["begindatum"] < four and (row["einddatum"] is None or row["einddatum"] >= half)
            for row in self.rows("ko_plaatsing", person))
        return home, got >= goal, any(row["reden_niet_bereik"] == "medisch-so" for row, _ in yes), untold

    def places(self, person, day):
        """Places in early education with hours, at sites that offer it that day."""
        found = {}
        for row in self.rows("ko_plaatsing", person):
            hours = [row["uren_week"]] + [row["uren_" + name] for name in ("ma", "di", "wo", "do", "vr")]
            for site in self.city["locatie"]:
                if (site["lrk"] == row["lrk"] and site["ve"] == "J" and (site["ve_van"] or D(1900, 1, 1)) <= day and row["ve_plaats"] == "J"
                        and holds(row["begindatum"], row["einddatum"], day) and any((hour or 0) > 0 for hour in hours)):
                    key = tuple(hours) + (row["dagen_week"], row["weken_jaar"])
                    found[(key, row["begindatum"], row["einddatum"])] = row
        return list(found.values())

    def hours(self, person, day):
        """Hours a year for certain, and at most: at most six a day over all places, week by week."""
        places = self.places(person, day)
        sure = maybe = 0.0
        for week in range(max([place["weken_jaar"] for place in places], default=0)):
            running = [place for place in places if place["weken_jaar"] > week]
            by_day = [0.0] * 5
            loose = unknown = 0.0
            for place in running:
                days = [place["uren_" + name] for name in ("ma", "di", "wo", "do", "vr")]
                if any(hour is not None for hour in days):
                    by_day = [total + (hour or 0.0) for total, hour in zip(by_day, days)]
                else:
                    loose += min(place["uren_week"], 6 * (place["dagen_week"] or 0))
                    unknown += min(place["uren_week"], 30) if not place["dagen_week"] else 0
            sure += sum(min(6.0, hour) for hour in by_day) + loose
            maybe += sum(min(6.0, hour) for hour in by_day) + loose + unknown
        return round(sure, 6), round(maybe, 6)

    def target(self, person):
        """A toddler with an indication who lives here and is not at school, with the decision."""
        born = self.born(person)
        home = self.resident(person, LAST)
        if born is None or home is None or not months_after(born, 30) <= LAST < months_after(born, 60) or self.at_primary(person, LAST):
            return None, None
        return home, self.indication(person, LAST)

    def outside(self, decision):
        sites = {site["lrk"] for site in self.city["locatie"]}
        return bool(decision["toegeleid_naar"]) and decision["toegeleid_naar"] not in sites

    def figures(self):
        out = {}

        def count(indicator, block, hit=False, excluded=False, unknown=False, n=1, x=None):
            for key in ("", block):
                if key is None:
                    continue
                cell = out.setdefault((indicator, key), [0, 0, 0, 0])
                if excluded:
                    cell[2] += 1
                else:
                    cell[0] += n
                    cell[1] += (1 if hit else 0) if x is None else x
                    cell[3] += unknown

        for key, n, x, excluded, unknown in self.others():
            out[key] = [n, x, excluded, unknown]
        out.update(self.waiting_times())
        out.update(self.requests())
        out.update(self.of_the_files())
        for person in self.people:
            born = self.born(person)
            home, decision = self.target(person)
            if home is not None:
                wijk = PLACES[home["postcode"]]
                if decision is not None:
                    medical = decision["reden_niet_bereik"] == "medisch-so"
                    reached = bool(self.places(person, LAST))
                    count("vve-bereik", wijk, reached, medical, not medical and not reached and self.outside(decision))
                    sure, most = self.hours(person, LAST)
                    unsure = sure < 636.8 <= most if reached else self.outside(decision)
                    count("vve-bereik-640", wijk, sure >= 636.8, medical, not medical and unsure)
            home = self.resident(person, LAST)
            if home is not None and born is not None:
                wijk = PLACES[home["postcode"]]
                if months_after(born, 36) <= LAST < months_after(born, 48):
                    cared = self.rows("inschrijving", person) and any(
                        holds(row["inschrijfdatum"], row["uitschrijfdatum"], LAST) for row in self.rows("inschrijving", person))
                    cared = cared or any(
                        row["soort_opvang"] != "BSO" and holds(row["begindatum"], row["einddatum"], LAST)
                        and any((row[name] or 0) > 0 for name in ("uren_week", "uren_ma", "uren_di", "uren_wo", "uren_do", "uren_vr"))
                        for row in self.rows("ko_plaatsing", person))
                    count("geen-voorziening-3j", wijk, not cared)
                if born <= LAST < months_after(born, 72) and months_after(home["geldig_van"], 3) <= LAST:
                    count("jgz-in-beeld", wijk, self.in_view(person, born))
                if months_after(born, 30) <= LAST < months_after(born, 48):
                    count("vve-indicatie-aandeel", wijk, self.indication(person, LAST) is not None)
            cohort = self.cohort(person)
            if cohort is not None:
                home, enough, medical, untold = cohort
                count("vve-cohort-960", PLACES[home["postcode"]], enough, medical, untold)
            half = months_after(born, 30) if born else None
            if half and QUARTER[0] <= half < QUARTER[1] and self.resident(person, half):
                assessed = any(row["besluit"] in ("J", "N") and row["datum_bepaling"] <= half for row in self.decided(person, half))
                count("doelgroep-bepaald-30mnd", PLACES[self.resident(person, half)["postcode"]], assessed)
            end = YEAR[1] - DAY
            home = self.resident(person, end)
            if home and born and months_after(born, 48) <= end < months_after(born, 216):
                count("deelname-buitenschools", PLACES[home["postcode"]], self.takes_part(person))
            agreed = realised = 0.0
            for row in self.rows("ko_uren", person):
                last = months_after(row["maand"], 1) - DAY
                if QUARTER[0] <= row["maand"] < QUARTER[1] and self.indication(person, last):
                    agreed += row["uren_contract"]
                    realised += row["uren_gerealiseerd"]
            if agreed:
                count("ve-uren-realisatie", None, n=agreed, x=realised)
        return out

    def in_view(self, person, born):
        """Came to a contact that was due in the past year, or in the past two for who is four; without a plan it was due that day."""
        months = 24 if months_after(born, 48) <= LAST else 12
        came = [row for row in self.rows("jgz_contact", person) if row["status"] == "verschenen" and row["datum_contact"] <= LAST]
        due = [row["datum_gepland"] or row["datum_contact"] for row in came]
        return any(day <= LAST < months_after(day, months) for day in due)

    def of_the_files(self):
        """What is expected and when it came; how many cells are filled; who of the children named is in a register."""
        newest = {}
        for delivery in self.deliveries:  # in the order in which they came in
            if delivery.period in (PERIOD, LATER, "2026K3", "2025-2026"):  # ends in the quarter
                newest[delivery.contract, delivery.deliverer, delivery.period] = delivery
        cells = [sum(d.required for d in newest.values()), sum(d.filled for d in newest.values()), 0, 0]
        first = {}
        for delivery in self.deliveries:
            if delivery.period in (PERIOD, "2026K3"):
                first.setdefault(delivery.contract, delivery.received)
        expected = [first[name] for name in ("ko_plaatsing", "bevolking", "jgz_indicatie", "locatie")]
        in_time = [len(expected), sum(day <= LAST + 21 * DAY for day in expected), 0, 0]
        known = {row["kind"] for row in self.city["bevolking"] if row["geldig_van"] <= LAST} | {row["kind"] for row in self.city["inschrijving"]}
        named = [person for name in NAMED for person in self.by[name] if person and self.is_named(name, person)]
        linked = [len(named), sum(person in known for person in named), 0, 0]
        return {("levering-volledig", ""): cells, ("levering-tijdig", ""): in_time, ("koppelgraad", ""): linked}

    def is_named(self, name, person):
        """From the first day that one of the rows about the child begins to the last day that one ends: a day of the quarter among them."""
        first, last, counts_last = NAMED[name]
        if first is None:
            return True  # of the school year that ends in the quarter
        begun = [row for row in self.rows(name, person) if row[first] <= LAST]
        ends = [row.get(last) or FOREVER - DAY for row in begun]
        return any(end >= QUARTER[0] if counts_last else end > QUARTER[0] for end in ends)

    def language(self, person):
        """What youth health care wrote last."""
        told = [row for row in self.rows("jgz_indicatie", person) if row["thuistaal"] and row["datum_bepaling"] <= LAST]
        return max(told, key=lambda row: row["datum_bepaling"])["thuistaal"] if told else "onbekend"

    def others(self):
        """What is one unit at a time: its group, whether (or how much) it scored, and whether it is left out or unsure."""
        for indicator, units in (
                ("vve-bereik-gat", self.reach_by_language()), ("vve-niet-bereik-reden", self.reasons()),
                ("deelname-gat-inkomen", self.part_by_income()), ("ve-aanbod-norm", self.offers()), ("ikc-fase", self.centres()),
                ("aanbod-in-beeld", self.partners()), ("opp-tijdig", self.plans()), ("thuiszitters", self.absent()),
                ("driehoeksgesprek", self.talks()), ("partnerschap-ouder", self.scores()), ("verwijzing-toegekend", self.grants()),
                ("warme-overdracht-ve", self.handovers()), ("advies-bijgesteld", self.advices()), ("rld-bereik", self.rich_days()),
                ("lj3-op-boven-advies", self.third_years()), ("vsv", self.leavers()),
                ("ikc-doorstroom", self.to_partner_school()), ("pro-vso-bestemming", self.destinations()),
                ("ouderprogramma-ve", self.families()), ("nieuw-domein", self.new_domains())):
            cells = {}
            for group, hit, fate in units:
                for code in ("", group) if indicator in GROUPED else (group or "",):
                    cell = cells.setdefault((indicator, code), [0, 0, 0, 0])
                    cell[0] += fate != "excluded"
                    cell[1] += hit if fate != "excluded" else 0
                    cell[2] += fate == "excluded"
                    cell[3] += fate == "unknown"
            if indicator == "vve-niet-bereik-reden":  # every reason is a share of all
                whole = [sum(cell[0] for cell in cells.values()), sum(cell[2] for cell in cells.values())]
                cells = {key: [whole[0], cell[1], whole[1], 0] for key, cell in cells.items() if cell[1]}
            for key, cell in cells.items():
                yield (key, *cell)

    def reach_by_language(self):
        for person in self.people:
            home, decision = self.target(person)
            if home is not None and decision is not None:
                medical = decision["reden_niet_bereik"] == "medisch-so"
                reached = bool(self.places(person, LAST))
                unsure = not medical and not reached and self.outside(decision)
                yield self.language(person), reached, "excluded" if medical else "unknown" if unsure else ""

    def reasons(self):
        for person in self.people:
            home, decision = self.target(person)
            if home is not None and decision is not None and not self.places(person, LAST):
                reason = decision["reden_niet_bereik"]
                yield reason or "onbekend", True, "excluded" if reason == "medisch-so" else ""

    def part_by_income(self):
        end = YEAR[1] - DAY
        for person in self.people:
            born, home = self.born(person), self.resident(person, end)
            if home and born and months_after(born, 48) <= end < months_after(born, 216):
                yield home["inkomensklasse"] or "onbekend", self.takes_part(person), ""

    def takes_part(self, person):
        times = {}
        for row in self.rows("deelname", person):
            area = next(a["domein"] for a in self.city["activiteit"] if a["activiteit"] == row["activiteit"])
            if YEAR[0] <= row["tijdvak"] < YEAR[1] and area not in ("bieb", "mentoring", "ouder"):
                times[row["activiteit"]] = times.get(row["activiteit"], 0) + (row["sessies_aanwezig"] or 0)
        return any(number >= 3 for number in times.values())

    def offers(self):
        """Hours above six a day do not count; 640 a year is 960 in a year and a half."""
        for site in self.city["locatie"]:
            if site.get("ve") == "J" and (site["ve_van"] or D(1900, 1, 1)) <= LAST:
                told = [site["ve_uren_dag"], site["ve_dagen"], site["weken_jaar"]]
                known = None not in told
                yield site["wijk"], known and min(6.0, told[0]) * told[1] * told[2] * 1.5 >= 960 - 1e-9, "" if known else "unknown"

    def centres(self):
        for site in self.city["locatie"]:
            if site["soort"] in ("bo", "sbo", "so"):
                phase = site["ikc_fase"]
                agreed = phase is not None and phase >= 3 and (site["ikc_datum"] is None or site["ikc_datum"] <= LAST)
                yield site["wijk"], agreed, "unknown" if phase is None else ""

    def partners(self):
        for partner in self.city["partner"]:
            if holds(partner["actief_van"], partner["actief_tot"], LAST):
                yield None, any(row["aanbieder"] == partner["partner"] and holds(row["begindatum"], row.get("einddatum"), LAST)
                                and row.get("geverifieerd") and LAST < months_after(row["geverifieerd"], 12)
                                for row in self.city["activiteit"]), ""

    def plans(self):
        for row in self.city["ondersteuning"]:
            start = row["datum_start"]
            if row["soort"] in ("arrangement", "opp") and row["vorm"] != "collectief" and start and D(2026, 4, 1) <= start < D(2026, 7, 1):
                yield None, row["opp_datum"] is not None and row["opp_datum"] <= start + DAY * 42, ""

    def absent(self):
        for person in self.people:
            born, home = self.born(person), self.resident(person, LAST)
            if home and born and months_after(born, 60) <= LAST < months_after(born, 216):
                yield PLACES[home["postcode"]], self.stays_home(person), ""

    def stays_home(self, person):
        """Reports at most fourteen days apart are one episode; without absolute absence it counts after four weeks."""
        episodes = []
        for row in sorted(self.rows("verzuim", person), key=lambda row: row["datum_begin"]):
            if row["soort"] not in ("absoluut", "langdurig-relatief") or row["datum_begin"] > LAST:
                continue  # of days after its period a delivery says nothing
            until = row["datum_einde"] + DAY if row["datum_einde"] else FOREVER
            counts = row["datum_begin"] + DAY * (0 if row["soort"] == "absoluut" else 28)
            if episodes and (row["datum_begin"] - episodes[-1][1]).days <= 14:
                episodes[-1] = (min(episodes[-1][0], counts), max(episodes[-1][1], until))
            else:
                episodes.append((counts, until))
        return any(counts <= LAST < until for counts, until in episodes)

    def pupils(self):
        """Who was at school on 1 October, with the row."""
        seen = {}
        for row in self.city["inschrijving"]:
            if holds(row["inschrijfdatum"], row["uitschrijfdatum"], D(2025, 10, 1)):
                seen.setdefault(row["kind"], row)
        return seen

    def talks(self):
        for person, row in self.pupils().items():
            if row["jaargroep"] in ("5", "8", "lj2", "lj3"):
                home = self.resident(person, D(2025, 10, 1))
                yield PLACES[home["postcode"]] if home else "onbekend", any(
                    talk["type"] == "driehoek" and talk["ouder_aanwezig"] == "J" and talk["kind_aanwezig"] == "J"
                    and YEAR[0] <= talk["datum"] < YEAR[1] for talk in self.rows("ouder_contact", person)), ""

    def scores(self):
        for row in self.city["enquete"]:
            answers = [row[f"v{item}"] for item in range(1, 6) if row[f"v{item}"] != 9]
            if (row["respondent"] == "ouder" and row["uitgenodigd"] == "J" and row["ingevuld"] and YEAR[0] <= row["ingevuld"] < YEAR[1]
                    and len(answers) >= 4):
                yield None, sum(answers) / len(answers), ""

    def grants(self):
        for row in self.city["regeling"]:
            if row["verwijzer_sector"] and D(2026, 4, 1) <= row["datum_aanvraag"] < D(2026, 7, 1):
                yield None, row["besluit"] == "toegekend" and (row["datum_besluit"] - row["datum_aanvraag"]).days <= 56, ""

    def handovers(self):
        for person in self.people:
            first = min([row["inschrijfdatum"] for row in self.rows("inschrijving", person) if row["schoolsoort"] in ("bo", "sbo", "so")],
                        default=None)
            if first is None or not D(2026, 4, 1) <= first < D(2026, 7, 1):
                continue
            if any(row["besluit"] == "J" and row["datum_bepaling"] <= first for row in self.rows("jgz_indicatie", person)):
                window = months_after(self.born(person), 42), first + DAY * 42
                told = [row for row in self.rows("overdracht", person) if row["soort"] == "ve-po" and row["toestemming"] == "J"]
                form = any(row["datum_formulier"] and window[0] <= row["datum_formulier"] <= window[1] for row in told)
                talk = any(row["datum_gesprek"] and window[0] <= row["datum_gesprek"] <= window[1] for row in told)
                yield None, form and talk, ""

    def advices(self):
        for row in self.city["schooladvies"]:
            if row["voorlopig"] is None or row["toetsadvies"] is None:
                yield None, False, "excluded"
            elif LADDER.index(row["toetsadvies"]) > LADDER.index(row["voorlopig"]):
                yield None, LADDER.index(row["definitief"]) > LADDER.index(row["voorlopig"]), ""

    def rich_days(self):
        rich = {site["branch"] for site in self.city["locatie"] if site.get("rld_categorie") in ("A", "B")}
        areas = {row["activiteit"]: row["domein"] for row in self.city["activiteit"]}
        for person, row in self.pupils().items():
            if row["branch"] in rich:
                times = {}
                for part in self.rows("deelname", person):
                    area = areas[part["activiteit"]]
                    if YEAR[0] <= part["tijdvak"] < YEAR[1] and area not in ("bieb", "mentoring", "ouder"):
                        times[area] = times.get(area, 0) + (part["sessies_aanwezig"] or 0)
                yield None, any(number >= 3 for number in times.values()), ""

    def at_school(self, person, day):
        return [row for row in self.rows("inschrijving", person) if holds(row["inschrijfdatum"], row["uitschrijfdatum"], day)]

    def third_years(self):
        """Of a double advice the lower level; of two advices the newest that names one."""
        for person in self.people:
            levels = [LEVELS.index(row["schoolsoort"]) + 1 for row in self.at_school(person, OCTOBER)
                      if row["jaargroep"] == "lj3" and row["schoolsoort"] in LEVELS]
            told = [row for name in ("schooladvies", "schooladvies_eerder") for row in self.rows(name, person) if row["definitief"]]
            if levels and told:
                yield None, max(levels) >= LOWEST[max(told, key=lambda row: row["adviesjaar"])["definitief"]], ""

    def leavers(self):
        for person in self.people:
            born = self.born(person)
            if born is None or not months_after(born, 144) <= OCTOBER_BEFORE < months_after(born, 276):
                continue
            if any(row["schoolsoort"] not in ("bo", "sbo", "so") for row in self.at_school(person, OCTOBER_BEFORE)):
                left = any(row["soort"] == "vsv" and row.get("startkwalificatie") != "J" and OCTOBER_BEFORE <= row["datum_begin"] < OCTOBER
                           for row in self.rows("verzuim", person))
                yield None, left and not self.at_school(person, OCTOBER), ""

    def to_partner_school(self):
        """Day by day through the half year before the first school day: a place at a site whose partner school is a child centre,
        on a day with a place that counts."""
        schools = {site["locatie"]: site for site in self.city["locatie"] if site["soort"] in ("bo", "sbo", "so") and site["ikc_fase"] in (4, 5)}
        partner = {site["lrk"]: schools[site["partnerlocatie"]] for site in self.city["locatie"] if site.get("partnerlocatie") in schools}
        for person in self.people:
            started = [row for row in self.rows("inschrijving", person) if row["schoolsoort"] in ("bo", "sbo", "so")]
            first = min([row["inschrijfdatum"] for row in started], default=None)
            if first is None or not YEAR[0] <= first < YEAR[1]:
                continue
            before = [first - DAY * back for back in range(1, 184)]
            centres = [partner[row["lrk"]] for row in self.rows("ko_plaatsing", person) if row["ve_plaats"] == "J" and row["lrk"] in partner
                       and any(holds(row["begindatum"], row["einddatum"], day) and self.places(person, day) for day in before)]
            if centres:
                begun = {(row["brin"], row["branch"]) for row in self.rows("inschrijving", person) if row["inschrijfdatum"] == first}
                yield None, any((school["brin"], school["branch"]) in begun for school in centres), ""

    def destinations(self):
        """Of who left practical, special or entry-level education a year to half a year ago: half a year after that day at a school, or
        by the last report within half a year in education, at work or in a day activity; without either it is not known."""
        for person in self.people:
            rows = self.rows("inschrijving", person)
            asked = [row for row in rows if row["schoolsoort"] in ("pro", "vso") or row.get("niveau") == "mbo-1"]
            left = [(row["uitschrijfdatum"] + DAY, row) for row in asked if row["uitschrijfdatum"]]
            left = [(day, row) for day, row in left if D(2025, 4, 1) <= day < D(2026, 4, 1)
                    and not any(holds(other["inschrijfdatum"], other["uitschrijfdatum"], day) for other in asked)]
            if not left:
                continue
            day, row = max(left, key=lambda pair: pair[0])
            later = day + DAY * 183
            school = any(holds(other["inschrijfdatum"], other["uitschrijfdatum"], later) for other in rows)
            told = [report for report in self.rows("verzuim", person)
                    if report.get("bestemming") and abs((report["datum_begin"] - day).days) <= 183]
            doing = max(told, key=lambda report: report["datum_begin"])["bestemming"] if told else None
            gone = row.get("reden_uitschrijving") in ("verhuizing", "buitenland", "overleden")
            known = school or doing is not None
            yield None, school or doing in ("onderwijs", "werk", "dagbesteding"), "excluded" if gone else "" if known else "unknown"

    def families(self):
        """Day by day between two and a half and four: an indication and a place at once. Six in ten of the meetings until that
        birthday is enough, of one of the children."""
        programme = {row["activiteit"] for row in self.city["activiteit"] if row.get("programma") == "ve-ouderprogramma"}
        followed = {}
        for person in self.people:
            born = self.born(person)
            four = months_after(born, 48) if born else FOREVER
            home = self.resident(person, four) if QUARTER[0] <= four < QUARTER[1] else None
            days = (four - DAY * back for back in range(1, (four - months_after(born, 30)).days + 1)) if home else ()
            if any(self.indication(person, day) and self.places(person, day) for day in days):
                rows = [row for row in self.rows("deelname", person) if row["activiteit"] in programme and row["tijdvak"] <= four]
                booked, came = (sum(row[name] or 0 for row in rows) for name in ("sessies_geboekt", "sessies_aanwezig"))
                family = home["gezin"] or person
                followed[family] = followed.get(family, False) or booked > 0 and fractions.Fraction(came, booked) >= fractions.Fraction(3, 5)
        for hit in followed.values():
            yield None, hit, ""

    def new_domains(self):
        """Domains that a child came to in the school year and not in the two years before. Who came to a partner that has not
        delivered since then is left out."""
        areas = {row["activiteit"]: row["domein"] for row in self.city["activiteit"]}
        late = [row["deelname"] for row in self.city["deelname_laat"]]
        for person in self.by["deelname"]:
            came = [row for row in self.rows("deelname", person)
                    if (row["sessies_aanwezig"] or 0) > 0 and areas[row["activiteit"]] not in ("bieb", "mentoring", "ouder")]
            now = [row for row in came if YEAR[0] <= row["tijdvak"] < YEAR[1]]
            before = [row for row in came if months_after(YEAR[0], -24) <= row["tijdvak"] < YEAR[0]]
            if now:
                fresh = {areas[row["activiteit"]] for row in now} - {areas[row["activiteit"]] for row in before}
                yield None, bool(fresh), "excluded" if any(row["deelname"] in late for row in now) else ""

    def waits_on(self, person, day):
        """A toddler with an indication who lives here, is not four yet and not at school: the decision it waits with."""
        born = self.born(person)
        if born is None or not months_after(born, 30) <= day < months_after(born, 48):
            return None
        return self.indication(person, day) if self.resident(person, day) and not self.at_primary(person, day) else None

    def waiting_times(self):
        """Day by day, without any spell: from the first day of waiting in the year until the first day with a place, or until
        nobody looks any more. Whoever waits for a medical reason is left out."""
        times, excluded = [], 0
        for person in self.people:
            start, waited = None, self.waits_on(person, TWELVE_MONTHS[0] - DAY)
            day = TWELVE_MONTHS[0]
            while day < TWELVE_MONTHS[1] and start is None:
                waits = self.waits_on(person, day)
                start = day if waits and not waited else None
                decision, waited = waits, waits
                day += DAY
            if start is None:
                continue
            if decision["reden_niet_bereik"] == "medisch-so":
                excluded += 1
                continue
            day = start
            while day < TWELVE_MONTHS[1] and self.waits_on(person, day) and not self.places(person, day):
                day += DAY
            times.append(((day - start).days, day < TWELVE_MONTHS[1] and self.waits_on(person, day) is not None))
        return durations("vve-plaatsing-duur", times, excluded)

    def requests(self):
        """From the day of a request to its delivery, until it is stopped or nobody looks any more."""
        times = []
        for row in self.city["actie_voortgang"]:
            start, given = row["startdatum"], row["geleverd_op"]
            if row["soort"] != "datasetverzoek" or start is None or not TWELVE_MONTHS[0] <= start < TWELVE_MONTHS[1]:
                continue
            until = max(start, row["datum_stand"]) if row["status"] == "gestopt" else TWELVE_MONTHS[1]
            given = max(given, start) if given else FOREVER
            if until > start:
                times.append(((min(given, until) - start).days, given < until))
        return durations("dataset-doorlooptijd", times, 0)

    def decided(self, person, day):
        """Decisions that took effect; a yes or no counts from the day it was taken."""
        return [row for row in self.rows("jgz_indicatie", person) if row["datum_bepaling"] <= day]


# ---- waiting ----


def survival(times):
    """Who still waits after each day on which somebody was placed: Kaplan and Meier, in whole fractions."""
    left, curve = fractions.Fraction(1), []
    for day in sorted({time for time, seen in times if seen}):
        followed = sum(time >= day for time, _ in times)
        left *= 1 - fractions.Fraction(sum(time == day and seen for time, seen in times), followed)
        curve.append((day, left))
    return curve


def median(times, curve):
    """The first day on which fewer than half wait; the middle of the days on which exactly half does; -1: never so few."""
    for at, (day, left) in enumerate(curve):
        if left == fractions.Fraction(1, 2):
            later = [time for time, _ in curve[at + 1 :]] or [max(time for time, _ in times)]
            return (day + later[0]) / 2
        if left < fractions.Fraction(1, 2):
            return day
    return -1


WITHIN = {"vve-plaatsing-duur": (42, 56, 91), "dataset-doorlooptijd": (28, 56)}


def durations(indicator, times, excluded):
    found = {(indicator, ""): [len(times), sum(seen for _, seen in times), excluded, 0]}
    if times:
        curve = survival(times)
        found[indicator, "mediaan"] = [median(times, curve), 0, 0, 0]
        for days in WITHIN[indicator]:
            share = 1 - min([left for time, left in curve if time <= days], default=1)
            known = share == 1 or max(time for time, _ in times) >= days
            found[indicator, f"binnen {days}"] = [float(share) if known else -1, 0, 0, 0]
    return found


# ---- the comparison ----

# Who names children, in rows from which day to which, and whether that last day counts.
NAMED = {"jgz_indicatie": ("datum_bepaling", "einde", False), "ko_plaatsing": ("begindatum", "einddatum", True), "overdracht": ("datum", "", True),
         "schooladvies": (None, None, None), "ondersteuning": ("datum_signaal", "datum_einde", True), "verzuim": ("datum_begin", "datum_einde", True),
         "regeling": ("datum_aanvraag", "datum_besluit", True)}
# Those of the rest that are also counted by district.
GROUPED = {"ve-aanbod-norm", "ikc-fase", "thuiszitters", "driehoeksgesprek"}
# Of these only the total is counted twice, and of the others only the groups that somebody is in.
TOTALS = {"aanbod-in-beeld", "opp-tijdig", "partnerschap-ouder", "verwijzing-toegekend", "warme-overdracht-ve", "advies-bijgesteld", "rld-bereik",
          "lj3-op-boven-advies", "vsv", "vve-plaatsing-duur", "dataset-doorlooptijd", "ikc-doorstroom", "pro-vso-bestemming",
          "ouderprogramma-ve", "nieuw-domein", "levering-tijdig", "levering-volledig", "koppelgraad"}
OF_OCTOBER = {"lj3-op-boven-advies", "vsv"}
GROUPS = {"vve-bereik-gat": "thuistaal", "vve-niet-bereik-reden": "reden", "deelname-gat-inkomen": "inkomensklasse"}


def computed(store):
    rows = sqlite3.connect(store).execute(
        "SELECT period, indicator, dim1, code1, estimate, n, x, excluded, unknown FROM figure_readable "
        "WHERE period IN ('2025K4', '2026K3') AND dim2 = ''")
    found = {}
    for period, indicator, dim, code, estimate, *counts in rows:
        if period != ("2025K4" if indicator in OF_OCTOBER else "2026K3"):
            continue
        if indicator in WITHIN and counts[0] > 0 and dim in ("", "binnen"):
            found[indicator, "binnen " + code if dim else "mediaan"] = [-1 if estimate is None else estimate, 0, 0, 0]
        wanted = (GROUPS[indicator],) if indicator in GROUPS else ("",) if indicator in TOTALS else ("", "wijk")
        if dim in wanted:
            found[indicator, code] = counts
    return found


def differences(wanted, found):
    asked = {"vve-bereik", "vve-bereik-640", "geen-voorziening-3j", "jgz-in-beeld", "doelgroep-bepaald-30mnd", "deelname-buitenschools",
             "ve-uren-realisatie", "vve-indicatie-aandeel", "vve-cohort-960"} | GROUPED | TOTALS | set(GROUPS)
    for key in sorted(set(wanted) | {key for key in found if key[0] in asked}):
        one, two = wanted.get(key, [0, 0, 0, 0]), found.get(key, [0, 0, 0, 0])
        if key[0] in GROUPS and (two[1] == 0 if key not in wanted else one[0] == 0):
            continue  # a group of nobody
        if any(abs(a - b) > 1e-6 for a, b in zip(one, two)):
            yield f"{key[0]} {key[1] or 'total'}: counted {one}, computed {two} (n, x, excluded, unknown)"


class Workspace:
    """A workspace of its own that has imported and computed."""

    def __init__(self, kansmeter, root, home, name):
        self.kansmeter, self.path = kansmeter, os.path.join(home, name)
        self.store = os.path.join(self.path, "store.db")
        self.environment = dict(os.environ, KANSMETER_DATADIR=root, LC_ALL="C.UTF-8", NO_COLOR="1", KANSMETER_TODAY="2026-11-23")
        self.call("init", self.path, "--key", os.path.join(home, name + ".key"))

    def call(self, *arguments, allowed=(0,)):
        done = subprocess.run([self.kansmeter, "-q", *arguments], env=self.environment, capture_output=True, text=True)
        if done.returncode not in allowed:
            raise SystemExit(f"{' '.join(arguments)}\n{done.stdout[-1500:]}{done.stderr[-1500:]}")

    def take(self, calls):
        """A stretch of a small city may be a file of three rows; one of them refused would be many, and shows in the figures anyway."""
        for delivery in calls:
            self.call("-C", self.path, "import", *delivery.arguments, "--allow-refused", allowed=(0, 1))
        self.call("-C", self.path, "compute", "--period", "2025K4..2026K3")


def run(kansmeter, root, seed):
    rng = random.Random(seed)
    home = tempfile.mkdtemp(prefix="kansmeter-recount-")
    try:
        city = build(rng)
        workspace = Workspace(kansmeter, root, home, "w")
        deliveries = deliver(rng, city, home, root)
        workspace.take(deliveries)
        wanted = Recount(city, deliveries).figures()
        return list(differences(wanted, computed(workspace.store))), len(wanted)
    finally:
        if not os.environ.get("KEEP"):
            shutil.rmtree(home)


def main():
    kansmeter, root, cities = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), int(sys.argv[3])
    first = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    counted = 0
    for seed in range(first, first + cities):
        found, number = run(kansmeter, root, seed)
        counted += number
        if found:
            print(f"city {seed} differs:")
            print("\n".join(found[:20]))
            return 1
    print(f"{cities} cities, {counted} figures, 0 differences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
