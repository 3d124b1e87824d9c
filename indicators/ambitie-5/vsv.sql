-- id: vsv
-- version: 2026-11-25
-- actions: A5.2
-- order: 50
-- title: Voortijdig schoolverlaters
-- title-en: Early school leavers
-- question: Welk deel van de leerlingen verliet het onderwijs zonder startkwalificatie?
-- question-en: What share of the pupils left education without a basic qualification?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen van 12 tot 23 jaar die een jaar eerder in het voortgezet onderwijs of
--   mbo stonden
-- hit-text: die zonder startkwalificatie zijn vertrokken en niet meer ingeschreven staan
-- time-text: op 1 oktober, over het jaar ervoor
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: OKT
-- level: effect
-- direction: down
-- sensitive: hit; why: een klein aantal schoolverlaters zou jongeren aanwijzen
-- norm: national-mean 0.024 source: Landelijk 2,4 procent in 2023
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: inschrijving, verzuim, bevolking/dimension, jgz_indicatie/dimension
-- sources: schoolbesturen, regionaal bureau leerplicht
-- limitation: Telt leerlingen van scholen die aan de gemeente leveren; het mbo levert nog niet. Wie al een
--   startkwalificatie had, staat wel onder de leerlingen. Het cijfer is voorlopig tot november van het jaar erna.
-- lag: 20

-- state: leerlingen van een jaar eerder, en of zij voortijdig zijn vertrokken
WITH toen AS (
    SELECT DISTINCT i.kind
    FROM inschrijving i
    JOIN kind k ON k.kind = i.kind
    WHERE i.van <= maanden_na(:peildatum, -12) AND maanden_na(:peildatum, -12) < i.tot
      AND i.schoolsoort NOT IN ('bo', 'sbo', 'so', 'onbekend')
      AND verjaardag(k.geboortedatum, 144) <= maanden_na(:peildatum, -12)
      AND maanden_na(:peildatum, -12) < verjaardag(k.geboortedatum, 276)
)
SELECT
    t.kind AS unit,
    EXISTS (
        SELECT 1 FROM verzuim z
        WHERE z.kind = t.kind AND z.soort = 'vsv' AND z.startkwalificatie <> 'ja'
          AND maanden_na(:peildatum, -12) <= z.datum_begin AND z.datum_begin < :peildatum)
    AND NOT EXISTS (
        SELECT 1 FROM inschrijving n
        WHERE n.kind = t.kind AND n.van <= :peildatum AND :peildatum < n.tot) AS hit
FROM toen t

-- example: vertrokken en niet teruggekomen; met startkwalificatie telt niet
-- on: 2026K4
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort, geboortedatum
--   1, 2025-08-01, 2026-02-01, lj4, vmbo-b, 2009-01-01
--   2, 2025-08-01, 2026-02-01, lj4, vmbo-b, 2009-01-01
--   2, 2026-08-01, , lj4, vmbo-b, 2009-01-01
--   3, 2025-08-01, 2026-02-01, lj4, vmbo-b, 2009-01-01
--   4, 2025-08-01, , lj4, vmbo-b, 2009-01-01
--   5, 2025-08-01, 2026-02-01, 8, bo, 2013-01-01
--   6, 2025-10-02, 2026-02-01, lj4, vmbo-b, 2009-01-01
-- given verzuim: kind, melding, soort, datum_begin, startkwalificatie
--   1, 1, vsv, 2026-02-02, nee
--   2, 2, vsv, 2026-02-02, nee
--   3, 3, vsv, 2026-02-02, ja
--   6, 4, vsv, 2026-02-02, nee
-- expect: n=4 x=1

-- example: wie op 1 oktober instroomt, twaalf wordt of terugkomt, telt die dag al mee; wie vertrok of 23 werd niet meer
-- on: 2026K4
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort, geboortedatum
--   1, 2025-10-01, 2026-02-01, lj4, vmbo-b, 2009-03-01
--   2, 2024-08-01, 2025-09-30, lj4, vmbo-b, 2009-04-01
--   3, 2025-08-01, 2026-02-01, lj1, vmbo-b, 2013-10-01
--   4, 2025-08-01, 2026-02-01, lj1, vmbo-b, 2013-10-02
--   5, 2025-08-01, 2026-02-01, lj4, vmbo-b, 2002-10-02
--   6, 2025-08-01, 2026-02-01, lj4, vmbo-b, 2002-10-01
--   7, 2025-08-01, 2026-02-01, lj4, vmbo-b, 2009-05-01
--   7, 2026-10-01, , lj4, vmbo-b, 2009-05-01
--   8, 2025-08-01, 2026-09-30, lj4, vmbo-b, 2009-06-01
-- given verzuim: kind, melding, soort, datum_begin, startkwalificatie
--   1, 1, vsv, 2026-02-02, nee
--   2, 2, vsv, 2026-02-02, nee
--   3, 3, vsv, 2026-02-02, nee
--   4, 4, vsv, 2026-02-02, nee
--   5, 5, vsv, 2026-02-02, nee
--   6, 6, vsv, 2026-02-02, nee
--   7, 7, vsv, 2026-02-02, nee
--   8, 8, vsv, 2026-09-30, nee
-- expect: n=5 x=4

-- example: een melding telt van 1 oktober tot 1 oktober
-- on: 2026K4
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort, geboortedatum
--   1, 2025-08-01, 2025-10-01, lj4, vmbo-b, 2009-01-01
--   2, 2025-08-01, 2025-10-01, lj4, vmbo-b, 2009-02-01
--   3, 2025-08-01, 2025-10-01, lj4, vmbo-b, 2009-03-01
--   4, 2025-08-01, 2025-10-01, lj4, vmbo-b, 2009-04-01
-- given verzuim: kind, melding, soort, datum_begin, startkwalificatie
--   1, 1, vsv, 2025-10-01, nee
--   2, 2, vsv, 2025-09-30, nee
--   3, 3, vsv, 2026-10-01, nee
--   4, 4, absoluut, 2026-02-02, nee
-- expect: n=4 x=1
