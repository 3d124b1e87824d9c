-- register: respondentsoort
-- order: 176
-- form: spells
-- dimension: respondentsoort
-- unit: respondent
-- list: respondent
-- title: Wie antwoordt
-- title-en: Who answers
-- uses: enquete

SELECT persoon AS unit, min(van) AS van, 99999 AS tot, max(respondent) AS code
FROM enquete
WHERE persoon IS NOT NULL
GROUP BY persoon
