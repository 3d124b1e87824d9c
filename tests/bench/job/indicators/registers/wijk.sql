-- register: wijk
-- order: 10
-- form: spells
-- dimension: wijk
-- unit: kind
-- list: wijk
-- title: Wijk
-- title-en: District
-- uses: jgz

SELECT kind AS unit, -99999 AS van, 99999 AS tot, wijk AS code FROM jgz
