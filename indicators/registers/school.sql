-- register: school
-- order: 170
-- form: spells
-- dimension: school
-- unit: kind
-- codes: *
-- title: School
-- title-en: School
-- uses: inschrijving

SELECT kind AS unit, van, tot, brin AS code
FROM inschrijving
WHERE kind IS NOT NULL
