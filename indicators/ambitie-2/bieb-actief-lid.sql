-- id: bieb-actief-lid
-- version: 2026-11-27
-- actions: A2.2
-- order: 40
-- title: Actief lid van de bibliotheek
-- title-en: Active library members
-- question: Welk deel van de kinderen tot 18 jaar leende in de laatste twaalf maanden iets bij de
--   bibliotheek?
-- question-en: What share of the children under 18 borrowed something from the library in the last
--   twelve months?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen tot 18 jaar uit de stad
-- hit-text: actief lid van de bibliotheek
-- time-text: in de twaalf maanden tot en met het kwartaal
-- kind: proportion
-- form: state
-- grondslag: wonend
-- time: R12
-- level: output
-- tier: additional
-- direction: up
-- sensitive: hit; why: een klein aantal zou kinderen of gezinnen aanwijzen
-- dimensions: wijk, geslacht, leeftijd
-- uses: bevolking, deelname, activiteit
-- sources: gemeente, bibliotheek
-- limitation: Leden die alleen met hun pas bekend zijn, tellen niet mee: daarvan is niet bekend welk
--   kind het is. Landelijke cijfers tellen alle leden en zijn daarom hoger.
-- lag: 2

-- state: kinderen in de stad, en of zij in een jaar iets leenden
WITH lener AS (
    SELECT kind
    FROM deelname
    WHERE kind IS NOT NULL AND tijdvak >= :van AND tijdvak < :tot AND van = tijdvak
      AND sessies_aanwezig > 0
      AND (leverancier, activiteit, tijdvak) IN (
          SELECT leverancier, activiteit, tijdvak FROM deelname_aanbod WHERE domein = 'bieb')
),
stadskind AS (
    SELECT DISTINCT kind FROM jeugdige WHERE van <= :peildatum AND tot > :peildatum
)
SELECT kind AS unit, kind IN (SELECT kind FROM lener) AS hit
FROM stadskind

-- example: één keer lenen in twaalf maanden is genoeg; een ander aanbod telt niet
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2016-05-01, 2016-05-01, , WK054603
--   2, 2016-05-01, 2016-05-01, , WK054603
--   3, 2016-05-01, 2016-05-01, , WK054603
--   4, 2016-05-01, 2016-05-01, , WK054605
--   5, 2008-10-01, 2008-10-01, , WK054605
--   6, 2008-09-30, 2008-09-30, , WK054605
--   7, 2016-05-01, 2016-05-01, 2026-09-29, WK054605
--   8, 2016-05-01, 2026-09-30, , WK054605
--   9, 2026-09-30, 2026-09-30, , WK054605
--   10, 2016-05-01, 2016-05-01, 2026-09-30, WK054605
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   B1, b, bieb, 2020-09-01
--   S1, a, sport, 2025-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, B1, 2025-10-01, geplaatst, 1
--   2, B1, 2025-09-01, geplaatst, 5
--   2, B1, 2026-10-01, geplaatst, 5
--   3, B1, 2026-01-01, geplaatst, 0
--   3, S1, 2026-01-01, geplaatst, 9
--   4, B1, 2026-09-01, geplaatst, 2
--   6, B1, 2026-01-01, geplaatst, 2
--   7, B1, 2026-01-01, geplaatst, 2
--   10, B1, 2026-01-01, geplaatst, 2
-- expect: n=8 x=3
-- expect wijk=WK054603: n=3 x=1
-- expect leeftijd=17: n=1 x=0
-- expect leeftijd=0: n=1 x=0

-- example: een sportclub met hetzelfde nummer is de bibliotheek niet
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2016-05-01, 2016-05-01
-- given activiteit: leverancier, activiteit, aanbieder, domein, begindatum
--   biblio, 1, biblio, bieb, 2025-09-01
--   sportclub, 1, sportclub, sport, 2025-09-01
-- given deelname: leverancier, kind, activiteit, tijdvak, status, sessies_aanwezig
--   sportclub, 1, 1, 2026-07-01, geplaatst, 5
-- expect: n=1 x=0

-- example: een activiteit is wat zij in die maand was
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2016-05-01, 2016-05-01
--   2, 2016-05-01, 2016-05-01
-- given activiteit: activiteit, aanbieder, domein, begindatum, einddatum
--   A1, a, bieb, 2025-08-01, 2025-12-31
--   A1, a, cultuur, 2026-01-01,
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, A1, 2025-12-01, geplaatst, 5
--   2, A1, 2026-01-01, geplaatst, 5
-- expect: n=2 x=1
