-- id: vve-trechter
-- version: 2026-09-01
-- actions: A1.3, A1.2
-- order: 30
-- title: Van beoordeling naar ve-plaats
-- title-en: From assessment to place
-- question: Hoe ver zijn peuters op weg naar een ve-plaats, en waar blijven zij steken?
-- question-en: How far are toddlers on their way to a place, and where do they get stuck?
-- counts: kind
-- unit: peuters
-- unit-en: toddlers
-- population-text: alle peuters die in de stad wonen, van 2½ jaar tot de basisschool (uiterlijk 5 jaar)
-- hit-text: met deze stap als verste
-- time-text: op de laatste dag van het kwartaal
-- kind: distribution
-- form: state
-- grondslag: wonend
-- time: KE
-- level: output
-- direction: neutral
-- sensitive: hit; why: een klein aantal peuters bij één stap wijst gezinnen aan die nog geen plaats hebben
-- category: stap
-- category-title: Verste stap
-- category-title-en: Furthest step
-- categories: niet-bepaald=Nog niet beoordeeld|Not yet assessed;
--   geen-indicatie=Beoordeeld, geen indicatie|Assessed, no indication;
--   geindiceerd=Indicatie, nog niet toegeleid|Indicated, not yet referred;
--   toegeleid=Toegeleid, nog geen ve-plaats|Referred, no place yet;
--   geplaatst=Ve-plaats, minder dan 640 uur|Placed, fewer than 640 hours;
--   geplaatst-640=Ve-plaats met 640 uur of meer|Placed, 640 hours or more
-- uses: bevolking, jgz_indicatie, inschrijving, ko_plaatsing/hit, locatie/hit
-- sources: gemeente, JGZ, houders van kinderopvang, schoolbesturen
-- limitation: Elk kind telt in één stap: de verste op deze dag. Peuters met een medische reden tellen niet
--   mee en staan apart. Hoe lang een stap duurt, staat er niet in.
-- lag: 2

-- state: de verste stap op de peildatum
WITH stadskind AS (
    SELECT DISTINCT kind FROM peuter WHERE van <= :peildatum AND :peildatum < tot
),
indicatie AS (
    SELECT kind, datum_toegeleid, reden_niet_bereik
    FROM besluit
    WHERE besluit = 'ja' AND van <= :peildatum AND :peildatum < tot
),
bepaald AS (
    SELECT DISTINCT kind FROM besluit
    WHERE besluit IN ('ja', 'nee') AND datum_bepaling <= :peildatum
),
wachtlijst AS (
    SELECT DISTINCT kind FROM ko_plaatsing
    WHERE kind IS NOT NULL AND van <= :peildatum AND :peildatum < tot
      AND wachtlijst_vanaf <= :peildatum
)
SELECT
    s.kind AS unit,
    CASE
        WHEN i.kind IS NULL AND d.kind IS NULL THEN 'niet-bepaald'
        WHEN i.kind IS NULL THEN 'geen-indicatie'
        WHEN u.uren_zeker >= 636.8 THEN 'geplaatst-640'
        WHEN u.kind IS NOT NULL THEN 'geplaatst'
        WHEN i.datum_toegeleid <= :peildatum OR w.kind IS NOT NULL THEN 'toegeleid'
        ELSE 'geindiceerd'
    END AS waarde,
    coalesce(i.reden_niet_bereik, '') = 'medisch-so' AS uitgesloten
FROM stadskind s
LEFT JOIN indicatie i ON i.kind = s.kind
LEFT JOIN bepaald d ON d.kind = s.kind
LEFT JOIN wachtlijst w ON w.kind = s.kind
LEFT JOIN ve_uren u ON u.kind = s.kind AND u.van <= :peildatum AND :peildatum < u.tot

