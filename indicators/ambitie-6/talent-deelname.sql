-- id: talent-deelname
-- version: 2026-11-27
-- actions: A6.3
-- order: 10
-- title: Deelname aan een talentprogramma
-- title-en: Taking part in a talent programme
-- question: Welk deel van de leerlingen deed in het schooljaar mee aan een talentprogramma of plusklas?
-- question-en: What share of the pupils took part in a talent programme in the school year?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen die op 1 oktober op een basisschool zaten
-- hit-text: die ten minste één keer bij een talentprogramma waren
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: output
-- direction: neutral
-- sensitive: hit; why: een klein aantal zou kinderen of gezinnen aanwijzen
-- dimensions: opleiding_ouders, geslacht, thuistaal
-- cluster: school
-- uses: inschrijving, deelname, activiteit, bevolking/dimension, jgz_indicatie/dimension
-- sources: schoolbesturen, partners met aanbod
-- limitation: Een eigen plusklas van de school telt alleen als zij in het aanbod staat. Kijk vooral
--   naar het verschil tussen groepen.
-- lag: 2

-- state: stand per eenheid
SELECT
    i.kind AS unit,
    i.kind IN (
        SELECT kind FROM deelname
        WHERE tijdvak >= :van AND tijdvak < :tot AND van = tijdvak AND sessies_aanwezig > 0
          AND (leverancier, activiteit, tijdvak) IN (
              SELECT leverancier, activiteit, tijdvak FROM deelname_aanbod WHERE programma = 'talent')) AS hit,
    :van + 61 AS dag
FROM (
    SELECT DISTINCT kind FROM inschrijving
    WHERE kind IS NOT NULL AND schoolsoort IN ('bo', 'sbo', 'so')
      AND van <= :van + 61 AND :van + 61 < tot
) i

-- example: één keer is genoeg; een andere activiteit telt niet
-- on: 2026K3
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, schoolsoort, opleiding_ouders
--   1, 2025-08-01, 2026-07-31, bo, laag
--   2, 2025-08-01, 2026-07-31, bo, hoog
--   3, 2025-08-01, 2026-07-31, bo, hoog
--   4, 2025-08-01, 2026-07-31, vwo, hoog
-- given activiteit: activiteit, aanbieder, domein, programma, begindatum
--   T1, a, cognitief, talent, 2025-09-01
--   S1, a, sport, overig, 2025-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, S1, 2025-10-01, geplaatst, 9
--   2, T1, 2025-10-01, geplaatst, 1
--   3, T1, 2025-10-01, geplaatst, 0
--   4, T1, 2025-10-01, geplaatst, 9
-- expect: n=3 x=1
-- expect opleiding_ouders=hoog: n=2 x=1

-- example: op school op 1 oktober; meegedaan van augustus tot en met juli
-- on: 2026K3
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, schoolsoort, opleiding_ouders
--   1, 2025-10-01, 2025-10-01, bo, laag
--   2, 2025-08-01, 2025-09-30, bo, laag
--   3, 2025-10-02, , bo, laag
--   4, 2025-08-01, 2026-07-31, bo, hoog
--   5, 2025-08-01, 2026-07-31, bo, hoog
--   6, 2025-08-01, 2026-07-31, bo, hoog
-- given activiteit: activiteit, aanbieder, domein, programma, begindatum
--   T1, a, cognitief, talent, 2024-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, T1, 2025-08-01, geplaatst, 1
--   4, T1, 2026-07-01, geplaatst, 1
--   5, T1, 2025-07-01, geplaatst, 1
--   6, T1, 2026-08-01, geplaatst, 1
-- expect: n=4 x=2
-- expect opleiding_ouders=laag: n=1 x=1

-- example: nummer 1 van een ander is het talentprogramma niet
-- on: 2026K3
-- given inschrijving: kind, inschrijfdatum, schoolsoort
--   1, 2025-08-01, bo
-- given activiteit: leverancier, activiteit, aanbieder, domein, programma, begindatum
--   a, 1, a, cognitief, talent, 2025-01-01
--   b, 1, b, sport, overig, 2025-01-01
-- given deelname: leverancier, kind, activiteit, tijdvak, status, sessies_aanwezig
--   b, 1, 1, 2025-10-01, geplaatst, 3
-- expect: n=1 x=0

-- example: een activiteit is wat zij in die maand was
-- on: 2026K3
-- given inschrijving: kind, inschrijfdatum, schoolsoort
--   1, 2025-08-01, bo
--   2, 2025-08-01, bo
-- given activiteit: activiteit, aanbieder, domein, programma, begindatum, einddatum
--   A1, a, cognitief, overig, 2025-08-01, 2025-12-31
--   A1, a, cognitief, talent, 2026-01-01,
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, A1, 2025-12-01, geplaatst, 3
--   2, A1, 2026-01-01, geplaatst, 3
-- expect: n=2 x=1
