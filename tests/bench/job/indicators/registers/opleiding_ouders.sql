-- register: opleiding_ouders
-- order: 40
-- form: spells
-- dimension: opleiding_ouders
-- unit: kind
-- list: opleiding
-- title: Opleiding van de ouders
-- title-en: Parents' education
-- uses: jgz

SELECT kind AS unit, -99999 AS van, 99999 AS tot, opleiding AS code FROM jgz
