-- register: school_respondent
-- order: 175
-- form: spells
-- dimension: school
-- unit: respondent
-- codes: *
-- title: School
-- title-en: School
-- uses: enquete

-- From the day of an answer, or that it was asked for, until the next.
WITH keer AS (
    SELECT persoon, coalesce(ingevuld, van) AS dag, max(locatie) AS code
    FROM enquete
    WHERE persoon IS NOT NULL AND locatie IS NOT NULL
    GROUP BY persoon, coalesce(ingevuld, van)
)
SELECT
    persoon AS unit, dag AS van,
    coalesce(lead(dag) OVER (PARTITION BY persoon ORDER BY dag), 99999) AS tot, code
FROM keer
