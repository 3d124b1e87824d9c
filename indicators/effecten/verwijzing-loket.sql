-- effect: verwijzing-loket
-- version: 2026-11-27
-- actions: A4.4
-- title: Eén loket voor verwijzingen naar kindregelingen
-- title-en: One counter for referrals to schemes
-- question: Leiden meer verwijzingen binnen acht weken tot een regeling sinds één loket erover beslist?
-- question-en: Are more referrals granted within eight weeks since one counter decides on them?
-- outcome: verwijzing-toegekend
-- method: its
-- unit: stad
-- unit-en: city
-- start: 2025-10-01
-- step: month
-- before: 21
-- after: 9
-- least: 20
-- causal: no; why: het loket ging voor iedereen tegelijk open, dus is er geen groep zonder loket om mee te vergelijken
-- assumption: Zonder het loket was het deel dat op tijd een regeling krijgt veranderd zoals het al deed:
--   langs dezelfde rechte lijn. En er veranderde toen niets anders dat ertoe doet.
-- source: Afspraak van gemeente en Stichting Kans in de werkgroep Partnerschap, ingang 1 oktober 2025
-- limitation: Het zegt niets over wie zelf aanvraagt. Maanden met minder dan 20 verwijzingen tellen niet mee. Met
--   seizoenen is geen rekening gehouden: daarvoor is de reeks te kort.
-- uses: regeling

-- treated: alle verwijzingen in de stad
SELECT 'leiden' AS unit

-- cluster: alle verwijzingen bij elkaar
SELECT
    coalesce(kind, 0) || ':'
        || CASE WHEN kind IS NULL THEN leverancier || ' ' || huishouden ELSE coalesce(huishouden, 0) END
        || ':' || regeling || ':' || datum_aanvraag
        AS unit,
    datum_aanvraag AS van,
    datum_aanvraag + 1 AS tot,
    'leiden' AS cluster
FROM regeling
WHERE verwijzer_sector <> 'onbekend'

-- example: voor het loket kreeg niemand op tijd een regeling, daarna iedereen
-- on: 2026K2
-- given regeling: kind, regeling, datum_aanvraag, datum_besluit, besluit, verwijzer_sector
--   1, laptop, 2025-02-03, 2025-06-01, toegekend, po
--   2, laptop, 2025-03-03, 2025-06-01, toegekend, po
--   3, laptop, 2025-04-03, 2025-07-01, toegekend, po
--   4, laptop, 2025-05-03, 2025-08-01, toegekend, jgz
--   5, laptop, 2025-06-03, 2025-09-01, toegekend, po
--   6, laptop, 2025-07-03, 2025-10-01, toegekend, po
--   7, laptop, 2025-08-03, 2025-11-01, toegekend, po
--   8, laptop, 2025-09-03, 2025-12-01, toegekend, jgz
--   9, laptop, 2025-10-03, 2025-10-20, toegekend, po
--   10, laptop, 2025-11-03, 2025-11-20, toegekend, po
--   11, laptop, 2025-12-03, 2025-12-20, toegekend, po
--   12, laptop, 2026-01-03, 2026-01-20, toegekend, po
--   13, laptop, 2026-01-03, 2026-06-20, toegekend,
-- expect: estimate=1 before=8 after=4
