-- id: deelname-uren
-- version: 2026-11-27
-- actions: A2.2, A6.2
-- order: 50
-- title: Uren per kind dat meedoet
-- title-en: Hours per child taking part
-- question: Hoeveel uur deed een kind dat meedeed in het schooljaar mee?
-- question-en: How many hours did a child that took part attend in the school year?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen van 4 tot en met 17 jaar die op 31 juli in de stad wonen en ten minste één
--   keer meededen
-- hit-text: uren waarin het kind erbij was
-- time-text: in het schooljaar
-- kind: mean
-- form: state
-- grondslag: wonend
-- time: SJ
-- level: output
-- tier: additional
-- direction: up
-- sensitive: group; why: een klein aantal deelnemers zou kinderen aanwijzen
-- dimensions: wijk, geslacht, leeftijd, thuistaal, opleiding_ouders, inkomensklasse
-- cluster: school
-- uses: bevolking, deelname, activiteit, jgz_indicatie/dimension, inschrijving/dimension
-- sources: gemeente, partners met aanbod
-- limitation: Clubs die alleen aantallen leveren, tellen niet mee. Wie bij een activiteit was waarvan geen
--   uren zijn doorgegeven, wordt apart geteld. Lenen bij de bibliotheek en een mentor staan apart.
-- lag: 2

-- state: uren van de kinderen die meededen
WITH stadskind AS (
    SELECT DISTINCT kind
    FROM jeugdige
    WHERE van <= :peildatum AND tot > :peildatum AND vier <= :peildatum
),
deelnemer AS (
    SELECT
        kind, sum(uren_aanwezig) AS uren,
        max(uren_aanwezig IS NULL AND sessies_aanwezig > 0) AS is_onvolledig
    FROM deelname
    WHERE kind IS NOT NULL AND tijdvak >= :van AND tijdvak < :tot AND van = tijdvak
      AND (leverancier, activiteit, tijdvak) NOT IN (
          SELECT leverancier, activiteit, tijdvak FROM deelname_aanbod
          WHERE domein IN ('bieb', 'mentoring', 'ouder'))
    GROUP BY kind
    HAVING sum(sessies_aanwezig) > 0
)
SELECT d.kind AS unit, coalesce(d.uren, 0) AS waarde, d.is_onvolledig AS uitgesloten
FROM deelnemer d
JOIN stadskind s ON s.kind = d.kind

-- example: uren van alle activiteiten samen; wie nooit kwam, deed niet mee
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2016-05-01, 2016-05-01, , WK054603
--   2, 2022-07-31, 2022-07-31, , WK054603
--   3, 2022-08-01, 2022-08-01, , WK054603
--   4, 2008-08-01, 2008-08-01, , WK054605
--   5, 2008-07-31, 2008-07-31, , WK054605
--   6, 2016-05-01, 2016-05-01, 2026-07-30, WK054605
--   7, 2016-05-01, 2016-05-01, 2026-07-31, WK054605
--   8, 2016-05-01, 2026-07-31, , WK054605
--   9, 2016-05-01, 2016-05-01, , WK054605
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   S1, a, sport, 2025-09-01
--   S2, a, cultuur, 2025-09-01
--   B1, b, bieb, 2020-09-01
--   M1, b, mentoring, 2020-09-01
--   O1, b, ouder, 2020-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig, uren_aanwezig
--   1, S1, 2025-08-01, geplaatst, 1, 1.5
--   1, S2, 2026-07-01, voltooid, 2, 3
--   1, S1, 2025-07-01, geplaatst, 9, 100
--   1, S1, 2026-08-01, geplaatst, 9, 100
--   1, B1, 2025-10-01, geplaatst, 9, 100
--   1, M1, 2025-10-01, geplaatst, 9, 100
--   1, O1, 2025-10-01, geplaatst, 9, 100
--   2, S1, 2025-10-01, geplaatst, 1, 0.5
--   3, S1, 2025-10-01, geplaatst, 1, 50
--   4, S1, 2025-10-01, gestopt, 1,
--   5, S1, 2025-10-01, geplaatst, 1, 50
--   6, S1, 2025-10-01, geplaatst, 1, 50
--   7, S1, 2025-10-01, vol, 0, 0
--   8, S1, 2025-10-01, geplaatst, 4, 4
--   8, S2, 2025-10-01, vol, 0,
--   9, S1, 2025-10-01, geplaatst, 2, 2
--   9, S2, 2025-10-01, geplaatst, 1,
-- expect: n=3 sum=9 excluded=2 estimate=3
-- expect wijk=WK054603: n=2 sum=5
-- expect wijk=WK054605: n=1 sum=4 excluded=2

-- example: een sportclub met hetzelfde nummer als de bibliotheek telt mee
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2016-05-01, 2016-05-01
-- given activiteit: leverancier, activiteit, aanbieder, domein, begindatum
--   biblio, 1, biblio, bieb, 2025-09-01
--   sportclub, 1, sportclub, sport, 2025-09-01
-- given deelname: leverancier, kind, activiteit, tijdvak, status, sessies_aanwezig, uren_aanwezig
--   sportclub, 1, 1, 2025-10-01, geplaatst, 5, 5
-- expect: n=1 sum=5

-- example: een activiteit is wat zij in die maand was
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2016-05-01, 2016-05-01
-- given activiteit: activiteit, aanbieder, domein, begindatum, einddatum
--   A1, a, bieb, 2025-08-01, 2025-12-31
--   A1, a, cultuur, 2026-01-01,
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig, uren_aanwezig
--   1, A1, 2025-12-01, geplaatst, 5, 50
--   1, A1, 2026-01-01, geplaatst, 5, 6
-- expect: n=1 sum=6
