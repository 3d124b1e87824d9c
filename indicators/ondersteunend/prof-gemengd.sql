-- id: prof-gemengd
-- version: 2026-11-27
-- actions: M3
-- order: 40
-- title: Bijeenkomsten met drie of meer sectoren
-- title-en: Sessions with three or more sectors
-- question: Bij welk deel van de scholing zaten mensen uit drie of meer sectoren bij elkaar?
-- question-en: In what share of the trainings did people of three or more sectors meet?
-- counts: sessie
-- unit: bijeenkomsten
-- unit-en: sessions
-- population-text: scholing die in een jaar is gehouden
-- hit-text: met deelnemers uit drie of meer sectoren
-- time-text: in de twaalf maanden tot en met het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: R12
-- level: process
-- tier: additional
-- direction: up
-- sensitive: group; why: het gaat om organisaties of bijeenkomsten, niet om kinderen
-- uses: scholing, scholing_deelname, partner
-- sources: gemeente, hogeschool
-- limitation: Een deelnemer zonder bekende partner heeft geen sector.
-- lag: 2

-- state: stand per eenheid
WITH aanwezig AS (
    SELECT bijeenkomst, count(DISTINCT sector) AS sectoren
    FROM geschoold
    WHERE sector <> 'onbekend' AND datum >= :van AND datum < :tot
      AND van <= :peildatum AND :peildatum < tot
    GROUP BY bijeenkomst
)
SELECT s.bijeenkomst AS unit, max(coalesce(a.sectoren >= 3, 0)) AS hit
FROM bijeenkomst s
LEFT JOIN aanwezig a ON a.bijeenkomst = s.bijeenkomst
WHERE s.datum >= :van AND s.datum < :tot
GROUP BY s.bijeenkomst

-- example: drie sectoren in één zaal
-- on: 2026K3
-- given partner: partner, naam, sector, actief_van
--   a, A, po, 2023-08-01
--   b, B, ko, 2023-08-01
--   c, C, jgz, 2023-08-01
--   d, D, po, 2023-08-01
-- given scholing: sessie, datum, thema, status
--   S1, 2026-07-01, armoede, gehouden
--   S2, 2026-07-01, armoede, gehouden
-- given scholing_deelname: sessie, persoon, partner, aangemeld, aanwezig
--   S1, 11, a, ja, ja
--   S1, 21, b, ja, ja
--   S1, 31, c, ja, ja
--   S2, 11, a, ja, ja
--   S2, 21, b, ja, ja
--   S2, 41, d, ja, ja
--   S2, 31, c, ja, nee
-- expect: n=2 x=1

-- example: bijeenkomsten van 1 oktober tot en met 30 september; een partner van vroeger of zonder sector telt niet mee
-- on: 2026K3
-- given partner: partner, naam, sector, actief_van, actief_tot
--   a, A, po, 2026-09-30,
--   b, B, ko, 2023-08-01, 2026-09-30
--   c, C, jgz, 2023-08-01, 2026-09-29
--   d, D, vo, 2026-10-01,
--   e, E, onbekend, 2023-08-01,
--   f, F, vo, 2023-08-01,
-- given scholing: sessie, datum, thema, status
--   S1, 2025-10-01, armoede, gehouden
--   S2, 2026-09-30, armoede, gehouden
--   S3, 2025-09-30, armoede, gehouden
--   S4, 2026-07-01, armoede, vervallen
--   S5, 2026-10-01, armoede, gehouden
--   S6, 2026-08-01, armoede, gehouden
--   S7, 2026-08-02, armoede, gehouden
-- given scholing_deelname: van, tot, sessie, persoon, partner, aangemeld, aanwezig
--   2024-01-01, 2026-10-01, S1, 11, a, ja, ja
--   2024-01-01, 2026-10-01, S1, 21, b, ja, ja
--   2024-01-01, 2026-10-01, S1, 31, c, ja, ja
--   2024-01-01, 2026-10-01, S1, 41, d, ja, ja
--   2024-01-01, 2026-10-01, S1, 51, e, ja, ja
--   2026-09-30, 2026-10-01, S2, 11, a, ja, ja
--   2024-01-01, 2026-10-01, S2, 21, b, ja, ja
--   2024-01-01, 2026-10-01, S2, 61, f, ja, ja
--   2024-01-01, 2026-10-01, S3, 11, a, ja, ja
--   2024-01-01, 2026-10-01, S3, 21, b, ja, ja
--   2024-01-01, 2026-10-01, S3, 61, f, ja, ja
--   2024-01-01, 2026-10-01, S4, 11, a, ja, ja
--   2024-01-01, 2026-10-01, S4, 21, b, ja, ja
--   2024-01-01, 2026-10-01, S4, 61, f, ja, ja
--   2024-01-01, 2026-09-30, S6, 11, a, ja, ja
--   2024-01-01, 2026-10-01, S6, 21, b, ja, ja
--   2024-01-01, 2026-10-01, S6, 61, f, ja, ja
-- expect: n=4 x=1

-- example: bijeenkomst 1 van de een en bijeenkomst 1 van de ander samen zijn geen zaal met drie sectoren
-- on: 2026K3
-- given partner: partner, naam, sector, actief_van
--   a, A, po, 2023-08-01
--   b, B, ko, 2023-08-01
--   c, C, jgz, 2023-08-01
-- given scholing: leverancier, sessie, datum, thema, status
--   bureau, 1, 2026-07-01, armoede, gehouden
--   werkplaats, 1, 2026-07-02, armoede, gehouden
-- given scholing_deelname: leverancier, sessie, persoon, partner, aangemeld, aanwezig
--   bureau, 1, 11, a, ja, ja
--   bureau, 1, 21, b, ja, ja
--   werkplaats, 1, 31, c, ja, ja
-- expect: n=2 x=0
