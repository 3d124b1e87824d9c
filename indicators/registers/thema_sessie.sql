-- register: thema_sessie
-- order: 100
-- form: spells
-- dimension: thema
-- unit: sessie
-- list: thema
-- title: Thema
-- title-en: Theme
-- uses: scholing

SELECT sessie AS unit, van, tot, thema AS code
FROM scholing
