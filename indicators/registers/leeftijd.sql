-- register: leeftijd
-- order: 100
-- form: spells
-- dimension: leeftijd
-- unit: kind
-- list: leeftijd
-- title: Leeftijd
-- title-en: Age
-- uses: bevolking

-- Only the years that lie within what the population register covers: an age before the first
-- delivery serves no figure.
WITH RECURSIVE jaar (n) AS (
    SELECT 0 UNION ALL SELECT n + 1 FROM jaar WHERE n < 17
),
venster AS (
    SELECT coalesce(min(van), -99999) AS van, coalesce(max(tot), 99999) AS tot FROM bevolking
),
spel AS (
    SELECT
        kind, n,
        verjaardag(geboortedatum, 12 * n) AS van, verjaardag(geboortedatum, 12 * n + 12) AS tot
    FROM kind, jaar, venster
    WHERE geboortedatum IS NOT NULL
      AND geboortedatum + 365 * n < venster.tot
      AND geboortedatum + 366 * (n + 1) + 1 > venster.van
)
SELECT kind AS unit, van, tot, CAST(n AS TEXT) AS code
FROM spel
