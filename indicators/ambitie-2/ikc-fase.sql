-- id: ikc-fase
-- version: 2026-11-25
-- actions: A2.3
-- order: 10
-- title: Scholen met vastgelegde afspraken over een kindcentrum
-- title-en: Schools with recorded agreements on a child centre
-- question: Op welk deel van de scholen zijn afspraken over een IKC of KC vastgelegd?
-- question-en: In what share of the schools are agreements on a child centre recorded?
-- counts: locatie
-- unit: schoollocaties
-- unit-en: school sites
-- population-text: locaties voor basisonderwijs en speciaal (basis)onderwijs
-- hit-text: met ten minste vastgelegde afspraken (fase 3 of hoger)
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: locatie
-- time: KE
-- level: process
-- direction: up
-- sensitive: group; why: de fase van een school is openbaar
-- dimensions: wijk
-- uses: locatie
-- sources: gemeente, schoolbesturen
-- limitation: Er is geen wettelijke definitie van een kindcentrum. Een afspraak is nog geen samenwerking.
-- lag: 2

-- population: is een school voor basisonderwijs of speciaal (basis)onderwijs
SELECT locatie AS unit, van, tot FROM locatie WHERE soort IN ('bo', 'sbo', 'so')

-- hit: de afspraken zijn vastgelegd
SELECT locatie AS unit, max(van, coalesce(ikc_datum, -99999)) AS van, tot
FROM locatie
WHERE ikc_fase IN ('3', '4', '5') AND coalesce(ikc_datum, -99999) <= tot

-- unknown: de fase is niet bekend
SELECT locatie AS unit, van, tot FROM locatie WHERE ikc_fase = 'onbekend'

-- example: fase 3 telt, vanaf de datum van die fase
-- on: 2026K3
-- given locatie: locatie, soort, ikc_fase, ikc_datum, wijk
--   L001, bo, 2, , WK054603
--   L002, bo, 3, , WK054603
--   L003, sbo, 4, 2026-09-30, WK054603
--   L004, so, 5, 2026-10-01, WK054606
--   L005, bo, , , WK054606
--   L006, vo, 5, , WK054606
--   L007, bo, 0, , WK054606
-- expect: n=6 x=2 unknown=1
-- expect wijk=WK054603: n=3 x=2
-- expect wijk=WK054606: n=3 x=0 unknown=1
