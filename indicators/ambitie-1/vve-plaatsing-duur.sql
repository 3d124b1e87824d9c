-- id: vve-plaatsing-duur
-- version: 2026-11-25
-- actions: A1.3
-- order: 45
-- title: Tijd van indicatie tot eerste ve-dag
-- title-en: Time from indication to first day
-- question: Hoe lang wachten peuters met een indicatie op hun eerste ve-dag?
-- question-en: How long do indicated toddlers wait for their first day?
-- counts: kind
-- unit: peuters
-- unit-en: toddlers
-- population-text: peuters van wie de vve-indicatie in de laatste twaalf maanden begon, vanaf 2½ jaar
-- hit-text: met een eerste dag op een ve-plaats
-- time-text: in de laatste twaalf maanden
-- kind: duration
-- within: 42, 56, 91
-- form: spells
-- grondslag: wonend
-- time: R12
-- level: process
-- direction: down
-- decimals: 0
-- sensitive: group; why: een wachttijd van een kleine groep zou over een gezin gaan
-- norm: local-target 56 source: Lokale streefwaarde: de helft binnen 56 dagen; er is geen landelijke norm
-- uses: bevolking, jgz_indicatie, inschrijving, ko_plaatsing, locatie
-- sources: gemeente, JGZ, houders van kinderopvang, schoolbesturen
-- limitation: Wie nog wacht telt mee zolang hij wacht; wie verhuist, vier wordt of naar school gaat, wordt niet
--   verder gevolgd. Wie al een plaats had toen de indicatie begon, wachtte nul dagen.
-- lag: 2

-- population: woont in de stad
-- since the row's own start: who lived here before the first delivery does not start waiting with it
SELECT kind AS unit, min(van, coalesce(geldig_van, van)) AS van, tot FROM bevolking

-- population: is 2½ jaar of ouder en nog geen 4 jaar
SELECT kind AS unit, verjaardag(geboortedatum, 30) AS van, verjaardag(geboortedatum, 48) AS tot
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

-- example: de mediaan van wachten, met wie nog wacht erbij
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, van
--   1, 2023-06-01, 2023-06-01, 2023-06-01
--   2, 2023-06-01, 2023-06-01, 2023-06-01
--   3, 2023-06-01, 2023-06-01, 2023-06-01
--   4, 2023-06-01, 2023-06-01, 2023-06-01
--   5, 2023-06-01, 2023-06-01, 2023-06-01
--   6, 2023-06-01, 2023-06-01, 2023-06-01
--   7, 2023-01-01, 2023-01-01, 2026-02-01
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, reden_niet_bereik
--   1, 2025-06-01, ja, 2026-01-01,
--   2, 2025-06-01, ja, 2026-01-01,
--   3, 2025-06-01, ja, 2026-01-01,
--   4, 2025-06-01, ja, 2025-12-01,
--   5, 2026-10-01, ja, 2026-10-01,
--   6, 2025-06-01, ja, 2026-01-01, medisch-so
--   7, 2025-06-01, ja, 2025-06-01,
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, ve_plaats, uren_week
--   1, 100000001, 2025-12-15, ja, 16
--   2, 100000001, 2026-02-12, ja, 16
--   3, 100000001, 2026-02-26, ja, 16
--   4, 100000001, 2026-10-01, ja, 16
-- expect: n=4 x=3 excluded=1 estimate=49
-- expect binnen=42: estimate=0.5
-- expect binnen=56: estimate=0.75
-- expect wachtend=0: n=3 x=1 estimate=0.75
-- expect wachtend=42: n=2 x=2 estimate=0.5
