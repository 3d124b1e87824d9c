-- id: steun-start-6wk
-- version: 2026-11-26
-- actions: A1.2, A3.1
-- order: 50
-- title: Steun voor jonge kinderen binnen zes weken
-- title-en: Support for young children within six weeks
-- question: Begint de steun voor een kind jonger dan 6 jaar binnen zes weken na het signaal?
-- question-en: Does support for a child younger than 6 begin within six weeks after the signal?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen jonger dan 6 jaar over wie een signaal kwam
-- hit-text: met steun binnen 42 dagen
-- time-text: geteld in het kwartaal na het signaal, zodat zes weken voorbij zijn
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: COH
-- delay: 1
-- level: process
-- tier: additional
-- direction: up
-- sensitive: miss; why: een klein aantal kinderen dat wacht zou gezinnen aanwijzen
-- norm: local-target 0.8 source: Lokale streefwaarde: 80 procent binnen zes weken
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: ondersteuning, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: samenwerkingsverbanden, jeugdteam
-- limitation: Telt arrangementen, plannen en verwijzingen voor één kind; steun die niet via een dossier
--   loopt, staat er niet in.
-- lag: 3

-- population: er kwam een signaal
SELECT kind AS unit, datum_signaal AS van, datum_signaal + 1 AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp', 'verwijzing') AND vorm <> 'collectief'

-- population: is jonger dan 6 jaar
SELECT kind AS unit, geboortedatum AS van, verjaardag(geboortedatum, 72) AS tot
FROM kind
WHERE geboortedatum IS NOT NULL

-- hit: de steun begon binnen 42 dagen
SELECT kind AS unit, datum_signaal AS van, datum_signaal + 1 AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp', 'verwijzing') AND vorm <> 'collectief'
  AND datum_start <= datum_signaal + 42

-- example: dag 42 is op tijd, dag 43 niet; op de zesde verjaardag telt een kind niet meer mee
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2022-01-01, 2022-01-01
--   2, 2022-01-01, 2022-01-01
--   3, 2022-01-01, 2022-01-01
--   4, 2020-04-01, 2020-04-01
--   5, 2020-04-02, 2020-04-02
--   6, 2026-04-01, 2026-04-01
--   7, 2022-01-01, 2022-01-01
--   8, 2022-01-01, 2022-01-01
--   9, 2022-01-01, 2022-01-01
--   10, 2022-01-01, 2022-01-01
-- given ondersteuning: kind, dossier, soort, vorm, datum_signaal, datum_start
--   1, 1, verwijzing, individueel, 2026-04-01, 2026-05-13
--   2, 2, arrangement, individueel, 2026-04-01, 2026-05-14
--   3, 3, opp, , 2026-06-30,
--   4, 4, arrangement, individueel, 2026-04-01, 2026-04-02
--   5, 5, arrangement, individueel, 2026-04-01, 2026-04-02
--   6, 6, verwijzing, individueel, 2026-04-01, 2026-04-01
--   7, 7, tlv, individueel, 2026-04-01, 2026-04-02
--   8, 8, arrangement, collectief, 2026-04-01, 2026-04-02
--   9, 9, arrangement, individueel, 2026-03-31, 2026-04-02
--   10, 10, arrangement, individueel, 2026-07-01, 2026-07-02
-- expect: n=5 x=3

-- example: steun van een ander dossier telt niet
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2022-01-01, 2022-01-01
--   2, 2022-01-01, 2022-01-01
--   3, 2022-01-01, 2022-01-01
-- given ondersteuning: kind, dossier, soort, vorm, datum_signaal, datum_start
--   1, 1, arrangement, individueel, 2026-04-01, 2026-06-13
--   1, 2, tlv, individueel, 2026-04-01, 2026-04-02
--   2, 3, arrangement, individueel, 2026-04-01, 2026-06-13
--   2, 4, arrangement, collectief, 2026-04-01, 2026-04-02
--   3, 5, opp, individueel, 2026-04-01, 2026-04-02
-- expect: n=3 x=1
