-- id: doelgroep-bepaald-30mnd
-- version: 2026-09-01
-- actions: A1.2
-- order: 10
-- title: Doelgroep bepaald vóór 2½ jaar
-- title-en: Target group assessed by two and a half
-- question: Is van elk kind uiterlijk op de dag dat het 2½ jaar wordt beoordeeld of het vve nodig heeft?
-- question-en: Has every child been assessed for early childhood education by the day it turns two and a half?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen die in het kwartaal 2½ jaar werden en op die dag in de stad woonden
-- hit-text: met een besluit ja of nee, uiterlijk op die dag
-- time-text: op de dag dat het kind 2½ jaar werd, in dit kwartaal
-- kind: proportion
-- form: spells
-- grondslag: wonend
-- time: COH
-- level: process
-- direction: up
-- sensitive: group; why: dat de beoordeling nog niet gedaan is zegt iets over de uitvoering, niet over het
--   kind
-- norm: local-target 0.95 source: Lokale streefwaarde: 95 procent van de kinderen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders, leeftijd
-- uses: bevolking, jgz_indicatie/hit, inschrijving/dimension
-- sources: gemeente, JGZ
-- limitation: Telt ook kinderen die pas kort in de stad wonen en daarom later zijn gezien. Een besluit dat
--   is aangehouden, telt niet als beoordeling.
-- lag: 2

-- population: wordt 2½ jaar
SELECT kind AS unit, verjaardag(geboortedatum, 30) AS van, verjaardag(geboortedatum, 30) + 1 AS tot
FROM kind
WHERE geboortedatum IS NOT NULL

-- population: woont op die dag in de stad
SELECT kind AS unit, van, tot FROM bevolking

-- hit: er is een besluit ja of nee, uiterlijk op die dag
SELECT kind AS unit, datum_bepaling AS van, NULL AS tot
FROM besluit
WHERE besluit IN ('ja', 'nee')

-- example: 31 augustus wordt 2½ op 28 februari; de dag zelf telt nog mee
-- on: 2026K1
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2023-08-31, 2023-08-31, , WK054600
--   2, 2023-08-31, 2023-08-31, , WK054600
--   3, 2023-08-29, 2023-08-29, 2026-02-27, WK054600
--   4, 2023-08-29, 2026-02-28, , WK054601
--   5, 2023-08-29, 2023-08-29, 2026-02-28, WK054601
--   6, 2023-08-29, 2026-03-01, , WK054601
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2026-02-28, nee,
--   2, 2026-03-01, ja, 2026-03-01
--   3, 2025-05-01, ja, 2026-02-28
--   4, 2025-05-01, ja, 2026-02-28
--   5, 2025-05-01, aangehouden,
--   6, 2025-05-01, ja, 2026-02-28
-- expect: n=4 x=2 excluded=0 unknown=0
-- expect wijk=WK054600: n=2 x=1
-- expect wijk=WK054601: n=2 x=1
-- expect leeftijd=2: n=4 x=2

-- example: het kwartaal: eerste en laatste dag tellen mee, 29 februari, en een intrekking later
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2023-12-31, 2023-12-31, , WK054600
--   2, 2024-01-01, 2024-01-01, , WK054600
--   3, 2024-03-30, 2024-03-30, , WK054600
--   4, 2024-03-31, 2024-03-31, , WK054600
--   5, 2024-04-01, 2024-04-01, , WK054600
--   6, 2024-02-29, 2024-02-29, 2026-08-29, WK054606
--   6, 2024-02-29, 2026-08-30, , WK054607
--   7, 2024-02-10, 2024-02-10, 2026-09-01, WK054606
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2025-12-01, nee,
--   2, 2026-07-01, nee,
--   3, 2025-12-01, ja, 2026-09-30
--   3, 2026-03-01, ingetrokken,
--   5, 2025-12-01, nee,
--   6, 2026-08-29, ja, 2026-08-29
--   7, 2026-06-01, ingetrokken,
-- expect: n=5 x=3
-- expect wijk=WK054600: n=3 x=2
-- expect wijk=WK054606: n=2 x=1
-- expect wijk=WK054607: n=0 x=0
