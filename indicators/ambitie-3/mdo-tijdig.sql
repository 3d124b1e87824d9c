-- id: mdo-tijdig
-- version: 2026-11-26
-- actions: A3.2
-- order: 40
-- title: Overleg binnen vier weken bij een complexe vraag
-- title-en: Case meeting within four weeks of a complex request
-- question: Is er bij een complexe hulpvraag binnen vier weken een multidisciplinair overleg?
-- question-en: Is there a multidisciplinary meeting within four weeks of a complex request?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen voor wie een complexe hulpvraag kwam
-- hit-text: met een overleg binnen 28 dagen
-- time-text: geteld in het kwartaal na de vraag, zodat vier weken voorbij zijn
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: COH
-- delay: 1
-- level: process
-- tier: additional
-- direction: up
-- sensitive: miss; why: een klein aantal leerlingen dat wacht zou leerlingen aanwijzen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: ondersteuning, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: samenwerkingsverbanden, jeugdteam
-- limitation: Zegt niet wie er aan tafel zat en wat eruit kwam. Aanvragen van een
--   toelaatbaarheidsverklaring tellen niet mee.
-- lag: 3

-- population: stelde een complexe hulpvraag
SELECT kind AS unit, datum_signaal AS van, datum_signaal + 1 AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort <> 'tlv' AND complex = 'ja'

-- hit: het overleg was binnen 28 dagen
SELECT kind AS unit, datum_signaal AS van, datum_signaal + 1 AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort <> 'tlv' AND complex = 'ja' AND mdo_datum <= datum_signaal + 28

-- example: dag 28 is op tijd, dag 29 niet; alleen complexe vragen uit het vorige kwartaal
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, datum_signaal, complex, mdo_datum
--   1, 1, arrangement, 2026-04-01, ja, 2026-04-29
--   2, 2, arrangement, 2026-04-01, ja, 2026-04-30
--   3, 3, verwijzing, 2026-06-30, ja,
--   4, 4, arrangement, 2026-04-10, nee, 2026-04-12
--   5, 5, arrangement, 2026-04-10, , 2026-04-12
--   6, 6, arrangement, 2026-03-31, ja, 2026-04-02
--   7, 7, arrangement, 2026-07-01, ja, 2026-07-02
--   8, 8, tlv, 2026-04-10, ja, 2026-04-12
--   9, 9, verwijzing, 2026-04-10, ja, 2026-04-10
-- expect: n=4 x=2

-- example: het overleg van een andere vraag telt niet
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, datum_signaal, complex, mdo_datum
--   1, 1, arrangement, 2026-04-01, ja, 2026-05-20
--   1, 2, tlv, 2026-04-01, ja, 2026-04-10
--   2, 3, arrangement, 2026-04-01, ja,
--   2, 4, arrangement, 2026-04-01, nee, 2026-04-10
-- expect: n=2 x=0
