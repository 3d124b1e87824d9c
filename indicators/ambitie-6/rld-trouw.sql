-- id: rld-trouw
-- version: 2026-11-27
-- actions: A6.2
-- order: 50
-- title: Aanwezigheid bij de rijke leerdag
-- title-en: Attendance of the enriched day
-- question: Bij welk deel van de geboekte keren waren leerlingen er?
-- question-en: Of the sessions that were booked, what share did pupils attend?
-- counts: kind
-- unit: geboekte keren
-- unit-en: sessions booked
-- population-text: geboekte keren bij de rijke leerdag
-- hit-text: keren dat de leerling er was
-- time-text: in het kwartaal
-- kind: rate
-- form: state
-- grondslag: schoolgaand
-- time: KP
-- level: output
-- tier: additional
-- direction: up
-- sensitive: group; why: het gaat om keren van alle leerlingen samen
-- decimals: 1
-- written: percent
-- norm: local-target 0.80 source: Lokale streefwaarde: vier van de vijf keer aanwezig
-- dimensions: wijk, geslacht, leeftijd, thuistaal, opleiding_ouders, inkomensklasse
-- uses: deelname, activiteit, bevolking/dimension, inschrijving/dimension, jgz_indicatie/dimension
-- sources: partners met aanbod
-- limitation: Wie vaker kwam dan geboekt, was er alle keren. Een partner die niet levert wat er is geboekt, telt niet mee. In het derde
--   kwartaal ligt de zomervakantie.
-- lag: 2

-- state: geboekte en bezochte keren per leerling
SELECT
    d.kind AS unit,
    sum(min(coalesce(d.sessies_aanwezig, 0), d.sessies_geboekt)) AS waarde,
    sum(d.sessies_geboekt) AS noemer
FROM deelname d
WHERE d.kind IS NOT NULL AND d.sessies_geboekt IS NOT NULL
  AND d.tijdvak >= :van AND d.tijdvak < :tot AND d.van = d.tijdvak
  AND (d.leverancier, d.activiteit, d.tijdvak) IN (
      SELECT leverancier, activiteit, tijdvak FROM deelname_aanbod WHERE programma = 'rijke-leerdag')
GROUP BY d.kind

-- example: wie vaker kwam dan geboekt, was er alle keren; alleen het programma zelf
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geslacht
--   1, 2016-05-01, 2016-05-01, m
--   2, 2016-05-01, 2016-05-01, v
-- given activiteit: activiteit, aanbieder, domein, programma, begindatum
--   S1, a, sport, rijke-leerdag, 2025-09-01
--   C1, a, cultuur, rijke-leerdag, 2025-09-01
--   T1, a, cultuur, talent, 2025-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_geboekt, sessies_aanwezig
--   1, S1, 2026-07-01, geplaatst, 4, 3
--   1, C1, 2026-08-01, geplaatst, 1, 3
--   1, T1, 2026-08-01, geplaatst, 100, 100
--   2, S1, 2026-09-01, geplaatst, 5,
--   2, C1, 2026-06-01, geplaatst, 100, 100
--   2, C1, 2026-10-01, geplaatst, 100, 100
--   2, C1, 2026-07-01, geplaatst, 0, 7
-- expect: n=10 sum=4.00 estimate=0.40
-- expect geslacht=m: n=5 sum=4.00

-- example: een maand telt als de levering ervan spreekt
-- on: 2026K3
-- given activiteit: activiteit, aanbieder, domein, programma, begindatum
--   S1, a, sport, rijke-leerdag, 2025-09-01
-- given deelname: van, tot, kind, activiteit, tijdvak, status, sessies_geboekt, sessies_aanwezig
--   2026-07-01, 2026-10-01, 1, S1, 2026-07-01, geplaatst, 4, 3
--   2026-07-15, 2026-10-01, 1, S1, 2026-07-01, geplaatst, 100, 100
-- expect: n=4 sum=3.00

-- example: van een kind dat alleen de opvang kent, zijn leeftijd en geslacht bekend; wie 18 is, heeft geen leeftijd van een kind
-- on: 2026K3
-- given activiteit: activiteit, aanbieder, domein, programma, begindatum
--   S1, a, sport, rijke-leerdag, 2025-09-01
-- given ko_plaatsing: kind, lrk, begindatum, geboortedatum, geslacht
--   1, 100000001, 2021-01-05, 2016-05-01, v
--   3, 100000001, 2018-01-05, 2008-09-30, m
-- given deelname: kind, activiteit, tijdvak, status, sessies_geboekt, sessies_aanwezig
--   1, S1, 2026-09-01, geplaatst, 4, 3
--   2, S1, 2026-09-01, geplaatst, 5, 5
--   3, S1, 2026-09-01, geplaatst, 6, 2
-- expect: n=15 sum=10
-- expect geslacht=v: n=4 sum=3
-- expect leeftijd=10: n=4 sum=3
-- expect leeftijd=17: n=0 sum=0
-- expect leeftijd=onbekend: n=11 sum=7

-- example: een activiteit is wat zij in die maand was, ook als zij in het kwartaal verandert
-- on: 2026K3
-- given activiteit: activiteit, aanbieder, domein, programma, begindatum, einddatum
--   A1, a, sport, overig, 2025-08-01, 2026-07-31
--   A1, a, sport, rijke-leerdag, 2026-08-01,
-- given deelname: kind, activiteit, tijdvak, status, sessies_geboekt, sessies_aanwezig
--   1, A1, 2026-07-01, geplaatst, 10, 1
--   1, A1, 2026-08-01, geplaatst, 4, 3
-- expect: n=4 sum=3
