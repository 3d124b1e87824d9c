-- id: regeling-bereik
-- version: 2026-11-27
-- actions: A2.2, A4.4
-- order: 20
-- title: Bereik van de kindregelingen
-- title-en: Take-up of schemes for children
-- question: Welk deel van de kinderen met weinig geld thuis kreeg in een jaar ten minste één regeling?
-- question-en: What share of the children in families with little money got at least one scheme in a
--   year?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen van 4 tot en met 17 jaar in een gezin tot 140 procent van het sociaal
--   minimum, op de laatste dag
-- hit-text: met ten minste één toegekende regeling
-- time-text: in de twaalf maanden tot en met het kwartaal
-- kind: proportion
-- form: state
-- grondslag: wonend
-- time: R12
-- level: output
-- direction: up
-- sensitive: hit; why: een klein aantal zou kinderen of gezinnen aanwijzen
-- dimensions: wijk, leeftijd
-- uses: bevolking, regeling
-- sources: gemeente, fondsen
-- limitation: Alleen kinderen van wie het inkomen van het gezin bekend is. De grens is 140 procent, die
--   van het Jeugdfonds; andere regelingen hebben een eigen grens.
-- lag: 2

-- state: stand per eenheid
WITH toegekend AS (
    SELECT leverancier, kind, huishouden
    FROM regeling
    WHERE besluit = 'toegekend' AND datum_besluit >= :van AND datum_besluit < :tot
      AND van <= datum_besluit AND datum_besluit < tot
)
SELECT
    b.kind AS unit,
    b.kind IN (SELECT kind FROM toegekend WHERE kind IS NOT NULL)
        OR (b.leverancier, b.gezin) IN (
            SELECT leverancier, huishouden FROM toegekend
            WHERE kind IS NULL AND huishouden IS NOT NULL)
        AS hit
FROM (
    SELECT kind, max(leverancier) AS leverancier, max(gezin) AS gezin
    FROM bevolking
    WHERE van <= :peildatum AND :peildatum < tot AND inkomensklasse IN ('tot120', '120-140')
    GROUP BY kind
) b
JOIN kind k ON k.kind = b.kind
WHERE verjaardag(k.geboortedatum, 48) <= :peildatum
  AND :peildatum < verjaardag(k.geboortedatum, 216)

-- example: een aanvraag voor het hele gezin telt voor elk kind; een besluit van ouder dan een jaar niet
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, gezin, inkomensklasse
--   1, 2016-05-01, 2016-05-01, 71, tot120
--   2, 2018-05-01, 2018-05-01, 71, tot120
--   3, 2016-05-01, 2016-05-01, 72, 120-140
--   4, 2016-05-01, 2016-05-01, 73, boven140
--   5, 2016-05-01, 2016-05-01, 74, tot120
--   6, 2016-05-01, 2016-05-01, 75, tot120
-- given regeling: kind, huishouden, regeling, datum_aanvraag, datum_besluit, besluit
--   , 71, kindpakket, 2026-01-05, 2026-01-20, toegekend
--   3, , laptop, 2025-09-05, 2025-09-30, toegekend
--   4, , laptop, 2026-01-05, 2026-01-20, toegekend
--   5, , laptop, 2026-01-05, 2026-01-20, afgewezen
--   6, , laptop, 2025-09-05, 2025-10-01, toegekend
-- expect: n=5 x=3

-- example: van vier tot achttien jaar, op de laatste dag in de stad; een toekenning voor één kind is er niet voor het gezin
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, gezin, inkomensklasse
--   1, 2022-09-30, 2022-09-30, , 71, tot120
--   2, 2022-10-01, 2022-10-01, , 72, tot120
--   3, 2008-10-01, 2008-10-01, , 73, tot120
--   4, 2008-09-30, 2008-09-30, , 74, tot120
--   5, 2016-05-01, 2026-09-30, , 75, tot120
--   6, 2016-05-01, 2026-10-01, , 76, tot120
--   7, 2016-05-01, 2016-05-01, 2026-09-29, 77, tot120
--   8, 2016-05-01, 2016-05-01, , 78, tot120
--   9, 2018-05-01, 2018-05-01, , 78, tot120
--   10, 2018-06-01, 2018-06-01, , , tot120
--   11, 2018-07-01, 2018-07-01, , 79, tot120
-- given regeling: kind, huishouden, regeling, datum_aanvraag, datum_besluit, besluit
--   1, , laptop, 2026-09-01, 2026-09-30, toegekend
--   3, , laptop, 2026-09-01, 2026-10-01, toegekend
--   5, , laptop, 2026-01-05, 2026-01-20, toegekend
--   8, 78, laptop, 2026-01-05, 2026-01-20, toegekend
-- expect: n=7 x=3

-- example: huishouden 71 van een fonds is niet gezin 71 van de gemeente
-- on: 2026K3
-- given bevolking: leverancier, kind, geboortedatum, geldig_van, gezin, inkomensklasse
--   gemeente, 1, 2016-05-01, 2016-05-01, 71, tot120
--   gemeente, 2, 2016-05-01, 2016-05-01, 72, tot120
-- given regeling: leverancier, huishouden, regeling, datum_aanvraag, datum_besluit, besluit
--   stichting-kans, 71, laptop, 2026-05-01, 2026-05-10, toegekend
--   gemeente, 72, laptop, 2026-05-01, 2026-05-10, toegekend
-- expect: n=2 x=1
