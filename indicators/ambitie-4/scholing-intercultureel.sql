-- id: scholing-intercultureel
-- version: 2026-11-27
-- actions: A4.2
-- order: 10
-- title: Professionals geschoold in intercultureel werken of meertaligheid
-- title-en: Professionals trained in intercultural work or multilingualism
-- question: Welk deel van de professionals volgde in twee jaar scholing over intercultureel werken of
--   meertaligheid?
-- question-en: What share of the professionals was trained in intercultural work or multilingualism in
--   two years?
-- counts: professional
-- unit: professionals
-- unit-en: professionals
-- population-text: professionals bij de partners, volgens hun eigen opgave
-- hit-text: die in de laatste 24 maanden bij zo'n scholing waren
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: KE
-- level: output
-- direction: up
-- sensitive: group; why: het gaat om scholing, niet om prestaties van personen
-- uses: partner, scholing, scholing_deelname
-- sources: gemeente, hogeschool
-- limitation: De partners tellen zelf hun professionals; wie bij geen partner hoort, telt niet. Wie
--   onder twee adressen staat, telt twee keer. Er kunnen niet meer geschoolden zijn dan professionals.
-- lag: 2

-- state: stand per eenheid
WITH RECURSIVE omvang AS (
    SELECT partner, max(professionals) AS aantal
    FROM partner
    WHERE van <= :peildatum AND :peildatum < tot AND professionals > 0
    GROUP BY partner
),
bereikt AS (
    SELECT partner, count(DISTINCT persoon) AS aantal
    FROM geschoold
    WHERE van <= :peildatum AND :peildatum < tot
      AND datum > maanden_na(:peildatum, -24) AND datum <= :peildatum
      AND thema IN ('intercultureel', 'meertaligheid')
    GROUP BY partner
),
plaats (partner, nummer, aantal) AS (
    SELECT partner, 1, aantal FROM omvang
    UNION ALL
    SELECT partner, nummer + 1, aantal FROM plaats WHERE nummer < aantal
)
SELECT p.partner || '#' || p.nummer AS unit, p.nummer <= coalesce(g.aantal, 0) AS hit
FROM plaats p
LEFT JOIN bereikt g ON g.partner = p.partner

-- example: een persoon telt één keer, ook wie zich niet aanmeldde of de naam van de partner typte
-- on: 2026K3
-- given partner: partner, naam, actief_van, professionals
--   a, Stichting A, 2023-08-01, 4
--   b, Stichting B, 2023-08-01, 2
--   c, Stichting C, 2023-08-01,
-- given scholing: sessie, datum, thema, status
--   S1, 2026-09-30, intercultureel, gehouden
--   S2, 2026-03-01, intercultureel, gehouden
--   S3, 2024-09-30, intercultureel, gehouden
--   S4, 2026-05-01, data, gehouden
-- given scholing_deelname: sessie, persoon, partner, aangemeld, aanwezig
--   S1, 11, a, ja, ja
--   S2, 11, a, ja, ja
--   S2, 12, a, nee, ja
--   S2, 14, stichting a, ja, ja
--   S2, 13, a, ja, nee
--   S3, 21, b, ja, ja
--   S4, 22, b, ja, ja
--   S1, 31, c, ja, ja
-- expect: n=6 x=3

-- example: wie op de peildatum partner is, met één professional of meer; scholing telt tot en met die dag
-- on: 2026K3
-- given partner: partner, naam, actief_van, actief_tot, professionals
--   a, Stichting A, 2026-09-30, , 1
--   b, Stichting B, 2023-08-01, 2026-09-29, 2
--   c, Stichting C, 2023-08-01, 2026-09-30, 2
--   d, Stichting D, 2026-10-01, , 3
--   e, Stichting E, 2023-08-01, , 0
--   f, Stichting F, 2023-08-01, , 1
-- given scholing: sessie, datum, thema, status
--   S1, 2026-09-30, intercultureel, gehouden
--   S2, 2024-10-01, meertaligheid, gehouden
--   S3, 2024-09-30, intercultureel, gehouden
--   S4, 2026-03-01, intercultureel, vervallen
-- given scholing_deelname: van, tot, sessie, persoon, partner, aangemeld, aanwezig
--   2026-09-30, 2026-10-01, S1, 11, a, ja, ja
--   2024-01-01, 2026-10-01, S2, 31, c, ja, ja
--   2024-01-01, 2026-09-30, S2, 32, c, ja, ja
--   2024-01-01, 2026-10-01, S3, 61, f, ja, ja
--   2024-01-01, 2026-10-01, S4, 33, c, ja, ja
-- expect: n=4 x=2

-- example: wie bij bijeenkomst 1 van de een was, was niet bij bijeenkomst 1 van de ander
-- on: 2026K3
-- given partner: partner, naam, actief_van, professionals
--   a, Stichting A, 2023-08-01, 4
-- given scholing: leverancier, sessie, datum, thema, status
--   bureau, 1, 2026-03-01, meertaligheid, gehouden
--   werkplaats, 1, 2026-03-01, data, gehouden
-- given scholing_deelname: leverancier, sessie, persoon, partner, aangemeld, aanwezig
--   bureau, 1, 11, a, ja, ja
--   werkplaats, 1, 12, a, ja, ja
-- expect: n=4 x=1
