-- id: ve-aanbod-norm
-- version: 2026-11-25
-- actions: A1.1
-- order: 10
-- title: Locaties met voldoende ve-aanbod
-- title-en: Sites offering enough early education
-- question: Bieden alle ve-locaties ten minste 960 uur in anderhalf jaar aan?
-- question-en: Do all sites offer at least 960 hours in a year and a half?
-- counts: locatie
-- unit: ve-locaties
-- unit-en: sites
-- population-text: locaties die voorschoolse educatie aanbieden
-- hit-text: met een aanbod van ten minste 960 uur in anderhalf jaar
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: locatie
-- time: KE
-- level: output
-- direction: up
-- sensitive: group; why: het aanbod van een locatie is openbaar en zegt niets over een kind
-- norm: legal 1 from 2020-08-01 source: Besluit basisvoorwaarden kwaliteit voorschoolse educatie, artikel 2: 960 uur in anderhalf jaar
-- dimensions: wijk
-- uses: locatie
-- sources: gemeente
-- limitation: Het gaat om wat een locatie aanbiedt, niet om wat kinderen krijgen. Uren boven zes per dag
--   tellen niet mee. Staan de uren, dagen of weken niet in het register, dan is de uitkomst onbekend.
-- lag: 2

-- population: biedt op de peildatum voorschoolse educatie aan
SELECT unit, van, tot
FROM (
    SELECT
        locatie AS unit,
        max(van, coalesce(ve_van, -99999)) AS van, min(tot, coalesce(ve_tot, 99999)) AS tot
    FROM locatie
    WHERE ve = 'ja'
)
WHERE van < tot

-- hit: het aanbod is ten minste 960 uur in anderhalf jaar
SELECT locatie AS unit, van, tot
FROM locatie
WHERE 1.5 * min(ve_uren_dag, 6) * ve_dagen * weken_jaar >= 960

-- unknown: uren, dagen of weken zijn niet ingevuld
SELECT locatie AS unit, van, tot
FROM locatie
WHERE ve_uren_dag IS NULL OR ve_dagen IS NULL OR weken_jaar IS NULL

-- example: zes uur per dag is het meeste dat telt; precies 960 uur is genoeg
-- on: 2026K3
-- given locatie: locatie, ve, ve_van, ve_tot, ve_uren_dag, ve_dagen, weken_jaar, wijk
--   L001, ja, 2020-08-01, , 4, 4, 40, WK054603
--   L002, ja, 2020-08-01, , 3.9, 4, 40, WK054603
--   L003, ja, 2020-08-01, , 11, 2, 52, WK054603
--   L004, ja, 2020-08-01, , 11, 2, 54, WK054606
--   L005, ja, , , 4, , 40, WK054606
--   L006, ja, 2026-09-30, , 6, 3, 50, WK054606
--   L007, ja, 2026-10-01, , 6, 3, 50, WK054606
--   L008, ja, 2020-08-01, 2026-09-30, 6, 3, 50, WK054606
--   L009, nee, , , 6, 3, 50, WK054606
-- expect: n=6 x=3 unknown=1
-- expect wijk=WK054603: n=3 x=1
-- expect wijk=WK054606: n=3 x=2 unknown=1
