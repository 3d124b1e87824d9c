-- id: deelname-buitenschools
-- version: 2026-11-27
-- actions: A2.2, A6.2
-- order: 10
-- title: Deelname aan buitenschools aanbod
-- title-en: Taking part in out-of-school activities
-- question: Welk deel van de kinderen van 4 tot en met 17 jaar deed in het schooljaar ten minste drie
--   keer mee aan een activiteit?
-- question-en: What share of the children aged 4 to 17 attended an activity at least three times in the
--   school year?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen van 4 tot en met 17 jaar die op 31 juli in de stad wonen
-- hit-text: die bij een activiteit ten minste drie keer aanwezig waren
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: wonend
-- time: SJ
-- level: output
-- direction: up
-- sensitive: hit; why: een klein aantal zou kinderen of gezinnen aanwijzen
-- dimensions: wijk, geslacht, leeftijd, thuistaal, opleiding_ouders, inkomensklasse
-- uses: bevolking, deelname, activiteit, deelname_aggregaat/possible, jgz_indicatie/dimension,
--   inschrijving/dimension
-- sources: gemeente, partners met aanbod
-- limitation: Clubs die alleen aantallen leveren, tellen niet mee: daarvan is niet bekend welk kind het
--   is. De hoogst mogelijke waarde neemt aan dat het elke maand andere kinderen zijn die nergens anders
--   meedoen. Lenen bij de bibliotheek en een mentor staan apart.
-- lag: 2

-- state: stand per eenheid
WITH stadskind AS (
    SELECT DISTINCT kind
    FROM jeugdige
    WHERE van <= :peildatum AND tot > :peildatum AND vier <= :peildatum
),
lijst AS (
    SELECT
        leverancier, activiteit, tijdvak, lijst,
        max(domein IN ('bieb', 'mentoring', 'ouder')) AS apart
    FROM deelname_aanbod
    GROUP BY leverancier, activiteit, tijdvak
),
deelnemer AS (
    SELECT d.kind
    FROM deelname d
    LEFT JOIN lijst l
        ON l.activiteit = d.activiteit AND l.leverancier = d.leverancier AND l.tijdvak = d.tijdvak
    WHERE d.kind IS NOT NULL AND d.tijdvak >= :van AND d.tijdvak < :tot AND d.van = d.tijdvak
      AND l.apart IS NOT 1
    GROUP BY d.kind, coalesce(l.lijst, d.leverancier), d.activiteit
    HAVING sum(d.sessies_aanwezig) >= 3
),
papier AS (
    SELECT
        d.leverancier, d.activiteit, d.tijdvak, a.domein,
        min(max(a.van - maanden_na(d.tijdvak, 1) + 1, d.tijdvak - a.tot + 1, 0)) AS afstand
    FROM deelname_aggregaat d
    JOIN activiteit a ON a.leverancier = d.leverancier AND a.activiteit = d.activiteit
    WHERE d.tijdvak >= :van AND d.tijdvak < :tot
    GROUP BY d.leverancier, d.activiteit, d.tijdvak
)
SELECT kind AS unit, kind IN (SELECT kind FROM deelnemer) AS hit, 1 AS noemer, NULL AS mogelijk
FROM stadskind
UNION ALL
SELECT 'lijst van ' || leverancier, 0, 0, sum(aantal_max)
FROM deelname_aggregaat
WHERE tijdvak >= :van AND tijdvak < :tot AND van = tijdvak
  AND (leverancier, activiteit, tijdvak) NOT IN (
      SELECT leverancier, activiteit, tijdvak FROM papier
      WHERE domein IN ('bieb', 'mentoring', 'ouder'))
GROUP BY leverancier

-- example: drie keer bij dezelfde activiteit, samen over de tijdvakken
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2016-05-01, 2016-05-01, , WK054603
--   2, 2016-05-01, 2016-05-01, , WK054603
--   3, 2016-05-01, 2016-05-01, , WK054605
--   4, 2022-07-31, 2022-07-31, , WK054605
--   5, 2022-08-01, 2022-08-01, , WK054605
--   6, 2008-07-31, 2008-07-31, , WK054605
--   7, 2016-05-01, 2016-05-01, 2026-07-30, WK054605
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   S1, a, sport, 2025-09-01
--   S2, a, cultuur, 2025-09-01
--   B1, b, bieb, 2020-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, S1, 2025-08-01, geplaatst, 1
--   1, S1, 2026-07-01, voltooid, 2
--   2, S1, 2025-10-01, geplaatst, 2
--   2, S2, 2025-10-01, geplaatst, 2
--   3, B1, 2025-10-01, geplaatst, 30
--   4, S2, 2025-07-01, geplaatst, 9
--   4, S2, 2026-08-01, geplaatst, 9
--   7, S1, 2025-10-01, geplaatst, 9
-- expect: n=4 x=1
-- expect wijk=WK054603: n=2 x=1

-- example: een papieren lijst telt kinderen zonder te zeggen welke: 4 en 3 van de 10 kunnen ook meedoen
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, wijk
--   1, 2016-05-01, 2016-05-01, WK054603
--   2, 2016-05-01, 2016-05-01, WK054603
--   3, 2016-05-01, 2016-05-01, WK054603
--   4, 2016-05-01, 2016-05-01, WK054603
--   5, 2016-05-01, 2016-05-01, WK054603
--   6, 2016-05-01, 2016-05-01, WK054603
--   7, 2016-05-01, 2016-05-01, WK054603
--   8, 2016-05-01, 2016-05-01, WK054603
--   9, 2016-05-01, 2016-05-01, WK054605
--   10, 2016-05-01, 2016-05-01, WK054605
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   S1, a, sport, 2025-09-01
--   B1, b, bieb, 2020-09-01
--   M1, b, mentoring, 2020-09-01
--   O1, b, ouder, 2020-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, S1, 2025-10-01, geplaatst, 3
-- given deelname_aggregaat: activiteit, brin, tijdvak, aantal_min, aantal_max
--   S1, 90AX00, 2025-08-01, 1, 4
--   S1, 90AX01, 2026-07-01, 3, 3
--   S1, 90AX00, 2025-07-01, 20, 20
--   S1, 90AX00, 2026-08-01, 20, 20
--   B1, 90AX00, 2025-10-01, 20, 20
--   M1, 90AX00, 2025-10-01, 20, 20
--   O1, 90AX00, 2025-10-01, 20, 20
-- expect: n=10 x=1 lowest=0.1 highest=0.8
-- expect wijk=WK054605: n=2 x=0 lowest=0 highest=1

