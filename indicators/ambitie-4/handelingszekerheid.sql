-- id: handelingszekerheid
-- version: 2026-11-27
-- actions: A4.2, M3
-- order: 40
-- title: Toename van de handelingszekerheid door scholing
-- title-en: Gain in self-efficacy through training
-- question: Hoeveel zekerder voelen professionals zich na een scholing dan ervoor?
-- question-en: How much more confident do professionals feel after a training than before it?
-- counts: aanmelding
-- unit: deelnames aan scholing
-- unit-en: attendances of training
-- population-text: deelnames met een score van 1 tot 5 voor én na de scholing
-- hit-text: de score na min de score voor
-- time-text: in de twaalf maanden tot en met het kwartaal
-- kind: mean
-- form: state
-- grondslag: locatie
-- time: R12
-- level: effect
-- tier: additional
-- direction: up
-- sensitive: group; why: een klein aantal antwoorden kan naar personen leiden
-- decimals: 2
-- norm: local-target 0.5 source: Lokale streefwaarde: een halve punt erbij op een schaal van 1 tot 5
-- uses: scholing, scholing_deelname
-- sources: gemeente, hogeschool
-- limitation: Dit zegt de deelnemer zelf, op de dag van de scholing. Wie maar één van beide scores gaf,
--   telt niet mee. Zonder groep die niet geschoold is, is het geen bewijs dat de scholing werkt.
-- lag: 2

-- state: verschil per deelname
SELECT s.bijeenkomst || ':' || d.persoon AS unit, avg(d.score_na - d.score_voor) AS waarde
FROM scholing_deelname d
JOIN bijeenkomst s ON s.sessie = d.sessie AND s.leverancier = d.leverancier
WHERE d.score_voor IS NOT NULL AND d.score_na IS NOT NULL
  AND s.datum >= :van AND s.datum < :tot
  AND d.van <= :peildatum AND :peildatum < d.tot
GROUP BY s.bijeenkomst, d.persoon

-- example: een score voor én na; van 1 oktober tot en met 30 september
-- on: 2026K3
-- given scholing: sessie, datum, thema, status
--   S1, 2025-10-01, armoede, gehouden
--   S2, 2026-09-30, data, gehouden
--   S3, 2025-09-30, armoede, gehouden
--   S4, 2026-10-01, armoede, gehouden
--   S5, 2026-01-10, armoede, geannuleerd
-- given scholing_deelname: sessie, persoon, partner, aanwezig, score_voor, score_na
--   S1, 11, a, ja, 2.5, 4
--   S1, 12, a, ja, 3, 2.5
--   S1, 13, a, ja, 3,
--   S1, 14, a, ja, , 5
--   S2, 11, a, ja, 3, 4
--   S3, 16, a, ja, 1, 5
--   S4, 17, a, ja, 1, 5
--   S5, 18, a, ja, 1, 5
-- expect: n=3 sum=2.00 estimate=0.6666666666666667

-- example: wat op de laatste dag is geleverd over een bijeenkomst op haar eigen dag
-- on: 2026K3
-- given scholing: van, tot, sessie, datum, thema, status
--   2026-03-02, 2026-03-03, S1, 2026-03-02, armoede, gehouden
--   2026-03-03, 2026-03-04, S2, 2026-03-02, armoede, gehouden
-- given scholing_deelname: van, tot, sessie, persoon, partner, aanwezig, score_voor, score_na
--   2026-09-30, 2026-10-01, S1, 11, a, ja, 2, 3
--   2024-01-01, 2026-09-30, S1, 12, a, ja, 1, 5
--   2026-10-01, 2027-01-01, S1, 13, a, ja, 1, 5
--   2024-01-01, 2026-10-01, S1, 14, a, ja, 2, 2.5
--   2024-01-01, 2026-10-01, S2, 15, a, ja, 1, 5
-- expect: n=2 sum=1.50 estimate=0.75

-- example: wie op twee lijsten van één bijeenkomst staat telt één keer, met het midden van wat er staat
-- on: 2026K3
-- given scholing: sessie, datum, thema, status
--   S1, 2026-02-01, data, gehouden
-- given scholing_deelname: leverancier, sessie, persoon, partner, aanwezig, score_voor, score_na
--   bureau, S1, 11, a, ja, 2, 4
--   werkplaats, S1, 11, a, ja, 3, 3.5
-- expect: n=1 sum=1.25

-- example: de eerste bijeenkomst van de een is niet die van de ander
-- on: 2026K3
-- given scholing: leverancier, sessie, datum, thema, status
--   bureau, 1, 2026-02-01, data, gehouden
--   werkplaats, 1, 2026-03-01, armoede, gehouden
-- given scholing_deelname: leverancier, sessie, persoon, partner, aanwezig, score_voor, score_na
--   bureau, 1, 11, a, ja, 2, 4
--   werkplaats, 1, 11, a, ja, 3, 3.5
-- expect: n=2 sum=2.50
