-- register: organisatie
-- order: 165
-- form: spells
-- dimension: organisatie
-- unit: kind
-- codes: *
-- names: partner, partner, naam
-- title: Schoolbestuur
-- title-en: School board
-- uses: inschrijving

SELECT kind AS unit, van, tot, leverancier AS code
FROM inschrijving
WHERE kind IS NOT NULL
