-- register: wijk
-- order: 100
-- form: spells
-- dimension: wijk
-- unit: kind
-- list: wijk
-- title: Wijk
-- title-en: District
-- uses: bevolking

SELECT kind AS unit, van, tot, wijk AS code
FROM bevolking
