-- id: ikc-fase
-- version: 2026-11-26
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
-- uses: locatie, opvolging/possible
-- sources: gemeente, schoolbesturen
-- limitation: Er is geen wettelijke definitie van een kindcentrum. Een afspraak is nog geen samenwerking.
-- lag: 2

-- population: is een school voor basisonderwijs of speciaal (basis)onderwijs
SELECT locatie AS unit, van, tot
FROM onderwijslocatie
WHERE rol = 'school' AND soort IN ('bo', 'sbo', 'so')

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

-- example: een school die onder een ander nummer verderging of uit het register is, telt niet meer
-- on: 2026K3
-- given opvolging: brin, opvolger, datum
--   90AX00, 90AX50, 2026-08-01
--   90AX01, 90AX50, 2026-09-30
--   90AX02, 90AX50, 2026-10-01
--   90AX03, 90AX05, 2025-08-01
-- given locatie: van, tot, locatie, soort, brin, ikc_fase, wijk
--   , , L1, bo, 90AX00, 3, WK054603
--   , , L2, bo, 90AX01, 3, WK054603
--   , , L3, bo, 90AX02, 3, WK054603
--   , , L4, bo, 90AX50, 2, WK054603
--   2020-01-01, 2025-07-01, L5, sbo, 90AX03, onbekend, WK054606
--   2025-07-01, , L5, sbo, 90AX05, onbekend, WK054606
--   , 2026-09-30, L6, so, 90AX06, 4, WK054606
--   , 2026-10-01, L7, so, 90AX07, 4, WK054606
--   , , L8, so, , 1, WK054606
-- expect: n=5 x=2 unknown=1
-- expect wijk=WK054603: n=2 x=1

-- example: vier tekens zijn de hele school, behalve een vestiging met een eigen regel
-- on: 2026K3
-- given opvolging: brin, opvolger, datum
--   90AX, 90CX, 2026-08-01
--   90AX02, 90DX00, 2027-08-01
-- given locatie: locatie, soort, brin, ikc_fase, wijk
--   L1, bo, 90AX00, 3, WK054603
--   L2, bo, 90AX01, 3, WK054603
--   L3, bo, 90AX02, 3, WK054603
--   L4, bo, 90CX00, 2, WK054603
--   L5, bo, 90CX01, 4, WK054603
-- expect: n=3 x=2
