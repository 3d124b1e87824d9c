-- id: vve-indicatie-verwacht
-- version: 2026-11-25
-- actions: A1.2
-- order: 25
-- title: Indicaties naast de verwachting van het CBS
-- title-en: Indications beside the expected target group
-- question: Krijgen ongeveer zoveel peuters een indicatie als het CBS op grond van de gezinnen verwacht?
-- question-en: Do about as many toddlers get an indication as Statistics Netherlands expects?
-- counts: kind
-- unit: peuters in de risicogroep
-- unit-en: toddlers at risk
-- population-text: peuters in de risicogroep volgens het CBS
-- hit-text: peuters van 2½ tot 4 jaar met een vve-indicatie
-- time-text: op 1 februari
-- kind: rate
-- form: state
-- grondslag: wonend
-- time: FEB
-- level: process
-- tier: additional
-- direction: target
-- sensitive: group; why: het gaat om totalen van de stad
-- decimals: 2
-- norm: local-target 1 source: Zoveel indicaties als verwacht; meer en minder zijn allebei een signaal
-- uses: bevolking, jgz_indicatie, benchmark
-- sources: gemeente, JGZ, CBS
-- limitation: De verwachting is een schatting uit kenmerken van gezinnen, geen oordeel over een kind. Meer
--   of minder indicaties dan verwacht vraagt om uitleg, niet om een rapportcijfer.
-- lag: 8

-- state: peuters met een indicatie, en het laatst gepubliceerde aantal van het CBS
SELECT DISTINCT b.kind AS unit, 1 AS waarde, 0 AS noemer
FROM besluit b
JOIN kind k ON k.kind = b.kind
JOIN bevolking w ON w.kind = b.kind
WHERE b.besluit = 'ja' AND b.van <= :peildatum AND :peildatum < b.tot
  AND w.van <= :peildatum AND :peildatum < w.tot
  AND verjaardag(k.geboortedatum, 30) <= :peildatum AND :peildatum < verjaardag(k.geboortedatum, 48)
UNION ALL
SELECT 'verwacht', 0, waarde
FROM (
    SELECT waarde, row_number() OVER (ORDER BY peildatum DESC) AS nummer
    FROM benchmark
    WHERE indicator = 've-doelgroep-verwacht' AND coalesce(dimensie, '') = '' AND peildatum <= :peildatum
)
WHERE nummer = 1

-- example: het laatste cijfer tot en met 1 februari telt
-- on: 2026K1
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot
--   1, 2023-08-01, 2023-08-01,
--   2, 2023-08-02, 2023-08-02,
--   3, 2022-02-02, 2022-02-02,
--   4, 2022-02-01, 2022-02-01,
--   5, 2023-01-01, 2023-01-01, 2026-01-31
--   6, 2023-01-01, 2023-01-01,
--   7, 2023-01-01, 2023-01-01,
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, einde
--   1, 2025-01-01, ja, 2026-02-01,
--   2, 2025-01-01, ja, 2026-02-01,
--   3, 2025-01-01, ja, 2025-02-01,
--   4, 2025-01-01, ja, 2025-02-01,
--   5, 2025-01-01, ja, 2025-02-01,
--   6, 2025-01-01, ja, 2025-02-01, 2026-02-01
--   7, 2026-02-02, nee, ,
-- given benchmark: van, tot, indicator, gebied, dimensie, peildatum, waarde
--   , , ve-doelgroep-verwacht, GM0546, , 2025-02-01, 8
--   , , ve-doelgroep-verwacht, GM0546, , 2026-02-01, 4
--   , , ve-doelgroep-verwacht, GM0546, , 2026-02-02, 5
--   , , vve-bereik, GM0546, , 2026-02-01, 70
-- expect: n=4 sum=2 estimate=0.5
