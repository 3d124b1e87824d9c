-- register: houder
-- order: 172
-- form: spells
-- dimension: houder
-- unit: kind
-- codes: *
-- names: partner, partner, naam
-- title: Houder van de ve-plaats
-- title-en: Provider of the ve place
-- uses: ko_plaatsing, locatie

SELECT kind AS unit, van, tot, substr(code, 1, instr(code, '/') - 1) AS code
FROM ve_locatie
