-- id: warme-overdracht-ve
-- version: 2026-11-26
-- actions: A5.1
-- order: 10
-- title: Warme overdracht naar de basisschool
-- title-en: Warm handover to primary school
-- question: Krijgt een kind met een vve-indicatie een warme overdracht naar de basisschool?
-- question-en: Does a child with an indication get a warm handover to primary school?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen met een vve-indicatie die voor het eerst naar school gingen
-- hit-text: met een formulier én een gesprek, tussen 3½ jaar en zes weken na de eerste schooldag
-- time-text: geteld in het kwartaal nadat zij naar school gingen, zodat zes weken voorbij zijn
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: COH
-- delay: 1
-- level: process
-- direction: up
-- sensitive: miss; why: een klein aantal kinderen zonder overdracht zou gezinnen aanwijzen
-- norm: local-target 1 source: Lokale streefwaarde: alle kinderen met een indicatie
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: inschrijving, jgz_indicatie, overdracht, bevolking/dimension
-- sources: houders van kinderopvang, schoolbesturen, JGZ
-- limitation: Zonder toestemming van de ouders is een overdracht niet mogelijk; die kinderen tellen
--   hier wel mee.
-- lag: 3

-- population: de eerste schooldag op een basisschool
SELECT kind AS unit, min(inschrijfdatum) AS van, min(inschrijfdatum) + 1 AS tot
FROM inschrijving
WHERE kind IS NOT NULL AND schoolsoort IN ('bo', 'sbo', 'so')
GROUP BY kind

-- population: kreeg ooit een vve-indicatie
SELECT kind AS unit, datum_bepaling AS van, 99999 AS tot FROM besluit WHERE besluit = 'ja'

-- hit: formulier en gesprek op tijd
WITH eerste AS (
    SELECT kind, min(inschrijfdatum) AS dag
    FROM inschrijving
    WHERE kind IS NOT NULL AND schoolsoort IN ('bo', 'sbo', 'so')
    GROUP BY kind
)
SELECT o.kind AS unit, e.dag AS van, e.dag + 1 AS tot
FROM overdracht o
JOIN eerste e ON e.kind = o.kind
JOIN kind k ON k.kind = o.kind
WHERE o.soort = 've-po' AND o.toestemming <> 'nee'
GROUP BY o.kind, e.dag, k.geboortedatum
HAVING max(o.datum_formulier BETWEEN verjaardag(k.geboortedatum, 42) AND e.dag + 42) = 1
   AND max(o.warm_gesprek = 'ja'
           AND o.datum_gesprek BETWEEN verjaardag(k.geboortedatum, 42) AND e.dag + 42) = 1

-- example: formulier en gesprek, uiterlijk 42 dagen na de eerste schooldag
-- on: 2026K3
-- given inschrijving: kind, inschrijfdatum, schoolsoort, geboortedatum
--   1, 2026-05-04, bo, 2022-05-01
--   2, 2026-05-04, bo, 2022-05-01
--   3, 2026-05-04, bo, 2022-05-01
--   4, 2026-05-04, bo, 2022-05-01
--   5, 2026-05-04, bo, 2022-05-01
--   6, 2026-05-04, bo, 2022-05-01
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2024-05-01, ja, 2024-11-01
--   2, 2024-05-01, ja, 2024-11-01
--   3, 2024-05-01, ja, 2024-11-01
--   4, 2024-05-01, ja, 2024-11-01
--   5, 2024-05-01, nee,
--   6, 2024-05-01, ja, 2024-11-01
-- given overdracht: kind, soort, datum, datum_formulier, toestemming, warm_gesprek, datum_gesprek
--   1, ve-po, 2026-04-01, 2026-04-01, ja, ja, 2026-06-15
--   2, ve-po, 2026-04-01, 2026-04-01, ja, ja, 2026-06-16
--   3, ve-po, 2026-04-01, 2026-04-01, ja, nee,
--   5, ve-po, 2026-04-01, 2026-04-01, ja, ja, 2026-04-01
--   6, ve-po, 2026-04-01, 2026-04-01, ja, ,
--   6, ve-po, 2026-04-10, , ja, ja, 2026-04-10
-- expect: n=5 x=2

-- example: de eerste school telt, één keer en op de dag zelf; van 3½ jaar tot en met 42 dagen na die dag
-- on: 2026K3
-- given inschrijving: kind, inschrijfdatum, schoolsoort, geboortedatum
--   1, 2026-05-04, bo, 2022-05-01
--   1, 2026-08-24, bo, 2022-05-01
--   2, 2026-05-04, bo, 2022-05-02
--   3, 2026-05-04, bo, 2022-05-03
--   4, 2026-05-04, onbekend, 2022-05-04
--   5, 2026-03-31, bo, 2022-03-01
--   6, 2026-05-04, bo, 2022-05-05
--   7, 2026-05-04, bo, 2022-05-06
--   8, 2026-05-04, bo, 2022-05-07
--   9, 2026-05-04, bo, 2022-05-08
--   10, 2026-05-04, bo, 2022-11-01
--   11, 2026-01-12, onbekend, 2022-05-09
--   11, 2026-05-04, bo, 2022-05-09
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2024-05-01, ja, 2024-11-01
--   2, 2024-05-01, ja, 2024-11-01
--   3, 2024-05-01, ja, 2024-11-01
--   4, 2024-05-01, ja, 2024-11-01
--   5, 2024-05-01, ja, 2024-11-01
--   6, 2024-05-01, ja, 2024-11-01
--   7, 2024-05-01, ja, 2024-11-01
--   8, 2024-05-01, ja, 2024-11-01
--   9, 2024-05-01, ja, 2024-11-01
--   10, 2024-05-01, ja, 2024-11-01
--   11, 2024-05-01, ja, 2024-11-01
-- given overdracht: kind, soort, datum, datum_formulier, toestemming, warm_gesprek, datum_gesprek
--   1, ve-po, 2026-04-01, 2026-04-01, ja, ja, 2026-04-02
--   2, ve-po, 2026-04-01, 2025-11-02, ja, ja, 2025-11-02
--   3, ve-po, 2026-04-01, 2026-06-15, ja, ja, 2026-06-15
--   4, ve-po, 2026-04-01, 2026-04-01, ja, ja, 2026-04-02
--   5, ve-po, 2026-04-01, 2026-04-01, ja, ja, 2026-04-02
--   6, ve-po, 2026-04-01, 2026-06-16, ja, ja, 2026-04-02
--   7, po-vo, 2026-04-01, 2026-04-01, ja, ja, 2026-04-02
--   8, ve-po, 2026-04-01, 2026-04-01, nee, ja, 2026-04-02
--   9, ve-po, 2026-04-01, 2025-11-07, ja, ja, 2026-04-02
--   9, ve-po, 2026-04-01, , ja, nee, 2026-04-02
--   10, ve-po, 2026-04-01, 2026-05-01, ja, ja, 2026-04-30
--   11, ve-po, 2026-04-01, 2026-06-15, ja, ja, 2026-06-15
--   11, ve-po, 2026-06-20, 2026-06-20, ja, nee,
-- expect: n=9 x=4
