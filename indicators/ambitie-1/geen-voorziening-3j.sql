-- id: geen-voorziening-3j
-- version: 2026-11-26
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
-- tier: additional
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
SELECT kind AS unit, van, tot FROM bevolking

-- population: is drie jaar
SELECT kind AS unit, verjaardag(geboortedatum, 36) AS van, verjaardag(geboortedatum, 48) AS tot
FROM kind
WHERE geboortedatum IS NOT NULL

-- hit: heeft geen plaats in de opvang (buitenschoolse opvang telt niet) en staat op geen school
WITH voorziening AS (
    SELECT kind, van, tot
    FROM ko_plaatsing
    WHERE kind IS NOT NULL AND soort_opvang <> 'bso'
      AND (uren_week > 0 OR uren_ma > 0 OR uren_di > 0 OR uren_wo > 0 OR uren_do > 0
           OR uren_vr > 0)
    UNION ALL
    SELECT i.kind, i.van, i.tot
    FROM inschrijving i
    JOIN kind k ON k.kind = i.kind AND i.van < verjaardag(k.geboortedatum, 48)
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
WHERE eerder_tot IS NULL OR eerder_tot < van
UNION ALL
SELECT kind, max(tot), 99999 FROM voorziening GROUP BY kind
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
--   11, 2023-02-01, 2023-02-01,
--   12, 2023-02-01, 2023-02-01,
--   13, 2023-02-01, 2023-02-01,
--   14, 2023-02-01, 2023-02-01,
--   15, 2023-02-01, 2023-02-01,
-- given ko_plaatsing: kind, begindatum, soort_opvang, uren_week, uren_ma, uren_di, uren_wo, uren_do, uren_vr
--   3, 2026-01-05, po, 16, , , , ,
--   5, 2026-01-05, bso, 6, , , , ,
--   6, 2026-01-05, kdv, 0, 0, 0, 0, 0, 0
--   7, 2026-01-05, go, , , , 0.5, ,
--   8, 2026-01-05, , 0.5, , , , ,
--   11, 2026-01-05, kdv, , 0.5, , , ,
--   12, 2026-01-05, kdv, , , 0.5, , ,
--   13, 2026-01-05, kdv, , , , , 0.5,
--   14, 2026-01-05, kdv, , , , , , 0.5
--   15, 2026-01-05, kdv, , , , , ,
-- given inschrijving: kind, inschrijfdatum, schoolsoort
--   10, 2026-09-30, so
-- expect: n=12 x=4 excluded=0 unknown=0
-- expect leeftijd=3: n=12 x=4

-- example: plaatsen die elkaar overlappen of aansluiten laten geen gat; een dag ertussen wel
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2023-02-01, 2023-02-01
--   2, 2023-02-01, 2023-02-01
--   3, 2023-02-01, 2023-02-01
--   4, 2023-02-01, 2023-02-01
--   5, 2023-02-01, 2023-02-01
--   6, 2023-02-01, 2023-02-01
--   7, 2023-02-01, 2023-02-01
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
--   7, 2025-01-01, 2026-01-31, kdv, 20
--   7, 2025-02-01, 2026-10-15, kdv, 20
--   7, 2026-10-20, 2026-12-31, kdv, 20
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, schoolsoort
--   6, 2026-08-24, 2026-09-29, bo
-- expect: n=7 x=4

-- example: een plaats uit regels zonder persoonsnummer kan van een ander kind zijn
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2023-02-01, 2023-02-01
--   2, 2023-02-01, 2023-02-01
--   3, 2023-02-01, 2023-02-01
--   4, 2023-02-01, 2023-02-01
-- given ko_plaatsing: kind, begindatum, soort_opvang, uren_week
--   2, 2026-01-05, po, 16
--   3, 2026-01-05, po, 16
--   4, 2026-01-05, po, 16
-- given koppelzekerheid: kind, graad, contracten
--   1, zwak, |ko_plaatsing|
--   2, zwak, |ko_plaatsing|
--   3, zwak, |bevolking|
-- expect: n=4 x=1 lowest=0.25 highest=0.50

-- example: opvang van een kind dat met niemand te koppelen is, kan van een kind zijn dat hier zonder lijkt
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2023-02-01, 2023-02-01
--   2, 2023-02-01, 2023-02-01
--   3, 2023-02-01, 2023-02-01
--   4, 2023-02-01, 2023-02-01
-- given ko_plaatsing: kind, begindatum, einddatum, soort_opvang, uren_week
--   4, 2026-01-05, , po, 16
--   11, 2026-01-05, , po, 16
--   12, 2026-01-05, 2026-09-29, po, 16
--   13, 2026-10-01, , po, 16
--   14, 2026-01-05, , po, 16
-- given koppelzekerheid: kind, graad, contracten
--   11, geen, |ko_plaatsing|
--   12, geen, |ko_plaatsing|
--   13, geen, |ko_plaatsing|
-- expect: n=4 x=3 lowest=0.5 highest=0.75
