-- id: opp-geevalueerd
-- version: 2026-11-25
-- actions: A3.1
-- order: 30
-- title: Ontwikkelingsperspectief dit jaar geëvalueerd
-- title-en: Development plan reviewed this year
-- question: Is een ontwikkelingsperspectief dat langer dan een jaar geldt, in het laatste jaar met de
--   ouders geëvalueerd?
-- question-en: Was a development plan older than a year reviewed with the parents in the last year?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen die langer dan een jaar een ontwikkelingsperspectief hebben
-- hit-text: met een evaluatie in de laatste 365 dagen
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: KE
-- level: process
-- tier: additional
-- direction: up
-- sensitive: miss; why: een klein aantal leerlingen zonder evaluatie zou leerlingen aanwijzen
-- norm: legal 1 source: Wet op het primair onderwijs: het ontwikkelingsperspectief wordt elk jaar met de
--   ouders geëvalueerd
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: ondersteuning, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: samenwerkingsverbanden, jeugdteam
-- limitation: Zegt niet of de leerling zelf is gehoord. Een evaluatie die niet is doorgegeven, telt als
--   ontbrekend.
-- lag: 3

-- population: heeft een jaar of langer een ontwikkelingsperspectief
SELECT kind AS unit, max(van, opp_datum + 365) AS van, tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND max(van, opp_datum + 365) < tot

-- hit: het is in de laatste 365 dagen met de ouders geëvalueerd
SELECT kind AS unit, max(van, opp_evaluatie) AS van, min(tot, opp_evaluatie + 365) AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp')
  AND max(van, opp_evaluatie) < min(tot, opp_evaluatie + 365)

-- example: een jaar oud telt mee, een dag jonger niet; een evaluatie telt 365 dagen
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, datum_signaal, datum_start, datum_einde, opp_datum, opp_evaluatie
--   1, 1, arrangement, 2025-09-01, 2025-09-08, , 2025-09-30, 2025-10-01
--   2, 2, arrangement, 2025-09-01, 2025-09-08, , 2025-10-01, 2026-09-01
--   3, 3, opp, 2024-09-01, 2024-09-08, , 2024-09-10, 2025-09-30
--   4, 4, opp, 2024-09-01, 2024-09-08, , 2024-09-10, 2026-09-30
--   5, 5, arrangement, 2024-09-01, 2024-09-08, , 2024-09-10,
--   6, 6, arrangement, 2024-09-01, 2024-09-08, , ,
--   7, 7, tlv, 2024-09-01, 2024-09-08, , 2024-09-10, 2026-06-01
--   8, 8, arrangement, 2024-09-01, 2024-09-08, 2026-09-29, 2024-09-10, 2026-06-01
--   9, 9, arrangement, 2024-09-01, 2024-09-08, 2026-09-30, 2024-09-10, 2026-06-01
--   10, 10, arrangement, 2025-09-01, 2025-09-08, 2026-09-30, 2025-09-30,
--   11, 11, arrangement, 2026-01-01, 2026-01-08, 2026-09-30, 2026-01-10,
-- expect: n=6 x=3

-- example: een evaluatie na de laatste dag telt nog niet; van twee plannen is één evaluatie genoeg
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, datum_signaal, datum_start, opp_datum, opp_evaluatie
--   1, 1, opp, 2024-09-01, 2024-09-08, 2024-09-10, 2026-10-01
--   2, 2, opp, 2024-09-01, 2024-09-08, 2024-09-10, 2025-01-10
--   2, 3, arrangement, 2024-09-01, 2024-09-08, 2024-09-10, 2026-01-10
--   3, 4, opp, 2024-09-01, 2024-09-08, 2024-09-10, 2025-06-10
--   3, 5, tlv, 2024-09-01, 2024-09-08, , 2026-01-10
-- expect: n=3 x=1
