-- id: vve-bereik-640
-- version: 2026-09-01
-- actions: A1.3
-- order: 20
-- title: Vve-bereik met voldoende uren
-- title-en: Reach with sufficient hours
-- question: Welk deel van de peuters met een vve-indicatie krijgt een aanbod van ten minste 640 ve-uren per
--   jaar?
-- question-en: What share of the toddlers with an indication is offered at least 640 hours a year?
-- counts: kind
-- unit: peuters
-- unit-en: toddlers
-- population-text: peuters met een vve-indicatie die in de stad wonen, van 2½ jaar tot de basisschool
--   (uiterlijk 5 jaar)
-- hit-text: met ten minste 640 ve-uren per jaar
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: state
-- grondslag: wonend
-- time: KE
-- level: output
-- direction: up
-- sensitive: miss; why: een klein aantal niet-bereikte peuters zou gezinnen aanwijzen; wel bereikt zijn
--   is niet gevoelig
-- norm: local-target 1 source: Streefwaarde bij het wettelijk aanbod: 960 uur in anderhalf jaar (Besluit
--   basisvoorwaarden kwaliteit voorschoolse educatie)
-- dimensions: wijk, geslacht, leeftijd, thuistaal, opleiding_ouders, houder, locatie
-- uses: bevolking, jgz_indicatie, inschrijving, ko_plaatsing/hit, locatie/hit
-- sources: gemeente, JGZ, houders van kinderopvang, schoolbesturen
-- limitation: Het gaat om uren in het contract, niet om uren waarop het kind er was. Meer dan 6 uur op een
--   dag telt niet mee. De grens is 640 uur min een half procent.
-- lag: 2

-- state: krijgt op de peildatum ten minste 640 ve-uren per jaar aangeboden
WITH doel AS (
    SELECT DISTINCT
        p.kind,
        coalesce(b.reden_niet_bereik, '') = 'medisch-so' AS uitgesloten,
        coalesce(b.toegeleid_naar, '') <> ''
            AND b.toegeleid_naar NOT IN (SELECT lrk FROM locatie WHERE lrk IS NOT NULL) AS buiten
    FROM peuter p
    JOIN besluit b ON b.kind = p.kind
    WHERE p.van <= :peildatum AND :peildatum < p.tot
      AND b.besluit = 'ja' AND b.van <= :peildatum AND :peildatum < b.tot
)
SELECT
    d.kind AS unit,
    coalesce(u.uren_zeker >= 636.8, 0) AS hit,
    d.uitgesloten,
    CASE WHEN u.kind IS NULL THEN d.buiten
         ELSE u.uren_zeker < 636.8 AND u.uren_hoogstens >= 636.8 END AS onbekend
FROM doel d
LEFT JOIN ve_uren u ON u.kind = d.kind AND u.van <= :peildatum AND :peildatum < u.tot

-- example: de grens: 640 uur min een half procent, 6 uur per dag over alle locaties samen
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2023-06-01, 2023-06-01
--   2, 2023-06-01, 2023-06-01
--   3, 2023-06-01, 2023-06-01
--   4, 2023-06-01, 2023-06-01
--   5, 2023-06-01, 2023-06-01
--   6, 2023-06-01, 2023-06-01
--   7, 2023-06-01, 2023-06-01
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2025-06-01, ja, 2025-12-01
--   2, 2025-06-01, ja, 2025-12-01
--   3, 2025-06-01, ja, 2025-12-01
--   4, 2025-06-01, ja, 2025-12-01
--   5, 2025-06-01, ja, 2025-12-01
--   6, 2025-06-01, ja, 2025-12-01
--   7, 2025-06-01, ja, 2025-12-01
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
--   L002, 100000002, ja
-- given ko_plaatsing: kind, lrk, begindatum, einddatum, ve_plaats, uren_week, uren_ma, uren_di, uren_wo, uren_do, uren_vr, weken_jaar
--   1, 100000001, 2026-01-05, , ja, 16, 4, 4, 4, 4, , 40
--   2, 100000001, 2026-01-05, , ja, 13, 4.5, 4.5, , 4, , 49
--   3, 100000001, 2026-01-05, , ja, 12.7, 6, 6, , 0.7, , 50
--   4, 100000001, 2026-01-05, , ja, 22, 11, 11, , , , 52
--   5, 100000001, 2026-01-05, , ja, 8, 4, , 4, , , 40
--   5, 100000002, 2026-01-05, , ja, 8, 4, , 4, , , 40
--   6, 100000001, 2026-01-05, , ja, 8, 4, , 4, , , 40
--   6, 100000002, 2026-01-05, , ja, 8, , 4, , 4, , 40
--   7, 100000001, 2026-01-05, 2026-09-29, ja, 16, 4, 4, 4, 4, , 40
-- expect: n=7 x=3 excluded=0 unknown=0

