-- id: opp-tijdig
-- version: 2026-11-26
-- actions: A3.1
-- order: 10
-- title: Ontwikkelingsperspectief binnen zes weken
-- title-en: Development plan set in six weeks
-- question: Ligt er binnen zes weken na het begin van extra ondersteuning een
--   ontwikkelingsperspectief?
-- question-en: Is there a development plan within six weeks after extra support began?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen bij wie individuele ondersteuning begon
-- hit-text: met een ontwikkelingsperspectief binnen 42 dagen
-- time-text: geteld in het kwartaal nadat de ondersteuning begon, zodat zes weken voorbij zijn
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: COH
-- delay: 1
-- level: process
-- direction: up
-- sensitive: miss; why: een klein aantal leerlingen zonder plan zou leerlingen aanwijzen
-- norm: legal 1 source: Wet op het primair onderwijs: ontwikkelingsperspectief binnen zes weken
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: ondersteuning, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: samenwerkingsverbanden, jeugdteam
-- limitation: Een plan dat de school wel heeft maar niet doorgeeft, telt als ontbrekend.
-- lag: 3

-- population: individuele ondersteuning begon
SELECT kind AS unit, datum_start AS van, datum_start + 1 AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND datum_start IS NOT NULL AND vorm <> 'collectief'

-- hit: het ontwikkelingsperspectief is er binnen 42 dagen
SELECT kind AS unit, datum_start AS van, datum_start + 1 AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND datum_start IS NOT NULL AND vorm <> 'collectief'
GROUP BY kind, dossier, datum_start
HAVING min(opp_datum) <= datum_start + 42

-- example: dag 42 is op tijd, dag 43 niet; een groepsarrangement telt niet
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, vorm, datum_signaal, datum_start, opp_datum
--   1, 1, arrangement, individueel, 2026-03-01, 2026-04-01, 2026-05-13
--   2, 2, arrangement, individueel, 2026-03-01, 2026-04-01, 2026-05-14
--   3, 3, arrangement, individueel, 2026-03-01, 2026-06-30,
--   4, 4, opp, , 2026-03-01, 2026-04-10, 2026-04-10
--   5, 5, arrangement, collectief, 2026-03-01, 2026-04-10, 2026-04-10
--   6, 6, arrangement, individueel, 2026-03-01, 2026-07-01, 2026-07-02
--   7, 7, tlv, individueel, 2026-03-01, 2026-04-10, 2026-04-12
--   8, 8, arrangement, individueel, 2026-03-01, 2026-03-31, 2026-04-12
-- expect: n=4 x=2

-- example: het eerste plan telt; ander soort ondersteuning is er niet een
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, vorm, datum_signaal, datum_start, opp_datum
--   1, 1, arrangement, individueel, 2026-03-01, 2026-04-01, 2026-05-13
--   2, 2, arrangement, individueel, 2026-03-01, 2026-04-10, 2026-06-30
--   2, 3, mdo, individueel, 2026-03-01, 2026-04-10, 2026-04-12
--   3, 4, arrangement, individueel, 2026-03-01, 2026-04-20, 2026-07-30
--   3, 5, arrangement, collectief, 2026-03-01, 2026-04-20, 2026-04-20
--   4, 6, arrangement, individueel, 2026-03-01, 2026-04-20, 2026-07-30
--   4, 6, arrangement, individueel, 2026-03-01, 2026-04-20, 2026-05-01
-- expect: n=4 x=2
