-- register: soort_locatie
-- order: 110
-- form: spells
-- dimension: locatiesoort
-- unit: locatie
-- list: locatiesoort
-- title: Soort locatie
-- title-en: Kind of site
-- uses: locatie

SELECT locatie AS unit, van, tot, soort AS code
FROM locatie
