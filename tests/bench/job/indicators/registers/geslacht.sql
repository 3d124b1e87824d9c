-- register: geslacht
-- order: 20
-- form: spells
-- dimension: geslacht
-- unit: kind
-- list: geslacht
-- title: Geslacht
-- title-en: Sex
-- uses: jgz

SELECT kind AS unit, -99999 AS van, 99999 AS tot, geslacht AS code FROM jgz
