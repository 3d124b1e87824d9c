-- id: nieuw-domein
-- version: 2026-11-27
-- actions: A6.3
-- order: 40
-- title: Kinderen die een nieuw gebied proeven
-- title-en: Children who try a new domain
-- question: Welk deel van de kinderen die meedoen, deed mee in een gebied waarin zij in de twee jaar daarvoor niet
--   meededen?
-- question-en: What share of the children who take part did so in a domain in which they had not in the two years
--   before?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen die in het schooljaar ten minste één keer meededen
-- hit-text: nieuw in ten minste één van de zes gebieden: de 24 maanden ervoor deden zij daar niet mee
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: SJ
-- level: output
-- tier: additional
-- direction: up
-- sensitive: group; why: het gaat om deelname, die iedereen mag weten
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: deelname, activiteit, bevolking/dimension, jgz_indicatie/dimension
-- sources: partners met aanbod
-- limitation: Nog niet te meten zolang de partner bij wie een kind meedeed, de 24 maanden voor het schooljaar niet
--   heeft geleverd: zulke kinderen tellen niet mee en staan apart. Ook wie hier net woont, proeft iets nieuws.
-- lag: 2

-- state: gebieden van dit schooljaar naast die van de twee jaar ervoor
WITH oud AS (
    SELECT leverancier
    FROM geleverd
    WHERE contract = 'deelname'
    GROUP BY leverancier
    HAVING min(van) <= maanden_na(:van, -24)
),
meegedaan AS (
    SELECT
        kind, domein,
        max(begin = :van) AS nu, max(begin < :van) AS eerder,
        max(begin = :van AND leverancier NOT IN (SELECT leverancier FROM oud)) AS kort
    FROM deelname_jaar
    WHERE begin >= maanden_na(:van, -24) AND begin <= :van
    GROUP BY kind, domein
)
SELECT
    kind AS unit,
    max(nu AND NOT eerder) AS hit,
    max(kort) AS uitgesloten
FROM meegedaan
WHERE nu
GROUP BY kind

-- example: een nieuw gebied, hetzelfde gebied, en langer dan twee jaar geleden
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   deelname, a, 2023-08-01, 2024-01-01
--   deelname, a, 2024-01-01, 2026-10-01
--   deelname, b, 2023-08-02, 2026-10-01
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   S1, a, sport, 2020-01-01
--   S2, a, sport, 2020-01-01
--   C1, a, cultuur, 2020-01-01
--   B1, a, bieb, 2020-01-01
-- given deelname: leverancier, kind, activiteit, tijdvak, sessies_aanwezig
--   a, 1, S1, 2025-08-01, 1
--   a, 2, S1, 2025-08-01, 5
--   a, 2, S2, 2023-08-01, 1
--   a, 3, S1, 2026-07-01, 5
--   a, 3, S2, 2025-07-01, 1
--   a, 3, C1, 2026-07-01, 1
--   a, 4, S1, 2025-10-01, 5
--   a, 4, S1, 2023-07-01, 5
--   a, 5, S1, 2025-10-01, 0
--   a, 6, B1, 2025-10-01, 5
--   a, 7, S1, 2025-07-01, 5
--   a, 8, S1, 2026-08-01, 5
--   a, 9, S1, 2025-10-01, 5
--   a, 9, S1, 2024-10-01, 0
--   b, 10, S1, 2025-10-01, 5
--   b, 11, S2, 2024-10-01, 5
--   a, 11, S1, 2025-10-01, 5
--   a, , S1, 2025-10-01, 5
--   b, 12, S1, 2025-10-01, 5
--   a, 12, S1, 2025-11-01, 5
--   b, 13, S1, 2025-08-01, 5
--   b, 14, S1, 2025-10-01, 5
--   a, 14, C1, 2025-10-01, 5
-- expect: n=6 x=4 excluded=4

-- example: een activiteit die een ander gebied wordt, is een nieuw gebied
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   deelname, a, 2023-08-01, 2026-10-01
-- given activiteit: activiteit, aanbieder, domein, begindatum, einddatum
--   A1, a, sport, 2023-08-01, 2025-07-31
--   A1, a, cultuur, 2025-08-01,
-- given deelname: leverancier, kind, activiteit, tijdvak, sessies_aanwezig
--   a, 1, A1, 2024-10-01, 5
--   a, 1, A1, 2025-10-01, 5
-- expect: n=1 x=1
