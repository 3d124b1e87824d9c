-- id: verzuim-relatief
-- version: 2026-11-25
-- actions: A5.2
-- order: 40
-- title: Leerlingen met relatief verzuim
-- title-en: Pupils with relative absence
-- question: Welk deel van de leerlingen verzuimde meer dan zestien uur in vier weken?
-- question-en: What share of the pupils was absent for more than sixteen hours in four weeks?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen van 5 tot 18 jaar op een school in de stad
-- hit-text: met een melding van meer dan zestien uur
-- time-text: in het schooljaar
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: SJ
-- decimals: 2
-- level: effect
-- direction: down
-- sensitive: hit; why: een klein aantal leerlingen met verzuim zou leerlingen aanwijzen
-- norm: national-mean 0.027 source: Landelijk 27 per 1000 leerlingen in 2023
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders, organisatie, school
-- cluster: school
-- uses: inschrijving, verzuim, bevolking/dimension, jgz_indicatie/dimension
-- sources: schoolbesturen, regionaal bureau leerplicht
-- limitation: Een leerling met meer meldingen telt één keer. Ziekteverzuim en vakantie tellen niet
--   mee. Scholen melden niet allemaal even trouw.
-- lag: 3

-- population: staat ingeschreven
SELECT kind AS unit, van, tot FROM inschrijving WHERE kind IS NOT NULL

-- population: is 5 tot 18 jaar
SELECT kind AS unit, verjaardag(geboortedatum, 60) AS van, verjaardag(geboortedatum, 216) AS tot
FROM kind
WHERE geboortedatum IS NOT NULL

-- hit: meer dan zestien uur ongeoorloofd verzuim in vier weken
SELECT kind AS unit, van, tot
FROM verzuim
WHERE kind IS NOT NULL AND soort IN ('relatief', 'langdurig-relatief') AND uren > 16

-- example: zestien uur is niet meer dan zestien; twee meldingen zijn één leerling
-- on: 2026K3
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort, geboortedatum
--   1, 2025-08-01, 2026-07-31, lj1, brugklas, 2013-01-01
--   2, 2025-08-01, 2026-07-31, lj1, brugklas, 2013-01-01
--   3, 2025-08-01, 2026-07-31, lj1, brugklas, 2013-01-01
--   4, 2025-08-01, 2026-07-31, 1, bo, 2021-09-01
-- given verzuim: kind, melding, soort, datum_begin, datum_einde, uren
--   1, 1, relatief, 2026-01-12, 2026-02-06, 17
--   1, 2, relatief, 2026-02-09, 2026-03-06, 30
--   2, 3, relatief, 2026-01-12, 2026-02-06, 16
--   3, 4, ziekte, 2026-01-12, 2026-02-06, 60
-- expect: n=3 x=1

-- example: van vijf tot achttien jaar; zeventien uur is meer dan zestien
-- on: 2026K3
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort, geboortedatum
--   1, 2025-08-01, 2026-07-31, 1, bo, 2021-07-31
--   2, 2025-08-01, 2026-07-31, 1, bo, 2021-08-01
--   3, 2025-08-01, 2026-07-31, lj6, vwo, 2007-08-02
--   4, 2025-08-01, 2026-07-31, lj6, vwo, 2007-08-01
--   5, 2025-08-01, 2026-07-31, lj1, brugklas, 2013-01-01
-- given verzuim: kind, melding, soort, datum_begin, datum_einde, uren
--   5, 1, langdurig-relatief, 2026-01-12, 2026-02-06, 17
-- expect: n=3 x=1

-- example: een leerling telt bij het schoolbestuur dat hem inschreef
-- on: 2026K3
-- given inschrijving: leverancier, kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort, geboortedatum
--   bestuur-a, 1, 2025-08-01, 2026-07-31, lj1, brugklas, 2013-01-01
--   bestuur-a, 2, 2025-08-01, 2026-07-31, lj1, brugklas, 2013-01-01
--   bestuur-b, 3, 2025-08-01, 2026-07-31, lj1, brugklas, 2013-01-01
-- given verzuim: kind, melding, soort, datum_begin, datum_einde, uren
--   1, 1, relatief, 2026-01-12, 2026-02-06, 17
-- expect: n=3 x=1
-- expect organisatie=bestuur-a: n=2 x=1
-- expect organisatie=bestuur-b: n=1 x=0
