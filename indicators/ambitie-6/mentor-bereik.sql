-- id: mentor-bereik
-- version: 2026-11-25
-- actions: A6.1
-- order: 10
-- title: Jongeren met een mentor
-- title-en: Young people with a mentor
-- question: Welk deel van de jongeren uit gezinnen met weinig geld had in het schooljaar ten minste
--   drie maanden een mentor?
-- question-en: What share of the young people in families with little money had a mentor for at least
--   three months?
-- counts: kind
-- unit: jongeren
-- unit-en: young people
-- population-text: jongeren van 10 tot en met 17 jaar in een gezin tot 140 procent van het sociaal
--   minimum, op 31 juli
-- hit-text: met een koppeling van ten minste 91 dagen die in het schooljaar liep
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: wonend
-- time: SJ
-- level: output
-- direction: up
-- sensitive: hit; why: een klein aantal zou kinderen of gezinnen aanwijzen
-- dimensions: wijk
-- uses: bevolking, deelname, activiteit
-- sources: gemeente, welzijn
-- limitation: Alleen jongeren van wie het inkomen van het gezin bekend is. Mentoren buiten de partners
--   zijn niet bekend.
-- lag: 2

-- state: stand per eenheid
WITH stadskind AS (
    SELECT DISTINCT k.kind
    FROM kind k
    JOIN bevolking b ON b.kind = k.kind AND b.van <= :peildatum AND :peildatum < b.tot
    WHERE verjaardag(k.geboortedatum, 120) <= :peildatum
      AND :peildatum < verjaardag(k.geboortedatum, 216)
),
koppeling AS (
    SELECT kind, start, min(coalesce(max(einde) + 1, 99999), :tot) AS tot
    FROM deelname
    WHERE kind IS NOT NULL AND start IS NOT NULL AND status IN ('geplaatst', 'voltooid', 'gestopt')
      AND activiteit IN (SELECT activiteit FROM activiteit WHERE domein = 'mentoring')
    GROUP BY kind, activiteit, start
)
SELECT
    s.kind AS unit,
    s.kind IN (SELECT kind FROM koppeling WHERE tot > :van AND tot - start >= 91) AS hit
FROM stadskind s
WHERE s.kind IN (
    SELECT kind FROM bevolking
    WHERE van <= :peildatum AND :peildatum < tot AND inkomensklasse IN ('tot120', '120-140'))

-- example: drie maanden is 91 dagen, in het schooljaar
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, inkomensklasse
--   1, 2012-05-01, 2012-05-01, tot120
--   2, 2012-05-01, 2012-05-01, 120-140
--   3, 2012-05-01, 2012-05-01, tot120
--   4, 2012-05-01, 2012-05-01, boven140
--   5, 2018-05-01, 2018-05-01, tot120
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   M1, b, mentoring, 2020-09-01
-- given deelname: kind, activiteit, tijdvak, status, start, einde
--   1, M1, 2026-04-01, geplaatst, 2026-05-02,
--   2, M1, 2026-04-01, geplaatst, 2026-05-03,
--   3, M1, 2025-07-01, geplaatst, 2025-01-01, 2025-07-31
--   4, M1, 2025-10-01, geplaatst, 2025-10-01,
--   5, M1, 2025-10-01, geplaatst, 2025-10-01,
-- expect: n=3 x=1
