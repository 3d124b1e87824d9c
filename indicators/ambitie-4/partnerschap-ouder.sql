-- id: partnerschap-ouder
-- version: 2026-11-25
-- actions: A4.1
-- order: 30
-- title: Ervaren partnerschap van ouders (1 tot 5)
-- title-en: Partnership as parents experience it (1 to 5)
-- question: Hoe ervaren ouders de samenwerking met de school?
-- question-en: How do parents experience working with the school?
-- counts: respondent
-- unit: ouders
-- unit-en: parents
-- population-text: ouders die ten minste vier van de vijf vragen over partnerschap beantwoordden
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
-- norm: local-target 4 source: Lokale streefwaarde: een 4 op een schaal van 1 tot 5
-- cluster: school
-- uses: enquete
-- sources: de organisatie die de enquête houdt
-- limitation: Wie antwoordt, is niet hetzelfde als alle ouders: lees de respons erbij. Het cijfer is
--   niet gewogen. Antwoorden via een open link tellen niet mee.
-- lag: 2

-- state: stand per eenheid
SELECT persoon AS unit, 
    (CASE WHEN v1 BETWEEN '1' AND '5' THEN CAST(v1 AS REAL) ELSE 0 END
        + CASE WHEN v2 BETWEEN '1' AND '5' THEN CAST(v2 AS REAL) ELSE 0 END
        + CASE WHEN v3 BETWEEN '1' AND '5' THEN CAST(v3 AS REAL) ELSE 0 END
        + CASE WHEN v4 BETWEEN '1' AND '5' THEN CAST(v4 AS REAL) ELSE 0 END
        + CASE WHEN v5 BETWEEN '1' AND '5' THEN CAST(v5 AS REAL) ELSE 0 END)
        / ((v1 BETWEEN '1' AND '5')
           + (v2 BETWEEN '1' AND '5')
           + (v3 BETWEEN '1' AND '5')
           + (v4 BETWEEN '1' AND '5')
           + (v5 BETWEEN '1' AND '5')) AS waarde
FROM enquete
WHERE respondent = 'ouder'
  AND ((v1 BETWEEN '1' AND '5')
       + (v2 BETWEEN '1' AND '5')
       + (v3 BETWEEN '1' AND '5')
       + (v4 BETWEEN '1' AND '5')
       + (v5 BETWEEN '1' AND '5')) >= 4 AND ingevuld >= :van AND ingevuld < :tot AND van <= ingevuld AND ingevuld < tot
  AND uitgenodigd = 'ja'

-- example: weet niet telt niet; met drie antwoorden is er geen score
-- on: 2026K3
-- given enquete: persoon, respondent, uitgenodigd, ingevuld, v1, v2, v3, v4, v5
--   1, ouder, ja, 2026-03-01, 4, 4, 4, 4, 4
--   2, ouder, ja, 2026-03-01, 5, 5, 4, 4, 9
--   3, ouder, ja, 2026-03-01, 1, 1, 1, 9, 9
--   4, ouder, nee, 2026-03-01, 1, 1, 1, 1, 1
--   5, leerling, ja, 2026-03-01, 1, 1, 1, 1, 1
--   6, ouder, ja, 2025-07-31, 1, 1, 1, 1, 1
-- expect: n=2 sum=8.5 estimate=4.25

-- example: vier antwoorden zijn genoeg, welke ook; ingevuld van 1 augustus tot en met 31 juli
-- on: 2026K3
-- given enquete: persoon, respondent, uitgenodigd, ingevuld, v1, v2, v3, v4, v5
--   1, ouder, ja, 2025-08-01, 9, 2, 2, 2, 2
--   2, ouder, ja, 2026-07-31, 2, 9, 2, 2, 2
--   3, ouder, ja, 2026-03-01, 2, 2, 9, 2, 2
--   4, ouder, ja, 2026-03-01, 2, 2, 2, 9, 2
--   5, ouder, ja, 2026-08-01, 5, 5, 5, 5, 5
-- expect: n=4 sum=8.00 estimate=2.00

-- example: een antwoord telt als het in de periode van de levering is gegeven
-- on: 2026K3
-- given enquete: van, tot, persoon, respondent, uitgenodigd, ingevuld, v1, v2, v3, v4, v5
--   2026-03-01, 2026-08-01, 1, ouder, ja, 2026-03-01, 4, 4, 4, 4, 4
--   2025-08-01, 2026-03-01, 2, ouder, ja, 2026-03-01, 1, 1, 1, 1, 1
-- expect: n=1 sum=4.00
