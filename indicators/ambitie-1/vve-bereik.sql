-- id: vve-bereik
-- version: 2026-09-01
-- actions: A1.3
-- order: 10
-- title: Vve-bereik
-- title-en: Reach of early childhood education
-- question: Welk deel van de peuters met een vve-indicatie heeft een ve-plaats?
-- question-en: What share of the toddlers with an indication has a place in early childhood education?
-- counts: kind
-- unit: peuters
-- unit-en: toddlers
-- population-text: peuters met een vve-indicatie die in de stad wonen, van 2½ jaar tot de basisschool
--   (uiterlijk 5 jaar)
-- hit-text: met een ve-plaats op een ve-locatie
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: wonend
-- time: KE
-- level: output
-- direction: up
-- sensitive: miss; why: een klein aantal niet-bereikte peuters zou gezinnen aanwijzen; wel bereikt zijn
--   is niet gevoelig
-- norm: local-target 1 source: Actieplan Kansrijk Onderwijs Leiden: alle kinderen met een vve-indicatie
-- norm: national-mean 0.83 source: Inspectie van het Onderwijs, landelijk bereik 80 tot 86 procent
-- dimensions: wijk, geslacht, leeftijd, thuistaal, opleiding_ouders
-- crosses: wijk*thuistaal
-- uses: bevolking, jgz_indicatie, inschrijving, ko_plaatsing/hit, locatie/hit
-- sources: gemeente, JGZ, houders van kinderopvang, schoolbesturen
-- limitation: Een plaats zegt niet hoeveel uren een peuter komt; zie het bereik met voldoende uren.
--   Peuters met een medische reden tellen niet mee en staan apart. Een plaats buiten de stad is alleen
--   bekend als die geleverd is.
-- lag: 2

-- population: woont op de peildatum in de stad
SELECT kind AS unit, van, tot FROM bevolking

-- population: is 2½ jaar of ouder en nog geen 5 jaar
SELECT kind AS unit, verjaardag(geboortedatum, 30) AS van, verjaardag(geboortedatum, 60) AS tot
FROM kind
WHERE geboortedatum IS NOT NULL

-- population: staat nog niet ingeschreven op een basisschool
SELECT kind AS unit, van, tot FROM geen_basisschool

-- population: heeft een geldige vve-indicatie
SELECT kind AS unit, van, tot FROM besluit WHERE besluit = 'ja'

-- excluded: kan om een medische reden of door speciaal onderwijs niet naar de ve
SELECT kind AS unit, van, tot
FROM besluit
WHERE besluit = 'ja' AND reden_niet_bereik = 'medisch-so'

-- hit: heeft een ve-plaats met uren op een locatie die dan ve aanbiedt
SELECT kind AS unit, van, tot FROM ve_plaatsing

-- unknown: is toegeleid naar een locatie die niet in het locatieregister staat
SELECT kind AS unit, van, tot
FROM besluit
WHERE besluit = 'ja' AND toegeleid_naar <> ''
  AND toegeleid_naar NOT IN (SELECT lrk FROM locatie WHERE lrk IS NOT NULL)

-- example: leeftijd op de dag zelf: 2½ telt mee, 5 jaar niet meer
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk, geslacht
--   1, 2024-03-30, 2024-03-30, , WK054603, m
--   2, 2024-03-31, 2024-03-31, , WK054603, v
--   3, 2024-04-01, 2024-04-01, , WK054603, m
--   4, 2021-10-01, 2021-10-01, , WK054606, v
--   5, 2021-09-30, 2021-09-30, , WK054606, v
--   6, 2024-02-29, 2024-02-29, , WK054606, x
--   7, 2023-05-01, 2023-05-01, 2026-09-29, WK054606, m
--   8, 2023-05-01, 2023-05-01, 2026-09-30, WK054606, m
--   9, 2024-04-01, 2024-04-01, , WK054606, m
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2026-02-02, ja, 2026-09-30
--   2, 2026-02-02, ja, 2026-09-30
--   3, 2026-02-02, ja, 2026-10-01
--   4, 2024-01-10, ja, 2024-04-01
--   5, 2024-01-10, ja, 2024-03-30
--   6, 2026-02-02, ja, 2026-08-29
--   7, 2025-02-02, ja, 2025-11-01
--   8, 2025-02-02, ja, 2025-11-01
--   9, 2026-02-02, ja, 2026-09-01
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, ve_plaats, uren_week
--   1, 100000001, 2026-09-30, ja, 16
--   2, 100000001, 2026-10-01, ja, 16
--   4, 100000001, 2024-04-01, ja, 16
--   5, 100000001, 2024-04-01, ja, 16
--   8, 100000001, 2025-11-01, ja, 16
-- expect: n=5 x=3 excluded=0 unknown=0
-- expect leeftijd=2: n=3 x=1
-- expect leeftijd=3: n=1 x=1
-- expect leeftijd=4: n=1 x=1
-- expect wijk=WK054603: n=2 x=1
-- expect geslacht=x: n=1 x=0

