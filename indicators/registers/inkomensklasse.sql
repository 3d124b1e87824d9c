-- register: inkomensklasse
-- order: 100
-- form: spells
-- dimension: inkomensklasse
-- unit: kind
-- list: inkomensklasse
-- income: yes
-- title: Inkomen van het gezin
-- title-en: Family income
-- uses: bevolking

SELECT kind AS unit, van, tot, inkomensklasse AS code
FROM bevolking
WHERE coalesce(inkomensklasse, 'onbekend') <> 'onbekend'
