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
-- uses: enquete
-- sources: de organisatie die de enquête houdt
-- limitation: Wie antwoordt, is niet hetzelfde als alle leerlingen. Het cijfer is niet gewogen.
-- lag: 2

-- state: stand per eenheid
SELECT persoon AS unit, 
    (CASE WHEN v1 BETWEEN '1' AND '5' THEN CAST(v1 AS REAL) ELSE 0 END
        + CASE WHEN v2 BETWEEN '1' AND '5' THEN CAST(v2 AS REAL) ELSE 0 END
        + CASE WHEN v3 BETWEEN '1' AND '5' THEN CAST(v3 AS REAL) ELSE 0 END
        + CASE WHEN v4 BETWEEN '1' AND '5' THEN CAST(v4 AS REAL) ELSE 0 END)
        / ((v1 BETWEEN '1' AND '5')
           + (v2 BETWEEN '1' AND '5')
           + (v3 BETWEEN '1' AND '5')
           + (v4 BETWEEN '1' AND '5')) AS waarde
FROM enquete
WHERE respondent = 'leerling'
  AND ((v1 BETWEEN '1' AND '5')
       + (v2 BETWEEN '1' AND '5')
       + (v3 BETWEEN '1' AND '5')
       + (v4 BETWEEN '1' AND '5')) >= 4 AND ingevuld >= :van AND ingevuld < :tot AND van <= ingevuld AND ingevuld < tot
  AND uitgenodigd = 'ja'

-- example: alle vier de vragen
-- on: 2026K3
-- given enquete: persoon, respondent, uitgenodigd, ingevuld, v1, v2, v3, v4
--   1, leerling, ja, 2026-03-01, 4, 4, 5, 5
--   2, leerling, ja, 2026-03-01, 1, 2, 3, 2
--   3, leerling, ja, 2026-03-01, 5, 5, 5, 9
--   4, ouder, ja, 2026-03-01, 5, 5, 5, 5
-- expect: n=2 sum=6.5 estimate=3.25
