-- id: domeindekking-locatie
-- version: 2026-11-26
-- actions: A2.1, A6.2
-- order: 20
-- title: Schoollocaties met alle zes ontwikkelgebieden
-- title-en: School sites covering all six areas
-- question: Welk deel van de scholen had in het schooljaar aanbod in alle zes ontwikkelgebieden?
-- question-en: What share of the schools had activities in all six areas in the school year?
-- counts: locatie
-- unit: schoollocaties
-- unit-en: school sites
-- population-text: schoollocaties van basis- en speciaal en voortgezet onderwijs
-- hit-text: met aanbod in alle zes gebieden
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: SJ
-- level: output
-- tier: additional
-- direction: up
-- sensitive: group; why: het gaat om organisaties of bijeenkomsten, niet om kinderen
-- dimensions: wijk
-- uses: locatie, activiteit, opvolging/possible
-- sources: gemeente, partners met aanbod
-- limitation: Telt alleen aanbod dat op de school zelf is. Hoeveel kinderen meedoen, staat er niet in.
-- lag: 2

-- state: stand per eenheid
WITH school AS (
    SELECT DISTINCT locatie, brin
    FROM onderwijslocatie
    WHERE rol = 'school' AND coalesce(brin, '') <> ''
      AND van <= :peildatum AND :peildatum < tot
),
dekking AS (
    SELECT n.nu AS brin, count(DISTINCT a.domein) AS gebieden
    FROM activiteit a
    JOIN schoolnu n ON n.brin = a.locatie AND n.van <= :tot
    WHERE a.domein IN ('sport', 'cultuur', 'cognitief', 'sociaal', 'orientatie-zelf',
                     'orientatie-wereld')
      AND a.van < :tot AND :van < a.tot
    GROUP BY n.nu
)
SELECT s.locatie AS unit, coalesce(d.gebieden = 6, 0) AS hit
FROM school s
LEFT JOIN dekking d ON d.brin = s.brin

-- example: zes gebieden op de ene school, vijf op de andere
-- on: 2026K3
-- given locatie: locatie, soort, brin, wijk
--   L1, bo, 90AX00, WK054603
--   L2, vo, 94EX00, WK054605
--   L3, ko, , WK054605
-- given activiteit: activiteit, aanbieder, domein, locatie, begindatum, einddatum
--   1, a, sport, 90AX00, 2025-09-01, 2026-06-30
--   2, a, cultuur, 90AX00, 2025-09-01, 2026-06-30
--   3, a, cognitief, 90AX00, 2025-09-01, 2026-06-30
--   4, a, sociaal, 90AX00, 2025-09-01, 2026-06-30
--   5, a, orientatie-zelf, 90AX00, 2025-09-01, 2026-06-30
--   6, a, orientatie-wereld, 90AX00, 2026-07-31, 2026-08-30
--   7, a, sport, 94EX00, 2025-09-01, 2026-06-30
--   8, a, cultuur, 94EX00, 2025-09-01, 2026-06-30
--   9, a, cognitief, 94EX00, 2025-09-01, 2026-06-30
--   10, a, sociaal, 94EX00, 2025-09-01, 2026-06-30
--   11, a, bieb, 94EX00, 2025-09-01, 2026-06-30
--   12, a, orientatie-zelf, 94EX00, 2026-08-01, 2026-12-30
--   13, a, orientatie-wereld, 94EX00, 2025-06-01, 2025-08-01
-- expect: n=2 x=1
-- expect wijk=WK054603: n=1 x=1

-- example: wat voor of na het schooljaar was, telt niet; een school zonder aanbod ook wel mee
-- on: 2026K3
-- given locatie: van, tot, locatie, soort, brin
--   2026-07-31, 2026-08-01, L1, bo, 90AX00
--   2025-08-01, 2026-10-01, L2, so, 90AX01
--   2025-08-01, 2026-10-01, L3, bo,
--   2025-08-01, 2026-10-01, L4, ko, 90AX00
--   2025-08-01, 2026-07-31, L5, bo, 90AX02
-- given activiteit: activiteit, aanbieder, domein, locatie, begindatum, einddatum
--   1, a, sport, 90AX00, 2025-09-01, 2026-06-30
--   2, a, cultuur, 90AX00, 2025-09-01, 2026-06-30
--   3, a, cognitief, 90AX00, 2025-09-01, 2026-06-30
--   4, a, sociaal, 90AX00, 2025-09-01, 2026-06-30
--   5, a, orientatie-zelf, 90AX00, 2025-09-01, 2026-06-30
--   6, a, orientatie-wereld, 90AX00, 2025-06-01, 2025-07-31
--   7, a, orientatie-wereld, 90AX00, 2026-08-01, 2026-09-30
-- expect: n=2 x=0

-- example: een school die in het schooljaar ophield, telt niet; haar aanbod telt bij de opvolger
-- on: 2026K3
-- given opvolging: brin, opvolger, datum
--   90AX00, 90AX50, 2026-01-01
--   90AX01, 90AX50, 2026-07-31
--   90AX02, 90AX50, 2026-08-01
-- given locatie: locatie, soort, brin, wijk
--   L1, bo, 90AX00, WK054603
--   L2, bo, 90AX01, WK054603
--   L3, bo, 90AX02, WK054603
--   L4, bo, 90AX50, WK054605
-- given activiteit: activiteit, aanbieder, domein, locatie, begindatum, einddatum
--   1, a, sport, 90AX00, 2025-09-01, 2025-12-30
--   2, a, cultuur, 90AX00, 2025-09-01, 2025-12-30
--   3, a, cognitief, 90AX00, 2025-09-01, 2025-12-30
--   4, a, sociaal, 90AX00, 2025-09-01, 2025-12-30
--   5, a, orientatie-zelf, 90AX00, 2025-09-01, 2025-12-30
--   6, a, orientatie-wereld, 90AX00, 2025-09-01, 2025-12-30
-- expect: n=2 x=1
-- expect wijk=WK054603: n=1 x=0
