-- id: vve-niet-bereik-reden
-- version: 2026-11-25
-- actions: A1.3
-- order: 50
-- title: Waarom peuters met een indicatie geen ve-plaats hebben
-- title-en: Why indicated toddlers have no place
-- question: Waarom heeft een peuter met een vve-indicatie geen ve-plaats?
-- question-en: Why does a toddler with an indication have no place?
-- counts: kind
-- unit: peuters
-- unit-en: toddlers
-- population-text: peuters met een vve-indicatie zonder ve-plaats die in de stad wonen, van 2½ jaar tot de
--   basisschool (uiterlijk 5 jaar)
-- hit-text: met deze reden
-- time-text: op de laatste dag van het kwartaal
-- kind: distribution
-- form: state
-- grondslag: wonend
-- time: KE
-- level: process
-- direction: neutral
-- sensitive: hit; why: een klein aantal peuters met één reden wijst gezinnen aan
-- category: reden
-- category-title: Reden
-- category-title-en: Reason
-- categories: ouders-willen-niet=Ouders willen niet|Parents do not want it;
--   wachtlijst=Wachtlijst|Waiting list; geen-plek=Geen passende plek|No suitable place;
--   kosten=Kosten|Costs; andere-opvang=Andere opvang zonder ve|Other childcare without ve;
--   verhuisd=Verhuisd|Moved; geen-contact=Geen contact|No contact; overig=Overig|Other
-- uses: bevolking, jgz_indicatie, inschrijving, ko_plaatsing/miss, locatie/miss
-- sources: gemeente, JGZ, houders van kinderopvang, schoolbesturen
-- limitation: JGZ noteert de reden; vervalt die na plaatsing, dan staat zij bij eerdere kwartalen als
--   onbekend. Peuters met een medische reden tellen niet mee en staan apart.
-- lag: 2

-- state: peuters met een geldige indicatie en zonder ve-plaats, naar reden
SELECT DISTINCT
    p.kind AS unit,
    coalesce(b.reden_niet_bereik, 'onbekend') AS waarde,
    coalesce(b.reden_niet_bereik, '') = 'medisch-so' AS uitgesloten
FROM peuter p
JOIN besluit b ON b.kind = p.kind
WHERE p.van <= :peildatum AND :peildatum < p.tot
  AND b.besluit = 'ja' AND b.van <= :peildatum AND :peildatum < b.tot
  AND NOT EXISTS (
    SELECT 1 FROM ve_plaatsing v
    WHERE v.kind = p.kind AND v.van <= :peildatum AND :peildatum < v.tot)

-- example: alleen peuters zonder plaats, elk met één reden
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot
--   1, 2023-06-01, 2023-06-01,
--   2, 2023-06-01, 2023-06-01,
--   3, 2023-06-01, 2023-06-01,
--   4, 2023-06-01, 2023-06-01,
--   5, 2023-06-01, 2023-06-01,
--   6, 2023-06-01, 2023-06-01, 2026-09-29
--   7, 2023-06-01, 2023-06-01,
--   8, 2023-06-01, 2023-06-01,
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, einde, reden_niet_bereik
--   1, 2025-06-01, ja, 2025-12-01, , wachtlijst
--   2, 2025-06-01, ja, 2026-09-30, , wachtlijst
--   3, 2025-06-01, ja, 2025-12-01, ,
--   4, 2025-06-01, ja, 2025-12-01, , medisch-so
--   5, 2025-06-01, ja, 2025-12-01, , kosten
--   6, 2025-06-01, ja, 2025-12-01, , kosten
--   7, 2025-06-01, ja, 2025-12-01, 2026-09-30, kosten
--   8, 2025-06-01, ja, 2026-10-01, , kosten
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, einddatum, ve_plaats, uren_week
--   1, 100000001, 2026-01-05, 2026-09-29, ja, 16
--   2, 100000001, 2026-10-01, , ja, 16
--   5, 100000001, 2026-09-30, , ja, 16
-- expect reden=wachtlijst: n=3 x=2 excluded=1
-- expect reden=onbekend: x=1
-- expect reden=kosten: x=0
