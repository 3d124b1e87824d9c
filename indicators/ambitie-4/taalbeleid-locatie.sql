-- id: taalbeleid-locatie
-- version: 2026-11-26
-- actions: A4.2
-- order: 30
-- title: Locaties met beleid voor meertaligheid
-- title-en: Sites with a policy on multilingualism
-- question: Heeft elke school en ve-locatie beleid voor meertaligheid van hoogstens vier jaar oud?
-- question-en: Does every school and ve site have a policy on multilingualism no more than four years old?
-- counts: locatie
-- unit: locaties
-- unit-en: sites
-- population-text: scholen en ve-locaties in het locatieregister
-- hit-text: met beleid voor meertaligheid dat hoogstens vier jaar geleden is vastgesteld
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: locatie
-- time: KE
-- level: process
-- tier: additional
-- direction: up
-- sensitive: group; why: het gaat om locaties, niet om kinderen
-- norm: local-target 1 source: Lokale streefwaarde: elke locatie heeft beleid
-- dimensions: wijk, locatiesoort
-- uses: locatie, opvolging/possible
-- sources: gemeente
-- limitation: Beleid op papier zegt niet wat er in de groep gebeurt. Een locatie zonder datum in het
--   register telt als zonder beleid.
-- lag: 2

-- population: scholen, en locaties die voorschoolse educatie aanbieden
SELECT locatie AS unit, van, tot FROM onderwijslocatie

-- hit: beleid van hoogstens vier jaar oud
SELECT unit, van, tot
FROM (
    SELECT
        locatie AS unit,
        max(van, meertaligheidsbeleid) AS van,
        min(tot, maanden_na(meertaligheidsbeleid, 48) + 1) AS tot
    FROM locatie
    WHERE meertaligheidsbeleid IS NOT NULL
)
WHERE van < tot

-- example: op de dag af vier jaar oud telt nog; een school of een ve-locatie
-- on: 2026K3
-- given locatie: locatie, soort, ve, ve_van, ve_tot, wijk, meertaligheidsbeleid
--   L01, bo, , , , WK054603, 2022-09-30
--   L02, sbo, , , , WK054603, 2022-09-29
--   L03, so, , , , WK054603,
--   L04, vo, , , , WK054606, 2026-09-30
--   L05, vso, , , , WK054606, 2026-10-01
--   L06, ko-ve, ja, 2020-08-01, , WK054606, 2024-01-01
--   L07, ko-ve, ja, 2026-09-30, , WK054606,
--   L08, ko-ve, ja, 2026-10-01, , WK054606, 2024-01-01
--   L09, ko-ve, ja, , 2026-09-30, WK054606, 2024-01-01
--   L10, ko, nee, , , WK054606, 2024-01-01
--   L11, bibliotheek, , , , WK054606, 2024-01-01
--   L12, ko-ve, ja, , , WK054606, 2025-01-01
-- expect: n=8 x=4
-- expect wijk=WK054603: n=3 x=1
-- expect locatiesoort=ko-ve: n=3 x=2

-- example: een school die onder een ander nummer verderging of uit het register is, telt niet meer; de opvang in het gebouw wel
-- on: 2026K3
-- given opvolging: brin, opvolger, datum
--   90AX00, 90AX50, 2026-08-01
--   90AX01, 90AX50, 2026-09-30
--   90AX02, 90AX50, 2026-10-01
-- given locatie: van, tot, locatie, soort, brin, ve, wijk, meertaligheidsbeleid
--   , , L01, bo, 90AX00, , WK054603, 2025-01-01
--   , , L02, bo, 90AX01, ja, WK054603, 2025-01-01
--   , , L03, bo, 90AX02, , WK054603, 2025-01-01
--   , , L04, bo, 90AX50, , WK054603,
--   , , L05, ko-ve, 90AX00, ja, WK054603, 2025-01-01
--   , 2026-09-30, L06, vo, 94EX00, , WK054606, 2025-01-01
--   , 2026-10-01, L07, vo, 94EX01, , WK054606, 2025-01-01
-- expect: n=4 x=3
-- expect wijk=WK054603: n=3 x=2
-- expect locatiesoort=bo: n=2 x=1
