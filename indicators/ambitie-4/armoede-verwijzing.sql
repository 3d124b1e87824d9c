-- id: armoede-verwijzing
-- version: 2026-11-27
-- actions: A4.4, A2.2
-- order: 40
-- title: Verwijzingen naar kindregelingen
-- title-en: Referrals to schemes for children
-- question: Hoe vaak verwijzen professionals naar een kindregeling, voor elk kind met weinig geld thuis?
-- question-en: How often do professionals refer to a scheme, per child in a family with little money?
-- counts: verwijzing
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen van 4 tot en met 17 jaar in een gezin tot 140 procent van het sociaal minimum, op
--   de laatste dag
-- hit-text: aanvragen na een verwijzing door een professional
-- time-text: in de twaalf maanden tot en met het kwartaal
-- kind: rate
-- form: state
-- grondslag: wonend
-- time: R12
-- level: process
-- tier: additional
-- direction: up
-- sensitive: group; why: het gaat om aanvragen van alle kinderen samen
-- decimals: 2
-- uses: bevolking, regeling
-- sources: gemeente, fondsen
-- limitation: Een aanvraag voor het hele gezin is één verwijzing. Verwijzingen voor kinderen van wie het inkomen
--   niet bekend of hoger is, tellen ook. Een verwijzing die niet tot een aanvraag leidde, is niet bekend.
-- lag: 2

-- state: kinderen met weinig geld thuis, en verwijzingen
SELECT 'kind:' || b.kind AS unit, 0 AS waarde, 1 AS noemer
FROM (
    SELECT DISTINCT kind
    FROM bevolking
    WHERE van <= :peildatum AND :peildatum < tot AND inkomensklasse IN ('tot120', '120-140')
) b
JOIN kind k ON k.kind = b.kind
WHERE verjaardag(k.geboortedatum, 48) <= :peildatum
  AND :peildatum < verjaardag(k.geboortedatum, 216)
UNION ALL
SELECT DISTINCT
    coalesce(kind, 0) || ':'
        || CASE WHEN kind IS NULL THEN leverancier || ' ' || huishouden ELSE coalesce(huishouden, 0) END
        || ':' || regeling || ':' || datum_aanvraag,
    1, 0
FROM regeling
WHERE verwijzer_sector <> 'onbekend' AND datum_aanvraag >= :van AND datum_aanvraag < :tot

-- example: vijf verwijzingen, vier kinderen
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, inkomensklasse
--   1, 2016-05-01, 2016-05-01, tot120
--   2, 2016-05-01, 2016-05-01, 120-140
--   3, 2016-05-01, 2016-05-01, boven140
--   4, 2016-05-01, 2016-05-01,
--   5, 2022-09-30, 2022-09-30, tot120
--   6, 2022-10-01, 2022-10-01, tot120
--   7, 2008-10-01, 2008-10-01, tot120
--   8, 2008-09-30, 2008-09-30, tot120
-- given regeling: kind, huishouden, regeling, datum_aanvraag, datum_besluit, besluit, verwijzer_sector
--   1, , laptop, 2025-10-01, , lopend, po
--   1, , laptop, 2025-10-01, 2025-10-20, toegekend, po
--   2, , laptop, 2026-09-30, , lopend, jgz
--   2, , kindpakket, 2026-09-30, , lopend, jgz
--   3, , laptop, 2026-01-10, 2026-01-20, afgewezen, po
--   , 71, laptop, 2026-01-10, 2026-01-20, toegekend, welzijn
--   1, , laptop, 2025-09-30, 2025-10-20, toegekend, po
--   1, , laptop, 2026-10-01, , lopend, po
--   1, , schoolkosten, 2026-03-01, 2026-03-10, toegekend,
-- expect: n=4 sum=5.00 estimate=1.25

-- example: ingeschreven op de laatste dag
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, inkomensklasse
--   1, 2016-05-01, 2026-09-30, , tot120
--   2, 2016-05-01, 2026-10-01, , tot120
--   3, 2016-05-01, 2016-05-01, 2026-09-29, tot120
--   4, 2016-05-01, 2016-05-01, 2026-09-30, tot120
-- given regeling: kind, huishouden, regeling, datum_aanvraag, datum_besluit, besluit, verwijzer_sector
--   1, 71, laptop, 2026-01-10, 2026-01-20, toegekend, welzijn
--   1, 72, laptop, 2026-01-10, 2026-01-20, toegekend, welzijn
--   2, 72, laptop, 2026-01-10, 2026-01-20, toegekend, welzijn
--   , 71, laptop, 2026-01-10, 2026-01-20, toegekend, welzijn
--   4, , laptop, 2026-01-10, 2026-01-20, toegekend, welzijn
--   4, 1, laptop, 2026-01-10, 2026-01-20, toegekend, welzijn
-- expect: n=2 sum=6.00

-- example: elk fonds nummert zijn eigen huishoudens
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, inkomensklasse
--   1, 2016-05-01, 2016-05-01, tot120
-- given regeling: leverancier, huishouden, regeling, datum_aanvraag, datum_besluit, besluit, verwijzer_sector
--   leergeld, 71, laptop, 2026-05-01, 2026-05-10, toegekend, po
--   stichting-kans, 71, laptop, 2026-05-01, 2026-08-10, afgewezen, po
-- expect: n=1 sum=2
