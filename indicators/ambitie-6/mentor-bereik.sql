-- id: mentor-bereik
-- version: 2026-11-27
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
    SELECT k.kind
    FROM kind k
    WHERE verjaardag(k.geboortedatum, 120) <= :peildatum
      AND :peildatum < verjaardag(k.geboortedatum, 216)
),
mentoring AS (
    SELECT DISTINCT leverancier, activiteit, lijst FROM deelname_aanbod WHERE domein = 'mentoring'
),
koppeling AS (
    SELECT d.kind, d.start, min(coalesce(max(d.einde) + 1, max(d.tot)), :tot) AS tot
    FROM deelname d
    JOIN mentoring m ON m.activiteit = d.activiteit AND m.leverancier = d.leverancier
    WHERE d.kind IS NOT NULL AND d.start IS NOT NULL AND d.status IN ('geplaatst', 'voltooid', 'gestopt')
    GROUP BY d.kind, m.lijst, d.activiteit, d.start
    HAVING max((d.leverancier, d.activiteit, d.tijdvak) IN (
        SELECT leverancier, activiteit, tijdvak FROM deelname_aanbod WHERE domein = 'mentoring'))
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

-- example: van tien tot achttien jaar en ingeschreven op 31 juli; het einde van een koppeling telt mee
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, inkomensklasse
--   1, 2016-07-31, 2016-07-31, , tot120
--   2, 2016-08-01, 2016-08-01, , tot120
--   3, 2008-08-01, 2026-07-31, , tot120
--   4, 2008-07-31, 2010-01-01, , tot120
--   5, 2012-05-01, 2012-05-01, 2026-07-30, tot120
--   6, 2012-05-01, 2026-08-01, , tot120
--   7, 2012-06-01, 2012-06-01, 2026-07-31, tot120
--   8, 2012-07-01, 2012-07-01, , tot120
--   9, 2012-08-01, 2012-08-01, , tot120
--   10, 2012-09-01, 2012-09-01, , tot120
--   11, 2012-10-01, 2012-10-01, , tot120
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   M1, b, mentoring, 2020-09-01
--   S1, b, sport, 2020-09-01
-- given deelname: kind, activiteit, tijdvak, status, start, einde
--   1, M1, 2026-01-01, geplaatst, 2026-01-01,
--   2, M1, 2026-01-01, geplaatst, 2026-01-01,
--   3, M1, 2026-01-01, gestopt, 2026-01-01, 2026-04-01
--   4, M1, 2026-01-01, geplaatst, 2026-01-01,
--   5, M1, 2026-01-01, geplaatst, 2026-01-01,
--   6, M1, 2026-01-01, geplaatst, 2026-01-01,
--   7, M1, 2026-01-01, gestopt, 2026-01-01, 2026-03-31
--   8, S1, 2026-01-01, geplaatst, 2026-01-01,
--   9, M1, 2026-01-01, wachtlijst, 2026-01-01,
--   10, M1, 2026-01-01, geplaatst, ,
--   11, M1, 2026-01-01, geplaatst, 2026-01-01, 2026-03-31
--   11, M1, 2026-04-01, gestopt, 2026-01-01, 2026-04-30
-- expect: n=7 x=3

-- example: een koppeling zonder einde loopt zolang zij wordt geleverd
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, inkomensklasse
--   1, 2012-05-01, 2012-05-01, tot120
--   2, 2012-05-01, 2012-05-01, tot120
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   M1, b, mentoring, 2020-09-01
-- given deelname: van, tot, leverancier, kind, activiteit, tijdvak, status, start, einde
--   2023-10-01, 2024-01-01, b, 1, M1, 2023-10-01, geplaatst, 2023-09-01,
--   2025-10-01, 2026-01-01, b, 2, M1, 2025-10-01, geplaatst, 2025-09-01,
-- expect: n=2 x=1

-- example: een koppeling die twee partners van één lijst melden is er één, en eindigt als een van beide dat zegt
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, inkomensklasse
--   1, 2012-05-01, 2012-05-01, tot120
-- given activiteit: leverancier, activiteit, aanbieder, domein, begindatum
--   b, M1, b, mentoring, 2020-09-01
-- given deelname: leverancier, kind, activiteit, tijdvak, status, start, einde
--   b, 1, M1, 2026-01-01, gestopt, 2026-01-01, 2026-02-01
--   c, 1, M1, 2026-07-01, geplaatst, 2026-01-01,
-- expect: n=1 x=0

-- example: een koppeling loopt door als de activiteit iets anders wordt; wie daarna begint, heeft geen mentor
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, inkomensklasse
--   1, 2012-05-01, 2012-05-01, tot120
--   2, 2012-05-01, 2012-05-01, tot120
-- given activiteit: activiteit, aanbieder, domein, begindatum, einddatum
--   A1, a, mentoring, 2025-08-01, 2025-12-31
--   A1, a, sport, 2026-01-01,
-- given deelname: kind, activiteit, tijdvak, status, start, einde
--   1, A1, 2025-12-01, geplaatst, 2025-12-01,
--   1, A1, 2026-01-01, voltooid, 2025-12-01, 2026-04-30
--   2, A1, 2026-01-01, geplaatst, 2026-01-10,
-- expect: n=2 x=1
