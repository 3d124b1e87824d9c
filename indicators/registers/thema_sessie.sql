-- register: thema_sessie
-- order: 100
-- form: spells
-- dimension: thema
-- unit: sessie
-- list: thema
-- title: Thema
-- title-en: Theme
-- uses: scholing, scholing_deelname

SELECT DISTINCT bijeenkomst AS unit, datum AS van, datum + 1 AS tot, thema AS code
FROM bijeenkomst
