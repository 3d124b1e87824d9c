-- id: geen-voorziening-3j
-- version: 2026-09-01
-- actions: A1.2, A1.3
-- order: 30
-- title: Driejarigen zonder voorziening
-- title-en: Three-year-olds in no provision
-- question: Welk deel van de driejarigen gaat niet naar kinderopvang, peuteropvang of school?
-- question-en: What share of the three-year-olds goes to no childcare, playgroup or school?
-- counts: kind
-- unit: driejarigen
-- unit-en: three-year-olds
-- population-text: alle driejarigen die in de stad wonen
-- hit-text: zonder plaats in de opvang en zonder inschrijving op een school
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: wonend
-- time: KE
-- level: output
-- direction: down
-- sensitive: hit; why: een klein aantal kinderen zonder voorziening zou gezinnen aanwijzen; wel een plaats
--   hebben is gewoon
-- dimensions: wijk, geslacht, leeftijd, thuistaal, opleiding_ouders
-- uses: bevolking, ko_plaatsing/miss, inschrijving/miss, jgz_indicatie/dimension
-- sources: gemeente, houders van kinderopvang, schoolbesturen
-- limitation: Opvang buiten de stad, een gastouder die niet levert en opvang door familie zijn niet bekend;
--   zo telt een kind soms ten onrechte als kind zonder voorziening.
-- lag: 2

-- population: woont op de peildatum in de stad
SELECT kind AS unit, van, tot FROM bevolking WHERE van < tot

-- population: is drie jaar
SELECT kind AS unit, verjaardag(geboortedatum, 36) AS van, verjaardag(geboortedatum, 48) AS tot
FROM kind
WHERE geboortedatum IS NOT NULL

-- hit: heeft geen plaats in de opvang (buitenschoolse opvang telt niet) en staat op geen school
WITH voorziening AS (
    SELECT kind, van, tot
    FROM ko_plaatsing
    WHERE kind IS NOT NULL AND van < tot AND coalesce(soort_opvang, 'onbekend') <> 'bso'
      AND (coalesce(uren_week, 0) > 0
           OR coalesce(uren_ma, 0) + coalesce(uren_di, 0) + coalesce(uren_wo, 0)
              + coalesce(uren_do, 0) + coalesce(uren_vr, 0) > 0)
    UNION ALL
    SELECT kind, van, tot FROM inschrijving WHERE kind IS NOT NULL AND van < tot
),
volgorde AS (
    SELECT
        kind, van,
        max(tot) OVER (
            PARTITION BY kind ORDER BY van, tot
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS eerder_tot
    FROM voorziening
)
SELECT kind AS unit, coalesce(eerder_tot, -99999) AS van, van AS tot
FROM volgorde
WHERE coalesce(eerder_tot, -99999) < van
UNION ALL
SELECT kind, max(tot), 99999 FROM voorziening GROUP BY kind HAVING max(tot) < 99999
UNION ALL
SELECT kind, -99999, 99999 FROM kind WHERE kind NOT IN (SELECT kind FROM voorziening)

-- example: drie jaar op de dag zelf, en welke opvang telt
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot
--   1, 2023-09-30, 2023-09-30,
--   2, 2023-10-01, 2023-10-01,
--   3, 2022-10-01, 2022-10-01,
--   4, 2022-09-30, 2022-09-30,
--   5, 2023-02-01, 2023-02-01,
--   6, 2023-02-01, 2023-02-01,
--   7, 2023-02-01, 2023-02-01,
--   8, 2023-02-01, 2023-02-01,
--   9, 2023-02-01, 2023-02-01, 2026-09-29
--   10, 2023-02-01, 2023-02-01,
-- given ko_plaatsing: kind, begindatum, einddatum, soort_opvang, ve_plaats, uren_week, uren_wo
--   3, 2026-01-05, , po, ja, 16,
--   5, 2026-01-05, , bso, nee, 6,
--   6, 2026-01-05, , kdv, nee, 0, 0
--   7, 2026-01-05, , go, nee, , 8
--   8, 2026-01-05, , , nee, 10,
-- given inschrijving: kind, inschrijfdatum, schoolsoort
--   10, 2026-09-30, so
-- expect: n=7 x=3 excluded=0 unknown=0
-- expect leeftijd=3: n=7 x=3

-- example: plaatsen die elkaar overlappen of aansluiten laten geen gat; een dag ertussen wel
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2023-02-01, 2023-02-01
--   2, 2023-02-01, 2023-02-01
--   3, 2023-02-01, 2023-02-01
--   4, 2023-02-01, 2023-02-01
--   5, 2023-02-01, 2023-02-01
--   6, 2023-02-01, 2023-02-01
-- given ko_plaatsing: kind, begindatum, einddatum, soort_opvang, uren_week
--   1, 2025-01-01, 2026-12-31, kdv, 20
--   1, 2025-02-01, 2026-03-31, po, 10
--   1, 2027-01-15, , po, 10
--   2, 2025-01-01, 2026-09-29, kdv, 20
--   2, 2026-09-30, , kdv, 20
--   3, 2025-01-01, 2026-09-29, kdv, 20
--   3, 2026-10-01, , kdv, 20
--   4, 2025-01-01, 2026-09-29, kdv, 20
--   5, 2026-10-01, , kdv, 20
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, schoolsoort
--   6, 2026-08-24, 2026-09-29, bo
-- expect: n=6 x=4
