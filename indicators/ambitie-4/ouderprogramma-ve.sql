-- id: ouderprogramma-ve
-- version: 2026-11-27
-- actions: A4.3, A1.3
-- order: 40
-- title: Gezinnen die het ve-ouderprogramma volgden
-- title-en: Families that followed the parent programme of early education
-- question: Welk deel van de gezinnen van peuters met een indicatie en een ve-plaats volgde het ouderprogramma?
-- question-en: What share of the families of indicated toddlers with a place followed the parent programme?
-- counts: gezin
-- unit: gezinnen
-- unit-en: families
-- population-text: gezinnen van kinderen die in het kwartaal 4 jaar werden en met een vve-indicatie een ve-plaats
--   hadden
-- hit-text: bij ten minste 60 procent van de bijeenkomsten van het ouderprogramma
-- time-text: op de vierde verjaardag, in dit kwartaal
-- kind: proportion
-- form: state
-- grondslag: wonend
-- time: COH
-- level: output
-- tier: additional
-- direction: up
-- sensitive: hit; why: een klein aantal zou gezinnen aanwijzen
-- uses: bevolking, jgz_indicatie, ko_plaatsing, activiteit, deelname/hit
-- sources: gemeente, JGZ, houders van kinderopvang, partners met een ouderprogramma
-- limitation: Telt de bijeenkomsten die op naam van het kind zijn geleverd, van alle ouderprogramma's bij ve
--   samen. Zonder gezinsnummer is een kind een gezin.
-- lag: 2

-- state: bijeenkomsten waar een ouder was, naast die waarvoor is aangemeld
WITH jarig AS (
    SELECT kind, verjaardag(geboortedatum, 30) AS half, verjaardag(geboortedatum, 48) AS vier
    FROM kind
    WHERE geboortedatum >= :van - 1461 AND geboortedatum < :tot - 1459 -- vier jaar, ruim
      AND verjaardag(geboortedatum, 48) >= :van AND verjaardag(geboortedatum, 48) < :tot
),
geplaatst AS (
    SELECT j.kind, j.vier, max(w.gezin) AS gezin
    FROM jarig j
    JOIN bevolking w ON w.kind = j.kind AND w.van <= j.vier AND j.vier < w.tot
    WHERE EXISTS (
        SELECT 1
        FROM besluit b
        JOIN ve_plaatsing p ON p.kind = b.kind
        WHERE b.kind = j.kind AND b.besluit = 'ja'
          AND max(b.van, p.van, j.half) < min(b.tot, p.tot, j.vier))
    GROUP BY j.kind, j.vier
),
gevolgd AS (
    SELECT g.kind, sum(d.sessies_aanwezig) AS aanwezig, sum(d.sessies_geboekt) AS geboekt
    FROM geplaatst g
    CROSS JOIN deelname d ON d.kind = g.kind AND d.tijdvak <= g.vier AND d.van = d.tijdvak
    WHERE (d.leverancier, d.activiteit, d.tijdvak) IN (
        SELECT leverancier, activiteit, tijdvak FROM deelname_aanbod WHERE programma = 've-ouderprogramma')
    GROUP BY g.kind
)
SELECT
    coalesce(g.gezin, -g.kind) AS unit,
    max(coalesce(v.geboekt > 0 AND 10 * v.aanwezig >= 6 * v.geboekt, 0)) AS hit
FROM geplaatst g
LEFT JOIN gevolgd v ON v.kind = g.kind
GROUP BY coalesce(g.gezin, -g.kind)

