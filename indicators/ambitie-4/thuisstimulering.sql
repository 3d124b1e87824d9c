-- id: thuisstimulering
-- version: 2026-11-26
-- actions: A4.3
-- order: 50
-- title: Ouders die ten minste drie keer per week voorlezen
-- title-en: Parents who read aloud at least three times a week
-- question: Welk deel van de ouders leest thuis ten minste drie keer per week voor?
-- question-en: What share of the parents read aloud at home at least three times a week?
-- counts: respondent
-- unit: ouders
-- unit-en: parents
-- population-text: ouders op een basisschool of kinderopvang die de vraag naar voorlezen beantwoordden
-- hit-text: die 3, 4 of 5 antwoordden: drie keer per week of vaker
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
-- uses: enquete, locatie, opvolging/possible
-- sources: de organisatie die de enquête houdt
-- limitation: Vraag 7 van de enquête, voor ouders met een kind tot en met zeven jaar. De leeftijd van het
--   kind wordt niet geleverd; daarom telt elke ouder op een basisschool of kinderopvang die de vraag
--   beantwoordde. Wie antwoordt, is niet hetzelfde als alle ouders.
-- lag: 2

-- state: stand per ouder
SELECT persoon AS unit, v7 IN ('3', '4', '5') AS hit
FROM enquete
WHERE respondent = 'ouder' AND v7 BETWEEN '1' AND '5' AND uitgenodigd = 'ja'
  AND ingevuld >= :van AND ingevuld < :tot AND van <= ingevuld AND ingevuld < tot
  AND locatie IN (
    SELECT coalesce(brin, lrk) FROM locatie
    WHERE soort IN ('bo', 'sbo', 'so', 'ko', 'ko-ve') AND van < :tot AND :van < tot
    UNION
    SELECT n.brin FROM schoolnu n JOIN locatie l ON l.brin = n.nu
    WHERE l.soort IN ('bo', 'sbo', 'so') AND l.van < :tot AND :van < l.tot AND n.van < :tot)

-- example: drie is genoeg, weet niet telt niet; alleen ouders op een basisschool of in de opvang
-- on: 2026K3
-- given locatie: locatie, soort, brin, lrk
--   L1, bo, 90AX00,
--   L2, vo, 94EX00,
--   L3, ko-ve, , 100000001
-- given enquete: persoon, respondent, uitgenodigd, ingevuld, locatie, v7
--   1, ouder, ja, 2026-03-01, 90AX00, 3
--   2, ouder, ja, 2026-03-01, 90AX00, 2
--   3, ouder, ja, 2026-03-01, 100000001, 4
--   4, ouder, ja, 2026-03-01, 100000001, 5
--   5, ouder, ja, 2026-03-01, 94EX00, 5
--   6, ouder, ja, 2026-03-01, , 5
--   7, ouder, ja, 2026-03-01, 90AX00, 9
--   8, ouder, ja, 2026-03-01, 90AX00,
--   9, ouder, nee, 2026-03-01, 90AX00, 5
--   10, leerling, ja, 2026-03-01, 90AX00, 5
--   11, ouder, ja, 2026-03-01, 90AX00, 1
-- expect: n=5 x=3

-- example: ingevuld van 1 augustus tot en met 31 juli; een locatie die in het schooljaar in het register stond
-- on: 2026K3
-- given locatie: van, tot, locatie, soort, brin
--   2026-07-31, 2026-10-01, L1, bo, 90AX00
--   2023-08-01, 2025-08-02, L2, sbo, 90AX01
--   2023-08-01, 2025-08-01, L3, so, 90AX02
--   2026-08-01, 2026-10-01, L4, bo, 90AX03
--   2023-08-01, 2026-10-01, L5, so, 90AX04
--   2023-08-01, 2026-10-01, L6, ko, 90AX05
-- given enquete: van, tot, persoon, respondent, uitgenodigd, ingevuld, locatie, v7
--   2025-08-01, 2026-08-01, 1, ouder, ja, 2025-08-01, 90AX00, 4
--   2025-08-01, 2026-08-01, 2, ouder, ja, 2026-07-31, 90AX01, 2
--   2025-08-01, 2026-08-01, 3, ouder, ja, 2026-03-01, 90AX02, 4
--   2025-08-01, 2026-08-01, 4, ouder, ja, 2026-03-01, 90AX03, 4
--   2024-08-01, 2026-08-01, 5, ouder, ja, 2025-07-31, 90AX00, 4
--   2025-08-01, 2026-10-01, 6, ouder, ja, 2026-08-01, 90AX00, 4
--   2025-08-01, 2026-03-01, 7, ouder, ja, 2026-03-01, 90AX00, 4
--   2026-03-02, 2026-08-01, 8, ouder, ja, 2026-03-01, 90AX00, 4
--   2026-03-01, 2026-08-01, 9, ouder, ja, 2026-03-01, 90AX04, 4
--   2025-08-01, 2026-08-01, 10, ouder, ja, 2026-03-01, 90AX05, 2
-- expect: n=4 x=2

-- example: wie nog onder het oude nummer staat, telt bij de opvolger vanaf de dag van de fusie
-- on: 2026K3
-- given locatie: locatie, soort, brin
--   L1, bo, 90AX00
-- given opvolging: brin, opvolger, datum
--   90AX01, 90AX00, 2026-02-01
--   90AX02, 90AX00, 2026-08-01
-- given enquete: persoon, respondent, uitgenodigd, ingevuld, locatie, v7
--   1, ouder, ja, 2026-03-01, 90AX01, 3
--   2, ouder, ja, 2026-03-01, 90AX02, 3
-- expect: n=1 x=1
