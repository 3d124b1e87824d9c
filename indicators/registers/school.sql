-- register: school
-- order: 170
-- form: spells
-- dimension: school
-- unit: kind
-- codes: *
-- names: locatie, brin, naam
-- within: organisatie
-- class: schoolweging, 25, 30, 35
-- title: School
-- title-en: School
-- uses: inschrijving

-- A school under another board is another school here: a series that goes on would compare the two.
SELECT kind AS unit, van, tot, leverancier || '/' || brin AS code
FROM inschrijving
WHERE kind IS NOT NULL AND coalesce(brin, '') <> ''