-- example: zes van de tien keer is genoeg, over alle tijdvakken samen; een tweeling is één gezin
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, gezin
--   1, 2022-07-01, 2022-07-01, , 71
--   2, 2022-09-30, 2022-09-30, , 72
--   3, 2022-08-01, 2022-08-01, , 73
--   4, 2022-08-01, 2022-08-01, , 73
--   5, 2022-08-01, 2022-08-01, , 75
--   6, 2022-08-01, 2022-08-01, , 76
--   7, 2022-08-01, 2022-08-01, 2026-07-31, 77
--   8, 2022-10-01, 2022-10-01, , 78
--   9, 2022-08-01, 2022-08-01, ,
--   10, 2022-06-30, 2022-06-30, , 80
--   11, 2022-08-01, 2022-08-01, , 81
--   12, 2022-08-01, 2022-08-01, , 82
--   13, 2022-08-01, 2022-08-01, , 83
--   14, 2022-08-01, 2026-08-01, , 84
--   15, 2022-08-01, 2022-08-01, , 85
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, einde
--   1, 2025-01-01, ja, 2025-01-01,
--   2, 2025-01-01, ja, 2025-01-01,
--   3, 2025-01-01, ja, 2025-01-01,
--   4, 2025-01-01, ja, 2025-01-01,
--   5, 2025-01-01, nee, ,
--   6, 2025-01-01, ja, 2025-01-01,
--   7, 2025-01-01, ja, 2025-01-01,
--   8, 2025-01-01, ja, 2025-01-01,
--   9, 2025-01-01, ja, 2025-01-01,
--   10, 2025-01-01, ja, 2025-01-01,
--   11, 2025-01-01, ja, 2025-01-01, 2025-03-01
--   12, 2024-12-01, ja, 2024-12-01, 2025-02-28
--   13, 2025-01-01, ja, 2025-01-01, 2025-02-20
--   14, 2025-01-01, ja, 2025-01-01,
--   15, 2025-01-01, ja, 2025-01-01,
-- given locatie: locatie, soort, lrk, ve
--   L1, ko-ve, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, einddatum, ve_plaats, uren_week
--   1, 100000001, 2025-03-01, , ja, 16
--   2, 100000001, 2025-03-01, , ja, 16
--   3, 100000001, 2025-03-01, , ja, 16
--   4, 100000001, 2025-03-01, , ja, 16
--   5, 100000001, 2025-03-01, , ja, 16
--   7, 100000001, 2025-03-01, , ja, 16
--   8, 100000001, 2025-03-01, , ja, 16
--   9, 100000001, 2025-03-01, , ja, 16
--   10, 100000001, 2025-03-01, , ja, 16
--   11, 100000001, 2025-03-02, , ja, 16
--   12, 100000001, 2025-02-28, , ja, 16
--   13, 100000001, 2025-01-01, , ja, 16
--   14, 100000001, 2025-03-01, , ja, 16
--   15, 100000001, 2025-03-01, , ja, 16
-- given activiteit: activiteit, aanbieder, domein, programma, begindatum
--   O1, a, ouder, ve-ouderprogramma, 2020-01-01
--   O2, a, ouder, overig, 2020-01-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_geboekt, sessies_aanwezig
--   1, O1, 2025-09-01, geplaatst, 6, 2
--   1, O1, 2026-01-01, voltooid, 4, 4
--   2, O1, 2025-09-01, voltooid, 10, 5
--   2, O1, 2026-10-01, voltooid, 10, 10
--   3, O1, 2025-09-01, voltooid, 10, 0
--   4, O1, 2026-08-01, voltooid, 10, 6
--   9, O2, 2025-09-01, voltooid, 10, 10
--   9, O1, 2025-09-01, voltooid, 0, 0
--   13, O1, 2025-09-01, voltooid, 1, 1
--   14, O1, 2025-09-01, voltooid, 9, 5
-- expect: n=7 x=3

-- example: een activiteit is wat zij in die maand was
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, gezin
--   1, 2022-07-01, 2022-07-01, 71
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2025-01-01, ja, 2025-01-01
-- given locatie: locatie, soort, lrk, ve
--   L1, ko-ve, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, ve_plaats, uren_week
--   1, 100000001, 2025-03-01, ja, 16
-- given activiteit: activiteit, aanbieder, domein, programma, begindatum, einddatum
--   A1, a, ouder, overig, 2025-08-01, 2025-12-31
--   A1, a, ouder, ve-ouderprogramma, 2026-01-01,
-- given deelname: kind, activiteit, tijdvak, status, sessies_geboekt, sessies_aanwezig
--   1, A1, 2025-12-01, geplaatst, 4, 4
--   1, A1, 2026-01-01, geplaatst, 4, 1
-- expect: n=1 x=0
