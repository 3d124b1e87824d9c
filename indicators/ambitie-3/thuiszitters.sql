-- id: thuiszitters
-- version: 2026-11-25
-- actions: A3.2
-- order: 20
-- title: Thuiszitters
-- title-en: Out-of-school children
-- question: Welk deel van de leerplichtige kinderen zit thuis?
-- question-en: What share of the children of compulsory school age is out of school?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen van 5 tot 18 jaar die in de stad wonen
-- hit-text: die niet ingeschreven zijn of langer dan vier weken verzuimen
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: wonend
-- time: KE
-- decimals: 2
-- level: effect
-- direction: down
-- sensitive: hit; why: een klein aantal thuiszitters zou kinderen aanwijzen
-- norm: local-target 0 source: Landelijke afspraak: geen kind langer dan drie maanden thuis
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: bevolking, verzuim, jgz_indicatie/dimension, inschrijving/dimension
-- sources: gemeente, regionaal bureau leerplicht
-- limitation: Meldingen van één kind met hoogstens veertien dagen ertussen zijn één periode.
--   Kinderen met een vrijstelling tellen niet als thuiszitter. Iedereen tot 18 jaar telt als
--   leerplichtig, ook wie al een startkwalificatie heeft.
-- lag: 3

-- population: woont op de peildatum in de stad
SELECT kind AS unit, van, tot FROM bevolking

-- population: is leerplichtig of kwalificatieplichtig: 5 tot 18 jaar
SELECT kind AS unit, verjaardag(geboortedatum, 60) AS van, verjaardag(geboortedatum, 216) AS tot
FROM kind
WHERE geboortedatum IS NOT NULL

-- hit: zit thuis
SELECT kind AS unit, van, tot FROM thuiszitten

-- example: de 29e dag telt, de 28e niet; meldingen met hoogstens 14 dagen ertussen zijn één periode
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2015-01-01, 2015-01-01
--   2, 2015-01-01, 2015-01-01
--   3, 2015-01-01, 2015-01-01
--   4, 2015-01-01, 2015-01-01
--   5, 2015-01-01, 2015-01-01
--   6, 2021-10-01, 2021-10-01
--   7, 2015-01-01, 2015-01-01
-- given verzuim: kind, melding, soort, datum_begin, datum_einde
--   1, 1, absoluut, 2026-09-30,
--   2, 2, langdurig-relatief, 2026-09-03,
--   3, 3, langdurig-relatief, 2026-09-02,
--   4, 4, langdurig-relatief, 2026-06-01, 2026-06-30
--   4, 5, langdurig-relatief, 2026-07-15, 2026-08-20
--   4, 6, langdurig-relatief, 2026-09-03,
--   5, 7, vrijstelling-5a, 2026-01-01,
--   7, 8, absoluut, 2026-01-01, 2026-09-29
-- expect: n=6 x=3

-- example: met vijftien dagen ertussen begint een nieuwe periode; een korte periode in mei telt nooit
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2015-01-01, 2015-01-01
--   2, 2015-01-01, 2015-01-01
--   3, 2015-01-01, 2015-01-01
--   4, 2015-01-01, 2015-01-01
--   5, 2015-01-01, 2015-01-01
--   6, 2015-01-01, 2015-01-01
-- given verzuim: kind, melding, soort, datum_begin, datum_einde
--   1, 1, langdurig-relatief, 2026-08-01, 2026-08-18
--   1, 2, langdurig-relatief, 2026-09-03,
--   2, 3, langdurig-relatief, 2026-08-01, 2026-08-19
--   2, 4, langdurig-relatief, 2026-09-03,
--   3, 5, absoluut, 2026-09-30,
--   4, 6, langdurig-relatief, 2026-09-03,
--   5, 7, langdurig-relatief, 2026-05-01, 2026-05-10
--   6, 8, langdurig-relatief, 2026-08-01, 2026-08-28
--   6, 9, langdurig-relatief, 2026-09-10, 2026-09-30
-- expect: n=6 x=3
