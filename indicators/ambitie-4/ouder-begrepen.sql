-- id: ouder-begrepen
-- version: 2026-11-25
-- actions: A4.2
-- order: 20
-- title: Ouders voelen zich begrepen
-- title-en: Parents feel understood
-- question: Welk deel van de ouders voelt zich door de school begrepen?
-- question-en: What share of the parents feel understood by the school?
-- counts: respondent
-- unit: ouders
-- unit-en: parents
-- population-text: ouders die de vraag beantwoordden
-- hit-text: die 4 of 5 antwoordden
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: effect
-- direction: up
-- sensitive: group; why: een klein aantal antwoorden kan naar personen leiden
-- cluster: school
-- uses: enquete
-- sources: de organisatie die de enquête houdt
-- limitation: Wie antwoordt, is niet hetzelfde als alle ouders: lees de respons erbij.
-- lag: 2

-- state: stand per eenheid
SELECT persoon AS unit, v6 IN ('4', '5') AS hit
FROM enquete
WHERE respondent = 'ouder' AND v6 BETWEEN '1' AND '5' AND ingevuld >= :van AND ingevuld < :tot AND van <= ingevuld AND ingevuld < tot
  AND uitgenodigd = 'ja'

-- example: vier en vijf tellen, weet niet niet
-- on: 2026K3
-- given enquete: persoon, respondent, uitgenodigd, ingevuld, v6
--   1, ouder, ja, 2026-03-01, 4
--   2, ouder, ja, 2026-03-01, 5
--   3, ouder, ja, 2026-03-01, 3
--   4, ouder, ja, 2026-03-01, 9
--   5, ouder, ja, 2026-03-01,
--   6, professional, ja, 2026-03-01, 5
-- expect: n=3 x=2

-- example: ingevuld van 1 augustus tot en met 31 juli
-- on: 2026K3
-- given enquete: van, tot, persoon, respondent, uitgenodigd, ingevuld, v6
--   2025-08-01, 2026-08-01, 1, ouder, ja, 2025-08-01, 4
--   2025-08-01, 2026-08-01, 2, ouder, ja, 2026-07-31, 2
--   2024-08-01, 2026-08-01, 3, ouder, ja, 2025-07-31, 4
--   2025-08-01, 2026-10-01, 4, ouder, ja, 2026-08-01, 4
--   2025-08-01, 2026-03-01, 5, ouder, ja, 2026-03-01, 4
--   2026-03-02, 2026-08-01, 6, ouder, ja, 2026-03-01, 4
-- expect: n=2 x=1
