-- register: respondentsoort
-- order: 176
-- form: spells
-- dimension: respondentsoort
-- unit: respondent
-- list: respondent
-- title: Wie antwoordt
-- title-en: Who answers
-- uses: enquete

-- From the day of an answer, or that it was asked for, until the next.
WITH keer AS (
    SELECT persoon, coalesce(ingevuld, van) AS dag, max(respondent) AS code
    FROM enquete
    WHERE persoon IS NOT NULL
    GROUP BY persoon, coalesce(ingevuld, van)
)
SELECT
    persoon AS unit, dag AS van,
    coalesce(lead(dag) OVER (PARTITION BY persoon ORDER BY dag), 99999) AS tot, code
FROM keer
