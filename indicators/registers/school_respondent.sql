-- register: school_respondent
-- order: 175
-- form: spells
-- dimension: school
-- unit: respondent
-- codes: *
-- title: School
-- title-en: School
-- uses: enquete

SELECT persoon AS unit, min(van) AS van, 99999 AS tot, max(locatie) AS code
FROM enquete
WHERE persoon IS NOT NULL AND locatie IS NOT NULL
GROUP BY persoon