-- example: verschillende weken per jaar, geen uren per dag, dagen onbekend, medisch en buiten de stad
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
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, einde, toegeleid_naar, reden_niet_bereik
--   1, 2025-06-01, ja, 2025-12-01, , ,
--   2, 2025-06-01, ja, 2025-12-01, , ,
--   3, 2025-06-01, ja, 2025-12-01, , ,
--   4, 2025-06-01, ja, 2025-12-01, , ,
--   5, 2025-06-01, ja, 2025-12-01, , ,
--   6, 2025-06-01, ja, 2025-12-01, , , medisch-so
--   7, 2025-06-01, ja, 2025-12-01, , 999999999,
--   8, 2025-06-01, ja, 2026-09-30, , 100000001,
--   9, 2025-06-01, ja, 2025-12-01, 2026-09-30, ,
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
--   L002, 100000002, ja
-- given ko_plaatsing: kind, lrk, begindatum, ve_plaats, uren_week, uren_ma, uren_di, uren_wo, dagen_week, weken_jaar
--   1, 100000001, 2026-01-05, ja, 8, 4, 4, , 2, 40
--   1, 100000002, 2026-01-05, ja, 6, , , 6, 1, 52
--   2, 100000001, 2026-01-05, ja, 9, 5, 4, , 2, 40
--   2, 100000002, 2026-01-05, ja, 8.5, 3.5, , 5, 2, 52
--   3, 100000001, 2026-01-05, ja, 20, , , , 2, 52
--   4, 100000001, 2026-01-05, ja, 20, , , , 3, 40
--   5, 100000001, 2026-01-05, ja, 16, , , , , 40
--   6, 100000001, 2026-01-05, ja, 16, , , , 4, 40
--   7, 100000001, 2026-01-05, ja, 10, , , , , 40
--   9, 100000001, 2026-01-05, ja, 16, , , , 4, 40
-- expect: n=7 x=2 excluded=1 unknown=1

-- example: wie buiten de stad is toegeleid en geen plaats heeft is onbekend; 30 uur is het meeste
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2023-06-01, 2023-06-01, , WK054604
--   2, 2023-06-01, 2023-06-01, , WK054604
--   3, 2023-06-01, 2023-06-01, , WK054604
--   4, 2023-06-01, 2023-06-01, 2026-09-30, WK054604
--   5, 2024-04-01, 2024-04-01, , WK054604
--   6, 2021-09-30, 2021-09-30, , WK054604
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, toegeleid_naar
--   1, 2025-06-01, ja, 2025-12-01, 999999999
--   2, 2025-06-01, ja, 2025-12-01,
--   3, 2025-06-01, ja, 2025-12-01,
--   4, 2025-06-01, ja, 2025-12-01,
--   4, 2026-05-01, ja, 2026-06-01,
--   5, 2025-06-01, ja, 2026-01-01,
--   6, 2024-06-01, ja, 2024-12-01,
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, ve_plaats, uren_week, dagen_week, weken_jaar
--   2, 100000001, 2026-01-05, ja, 40, , 21
--   3, 100000001, 2026-01-05, ja, 40, , 22
--   4, 100000001, 2026-01-05, ja, 16, 4, 40
--   5, 100000001, 2026-01-05, ja, 16, 4, 40
--   6, 100000001, 2026-01-05, ja, 16, 4, 40
-- expect: n=4 x=1 excluded=0 unknown=2
-- expect wijk=WK054604: n=4 x=1 unknown=2

-- example: precies op de grens, vandaag begonnen, en wat de onbekende uren erbij kunnen doen
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2023-06-01, 2023-06-01
--   2, 2024-03-31, 2024-03-31
--   3, 2023-06-01, 2023-06-01
--   4, 2023-06-01, 2023-06-01
--   5, 2023-06-01, 2023-06-01
--   6, 2023-06-01, 2023-06-01
--   7, 2023-06-01, 2023-06-01
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2025-06-01, ja, 2025-12-01
--   2, 2026-06-01, ja, 2026-09-30
--   3, 2025-06-01, ja, 2025-12-01
--   4, 2025-06-01, ja, 2025-12-01
--   5, 2025-06-01, ja, 2025-12-01
--   6, 2025-06-01, ja, 2025-12-01
--   7, 2025-06-01, ja, 2025-12-01
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, ve_plaats, uren_week, uren_wo, uren_do, uren_vr, dagen_week, weken_jaar
--   1, 100000001, 2026-01-05, ja, 15.92, , , , 4, 40
--   2, 100000001, 2026-09-30, ja, 16, , , , 4, 40
--   3, 100000001, 2026-01-05, ja, 15.92, , , , 4, 40
--   3, 100000001, 2026-01-05, ja, 10, , , , , 40
--   4, 100000001, 2026-01-05, ja, 15.9, , , , 4, 40
--   4, 100000001, 2026-01-05, ja, 1, , , , , 40
--   5, 100000001, 2026-01-05, ja, 15.92, , , , , 40
--   6, 100000001, 2026-01-05, ja, 13, , , , , 49
--   7, 100000001, 2026-01-05, ja, 18, 6, 6, 6, 3, 36
-- expect: n=7 x=4 excluded=0 unknown=3

