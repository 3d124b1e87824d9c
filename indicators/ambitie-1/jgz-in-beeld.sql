-- id: jgz-in-beeld
-- version: 2026-11-26
-- actions: A1.2
-- order: 5
-- title: Kinderen in beeld bij de jeugdgezondheidszorg
-- title-en: Children seen by youth health care
-- question: Welk deel van de kinderen tot 6 jaar kwam op een contact met de jeugdgezondheidszorg dat voor het
--   afgelopen jaar gepland was?
-- question-en: What share of the children under six came to a contact with youth health care that was due in the
--   past year?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen van 0 tot en met 5 jaar die ten minste drie maanden in de stad wonen
-- hit-text: met een gehouden contact dat in de laatste 12 maanden gepland was (vanaf 4 jaar: 24 maanden)
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
-- limitation: Een contact zegt niet of een kind passende ondersteuning krijgt. De geplande dag bepaalt of een
--   contact in de tijd valt, ook als het eerder of later is gehouden; zonder geplande dag is dat de dag van het
--   contact. Kinderen die bij een andere regio onder controle staan, lijken buiten beeld.
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

-- hit: kwam op een contact dat in de laatste 12 maanden gepland was, vanaf 4 jaar in de laatste 24 maanden
WITH gehouden AS (
    SELECT
        kind,
        coalesce(datum_gepland, datum_contact) AS gepland,
        max(datum_contact, coalesce(datum_gepland, datum_contact)) AS vanaf
    FROM jgz_contact
    WHERE status = 'verschenen' AND datum_contact IS NOT NULL AND kind IS NOT NULL
),
telt AS (
    SELECT kind AS unit, vanaf AS van, verjaardag(gepland, 12) AS tot
    FROM gehouden
    UNION ALL
    SELECT g.kind, max(g.vanaf, verjaardag(k.geboortedatum, 48)), verjaardag(g.gepland, 24)
    FROM gehouden g
    JOIN kind k ON k.kind = g.kind
    WHERE k.geboortedatum IS NOT NULL
)
SELECT unit, van, tot FROM telt WHERE van < tot

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
--   12, 2024-05-01, 2024-05-01, 2026-08-31, WK054603
--   12, 2024-05-01, 2024-06-01, 2024-06-30, WK054606
--   12, 2024-05-01, 2026-09-01, , WK054606
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
-- expect: n=8 x=3
-- expect wijk=WK054603: n=4 x=2
-- expect wijk=WK054606: n=4 x=1
-- expect leeftijd=5: n=1 x=0

-- example: het contact moet gehouden zijn en de geplande dag moet in de tijd vallen
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2024-05-01, 2024-05-01, , WK054603
--   2, 2024-05-01, 2024-05-01, , WK054603
--   3, 2024-05-01, 2024-05-01, , WK054603
--   4, 2024-05-01, 2024-05-01, , WK054603
--   5, 2024-05-01, 2024-05-01, , WK054603
--   6, 2024-05-01, 2024-05-01, , WK054603
--   7, 2024-05-01, 2024-05-01, , WK054603
--   8, 2024-05-01, 2024-05-01, , WK054603
--   9, 2024-05-01, 2024-05-01, , WK054603
--   10, 2024-05-01, 2024-05-01, , WK054603
--   11, 2020-10-01, 2020-10-01, , WK054606
--   12, 2020-10-01, 2020-10-01, , WK054606
--   13, 2020-10-01, 2020-10-01, , WK054606
--   14, 2020-10-01, 2020-10-01, , WK054606
--   15, 2020-10-01, 2020-10-01, , WK054606
--   16, 2025-01-01, 2025-01-01, , WK054603
-- given jgz_contact: kind, datum_gepland, datum_contact, status
--   1, 2025-09-30, 2025-10-20, verschenen
--   2, 2025-10-01, 2025-09-24, verschenen
--   3, 2026-10-01, 2026-09-24, verschenen
--   4, 2026-09-30, 2026-09-24, verschenen
--   5, 2026-09-15, 2026-10-01, verschenen
--   6, 2026-09-15, 2026-09-30, verschenen
--   7, , 2025-10-01, verschenen
--   8, , 2025-09-30, verschenen
--   9, 2026-03-02, , niet-verschenen
--   9, 2026-05-04, , afgemeld
--   10, 2026-03-02, , niet-verschenen
--   10, 2026-04-13, 2026-04-13, verschenen
--   11, 2024-10-01, 2024-09-24, verschenen
--   12, 2024-09-30, 2024-10-20, verschenen
--   13, 2026-10-01, 2026-09-24, verschenen
--   14, 2025-03-03, 2026-05-04, verschenen
--   15, , 2024-10-01, verschenen
--   16, 2025-03-03, 2026-05-04, verschenen
-- expect: n=16 x=8
-- expect wijk=WK054603: n=11 x=5
-- expect wijk=WK054606: n=5 x=3