-- example: indicaties: ingetrokken, vervangen, verlopen, aangehouden, medisch
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2023-06-01, 2023-06-01
--   2, 2023-06-01, 2023-06-01
--   3, 2023-06-01, 2023-06-01
--   4, 2023-06-01, 2023-06-01
--   5, 2023-06-01, 2023-06-01
--   6, 2023-06-01, 2023-06-01
--   7, 2023-06-01, 2023-06-01
--   8, 2023-06-01, 2023-06-01
--   9, 2023-06-01, 2023-06-01
--   10, 2023-06-01, 2023-06-01
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, einde, reden_niet_bereik
--   1, 2025-06-01, ja, 2025-12-01, , wachtlijst
--   2, 2025-06-01, ja, 2025-12-01, ,
--   2, 2026-09-30, ingetrokken, , ,
--   3, 2025-06-01, ja, 2025-12-01, ,
--   3, 2026-09-30, aangehouden, , ,
--   4, 2025-06-01, ja, 2025-12-01, 2026-09-30,
--   5, 2025-06-01, ja, 2025-12-01, 2026-10-01,
--   6, 2025-06-01, ja, 2025-12-01, , medisch-so
--   7, 2025-06-01, nee, , ,
--   7, 2025-06-01, ja, 2025-12-01, ,
--   8, 2025-06-01, ja, 2025-12-01, ,
--   8, 2025-06-01, ingetrokken, , ,
--   9, 2025-06-01, ja, 2025-12-01, ,
--   9, 2026-05-01, nee, , ,
--   9, 2026-07-01, ja, 2026-07-15, ,
--   10, 2025-06-01, ja, 2025-12-01, ,
--   10, 2026-10-01, ingetrokken, , ,
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, ve_plaats, uren_week
--   1, 100000001, 2026-01-05, nee, 16
--   2, 100000001, 2026-01-05, ja, 16
--   3, 100000001, 2026-01-05, ja, 16
--   6, 100000001, 2026-01-05, ja, 16
--   9, 100000001, 2026-01-05, ja, 16
-- expect: n=6 x=2 excluded=1 unknown=0

-- example: plaatsen: gisteren geëindigd, nul uren, geen ve-locatie meer, twee plaatsen, buiten de stad
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2023-06-01, 2023-06-01, , WK054600
--   2, 2023-06-01, 2023-06-01, , WK054600
--   3, 2023-06-01, 2023-06-01, , WK054600
--   4, 2023-06-01, 2023-06-01, , WK054600
--   5, 2023-06-01, 2023-06-01, 2026-07-31, WK054600
--   5, 2023-06-01, 2026-08-01, , WK054601
--   6, 2023-06-01, 2023-06-01, , WK054601
--   7, 2022-06-01, 2022-06-01, , WK054601
--   8, 2022-06-01, 2022-06-01, , WK054601
--   9, 2023-06-01, 2023-06-01, , WK054601
--   10, 2023-06-01, 2023-06-01, ,
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, toegeleid_naar, thuistaal
--   1, 2025-06-01, ja, 2025-12-01, 100000001, nl
--   2, 2025-06-01, ja, 2025-12-01, 100000001, anders
--   3, 2025-06-01, ja, 2025-12-01, , anders
--   4, 2025-06-01, ja, 2025-12-01, 999999999, anders
--   5, 2025-06-01, ja, 2025-12-01, , anders
--   6, 2025-06-01, ja, 2025-12-01, 999999999, nl
--   7, 2024-06-01, ja, 2024-12-01, ,
--   8, 2024-06-01, ja, 2024-12-01, ,
--   9, 2025-06-01, ja, 2025-12-01, ,
--   10, 2025-06-01, ja, 2025-12-01, ,
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, schoolsoort, thuistaal
--   7, 2026-09-30, , bo, nl
--   8, 2026-08-24, 2026-09-29, so, nl-meertalig
-- given locatie: locatie, lrk, ve, ve_van, ve_tot
--   L001, 100000001, ja, 2020-01-01,
--   L002, 100000002, ja, 2020-01-01, 2026-09-30
--   L003, 100000003, nee, ,
--   L004, 100000004, ja, 2026-09-30,
-- given ko_plaatsing: kind, lrk, begindatum, einddatum, ve_plaats, uren_week, uren_ma
--   1, 100000001, 2026-01-05, 2026-09-29, ja, 16,
--   2, 100000001, 2026-01-05, 2026-09-30, ja, 16,
--   3, 100000001, 2026-01-05, , ja, 0, 0
--   5, 100000001, 2026-01-05, , ja, 8,
--   5, 100000004, 2026-01-05, , ja, 8,
--   6, 100000001, 2026-01-05, , ja, , 4
--   7, 100000001, 2026-01-05, , ja, 16,
--   8, 100000002, 2026-01-05, , ja, 16,
--   9, 100000003, 2026-01-05, , ja, 16,
--   10, 100000004, 2026-01-05, , ja, 16,
-- expect: n=9 x=4 excluded=0 unknown=1
-- expect wijk=WK054600: n=4 x=1 unknown=1
-- expect wijk=WK054601: n=4 x=2 unknown=0
-- expect wijk=onbekend: n=1 x=1
-- expect thuistaal=anders: n=4 x=2 unknown=1
-- expect thuistaal=onbekend: n=3 x=1
-- expect thuistaal=nl-meertalig: n=0 x=0
-- expect wijk=WK054601,thuistaal=anders: n=1 x=1