-- example: elke stap, met de grensdagen
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
--   11, 2023-06-01, 2023-06-01
--   12, 2023-06-01, 2023-06-01
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, einde, datum_toegeleid, reden_niet_bereik
--   2, 2026-09-30, nee, , , ,
--   3, 2026-10-01, nee, , , ,
--   4, 2025-06-01, ja, 2025-12-01, , ,
--   5, 2025-06-01, ja, 2025-12-01, , 2026-09-30,
--   6, 2025-06-01, ja, 2025-12-01, , 2026-10-01,
--   7, 2025-06-01, ja, 2025-12-01, , ,
--   8, 2025-06-01, ja, 2025-12-01, , 2026-01-01,
--   9, 2025-06-01, ja, 2025-12-01, , 2026-01-01,
--   10, 2025-06-01, ja, 2025-12-01, 2026-09-30, 2026-01-01,
--   11, 2025-06-01, aangehouden, , , ,
--   12, 2025-06-01, ja, 2025-12-01, , , medisch-so
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, einddatum, soort_opvang, ve_plaats, uren_week, dagen_week, weken_jaar, wachtlijst_vanaf
--   2, 100000001, 2026-01-05, , po, ja, 16, 4, 40,
--   4, 100000001, 2026-01-05, 2026-09-29, po, ja, 16, 4, 40, 2026-01-01
--   6, 100000001, 2026-01-05, , kdv, nee, 20, 2, 52, 2026-10-01
--   7, 100000001, 2026-01-05, , kdv, nee, 20, 2, 52, 2026-09-30
--   8, 100000001, 2026-01-05, , po, ja, 12, 3, 40,
--   9, 100000001, 2026-01-05, , po, ja, 16, 4, 40,
-- expect stap=niet-bepaald: x=3
-- expect stap=geen-indicatie: x=2
-- expect stap=geindiceerd: x=2
-- expect stap=toegeleid: x=2
-- expect stap=geplaatst: x=1
-- expect stap=geplaatst-640: n=11 x=1 excluded=1

-- example: alleen wie er woont, de leeftijd heeft en niet op school zit
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot
--   1, 2024-03-31, 2024-03-31,
--   2, 2024-04-01, 2024-04-01,
--   3, 2021-10-01, 2021-10-01,
--   4, 2021-09-30, 2021-09-30,
--   5, 2022-02-01, 2022-02-01,
--   6, 2022-02-01, 2022-02-01,
--   7, 2022-02-01, 2022-02-01, 2026-09-29
--   8, 2022-02-01, 2022-02-01, 2026-09-30
--   8, 2022-02-01, 2026-09-15,
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, schoolsoort
--   3, 2026-10-01, , bo
--   5, 2026-09-30, , bo
--   6, 2026-08-24, , vso
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   3, 2024-01-01, ingetrokken,
--   6, 2024-01-01, ja, 2024-08-01
--   6, 2025-01-01, ingetrokken,
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, ve_plaats, uren_week, dagen_week, weken_jaar
--   6, 100000001, 2026-01-05, ja, 16, 4, 40
-- expect stap=niet-bepaald: n=4 x=3
-- expect stap=geen-indicatie: n=4 x=1
-- expect stap=geplaatst-640: x=0

-- example: vandaag begonnen telt; de grens van 640 uur min een half procent
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2023-06-01, 2023-06-01
--   2, 2023-06-01, 2023-06-01
--   3, 2023-06-01, 2023-06-01
--   4, 2023-06-01, 2023-06-01
--   5, 2023-06-01, 2023-06-01
--   6, 2023-06-01, 2023-06-01
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2026-06-01, ja, 2026-09-30
--   2, 2025-06-01, ja, 2025-12-01
--   3, 2025-06-01, ja, 2025-12-01
--   4, 2025-06-01, ja, 2025-12-01
--   5, 2025-06-01, ja, 2025-12-01
--   6, 2025-06-01, ja, 2025-12-01
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, soort_opvang, ve_plaats, uren_week, dagen_week, weken_jaar, wachtlijst_vanaf
--   2, 100000001, 2026-09-30, kdv, nee, 20, 2, 52, 2026-01-01
--   3, 100000001, 2026-09-30, po, ja, 8, 2, 40,
--   4, 100000001, 2026-01-05, po, ja, 15.92, 4, 40,
--   5, 100000001, 2026-01-05, po, ja, 13, 4, 49,
--   6, 100000001, 2026-01-05, po, ja, 15.9, 4, 40,
-- expect stap=geindiceerd: n=6 x=1
-- expect stap=toegeleid: x=1
-- expect stap=geplaatst: x=2
-- expect stap=geplaatst-640: x=2
