-- id: intermediair-locatie
-- version: 2026-11-25
-- actions: A4.4
-- order: 30
-- title: Locaties met een intermediair voor kindregelingen
-- title-en: Sites with a named intermediary for schemes
-- question: Heeft elke school en ve-locatie iemand die ouders helpt een kindregeling aan te vragen?
-- question-en: Does every school and ve site have somebody who helps parents apply for a scheme?
-- counts: locatie
-- unit: locaties
-- unit-en: sites
-- population-text: scholen en ve-locaties in het locatieregister
-- hit-text: met een aangewezen intermediair
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: locatie
-- time: KE
-- level: process
-- tier: additional
-- direction: up
-- sensitive: group; why: het gaat om locaties, niet om kinderen
-- norm: local-target 1 source: Lokale streefwaarde: elke locatie heeft een intermediair; aanvragen bij het Jeugdfonds lopen via een intermediair
-- dimensions: wijk, locatiesoort
-- uses: locatie
-- sources: gemeente
-- limitation: Zegt niet hoeveel ouders zijn geholpen. Een locatie waarvan het register niets zegt, telt als
--   zonder intermediair.
-- lag: 2

-- population: scholen, en locaties die voorschoolse educatie aanbieden
SELECT locatie AS unit, van, tot FROM locatie WHERE soort IN ('bo', 'sbo', 'so', 'vo', 'vso')
UNION ALL
SELECT unit, van, tot
FROM (
    SELECT
        locatie AS unit,
        max(van, coalesce(ve_van, -99999)) AS van, min(tot, coalesce(ve_tot, 99999)) AS tot
    FROM locatie
    WHERE ve = 'ja'
)
WHERE van < tot

-- hit: er is een intermediair
SELECT locatie AS unit, van, tot FROM locatie WHERE intermediair = 'ja'

-- example: een school of een ve-locatie, met of zonder intermediair
-- on: 2026K3
-- given locatie: locatie, soort, ve, ve_van, ve_tot, wijk, intermediair
--   L01, bo, , , , WK054603, ja
--   L02, sbo, , , , WK054603, nee
--   L03, so, , , , WK054603,
--   L04, vo, , , , WK054606, ja
--   L05, vso, , , , WK054606, nee
--   L06, ko-ve, ja, 2020-08-01, , WK054606, ja
--   L07, ko-ve, ja, 2026-09-30, , WK054606,
--   L08, ko-ve, ja, 2026-10-01, , WK054606, ja
--   L09, ko-ve, ja, , 2026-09-30, WK054606, ja
--   L10, ko, nee, , , WK054606, ja
--   L11, bibliotheek, , , , WK054606, ja
--   L12, ko-ve, ja, , , WK054606, ja
-- expect: n=8 x=4
-- expect wijk=WK054603: n=3 x=1
-- expect locatiesoort=ko-ve: n=3 x=2
