-- id: rld-locaties
-- version: 2026-11-27
-- actions: A6.2
-- order: 10
-- title: Scholen met een rijke leerdag
-- title-en: Schools with an enriched day
-- question: Welk deel van de scholen in categorie A en B had in het schooljaar een rijke leerdag?
-- question-en: What share of the schools in categories A and B had an enriched day in the school year?
-- counts: locatie
-- unit: schoollocaties
-- unit-en: school sites
-- population-text: schoollocaties in categorie A of B
-- hit-text: met een programma in ten minste twee gebieden, samen ten minste 2 uur per week en ten
--   minste 28 weken
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: SJ
-- level: output
-- direction: up
-- sensitive: group; why: het gaat om scholen, niet om kinderen
-- dimensions: wijk
-- uses: locatie, activiteit, opvolging/possible
-- sources: gemeente, partners met aanbod
-- limitation: De grens van 2 uur per week is lokaal gekozen; 28 weken volgt uit 55 weken in twee jaar
--   van de regeling School en omgeving.
-- lag: 2

-- state: stand per eenheid
WITH programma AS (
    SELECT
        locatie AS brin, count(DISTINCT domein) AS gebieden, sum(uren_week) AS uren,
        max(weken) AS weken
    FROM (
        SELECT
            a.activiteit, n.nu AS locatie, a.domein, max(a.uren_week) AS uren_week,
            max(a.weken) AS weken
        FROM activiteit a
        JOIN schoolnu n ON n.brin = a.locatie AND n.van <= :tot
        WHERE a.programma = 'rijke-leerdag' AND a.van < :tot AND :van < a.tot
        GROUP BY a.leverancier, a.activiteit, n.nu, a.domein
    )
    GROUP BY locatie
)
SELECT l.locatie AS unit, coalesce(p.gebieden >= 2 AND p.uren >= 2 AND p.weken >= 28, 0) AS hit
FROM (
    SELECT DISTINCT s.locatie, s.brin
    FROM locatie l
    JOIN onderwijslocatie s ON s.locatie = l.locatie AND s.rol = 'school'
    WHERE l.rld_categorie IN ('a', 'b') AND l.van <= :peildatum AND :peildatum < l.tot
      AND s.van <= :peildatum AND :peildatum < s.tot
) l
LEFT JOIN programma p ON p.brin = l.brin

-- example: twee gebieden, twee uur, achtentwintig weken
-- on: 2026K3
-- given locatie: locatie, soort, brin, rld_categorie, wijk
--   L1, bo, 90AX00, a, WK054603
--   L2, bo, 90AX01, b, WK054605
--   L3, bo, 90AX02, b, WK054605
--   L4, bo, 90AX03, geen, WK054605
-- given activiteit: activiteit, aanbieder, domein, programma, locatie, weken, uren_week, begindatum, einddatum
--   1, a, sport, rijke-leerdag, 90AX00, 28, 1, 2025-09-01, 2026-06-30
--   2, a, cultuur, rijke-leerdag, 90AX00, 10, 1, 2025-09-01, 2026-06-30
--   3, a, sport, rijke-leerdag, 90AX01, 30, 1, 2025-09-01, 2026-06-30
--   4, a, sport, rijke-leerdag, 90AX01, 30, 2, 2025-09-01, 2026-06-30
--   5, a, sport, rijke-leerdag, 90AX02, 27, 1, 2025-09-01, 2026-06-30
--   6, a, cultuur, rijke-leerdag, 90AX02, 27, 1, 2025-09-01, 2026-06-30
--   7, a, cultuur, overig, 90AX01, 30, 2, 2025-09-01, 2026-06-30
-- expect: n=3 x=1
-- expect wijk=WK054603: n=1 x=1

-- example: in het schooljaar; wie geen programma heeft, haalt het niet
-- on: 2026K3
-- given locatie: van, tot, locatie, soort, brin, rld_categorie
--   2026-07-31, 2026-08-01, L1, bo, 90AX00, a
--   2025-08-01, 2026-10-01, L2, bo, 90AX01, a
--   2025-08-01, 2026-10-01, L3, bo, 90AX02, a
--   2025-08-01, 2026-10-01, L4, bo, 90AX03, a
--   2025-08-01, 2026-07-31, L5, bo, 90AX04, a
-- given activiteit: activiteit, aanbieder, domein, programma, locatie, weken, uren_week, begindatum, einddatum
--   1, a, sport, rijke-leerdag, 90AX00, 28, 1, 2026-07-31, 2026-08-30
--   2, a, cultuur, rijke-leerdag, 90AX00, 10, 1, 2025-07-01, 2025-08-01
--   3, a, sport, rijke-leerdag, 90AX01, 28, 2, 2026-08-01, 2026-12-30
--   4, a, cultuur, rijke-leerdag, 90AX01, 28, 2, 2025-09-01, 2026-06-30
--   5, a, sport, rijke-leerdag, 90AX02, 28, 2, 2025-06-01, 2025-07-31
--   6, a, cultuur, rijke-leerdag, 90AX02, 28, 2, 2025-09-01, 2026-06-30
-- expect: n=4 x=1

-- example: een school die in het schooljaar ophield, telt niet; haar programma telt bij de opvolger
-- on: 2026K3
-- given opvolging: brin, opvolger, datum
--   90AX00, 90AX50, 2026-01-01
--   90AX01, 90AX50, 2026-07-31
--   90AX02, 90AX50, 2026-08-01
-- given locatie: locatie, soort, brin, rld_categorie, wijk
--   L1, bo, 90AX00, a, WK054603
--   L2, bo, 90AX01, a, WK054603
--   L3, bo, 90AX02, a, WK054603
--   L4, bo, 90AX50, a, WK054605
-- given activiteit: activiteit, aanbieder, domein, programma, locatie, weken, uren_week, begindatum, einddatum
--   1, a, sport, rijke-leerdag, 90AX00, 28, 1, 2025-09-01, 2025-12-30
--   2, a, cultuur, rijke-leerdag, 90AX00, 10, 1, 2025-09-01, 2025-12-30
-- expect: n=2 x=1
-- expect wijk=WK054603: n=1 x=0
