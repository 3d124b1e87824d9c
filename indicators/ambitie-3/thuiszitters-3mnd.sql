-- id: thuiszitters-3mnd
-- version: 2026-11-25
-- actions: A3.2
-- order: 30
-- title: Langer dan drie maanden thuis
-- title-en: Out of school for over three months
-- question: Welk deel van de thuiszitters zit langer dan drie maanden thuis?
-- question-en: What share of the out-of-school children has been out for over three months?
-- counts: kind
-- unit: thuiszitters
-- unit-en: out-of-school children
-- population-text: thuiszitters van 5 tot 18 jaar die in de stad wonen
-- hit-text: die langer dan 91 dagen thuiszitten
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: wonend
-- time: KE
-- level: effect
-- direction: down
-- sensitive: both; why: bij zo weinig kinderen wijst ook de rest iemand aan
-- norm: local-target 0 source: Landelijke afspraak: geen kind langer dan drie maanden thuis
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: bevolking, verzuim, jgz_indicatie/dimension, inschrijving/dimension
-- sources: gemeente, regionaal bureau leerplicht
-- limitation: Gaat over weinig kinderen: één kind verandert het percentage flink.
-- lag: 3

-- population: woont op de peildatum in de stad
SELECT kind AS unit, van, tot FROM bevolking

-- population: is leerplichtig of kwalificatieplichtig: 5 tot 18 jaar
SELECT kind AS unit, verjaardag(geboortedatum, 60) AS van, verjaardag(geboortedatum, 216) AS tot
FROM kind
WHERE geboortedatum IS NOT NULL

-- population: zit thuis
SELECT kind AS unit, van, tot FROM thuiszitten

-- hit: al langer dan 91 dagen
SELECT kind AS unit, sinds + 91 AS van, tot FROM thuiszitten WHERE sinds + 91 < tot

-- example: alleen wie sinds juni thuiszit
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
-- expect: n=3 x=1

-- example: van vijf tot achttien jaar; 91 dagen is nog geen drie maanden
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2021-09-30, 2021-09-30
--   2, 2021-10-01, 2021-10-01
--   3, 2008-10-01, 2008-10-01
--   4, 2008-09-30, 2008-09-30
--   5, 2015-01-01, 2015-01-01
--   6, 2015-02-01, 2015-02-01
--   7, 2015-03-01, 2015-03-01
-- given verzuim: kind, melding, soort, datum_begin, datum_einde
--   1, 1, absoluut, 2026-09-01,
--   2, 2, absoluut, 2026-09-01,
--   3, 3, absoluut, 2026-09-01,
--   4, 4, absoluut, 2026-09-01,
--   5, 5, absoluut, 2026-07-01,
--   6, 6, absoluut, 2026-07-02,
--   7, 7, absoluut, 2026-06-01,
-- expect: n=5 x=2