-- example: wie later in de stad kwam, telt niet mee en verandert de leeftijd van een ander niet; het inkomen van het gezin is dat van de laatste dag
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, inkomensklasse
--   1, 2016-05-01, 2016-05-01, 2026-07-30, boven140
--   1, 2016-05-01, 2026-07-31, , tot120
--   2, 2016-05-01, 2016-05-01, , 120-140
--   3, 2016-05-01, 2016-05-01, ,
--   4, 2016-05-01, 2027-08-01, , tot120
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   S1, a, sport, 2025-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, S1, 2025-10-01, geplaatst, 3
--   4, S1, 2025-10-01, geplaatst, 3
-- expect: n=3 x=1
-- expect inkomensklasse=tot120: n=1 x=1
-- expect inkomensklasse=120-140: n=1 x=0
-- expect inkomensklasse=onbekend: n=1 x=0
-- expect leeftijd=10: n=3 x=1

-- example: elke partner nummert zijn eigen aanbod: nummer 1 van de sportclub is niet dat van de bibliotheek
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, wijk
--   1, 2016-05-01, 2016-05-01, WK054603
--   2, 2016-05-01, 2016-05-01, WK054603
-- given activiteit: leverancier, activiteit, aanbieder, domein, begindatum
--   biblio, 1, biblio, bieb, 2025-09-01
--   sportclub, 1, sportclub, sport, 2025-09-01
-- given deelname: leverancier, kind, activiteit, tijdvak, status, sessies_aanwezig
--   sportclub, 1, 1, 2025-10-01, geplaatst, 5
-- given deelname_aggregaat: leverancier, activiteit, tijdvak, aantal_min, aantal_max
--   sportclub, 1, 2025-10-01, 1, 1
-- expect: n=2 x=1 lowest=0.5 highest=1

-- example: drie keer is drie keer bij dezelfde partner
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2016-05-01, 2016-05-01
-- given activiteit: leverancier, activiteit, aanbieder, domein, begindatum
--   hockey, 1, hockey, sport, 2025-09-01
--   muziek, 1, muziek, cultuur, 2025-09-01
-- given deelname: leverancier, kind, activiteit, tijdvak, status, sessies_aanwezig
--   hockey, 1, 1, 2025-10-01, geplaatst, 2
--   muziek, 1, 1, 2025-10-01, geplaatst, 2
-- expect: n=1 x=0

-- example: wie geen eigen lijst heeft, meldt deelname aan een activiteit van een ander: samen drie keer
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2016-05-01, 2016-05-01
--   2, 2016-05-01, 2016-05-01
-- given activiteit: leverancier, activiteit, aanbieder, domein, begindatum
--   hockey, S1, hockey, sport, 2025-09-01
-- given deelname: leverancier, kind, activiteit, tijdvak, status, sessies_aanwezig
--   hockey, 1, S1, 2025-10-01, geplaatst, 2
--   buurt, 1, S1, 2025-11-01, geplaatst, 1
--   buurt, 2, X9, 2025-11-01, geplaatst, 2
--   hockey, 2, X9, 2025-11-01, geplaatst, 2
-- expect: n=2 x=1

-- example: een activiteit is wat zij in die maand was
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2016-05-01, 2016-05-01
--   2, 2016-05-01, 2016-05-01
--   3, 2016-05-01, 2016-05-01
-- given activiteit: activiteit, aanbieder, domein, begindatum, einddatum
--   A1, a, bieb, 2025-08-01, 2025-12-31
--   A1, a, cultuur, 2026-01-01,
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, A1, 2025-12-01, geplaatst, 3
--   2, A1, 2026-01-01, geplaatst, 3
--   3, A1, 2025-12-01, geplaatst, 2
--   3, A1, 2026-01-01, geplaatst, 2
-- expect: n=3 x=1

-- example: in een maand zonder aanbod is een activiteit wat zij het dichtst daarbij was
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2016-05-01, 2016-05-01
--   2, 2016-05-01, 2016-05-01
-- given activiteit: activiteit, aanbieder, domein, begindatum, einddatum
--   A1, a, bieb, 2025-08-01, 2025-09-30
--   A1, a, cultuur, 2026-03-01,
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, A1, 2025-10-01, geplaatst, 3
--   2, A1, 2026-02-01, geplaatst, 3
-- expect: n=2 x=1

-- example: ook een papieren lijst is wat de activiteit in die maand was
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2016-05-01, 2016-05-01
--   2, 2016-05-01, 2016-05-01
-- given activiteit: leverancier, activiteit, aanbieder, domein, begindatum, einddatum
--   a, A1, a, bieb, 2025-08-01, 2025-12-31
--   a, A1, a, cultuur, 2026-01-01,
-- given deelname_aggregaat: leverancier, activiteit, tijdvak, aantal_min, aantal_max
--   a, A1, 2025-12-01, 2, 2
--   a, A1, 2026-01-01, 1, 1
-- expect: n=2 x=0 lowest=0 highest=0.5
