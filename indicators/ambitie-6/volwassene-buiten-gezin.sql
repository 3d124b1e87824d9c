-- id: volwassene-buiten-gezin
-- version: 2026-11-25
-- actions: A6.1
-- order: 40
-- title: Leerlingen die bij een volwassene buiten het gezin terechtkunnen
-- title-en: Pupils who can turn to an adult outside the family
-- question: Welk deel van de leerlingen kan met een vraag of zorg terecht bij een volwassene buiten het
--   gezin?
-- question-en: What share of the pupils can turn to an adult outside the family with a question or a
--   worry?
-- counts: respondent
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen die de vraag beantwoordden
-- hit-text: die 4 of 5 antwoordden
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: effect
-- tier: additional
-- direction: up
-- sensitive: group; why: een klein aantal antwoorden kan naar personen leiden
-- cluster: school
-- uses: enquete
-- sources: de organisatie die de enquête houdt
-- limitation: Vraag 5 van de enquête onder leerlingen. Wie antwoordt, is niet hetzelfde als alle
--   leerlingen: lees de respons erbij.
-- lag: 2

-- state: stand per leerling
SELECT persoon AS unit, v5 IN ('4', '5') AS hit
FROM enquete
WHERE respondent = 'leerling' AND v5 BETWEEN '1' AND '5' AND uitgenodigd = 'ja'
  AND ingevuld >= :van AND ingevuld < :tot AND van <= ingevuld AND ingevuld < tot

-- example: vier en vijf tellen, weet niet niet
-- on: 2026K3
-- given enquete: persoon, respondent, uitgenodigd, ingevuld, v5
--   1, leerling, ja, 2026-03-01, 4
--   2, leerling, ja, 2026-03-01, 5
--   3, leerling, ja, 2026-03-01, 3
--   4, leerling, ja, 2026-03-01, 9
--   5, leerling, ja, 2026-03-01,
--   6, ouder, ja, 2026-03-01, 5
--   7, leerling, nee, 2026-03-01, 5
--   8, leerling, ja, 2026-03-01, 1
-- expect: n=4 x=2

-- example: ingevuld van 1 augustus tot en met 31 juli, in de periode van de levering
-- on: 2026K3
-- given enquete: van, tot, persoon, respondent, uitgenodigd, ingevuld, v5
--   2025-08-01, 2026-08-01, 1, leerling, ja, 2025-08-01, 4
--   2025-08-01, 2026-08-01, 2, leerling, ja, 2026-07-31, 2
--   2024-08-01, 2026-08-01, 3, leerling, ja, 2025-07-31, 4
--   2025-08-01, 2026-10-01, 4, leerling, ja, 2026-08-01, 4
--   2025-08-01, 2026-03-01, 5, leerling, ja, 2026-03-01, 4
--   2026-03-02, 2026-08-01, 6, leerling, ja, 2026-03-01, 4
--   2026-03-01, 2026-08-01, 7, leerling, ja, 2026-03-01, 4
-- expect: n=3 x=2
