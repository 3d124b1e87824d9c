-- id: enquete-respons
-- version: 2026-11-25
-- actions: A4.3
-- order: 20
-- title: Respons op de ouderenquête
-- title-en: Response to the parent survey
-- question: Welk deel van de uitgenodigde ouders vulde de enquête in?
-- question-en: What share of the invited parents answered the survey?
-- counts: respondent
-- unit: uitgenodigde ouders
-- unit-en: invited parents
-- population-text: ouders die een persoonlijke uitnodiging kregen
-- hit-text: die de enquête invulden
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: process
-- direction: up
-- sensitive: group; why: wie niet antwoordt, is geen gevoelig gegeven
-- norm: local-target 0.40 source: Lokale streefwaarde: 40 procent van de ouders
-- cluster: school
-- uses: enquete
-- sources: de organisatie die de enquête houdt
-- limitation: Antwoorden via een open link tellen niet mee: anders zouden er meer antwoorden dan
--   uitnodigingen kunnen zijn. Onder 25 procent zeggen de uitkomsten weinig.
-- lag: 2

-- state: stand per eenheid
SELECT persoon AS unit, coalesce(ingevuld >= :van AND ingevuld < :tot, 0) AS hit
FROM enquete
WHERE respondent = 'ouder' AND uitgenodigd = 'ja' AND van <= :peildatum AND :peildatum < tot

-- example: een antwoord zonder uitnodiging telt niet mee
-- on: 2026K3
-- given enquete: persoon, respondent, uitgenodigd, ingevuld
--   1, ouder, ja, 2026-03-01
--   2, ouder, ja,
--   3, ouder, ja,
--   4, ouder, nee, 2026-03-01
--   5, professional, ja, 2026-03-01
-- expect: n=3 x=1

-- example: ingevuld van 1 augustus tot en met 31 juli
-- on: 2026K3
-- given enquete: van, tot, persoon, respondent, uitgenodigd, ingevuld
--   2026-07-31, 2026-10-01, 1, ouder, ja, 2025-08-01
--   2025-08-01, 2026-08-01, 2, ouder, ja, 2026-07-31
--   2025-08-01, 2026-10-01, 3, ouder, ja, 2025-07-31
--   2025-08-01, 2026-10-01, 4, ouder, ja, 2026-08-01
--   2026-08-01, 2026-10-01, 5, ouder, ja, 2026-03-01
--   2025-08-01, 2026-07-31, 6, ouder, ja, 2026-03-01
-- expect: n=4 x=2
