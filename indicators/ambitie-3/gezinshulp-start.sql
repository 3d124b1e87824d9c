-- id: gezinshulp-start
-- version: 2026-11-26
-- actions: A3.3
-- order: 40
-- title: Hulp van het jeugdteam binnen zes weken
-- title-en: Youth team help within six weeks
-- question: Begint de hulp binnen zes weken na een verwijzing naar het jeugdteam?
-- question-en: Does help begin within six weeks after a referral to the youth team?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen die naar het jeugdteam zijn verwezen
-- hit-text: met hulp binnen 42 dagen
-- time-text: geteld in het kwartaal na de verwijzing, zodat zes weken voorbij zijn
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: COH
-- delay: 1
-- level: process
-- tier: additional
-- direction: up
-- sensitive: miss; why: een klein aantal kinderen dat wacht zou gezinnen aanwijzen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: ondersteuning, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: jeugdteam
-- limitation: Zegt niet of de hulp helpt.
-- lag: 3

-- population: verwezen naar het jeugdteam
SELECT kind AS unit, datum_signaal AS van, datum_signaal + 1 AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort = 'verwijzing' AND verwijzing_naar = 'jeugdteam'

-- hit: de hulp begon binnen 42 dagen
SELECT kind AS unit, datum_signaal AS van, datum_signaal + 1 AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort = 'verwijzing' AND verwijzing_naar = 'jeugdteam'
  AND datum_start <= datum_signaal + 42

-- example: dag 42 is op tijd, dag 43 niet
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, datum_signaal, datum_start, verwijzing_naar
--   1, 1, verwijzing, 2026-04-01, 2026-05-13, jeugdteam
--   2, 2, verwijzing, 2026-04-01, 2026-05-14, jeugdteam
--   3, 3, verwijzing, 2026-04-01, , jeugdteam
--   4, 4, verwijzing, 2026-04-01, 2026-04-02, jgz
--   5, 5, verwijzing, 2026-07-01, 2026-07-02, jeugdteam
-- expect: n=3 x=1
