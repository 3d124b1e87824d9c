-- id: gezin-zonder-contact
-- version: 2026-11-27
-- actions: A4.1, A4.3
-- order: 20
-- title: Gezinnen zonder enig contact
-- title-en: Families without any contact
-- question: Met welk deel van de gezinnen had de school in het schooljaar geen enkel contact?
-- question-en: With what share of the families did the school have no contact at all in the school
--   year?
-- counts: gezin
-- unit: gezinnen
-- unit-en: families
-- population-text: gezinnen met een kind dat ten minste een half jaar op een school zat die gesprekken
--   levert
-- hit-text: zonder een contact waar een ouder bij was
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: output
-- direction: down
-- sensitive: hit; why: een klein aantal zou kinderen of gezinnen aanwijzen
-- norm: local-target 0.05 source: Lokale streefwaarde: hoogstens 5 procent van de gezinnen
-- uses: bevolking, inschrijving, ouder_contact
-- sources: gemeente, schoolbesturen
-- limitation: Een contact dat niet is vastgelegd, telt niet. Gezinnen buiten de stad zijn niet bekend.
-- lag: 2

-- state: stand per eenheid
WITH schoolkind AS (
    SELECT i.kind
    FROM inschrijving i
    WHERE i.kind IS NOT NULL AND i.van < :tot AND :van < i.tot
      AND i.leverancier IN (
          SELECT leverancier FROM geleverd
          WHERE contract = 'ouder_contact' AND van < :tot AND :van < tot)
    GROUP BY i.kind
    HAVING sum(min(i.tot, :tot) - max(i.van, :van)) >= 182
),
gezinskind AS (
    SELECT gezin, kind
    FROM (
        SELECT
            b.gezin, s.kind,
            row_number() OVER (PARTITION BY s.kind ORDER BY b.van DESC, b.gezin) AS plek
        FROM schoolkind s
        JOIN bevolking b ON b.kind = s.kind AND b.gezin IS NOT NULL AND b.van < :tot AND :van < b.tot
    )
    WHERE plek = 1 -- een kind dat verhuisde hoort bij zijn laatste gezin van het jaar
),
contact AS (
    SELECT kind FROM ouder_contact
    WHERE kind IS NOT NULL AND datum >= :van AND datum < :tot AND van = datum
      AND ouder_aanwezig = 'ja'
)
SELECT gezin AS unit, max(kind IN (SELECT kind FROM contact)) = 0 AS hit
FROM gezinskind
GROUP BY gezin

-- example: een contact over één kind is er voor het hele gezin
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   ouder_contact, bestuur-a, 2025-08-01, 2026-10-01
-- given bevolking: kind, geboortedatum, geldig_van, gezin
--   1, 2016-05-01, 2016-05-01, 71
--   2, 2018-05-01, 2018-05-01, 71
--   3, 2016-05-01, 2016-05-01, 72
--   4, 2016-05-01, 2016-05-01, 73
--   5, 2016-05-01, 2016-05-01, 74
-- given inschrijving: leverancier, kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 2025-08-01, 2026-07-31, 5, bo
--   bestuur-a, 2, 2025-08-01, 2026-07-31, 3, bo
--   bestuur-a, 3, 2025-08-01, 2026-07-31, 5, bo
--   bestuur-a, 4, 2026-06-01, 2026-07-31, 5, bo
--   bestuur-b, 5, 2025-08-01, 2026-07-31, 5, bo
-- given ouder_contact: kind, locatie, datum, type, ouder_aanwezig
--   2, 90AX00, 2026-03-01, telefonisch, ja
--   3, 90AX00, 2026-03-01, voortgang, nee
-- expect: n=2 x=1

-- example: 182 dagen op school is genoeg; een contact telt van 1 augustus tot en met 31 juli
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   ouder_contact, bestuur-a, 2025-08-01, 2026-10-01
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, gezin
--   1, 2016-05-01, 2016-05-01, , 71
--   2, 2016-05-01, 2016-05-01, , 72
--   3, 2016-05-01, 2016-05-01, , 73
--   4, 2016-05-01, 2016-05-01, , 74
--   5, 2016-05-01, 2026-08-01, , 75
--   6, 2016-05-01, 2016-05-01, 2025-07-31, 76
--   7, 2016-05-01, 2026-07-31, , 77
--   8, 2016-05-01, 2016-05-01, 2025-08-01, 78
-- given inschrijving: leverancier, kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 2026-01-31, 2026-09-20, 5, bo
--   bestuur-a, 2, 2025-08-01, 2026-01-29, 5, bo
--   bestuur-a, 3, 2025-08-01, 2026-01-28, 5, bo
--   bestuur-a, 4, 2026-02-01, 2026-09-20, 5, bo
--   bestuur-a, 5, 2025-08-01, 2026-07-31, 5, bo
--   bestuur-a, 6, 2025-08-01, 2026-07-31, 5, bo
--   bestuur-a, 7, 2025-08-01, 2026-07-31, 5, bo
--   bestuur-a, 8, 2025-08-01, 2026-07-31, 5, bo
-- given ouder_contact: kind, locatie, datum, type, ouder_aanwezig
--   1, 90AX00, 2026-07-31, telefonisch, ja
--   2, 90AX00, 2025-08-01, telefonisch, ja
--   7, 90AX00, 2026-08-01, telefonisch, ja
--   7, 90AX00, 2026-07-01, telefonisch, nee
--   8, 90AX00, 2025-09-01, telefonisch, ja
-- expect: n=4 x=1

-- example: een kind dat naar een ander gezin ging is niet twee gezinnen; een bestuur dat later begon telt nog niet mee
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   ouder_contact, bestuur-a, 2025-08-01, 2026-10-01
--   ouder_contact, bestuur-b, 2026-10-01, 2027-01-01
-- given bevolking: van, tot, kind, geboortedatum, gezin
--   2024-01-01, 2025-08-15, 1, 2016-05-01, 71
--   2025-08-15, 2027-01-01, 1, 2016-05-01, 72
--   2024-01-01, 2027-01-01, 2, 2016-05-01, 73
-- given inschrijving: leverancier, kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 2025-08-01, 2026-07-31, 5, bo
--   bestuur-b, 2, 2025-08-01, 2026-07-31, 6, bo
-- expect: n=1 x=1
