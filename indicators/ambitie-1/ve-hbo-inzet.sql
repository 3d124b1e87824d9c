-- id: ve-hbo-inzet
-- version: 2026-11-25
-- actions: A1.1
-- order: 50
-- title: Hbo-beleidsmedewerker per doelgroeppeuter
-- title-en: Policy-staff hours per target toddler
-- question: Hoeveel uur per jaar zetten ve-locaties een hbo-beleidsmedewerker in voor elke peuter met een
--   indicatie?
-- question-en: How many hours a year do sites employ a policy officer for each indicated toddler?
-- counts: kind
-- unit: peuters
-- unit-en: toddlers
-- population-text: peuters met een vve-indicatie die op 1 januari een ve-plaats in de stad hadden
-- hit-text: uren per jaar van de hbo-beleidsmedewerkers op hun locaties
-- time-text: op 1 januari van de laatste twaalf maanden
-- kind: rate
-- form: state
-- grondslag: locatie
-- time: R12
-- level: input
-- tier: additional
-- direction: up
-- sensitive: group; why: de uren zijn een gegeven van de locaties; alleen een kleine groep peuters is gevoelig
-- norm: legal 10 from 2022-01-01 source: Besluit basisvoorwaarden kwaliteit voorschoolse educatie, artikel
--   2a: tien uur per jaar voor elke doelgroeppeuter
-- uses: jgz_indicatie, ko_plaatsing, locatie
-- sources: JGZ, houders van kinderopvang, gemeente
-- limitation: Uren zijn wat de locatie voor het jaar opgeeft, niet wat is gewerkt. Peuters op een locatie die
--   geen uren opgeeft, worden apart geteld.
-- lag: 2

-- state: uren van de locaties met doelgroeppeuters, en die peuters, op 1 januari
WITH nieuwjaar AS (
    SELECT maanden_na(0, 12 * (:peildatum * 4 / 1461)) AS dag
),
peuterplaats AS (
    SELECT DISTINCT p.kind, substr(p.code, instr(p.code, '/') + 1) AS locatie
    FROM nieuwjaar n
    JOIN ve_locatie p ON p.van <= n.dag AND n.dag < p.tot
    JOIN besluit b ON b.kind = p.kind AND b.besluit = 'ja' AND b.van <= n.dag AND n.dag < b.tot
),
inzet AS (
    SELECT l.locatie, max(l.hbo_uren_jaar) AS uren
    FROM nieuwjaar n
    JOIN locatie l ON l.van <= n.dag AND n.dag < l.tot
    WHERE l.locatie IN (SELECT locatie FROM peuterplaats)
    GROUP BY l.locatie
)
SELECT locatie AS unit, uren AS waarde, 0 AS noemer, 0 AS uitgesloten
FROM inzet
WHERE uren IS NOT NULL
UNION ALL
SELECT kind, 0, 1, locatie NOT IN (SELECT locatie FROM inzet WHERE uren IS NOT NULL)
FROM peuterplaats

-- example: alleen locaties met doelgroeppeuters; zonder opgegeven uren apart geteld
-- on: 2026K3
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, einde
--   1, 2025-06-01, ja, 2026-01-01,
--   2, 2025-06-01, ja, 2025-12-01, 2026-01-02
--   3, 2025-06-01, ja, 2025-12-01,
--   4, 2025-06-01, nee, ,
--   5, 2025-06-01, ja, 2025-12-01, 2026-01-01
--   6, 2025-06-01, ja, 2026-01-02,
--   7, 2025-06-01, ja, 2025-12-01,
--   8, 2025-06-01, ja, 2025-12-01,
-- given locatie: van, tot, locatie, lrk, ve, hbo_uren_jaar
--   2025-10-01, 2026-04-01, L1, 100000001, ja, 30
--   2026-04-01, 2026-10-01, L1, 100000001, ja, 90
--   2025-10-01, 2026-04-01, L2, 100000002, ja,
--   2025-10-01, 2026-04-01, L3, 100000003, ja, 500
--   2025-10-01, 2026-04-01, L4, 100000004, nee, 500
-- given ko_plaatsing: kind, lrk, ve_plaats, uren_week, begindatum, einddatum
--   1, 100000001, ja, 16, 2026-01-01,
--   2, 100000001, ja, 16, 2025-08-01, 2026-01-01
--   3, 100000002, ja, 16, 2025-08-01,
--   4, 100000001, ja, 16, 2025-08-01,
--   5, 100000001, ja, 16, 2025-08-01,
--   6, 100000001, ja, 16, 2025-08-01,
--   7, 100000001, ja, 16, 2026-01-02,
--   8, 100000001, ja, 16, 2025-08-01, 2025-12-31
-- expect: n=2 sum=30 excluded=1 estimate=15

-- example: in het vierde kwartaal is 1 januari die van hetzelfde jaar; de locatie van die dag telt
-- on: 2026K4
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2025-06-01, ja, 2025-12-01
-- given locatie: van, tot, locatie, lrk, ve, hbo_uren_jaar
--   2025-10-01, 2026-01-01, L1, 100000001, ja, 70
--   2026-01-01, 2026-01-02, L1, 100000001, ja, 12
--   2026-01-02, 2027-04-01, L1, 100000001, ja, 9
-- given ko_plaatsing: kind, lrk, ve_plaats, uren_week, begindatum
--   1, 100000001, ja, 16, 2025-08-01
-- expect: n=1 sum=12