-- example: een plaats van een kind dat met niemand te koppelen is, kan van elke peuter zijn
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, wijk
--   1, 2023-06-01, 2023-06-01, WK054604
--   2, 2023-06-01, 2023-06-01, WK054604
--   3, 2023-06-01, 2023-06-01, WK054604
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2025-06-01, ja, 2025-12-01
--   2, 2025-06-01, ja, 2025-12-01
--   3, 2025-06-01, ja, 2025-12-01
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, einddatum, ve_plaats, uren_week, dagen_week, weken_jaar
--   1, 100000001, 2026-01-05, , ja, 16, 4, 40
--   11, 100000001, 2026-01-05, , ja, 16, 4, 40
--   12, 100000001, 2026-01-05, 2026-09-29, ja, 16, 4, 40
-- given koppelzekerheid: kind, graad, contracten
--   11, geen, |ko_plaatsing|
--   12, geen, |ko_plaatsing|
-- expect: n=3 x=1 lowest=0.3333 highest=0.6667

-- example: wie een ve-plaats met uren heeft, telt bij de houder en op de locatie; wie er meer heeft bij de eerste naar code
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
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2025-06-01, ja, 2025-12-01
--   2, 2025-06-01, ja, 2025-12-01
--   3, 2025-06-01, ja, 2025-12-01
--   4, 2025-06-01, ja, 2025-12-01
--   5, 2025-06-01, ja, 2025-12-01
--   6, 2025-06-01, ja, 2025-12-01
--   7, 2025-06-01, ja, 2025-12-01
--   8, 2025-06-01, ja, 2025-12-01
--   9, 2025-06-01, ja, 2025-12-01
--   10, 2025-06-01, ja, 2025-12-01
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
--   L002, 100000002, ja
--   L003, 100000003, nee
-- given ko_plaatsing: leverancier, kind, lrk, begindatum, ve_plaats, uren_week, uren_ma, uren_di, uren_wo, uren_do, uren_vr, dagen_week, weken_jaar
--   bij-ons, 1, 100000001, 2026-01-05, ja, 16, , , , , , 4, 40
--   bij-ons, 2, 100000001, 2026-01-05, ja, , 0.5, , , , , , 40
--   bij-ons, 3, 100000001, 2026-01-05, ja, , , 0.5, , , , , 40
--   bij-ons, 4, 100000001, 2026-01-05, ja, , , , 0.5, , , , 40
--   bij-ons, 5, 100000001, 2026-01-05, ja, , , , , 0.5, , , 40
--   bij-ons, 6, 100000001, 2026-01-05, ja, , , , , , 0.5, , 40
--   bij-ons, 7, 100000001, 2026-01-05, ja, 0.5, , , , , , 1, 40
--   bij-ons, 8, 100000002, 2026-01-05, ja, 0, 0, 0, 0, 0, 0, , 40
--   bij-ons, 9, 100000002, 2026-01-05, nee, 16, , , , , , 4, 40
--   bij-ons, 9, 100000003, 2026-01-05, ja, 16, , , , , , 4, 40
--   zonnetje, 10, 100000001, 2026-01-05, ja, 8, 4, 4, , , , , 40
--   bij-ons, 10, 100000002, 2026-01-05, ja, 8, , , 4, 4, , , 40
-- expect: n=10 x=2
-- expect houder=bij-ons: n=8 x=2
-- expect houder=onbekend: n=2 x=0
-- expect locatie=bij-ons/L001: n=7 x=1
-- expect locatie=bij-ons/L002: n=1 x=1

-- example: meer dan zes uur telt op geen enkele dag mee: drie dagen van zeven uur, 35 weken, is 630 uur
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2023-06-01, 2023-06-01
--   2, 2023-06-01, 2023-06-01
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2025-06-01, ja, 2025-12-01
--   2, 2025-06-01, ja, 2025-12-01
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, ve_plaats, uren_week, uren_wo, uren_do, uren_vr, weken_jaar
--   1, 100000001, 2026-01-05, ja, 21, 7, 7, 7, 35
--   2, 100000001, 2026-01-05, ja, 21, 7, 7, 7, 36
-- expect: n=2 x=1
