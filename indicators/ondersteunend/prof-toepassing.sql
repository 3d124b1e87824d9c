-- id: prof-toepassing
-- version: 2026-11-27
-- actions: M3
-- order: 60
-- title: Past het geleerde na drie maanden toe
-- title-en: Applies what was learned after three months
-- question: Welk deel van de deelnemers past na drie maanden toe wat zij leerden?
-- question-en: What share of the participants apply what they learned after three months?
-- counts: aanmelding
-- unit: antwoorden
-- unit-en: answers
-- population-text: antwoorden op de vraag van drie maanden later, over scholing die in een jaar is
--   gehouden
-- hit-text: die een 4 of een 5 geven
-- time-text: over twaalf maanden scholing, geteld een kwartaal later, zodat drie maanden voorbij zijn
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: R12
-- delay: 1
-- level: effect
-- tier: additional
-- direction: up
-- sensitive: group; why: een klein aantal antwoorden kan naar personen leiden
-- norm: local-target 0.70 source: Lokale streefwaarde: 70 procent past het geleerde toe
-- uses: scholing, scholing_deelname
-- sources: gemeente, hogeschool
-- limitation: Dit zegt de deelnemer zelf. Wie niet antwoordt, telt niet mee. Wie bij meer scholing was,
--   telt per scholing.
-- lag: 2

-- state: stand per antwoord
SELECT s.bijeenkomst || ':' || d.persoon AS unit, max(d.opvolgscore >= 4) AS hit
FROM scholing_deelname d
JOIN bijeenkomst s ON s.sessie = d.sessie AND s.leverancier = d.leverancier
WHERE d.opvolgscore IS NOT NULL AND s.datum >= :van AND s.datum < :tot
  AND d.van <= :peildatum AND :peildatum < d.tot
GROUP BY s.bijeenkomst, d.persoon

-- example: vier en vijf tellen; wie niet antwoordde, telt niet mee
-- on: 2026K3
-- given scholing: sessie, datum, thema, status
--   S1, 2025-07-01, armoede, gehouden
--   S2, 2026-06-30, data, gehouden
--   S3, 2025-06-30, armoede, gehouden
--   S4, 2026-07-01, armoede, gehouden
--   S5, 2026-01-10, armoede, geannuleerd
-- given scholing_deelname: sessie, persoon, partner, aanwezig, opvolgscore
--   S1, 11, a, ja, 3
--   S1, 12, a, ja, 4
--   S1, 13, a, ja,
--   S2, 11, a, ja, 5
--   S2, 14, a, ja, 1
--   S2, 15, a, ja, 5
--   S3, 16, a, ja, 5
--   S4, 17, a, ja, 5
--   S5, 18, a, ja, 5
-- expect: n=5 x=3

-- example: wat op de laatste dag is geleverd over een bijeenkomst op haar eigen dag
-- on: 2026K3
-- given scholing: van, tot, sessie, datum, thema, status
--   2026-03-02, 2026-03-03, S1, 2026-03-02, armoede, gehouden
--   2026-03-03, 2026-03-04, S2, 2026-03-02, armoede, gehouden
-- given scholing_deelname: van, tot, sessie, persoon, partner, aanwezig, opvolgscore
--   2026-06-30, 2026-07-01, S1, 11, a, ja, 4
--   2024-01-01, 2026-06-30, S1, 12, a, ja, 4
--   2026-07-01, 2026-10-01, S1, 13, a, ja, 4
--   2024-01-01, 2026-07-01, S1, 14, a, ja, 2
--   2024-01-01, 2026-07-01, S2, 15, a, ja, 4
-- expect: n=2 x=1

-- example: wie op twee lijsten van één bijeenkomst staat telt één keer
-- on: 2026K3
-- given scholing: sessie, datum, thema, status
--   S1, 2025-10-01, armoede, gehouden
-- given scholing_deelname: leverancier, sessie, persoon, partner, aanwezig, opvolgscore
--   bureau, S1, 11, a, ja, 3
--   werkplaats, S1, 11, a, ja, 4
-- expect: n=1 x=1

-- example: de eerste bijeenkomst van de een is niet die van de ander
-- on: 2026K3
-- given scholing: leverancier, sessie, datum, thema, status
--   bureau, 1, 2025-10-01, armoede, gehouden
--   werkplaats, 1, 2025-11-01, data, gehouden
-- given scholing_deelname: leverancier, sessie, persoon, partner, aanwezig, opvolgscore
--   bureau, 1, 11, a, ja, 3
--   werkplaats, 1, 11, a, ja, 4
-- expect: n=2 x=1
