-- register: wijk_locatie
-- order: 100
-- form: spells
-- dimension: wijk
-- unit: locatie
-- list: wijk
-- title: Wijk
-- title-en: District
-- uses: locatie

SELECT locatie AS unit, van, tot, wijk AS code
FROM locatie
