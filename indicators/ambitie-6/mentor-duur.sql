-- id: mentor-duur
-- version: 2026-11-27
-- actions: A6.1
-- order: 30
-- title: Koppelingen met een mentor die ten minste 180 dagen duren
-- title-en: Mentor matches that last at least 180 days
-- question: Welk deel van de koppelingen met een mentor houdt ten minste een half jaar stand?
-- question-en: What share of the mentor matches lasts at least half a year?
-- counts: koppeling
-- unit: koppelingen
-- unit-en: matches
-- population-text: koppelingen met een mentor
-- hit-text: die ten minste 180 dagen duurden of nog lopen
-- time-text: voor koppelingen die begonnen in de twaalf maanden tot een half jaar geleden, zodat 180 dagen voorbij
--   zijn
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: R12
-- delay: 2
-- level: output
-- tier: additional
-- direction: up
-- sensitive: group; why: het gaat om koppelingen, niet om kinderen
-- uses: deelname, activiteit
-- sources: welzijn
-- limitation: Alle koppelingen zijn even lang gevolgd, dus wie nog loopt vertekent het cijfer niet. Een einde dat
--   niet is geleverd, telt als nog lopend.
-- lag: 2

-- state: stand per koppeling
SELECT
    d.kind || ':' || m.lijst || ' ' || d.activiteit || ':' || d.start AS unit,
    coalesce(max(d.einde) + 1, 99999) - d.start >= 180 AS hit
FROM deelname d
JOIN (
    SELECT DISTINCT leverancier, activiteit, lijst FROM deelname_aanbod WHERE domein = 'mentoring'
) m ON m.activiteit = d.activiteit AND m.leverancier = d.leverancier
WHERE d.kind IS NOT NULL AND d.status IN ('geplaatst', 'voltooid', 'gestopt')
  AND d.start >= :van AND d.start < :tot
GROUP BY d.kind, m.lijst, d.activiteit, d.start
HAVING max((d.leverancier, d.activiteit, d.tijdvak) IN (
    SELECT leverancier, activiteit, tijdvak FROM deelname_aanbod WHERE domein = 'mentoring'))

-- example: 180 dagen is genoeg, de laatste dag telt mee
-- on: 2026K3
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   M1, b, mentoring, 2020-09-01
--   M2, c, mentoring, 2020-09-01
--   S1, b, sport, 2020-09-01
-- given deelname: kind, activiteit, tijdvak, status, start, einde
--   1, M1, 2026-01-01, gestopt, 2026-01-01, 2026-06-29
--   2, M1, 2026-01-01, gestopt, 2026-01-01, 2026-06-28
--   3, M1, 2026-01-01, geplaatst, 2026-01-01,
--   4, M1, 2025-10-01, geplaatst, 2025-12-01,
--   4, M1, 2026-01-01, voltooid, 2025-12-01, 2026-01-10
--   5, M1, 2025-10-01, gestopt, 2025-12-01, 2025-12-20
--   5, M1, 2026-07-01, voltooid, 2025-12-01, 2026-07-10
--   5, M2, 2026-01-01, gestopt, 2025-12-01, 2026-01-10
--   5, M1, 2026-01-01, gestopt, 2026-02-01, 2026-02-10
--   6, S1, 2026-01-01, geplaatst, 2026-01-01,
--   7, M1, 2026-01-01, wachtlijst, 2026-01-01,
--   8, M1, 2026-01-01, geplaatst, ,
--   , M1, 2026-01-01, geplaatst, 2026-01-01,
-- expect: n=7 x=3

-- example: begonnen van 1 april tot en met 31 maart
-- on: 2026K3
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   M1, b, mentoring, 2020-09-01
-- given deelname: kind, activiteit, tijdvak, status, start, einde
--   1, M1, 2025-04-01, geplaatst, 2025-04-01,
--   2, M1, 2026-01-01, geplaatst, 2026-03-31,
--   3, M1, 2025-01-01, geplaatst, 2025-03-31,
--   4, M1, 2026-04-01, geplaatst, 2026-04-01,
-- expect: n=2 x=2

-- example: twee aanbieders met hetzelfde nummer zijn twee koppelingen
-- on: 2026K3
-- given activiteit: leverancier, activiteit, aanbieder, domein, begindatum
--   b, 1, b, mentoring, 2020-09-01
--   c, 1, c, mentoring, 2020-09-01
-- given deelname: leverancier, kind, activiteit, tijdvak, status, start, einde
--   b, 1, 1, 2026-01-01, gestopt, 2026-01-01, 2026-02-01
--   c, 1, 1, 2026-01-01, gestopt, 2026-01-01, 2026-12-01
-- expect: n=2 x=1

-- example: een koppeling die twee partners van één lijst melden is er één
-- on: 2026K3
-- given activiteit: leverancier, activiteit, aanbieder, domein, begindatum
--   b, M1, b, mentoring, 2020-09-01
-- given deelname: leverancier, kind, activiteit, tijdvak, status, start, einde
--   b, 1, M1, 2026-01-01, gestopt, 2026-01-01, 2026-02-01
--   c, 1, M1, 2026-01-01, geplaatst, 2026-01-01,
-- expect: n=1 x=0

-- example: een koppeling loopt door als de activiteit iets anders wordt; wie daarna begint, heeft geen mentor
-- on: 2026K3
-- given activiteit: activiteit, aanbieder, domein, begindatum, einddatum
--   A1, a, mentoring, 2025-08-01, 2025-12-31
--   A1, a, sport, 2026-01-01,
-- given deelname: kind, activiteit, tijdvak, status, start, einde
--   1, A1, 2025-12-01, geplaatst, 2025-12-01,
--   1, A1, 2026-01-01, gestopt, 2025-12-01, 2026-01-31
--   2, A1, 2026-01-01, geplaatst, 2026-01-10,
-- expect: n=1 x=0
