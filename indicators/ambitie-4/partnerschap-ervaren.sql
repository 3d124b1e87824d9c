-- id: partnerschap-ervaren
-- version: 2026-11-27
-- actions: A4.1
-- order: 40
-- title: Ervaren partnerschap van ouders en professionals (1 tot 5)
-- title-en: Partnership as parents and professionals experience it (1 to 5)
-- question: Hoe ervaren ouders en professionals op school hun samenwerking?
-- question-en: How do parents and professionals at school experience working together?
-- counts: respondent
-- unit: ouders en professionals
-- unit-en: parents and professionals
-- population-text: ouders en professionals die ten minste vier van de vijf vragen over partnerschap beantwoordden
-- hit-text: het gemiddelde van hun antwoorden
-- time-text: in het schooljaar
-- kind: mean
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: effect
-- tier: additional
-- direction: neutral
-- sensitive: group; why: een klein aantal antwoorden kan naar personen leiden
-- decimals: 2
-- dimensions: respondentsoort
-- cluster: school
-- uses: enquete
-- sources: de organisatie die de enquête houdt
-- limitation: Het gemiddelde hangt af van hoeveel ouders en hoeveel professionals antwoordden: lees de
--   twee groepen naast elkaar. Antwoorden via een open link tellen niet mee.
-- lag: 2

-- state: stand per eenheid
WITH antwoord AS (
    SELECT
        persoon,
        (v1 BETWEEN '1' AND '5') + (v2 BETWEEN '1' AND '5') + (v3 BETWEEN '1' AND '5')
            + (v4 BETWEEN '1' AND '5') + (v5 BETWEEN '1' AND '5') AS aantal,
        CASE WHEN v1 BETWEEN '1' AND '5' THEN CAST(v1 AS REAL) ELSE 0 END
            + CASE WHEN v2 BETWEEN '1' AND '5' THEN CAST(v2 AS REAL) ELSE 0 END
            + CASE WHEN v3 BETWEEN '1' AND '5' THEN CAST(v3 AS REAL) ELSE 0 END
            + CASE WHEN v4 BETWEEN '1' AND '5' THEN CAST(v4 AS REAL) ELSE 0 END
            + CASE WHEN v5 BETWEEN '1' AND '5' THEN CAST(v5 AS REAL) ELSE 0 END AS som
    FROM enquete
    WHERE respondent IN ('ouder', 'professional') AND uitgenodigd = 'ja'
      AND ingevuld >= :van AND ingevuld < :tot AND van <= ingevuld AND ingevuld < tot
)
SELECT persoon AS unit, som / aantal AS waarde
FROM antwoord
WHERE aantal >= 4

-- example: ouders en professionals; weet niet telt niet, met drie antwoorden is er geen score
-- on: 2026K3
-- given enquete: persoon, respondent, uitgenodigd, ingevuld, v1, v2, v3, v4, v5
--   1, ouder, ja, 2026-03-01, 4, 4, 4, 4, 4
--   2, ouder, ja, 2026-03-01, 5, 5, 4, 4, 9
--   3, professional, ja, 2026-03-01, 1, 1, 1, 9, 9
--   4, ouder, nee, 2026-03-01, 1, 1, 1, 1, 1
--   5, leerling, ja, 2026-03-01, 1, 1, 1, 1, 1
--   6, ouder, ja, 2025-07-31, 1, 1, 1, 1, 1
--   7, professional, ja, 2026-03-01, 3, 3, 3, 3, 3
-- expect: n=3 sum=11.50
-- expect respondentsoort=ouder: n=2 sum=8.50 estimate=4.25
-- expect respondentsoort=professional: n=1 sum=3.00

-- example: vier antwoorden zijn genoeg, welke ook; ingevuld van 1 augustus tot en met 31 juli
-- on: 2026K3
-- given enquete: van, tot, persoon, respondent, uitgenodigd, ingevuld, v1, v2, v3, v4, v5
--   2025-08-01, 2026-08-01, 1, ouder, ja, 2025-08-01, 9, 2, 2, 2, 2
--   2025-08-01, 2026-08-01, 2, ouder, ja, 2026-07-31, 5, 9, 5, 5, 5
--   2025-08-01, 2026-08-01, 3, ouder, ja, 2026-03-01, 1, 1, 9, 1, 1
--   2025-08-01, 2026-08-01, 4, ouder, ja, 2026-03-01, 5, 1, 1, 9, 1
--   2025-08-01, 2026-10-01, 5, ouder, ja, 2026-08-01, 5, 5, 5, 5, 5
--   2024-08-01, 2026-10-01, 9, ouder, ja, 2025-07-31, 5, 5, 5, 5, 5
--   2026-03-01, 2026-08-01, 6, ouder, ja, 2026-03-01, 4, 4, 4, 4, 4
--   2025-08-01, 2026-03-01, 7, ouder, ja, 2026-03-01, 1, 1, 1, 1, 1
--   2026-03-02, 2026-08-01, 8, ouder, ja, 2026-03-01, 1, 1, 1, 1, 1
-- expect: n=5 sum=14.00

-- example: wie het ene jaar als professional antwoordt en het volgende als ouder, telt elk jaar als wat hij toen was
-- on: 2026K3
-- given enquete: van, tot, persoon, respondent, uitgenodigd, ingevuld, v1, v2, v3, v4, v5
--   2024-08-01, 2025-08-01, 1, professional, ja, 2025-03-01, 1, 1, 1, 1, 1
--   2025-08-01, 2026-08-01, 1, ouder, ja, 2026-03-01, 4, 4, 4, 4, 4
--   2025-08-01, 2026-08-01, 2, professional, ja, 2026-03-01, 3, 3, 3, 3, 3
-- expect: n=2 sum=7.00
-- expect respondentsoort=ouder: n=1 sum=4.00
-- expect respondentsoort=professional: n=1 sum=3.00
