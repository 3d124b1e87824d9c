-- id: lj3-op-boven-advies
-- version: 2026-11-27
-- actions: A5.2
-- order: 30
-- title: Leerjaar 3 op of boven het advies
-- title-en: Year 3 at or above the advice
-- question: Zit een leerling in leerjaar 3 op of boven het niveau van het schooladvies?
-- question-en: Is a pupil in year 3 at or above the level of the advice?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen in leerjaar 3 van wie het schooladvies bekend is
-- hit-text: op of boven het laagste niveau van het advies
-- time-text: op 1 oktober
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: OKT
-- level: effect
-- direction: up
-- sensitive: miss; why: een klein aantal leerlingen onder advies zou leerlingen aanwijzen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: inschrijving, schooladvies, bevolking/dimension, jgz_indicatie/dimension
-- sources: schoolbesturen
-- limitation: Leerlingen die verhuisden, of die naar een school buiten de stad gaan, staan er niet
--   in. Wie bleef zitten, telt in een later jaar.
-- lag: 10

-- population: zit in leerjaar 3 van een bekend niveau
SELECT kind AS unit, van, tot
FROM inschrijving
WHERE jaargroep = 'lj3' AND schoolsoort IN ('pro', 'vmbo-b', 'vmbo-k', 'vmbo-gt', 'havo', 'vwo')

-- population: het schooladvies is bekend
SELECT a.kind AS unit, -99999 AS van, 99999 AS tot
FROM schooladvies a
JOIN advies_trap d ON d.advies = a.definitief
WHERE a.kind IS NOT NULL

-- hit: op of boven het laagste niveau van het advies
WITH niveau (schoolsoort, trap) AS (
    VALUES ('pro', 1.0), ('vmbo-b', 2.0), ('vmbo-k', 3.0), ('vmbo-gt', 4.0), ('havo', 5.0), ('vwo', 6.0)
),
laatste AS (
    SELECT kind, laagste
    FROM (
        SELECT
            a.kind, d.laagste,
            row_number() OVER (
                PARTITION BY a.kind
                ORDER BY a.adviesjaar DESC, a.definitief_datum DESC, a.van DESC, a.leverancier,
                    a.regel DESC) AS plek
        FROM schooladvies a
        JOIN advies_trap d ON d.advies = a.definitief
        WHERE a.kind IS NOT NULL
    )
    WHERE plek = 1
)
SELECT i.kind AS unit, i.van, i.tot
FROM inschrijving i
JOIN niveau n ON n.schoolsoort = i.schoolsoort
JOIN laatste l ON l.kind = i.kind
WHERE i.jaargroep = 'lj3' AND n.trap >= l.laagste

-- example: havo na het advies havo/vwo is op advies
-- on: 2026K4
-- given schooladvies: van, tot, kind, adviesjaar, definitief
--   2023-08-01, 2024-08-01, 1, 2024, havo-vwo
--   2023-08-01, 2024-08-01, 2, 2024, vwo
--   2023-08-01, 2024-08-01, 3, 2024, vmbo-bb
--   2023-08-01, 2024-08-01, 4, 2024, geen
--   2023-08-01, 2024-08-01, 6, 2024, havo
-- given inschrijving: kind, inschrijfdatum, jaargroep, schoolsoort
--   1, 2026-08-01, lj3, havo
--   2, 2026-08-01, lj3, havo
--   3, 2026-08-01, lj3, vmbo-k
--   4, 2026-08-01, lj3, havo
--   5, 2026-08-01, lj3, havo
--   6, 2026-08-01, lj2, vmbo-gt
-- expect: n=3 x=2

