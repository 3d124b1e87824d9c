-- register: thuistaal
-- order: 30
-- form: spells
-- dimension: thuistaal
-- unit: kind
-- list: thuistaal
-- title: Thuistaal
-- title-en: Home language
-- uses: jgz

SELECT kind AS unit, -99999 AS van, 99999 AS tot, thuistaal AS code FROM jgz
