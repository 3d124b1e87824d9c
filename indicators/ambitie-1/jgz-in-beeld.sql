-- id: jgz-in-beeld
-- version: 2026-11-25
-- actions: A1.2
-- order: 5
-- title: Kinderen in beeld bij de jeugdgezondheidszorg
-- title-en: Children seen by youth health care
-- question: Welk deel van de kinderen tot 6 jaar is in het afgelopen jaar gezien door de jeugdgezondheidszorg?
-- question-en: What share of the children under six was seen by youth health care in the past year?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen van 0 tot en met 5 jaar die ten minste drie maanden in de stad wonen
-- hit-text: met een gehouden contact in de laatste 12 maanden (vanaf 4 jaar: 24 maanden)
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: wonend
-- time: KE
-- level: output
-- direction: up
-- sensitive: miss; why: een klein aantal kinderen buiten beeld zou gezinnen aanwijzen
-- norm: local-target 0.98 source: Lokale streefwaarde: 98 procent van de kinderen
-- dimensions: wijk, geslacht, leeftijd, thuistaal, opleiding_ouders
-- uses: bevolking, jgz_contact/hit, jgz_indicatie/dimension, inschrijving/dimension
-- sources: gemeente, JGZ
-- limitation: Een contact zegt niet of een kind passende ondersteuning krijgt. Kinderen die bij een andere
--   regio onder controle staan, lijken buiten beeld.
-- lag: 3

-- population: woont ten minste drie maanden in de stad
WITH rij AS (
    SELECT
        kind, van, tot, min(van, coalesce(geldig_van, van)) AS sinds,
        max(tot) OVER (
            PARTITION BY kind ORDER BY van, tot
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS eerder_tot
    FROM bevolking
    WHERE van < tot
),
verblijf AS (
    SELECT
        *,
        sum(eerder_tot IS NULL OR eerder_tot < van) OVER (
            PARTITION BY kind ORDER BY van, tot) AS nummer
    FROM rij
),
ingeschreven AS (
    SELECT kind AS unit, verjaardag(min(sinds), 3) AS van, max(tot) AS tot
    FROM verblijf
    GROUP BY kind, nummer
)
SELECT unit, van, tot FROM ingeschreven WHERE van < tot

-- population: is jonger dan 6 jaar
SELECT kind AS unit, geboortedatum AS van, verjaardag(geboortedatum, 72) AS tot
FROM kind
WHERE geboortedatum IS NOT NULL

-- hit: is in de laatste 12 maanden gezien, vanaf 4 jaar in de laatste 24 maanden
SELECT kind AS unit, datum_contact AS van, verjaardag(datum_contact, 12) AS tot
FROM jgz_contact
WHERE status = 'verschenen' AND datum_contact IS NOT NULL AND kind IS NOT NULL
UNION ALL
SELECT c.kind, max(c.datum_contact, verjaardag(k.geboortedatum, 48)), verjaardag(c.datum_contact, 24)
FROM jgz_contact c
JOIN kind k ON k.kind = c.kind
WHERE c.status = 'verschenen' AND c.datum_contact IS NOT NULL AND k.geboortedatum IS NOT NULL
  AND verjaardag(k.geboortedatum, 48) < verjaardag(c.datum_contact, 24)

-- example: twaalf maanden terug, en vanaf vier jaar vierentwintig
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2024-05-01, 2024-05-01, , WK054603
--   2, 2024-05-01, 2024-05-01, , WK054603
--   3, 2022-09-30, 2022-09-30, , WK054603
--   4, 2022-10-01, 2022-10-01, , WK054603
--   5, 2020-10-01, 2020-10-01, , WK054606
--   6, 2020-09-30, 2020-09-30, , WK054606
--   7, 2024-05-01, 2026-06-30, , WK054606
--   8, 2024-05-01, 2026-07-01, , WK054606
--   9, 2024-05-01, 2024-05-01, 2026-09-29, WK054606
--   10, 2024-05-01, 2024-05-01, 2026-08-31, WK054603
--   10, 2024-05-01, 2026-09-01, , WK054606
--   11, 2024-05-01, 2024-05-01, 2026-08-30, WK054603
--   11, 2024-05-01, 2026-09-01, , WK054606
-- given jgz_contact: kind, datum_gepland, datum_contact, status
--   1, 2025-10-01, 2025-10-01, verschenen
--   2, 2025-09-30, 2025-09-30, verschenen
--   3, 2024-10-01, 2024-10-01, verschenen
--   4, 2024-10-01, 2024-10-01, verschenen
--   5, 2024-09-30, 2024-09-30, verschenen
--   6, 2026-05-01, 2026-05-01, verschenen
--   7, 2026-05-01, 2026-05-01, geweigerd
--   8, 2026-09-01, 2026-09-01, verschenen
--   9, 2026-09-01, 2026-09-01, verschenen
--   10, 2026-09-01, , verschenen
--   10, 2026-09-30, 2026-09-30, verschenen
--   11, 2026-09-01, 2026-09-01, verschenen
-- expect: n=7 x=3
-- expect wijk=WK054603: n=4 x=2
-- expect wijk=WK054606: n=3 x=1
-- expect leeftijd=5: n=1 x=0