-- example: elk niveau op zijn plaats op de ladder; het nieuwste advies telt
-- on: 2026K4
-- given schooladvies: van, tot, kind, adviesjaar, definitief
--   2023-08-01, 2024-08-01, 1, 2024, pro
--   2023-08-01, 2024-08-01, 2, 2024, vmbo-bb
--   2023-08-01, 2024-08-01, 3, 2024, vmbo-bb
--   2023-08-01, 2024-08-01, 4, 2024, vmbo-kb
--   2023-08-01, 2024-08-01, 5, 2024, vmbo-gt
--   2023-08-01, 2024-08-01, 6, 2024, havo
--   2023-08-01, 2024-08-01, 7, 2024, vwo
--   2023-08-01, 2024-08-01, 8, 2024, havo
--   2022-08-01, 2023-08-01, 8, 2023, vwo
-- given inschrijving: kind, inschrijfdatum, jaargroep, schoolsoort
--   1, 2026-08-01, lj3, pro
--   2, 2026-08-01, lj3, pro
--   3, 2026-08-01, lj3, vmbo-b
--   4, 2026-08-01, lj3, vmbo-b
--   5, 2026-08-01, lj3, vmbo-k
--   6, 2026-08-01, lj3, vmbo-gt
--   7, 2026-08-01, lj3, vwo
--   8, 2026-08-01, lj3, havo
-- expect: n=8 x=4

-- example: van een dubbel advies is het laagste niveau genoeg; één niveau daaronder niet
-- on: 2026K4
-- given schooladvies: van, tot, kind, adviesjaar, definitief
--   2023-08-01, 2024-08-01, 1, 2024, pro
--   2023-08-01, 2024-08-01, 2, 2024, vmbo-bb
--   2023-08-01, 2024-08-01, 3, 2024, vmbo-bb-kb
--   2023-08-01, 2024-08-01, 4, 2024, vmbo-kb
--   2023-08-01, 2024-08-01, 5, 2024, vmbo-kb-gt
--   2023-08-01, 2024-08-01, 6, 2024, vmbo-gt
--   2023-08-01, 2024-08-01, 7, 2024, vmbo-gt-havo
--   2023-08-01, 2024-08-01, 8, 2024, havo
--   2023-08-01, 2024-08-01, 9, 2024, havo-vwo
--   2023-08-01, 2024-08-01, 10, 2024, vwo
--   2023-08-01, 2024-08-01, 11, 2024, vmbo-bb
--   2023-08-01, 2024-08-01, 12, 2024, vmbo-bb-kb
--   2023-08-01, 2024-08-01, 13, 2024, vmbo-kb
--   2023-08-01, 2024-08-01, 14, 2024, vmbo-kb-gt
--   2023-08-01, 2024-08-01, 15, 2024, vmbo-gt
--   2023-08-01, 2024-08-01, 16, 2024, vmbo-gt-havo
--   2023-08-01, 2024-08-01, 17, 2024, havo
--   2023-08-01, 2024-08-01, 18, 2024, havo-vwo
--   2023-08-01, 2024-08-01, 19, 2024, vwo
-- given inschrijving: kind, inschrijfdatum, jaargroep, schoolsoort
--   1, 2026-08-01, lj3, pro
--   2, 2026-08-01, lj3, vmbo-b
--   3, 2026-08-01, lj3, vmbo-b
--   4, 2026-08-01, lj3, vmbo-k
--   5, 2026-08-01, lj3, vmbo-k
--   6, 2026-08-01, lj3, vmbo-gt
--   7, 2026-08-01, lj3, vmbo-gt
--   8, 2026-08-01, lj3, havo
--   9, 2026-08-01, lj3, havo
--   10, 2026-08-01, lj3, vwo
--   11, 2026-08-01, lj3, pro
--   12, 2026-08-01, lj3, pro
--   13, 2026-08-01, lj3, vmbo-b
--   14, 2026-08-01, lj3, vmbo-b
--   15, 2026-08-01, lj3, vmbo-k
--   16, 2026-08-01, lj3, vmbo-k
--   17, 2026-08-01, lj3, vmbo-gt
--   18, 2026-08-01, lj3, vmbo-gt
--   19, 2026-08-01, lj3, havo
-- expect: n=19 x=10

-- example: van twee adviezen van één jaar telt het laatst gegeven, niet de regel waarop het stond
-- on: 2026K4
-- given inschrijving: kind, inschrijfdatum, jaargroep, schoolsoort
--   1, 2026-08-01, lj3, havo
-- given schooladvies: van, tot, leverancier, regel, kind, adviesjaar, definitief, definitief_datum
--   2023-08-01, 2024-08-01, bestuur-oud, 90, 1, 2024, vwo, 2024-01-20
--   2023-08-01, 2024-08-01, bestuur-nieuw, 12, 1, 2024, havo, 2024-03-20
-- expect: n=1 x=1
