-- id: erbij-horen
-- version: 2026-11-25
-- actions: A6.1
-- order: 20
-- title: Gevoel erbij te horen (1 tot 5)
-- title-en: Sense of belonging (1 to 5)
-- question: In hoeverre hebben leerlingen het gevoel dat zij erbij horen?
-- question-en: To what extent do pupils feel that they belong?
-- counts: respondent
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen die alle vier vragen over erbij horen beantwoordden
-- hit-text: het gemiddelde van hun antwoorden
-- time-text: in het schooljaar
-- kind: mean
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: effect
-- direction: up
-- sensitive: group; why: een klein aantal antwoorden kan naar personen leiden
-- decimals: 2
-- cluster: school
-- uses: enquete
-- sources: de organisatie die de enquête houdt
-- limitation: Wie antwoordt, is niet hetzelfde als alle leerlingen. Het cijfer is niet gewogen.
-- lag: 2

-- state: stand per eenheid
SELECT persoon AS unit,
    (CAST(v1 AS REAL) + CAST(v2 AS REAL) + CAST(v3 AS REAL) + CAST(v4 AS REAL)) / 4.0 AS waarde
FROM enquete
WHERE respondent = 'leerling'
  AND v1 BETWEEN '1' AND '5' AND v2 BETWEEN '1' AND '5' AND v3 BETWEEN '1' AND '5' AND v4 BETWEEN '1' AND '5'
  AND ingevuld >= :van AND ingevuld < :tot AND van <= ingevuld AND ingevuld < tot
  AND uitgenodigd = 'ja'

-- example: alle vier de vragen
-- on: 2026K3
-- given enquete: persoon, respondent, uitgenodigd, ingevuld, v1, v2, v3, v4
--   1, leerling, ja, 2026-03-01, 4, 4, 5, 5
--   2, leerling, ja, 2026-03-01, 1, 2, 3, 2
--   3, leerling, ja, 2026-03-01, 5, 5, 5, 9
--   4, ouder, ja, 2026-03-01, 5, 5, 5, 5
-- expect: n=2 sum=6.5 estimate=3.25

-- example: ingevuld van 1 augustus tot en met 31 juli
-- on: 2026K3
-- given enquete: persoon, respondent, uitgenodigd, ingevuld, v1, v2, v3, v4
--   1, leerling, ja, 2025-08-01, 2, 2, 2, 2
--   2, leerling, ja, 2026-07-31, 4, 4, 4, 4
--   3, leerling, ja, 2025-07-31, 5, 5, 5, 5
--   4, leerling, ja, 2026-08-01, 5, 5, 5, 5
--   5, leerling, nee, 2026-03-01, 5, 5, 5, 5
--   6, leerling, ja, 2026-03-01, 9, 5, 5, 5
--   7, leerling, ja, 2026-03-01, 5, 9, 5, 5
--   8, leerling, ja, 2026-03-01, 5, 5, 9, 5
-- expect: n=2 sum=6.00 estimate=3.00

-- example: een antwoord telt als het in de periode van de levering is gegeven
-- on: 2026K3
-- given enquete: van, tot, persoon, respondent, uitgenodigd, ingevuld, v1, v2, v3, v4
--   2026-03-01, 2026-08-01, 1, leerling, ja, 2026-03-01, 4, 4, 4, 4
--   2025-08-01, 2026-03-01, 2, leerling, ja, 2026-03-01, 1, 1, 1, 1
-- expect: n=1 sum=4.00
