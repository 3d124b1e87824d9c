-- register: geslacht
-- order: 100
-- form: spells
-- dimension: geslacht
-- unit: kind
-- list: geslacht
-- title: Geslacht
-- title-en: Sex
-- uses: bevolking, jgz_indicatie, ko_plaatsing, inschrijving

SELECT kind AS unit, -99999 AS van, 99999 AS tot, geslacht AS code
FROM kind
