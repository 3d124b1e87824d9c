-- id: prof-partnerspreiding
-- version: 2026-11-27
-- actions: M3
-- order: 20
-- title: Partners met deelnemers aan scholing
-- title-en: Partners with participants in training
-- question: Van welk deel van de partners deed in een jaar iemand mee aan scholing?
-- question-en: From what share of the partners did somebody take part in training in a year?
-- counts: partner
-- unit: partners
-- unit-en: partners
-- population-text: partners die meedoen aan het actieplan
-- hit-text: met ten minste één deelnemer
-- time-text: in de twaalf maanden tot en met het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: R12
-- level: output
-- direction: up
-- sensitive: group; why: het gaat om organisaties of bijeenkomsten, niet om kinderen
-- norm: local-target 1 source: Lokale streefwaarde: van elke partner ten minste één deelnemer
-- uses: partner, scholing, scholing_deelname
-- sources: gemeente, hogeschool
-- limitation: Een deelnemer bij wie de naam van de partner is getypt, telt als die naam in het register
--   staat.
-- lag: 2

-- state: stand per eenheid
WITH deelnemer AS (
    SELECT partner
    FROM geschoold
    WHERE datum >= :van AND datum < :tot AND van <= :peildatum AND :peildatum < tot
)
SELECT
    p.partner AS unit,
    max(p.partner IN (SELECT partner FROM deelnemer)) AS hit
FROM partner p
WHERE p.van <= :peildatum AND :peildatum < p.tot
GROUP BY p.partner

-- example: id of naam, en alleen wie aanwezig was
-- on: 2026K3
-- given partner: partner, naam, actief_van
--   a, Stichting A, 2023-08-01
--   b, Stichting B, 2023-08-01
--   c, Stichting C, 2023-08-01
-- given scholing: sessie, datum, thema, status
--   S1, 2025-10-01, armoede, gehouden
--   S2, 2025-09-30, armoede, gehouden
-- given scholing_deelname: sessie, persoon, partner, aangemeld, aanwezig
--   S1, 11, stichting a, ja, ja
--   S1, 21, b, ja, nee
--   S2, 31, c, ja, ja
-- expect: n=3 x=1

-- example: partner op de laatste dag; bijeenkomsten tot en met die dag die gehouden zijn
-- on: 2026K3
-- given partner: partner, naam, actief_van, actief_tot
--   a, Stichting A, 2026-09-30,
--   b, Stichting B, 2023-08-01, 2026-09-29
--   c, Stichting C, 2023-08-01, 2026-09-30
--   d, Stichting D, 2026-10-01,
--   e, Stichting E, 2023-08-01,
--   f, Stichting F, 2023-08-01,
--   g, Stichting G, 2023-08-01,
-- given scholing: sessie, datum, thema, status
--   S1, 2026-09-30, armoede, gehouden
--   S2, 2026-10-01, armoede, gehouden
--   S3, 2026-07-01, armoede, vervallen
-- given scholing_deelname: van, tot, sessie, persoon, partner, aangemeld, aanwezig
--   2026-09-30, 2026-10-01, S1, 11, a, ja, ja
--   2024-01-01, 2026-10-01, S1, 21, b, ja, ja
--   2024-01-01, 2026-10-01, S1, 31, c, ja, ja
--   2024-01-01, 2026-10-01, S1, 71, g, ja, ja
--   2024-01-01, 2026-10-01, S2, 51, e, ja, ja
--   2024-01-01, 2026-10-01, S3, 61, f, ja, ja
--   2024-01-01, 2026-09-30, S1, 62, f, ja, ja
-- expect: n=5 x=3

-- example: wie bij bijeenkomst 1 van de een was, was niet bij bijeenkomst 1 van de ander
-- on: 2026K3
-- given partner: partner, naam, actief_van
--   a, Stichting A, 2023-08-01
--   b, Stichting B, 2023-08-01
-- given scholing: leverancier, sessie, datum, thema, status
--   bureau, 1, 2026-03-01, armoede, gehouden
--   werkplaats, 1, 2025-03-01, armoede, gehouden
-- given scholing_deelname: leverancier, sessie, persoon, partner, aangemeld, aanwezig
--   bureau, 1, 11, a, ja, ja
--   werkplaats, 1, 12, b, ja, ja
-- expect: n=2 x=1
