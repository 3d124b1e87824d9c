-- register: locatie
-- order: 174
-- form: spells
-- dimension: locatie
-- unit: kind
-- codes: *
-- names: locatie, locatie, naam
-- within: houder
-- title: Locatie van de ve-plaats
-- title-en: Site of the ve place
-- uses: ko_plaatsing, locatie

-- Who has no ve place is at no site: `onbekend`.
SELECT kind AS unit, van, tot, code
FROM ve_locatie
