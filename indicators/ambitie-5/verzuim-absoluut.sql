-- id: verzuim-absoluut
-- version: 2026-11-25
-- actions: A5.2, A3.2
-- order: 45
-- title: Kinderen met absoluut verzuim
-- title-en: Children with absolute truancy
-- question: Welk deel van de leerplichtige kinderen stond in het schooljaar een tijd op geen enkele school
--   ingeschreven, zonder vrijstelling?
-- question-en: What share of the children of compulsory school age was for a time enrolled at no school,
--   without an exemption?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen van 5 tot 18 jaar die in de stad wonen
-- hit-text: met een melding van absoluut verzuim
-- time-text: in het schooljaar
-- kind: proportion
-- form: spells
-- grondslag: wonend
-- time: SJ
-- decimals: 2
-- level: effect
-- tier: additional
-- direction: down
-- sensitive: hit; why: een klein aantal kinderen met verzuim zou kinderen aanwijzen
-- norm: national-mean 0.0063 source: Landelijk 6,3 per 1000 leerplichtigen in 2023
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: bevolking, verzuim, jgz_indicatie/dimension, inschrijving/dimension
-- sources: gemeente, regionaal bureau leerplicht
-- limitation: Een kind met meer meldingen telt één keer. Iedereen tot 18 jaar telt als leerplichtig, ook wie
--   al een startkwalificatie heeft. Kinderen met een vrijstelling hebben geen absoluut verzuim.
-- lag: 3

-- population: woont in de stad
SELECT kind AS unit, van, tot FROM bevolking

-- population: is 5 tot 18 jaar
SELECT kind AS unit, verjaardag(geboortedatum, 60) AS van, verjaardag(geboortedatum, 216) AS tot
FROM kind
WHERE geboortedatum IS NOT NULL

-- hit: een melding van absoluut verzuim
SELECT kind AS unit, van, tot FROM verzuim WHERE kind IS NOT NULL AND soort = 'absoluut'

-- example: alleen absoluut verzuim, op een dag van het schooljaar
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, geslacht
--   1, 2015-01-01, 2015-01-01, , m
--   2, 2015-01-01, 2015-01-01, , m
--   3, 2015-01-01, 2015-01-01, , v
--   4, 2015-01-01, 2015-01-01, , v
--   5, 2015-01-01, 2015-01-01, , v
--   6, 2015-01-01, 2015-01-01, 2025-12-31, v
--   7, 2015-01-01, 2015-01-01, 2025-07-31, v
-- given verzuim: kind, melding, soort, datum_begin, datum_einde
--   1, 1, absoluut, 2025-06-01, 2025-08-01
--   1, 2, absoluut, 2026-01-01, 2026-01-10
--   2, 3, absoluut, 2025-06-01, 2025-07-31
--   3, 4, absoluut, 2026-07-31,
--   4, 5, vrijstelling-5a, 2025-10-01,
--   4, 6, langdurig-relatief, 2025-10-01, 2026-03-01
--   5, 7, absoluut, 2026-08-01,
--   6, 8, absoluut, 2026-01-01, 2026-02-01
--   7, 9, absoluut, 2025-06-01,
-- expect: n=6 x=2
-- expect geslacht=m: n=2 x=1

-- example: van vijf tot achttien jaar
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2021-07-31, 2021-07-31
--   2, 2021-08-01, 2021-08-01
--   3, 2007-08-02, 2007-08-02
--   4, 2007-08-01, 2007-08-01
-- given verzuim: kind, melding, soort, datum_begin, datum_einde
--   1, 1, absoluut, 2025-08-01,
--   2, 2, absoluut, 2025-08-01,
--   3, 3, absoluut, 2025-08-02,
--   4, 4, absoluut, 2025-08-01,
-- expect: n=2 x=1
