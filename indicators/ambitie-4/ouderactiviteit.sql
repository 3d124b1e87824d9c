-- id: ouderactiviteit
-- version: 2026-11-27
-- actions: A4.3
-- order: 10
-- title: Ouders bij ten minste één activiteit
-- title-en: Parents at one activity or more
-- question: Uit welk deel van de gezinnen kwam in het schooljaar een ouder naar een activiteit op
--   school?
-- question-en: From what share of the families did a parent come to an activity at school in the school
--   year?
-- counts: gezin
-- unit: gezinnen
-- unit-en: families
-- population-text: gezinnen met een kind op een school die gesprekken levert
-- hit-text: waarvan een ouder bij een ouderactiviteit was
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: output
-- direction: up
-- sensitive: hit; why: een klein aantal zou kinderen of gezinnen aanwijzen
-- uses: bevolking, inschrijving, ouder_contact
-- sources: gemeente, schoolbesturen
-- limitation: Activiteiten waarvan de aanwezigheid niet is bijgehouden, tellen niet.
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
    HAVING sum(min(i.tot, :tot) - max(i.van, :van)) >= 1
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
      AND ouder_aanwezig = 'ja' AND type = 'ouderactiviteit'
)
SELECT gezin AS unit, max(kind IN (SELECT kind FROM contact)) = 1 AS hit
FROM gezinskind
GROUP BY gezin

-- example: alleen een ouderactiviteit waar een ouder was
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
--   2, 90AX00, 2026-03-01, ouderactiviteit, ja
--   3, 90AX00, 2026-03-01, ouderactiviteit, nee
--   4, 90AX00, 2026-06-08, voortgang, ja
-- expect: n=3 x=1

-- example: één dag op school is genoeg; een contact telt van 1 augustus tot en met 31 juli
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
--   bestuur-a, 1, 2026-07-31, 2026-08-20, 5, bo
--   bestuur-a, 2, 2024-08-01, 2025-08-01, 5, bo
--   bestuur-a, 3, 2024-08-01, 2025-07-31, 5, bo
--   bestuur-a, 4, 2026-08-01, , 5, bo
--   bestuur-a, 5, 2025-08-01, 2026-07-31, 5, bo
--   bestuur-a, 6, 2025-08-01, 2026-07-31, 5, bo
--   bestuur-a, 7, 2025-08-01, 2026-07-31, 5, bo
--   bestuur-a, 8, 2025-08-01, 2026-07-31, 5, bo
-- given ouder_contact: kind, locatie, datum, type, ouder_aanwezig
--   1, 90AX00, 2026-07-31, ouderactiviteit, ja
--   2, 90AX00, 2025-08-01, ouderactiviteit, ja
--   7, 90AX00, 2026-08-01, ouderactiviteit, ja
--   8, 90AX00, 2026-02-01, voortgang, ja
--   8, 90AX00, 2026-02-01, ouderactiviteit, nee
-- expect: n=4 x=2
