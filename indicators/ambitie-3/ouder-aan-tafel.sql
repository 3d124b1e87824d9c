-- id: ouder-aan-tafel
-- version: 2026-11-25
-- actions: A3.3
-- order: 20
-- title: Ouder aan tafel bij het overleg
-- title-en: Parent at the case meeting
-- question: Zit er een ouder aan tafel als professionals over een kind overleggen?
-- question-en: Is a parent at the table when professionals meet about a child?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen over wie in het kwartaal een multidisciplinair overleg was
-- hit-text: met een ouder aan tafel
-- time-text: in het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: KP
-- level: process
-- tier: additional
-- direction: up
-- sensitive: miss; why: een klein aantal kinderen zonder ouder aan tafel zou gezinnen aanwijzen
-- norm: local-target 0.95 source: Lokale streefwaarde: bij 95 procent van de overleggen een ouder
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: ondersteuning, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: samenwerkingsverbanden, jeugdteam
-- limitation: Een kind met twee overleggen in het kwartaal telt één keer, en als bereikt als bij een
--   daarvan een ouder was. Een leeg veld telt als nee.
-- lag: 3

-- population: over het kind is overlegd
SELECT kind AS unit, mdo_datum AS van, mdo_datum + 1 AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND mdo_datum IS NOT NULL

-- hit: een ouder was erbij
SELECT kind AS unit, mdo_datum AS van, mdo_datum + 1 AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND mdo_datum IS NOT NULL AND ouder_aanwezig = 'ja'

-- example: overleg op de eerste en de laatste dag telt; nee en leeg tellen niet als ouder
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, datum_signaal, mdo_datum, ouder_aanwezig
--   1, 1, arrangement, 2026-06-01, 2026-07-01, ja
--   2, 2, mdo, 2026-09-01, 2026-09-30, ja
--   3, 3, arrangement, 2026-06-01, 2026-06-30, ja
--   4, 4, arrangement, 2026-09-01, 2026-10-01, ja
--   5, 5, verwijzing, 2026-07-01, 2026-08-01, nee
--   6, 6, arrangement, 2026-07-01, 2026-08-01,
--   7, 7, arrangement, 2026-07-01, , ja
-- expect: n=4 x=2

-- example: van twee overleggen is één met een ouder genoeg
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, datum_signaal, mdo_datum, ouder_aanwezig
--   1, 1, arrangement, 2026-06-01, 2026-07-06, nee
--   1, 2, verwijzing, 2026-08-01, 2026-09-07, ja
--   2, 3, arrangement, 2026-05-01, 2026-06-08, ja
--   2, 4, verwijzing, 2026-08-01, 2026-09-07, nee
-- expect: n=2 x=1
