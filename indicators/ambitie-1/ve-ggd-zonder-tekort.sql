-- id: ve-ggd-zonder-tekort
-- version: 2026-11-25
-- actions: A1.1
-- order: 40
-- title: Ve-locaties zonder tekortkoming bij de GGD
-- title-en: Sites without shortcomings at inspection
-- question: Welk deel van de ve-locaties had bij het laatste bezoek van de GGD geen tekortkoming in de voorschoolse educatie?
-- question-en: What share of the sites had no shortcoming in early education at its latest inspection?
-- counts: locatie
-- unit: ve-locaties
-- unit-en: sites
-- population-text: ve-locaties die de GGD in de laatste 24 maanden heeft bezocht
-- hit-text: zonder tekortkoming in de voorschoolse educatie
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: KE
-- level: effect
-- tier: additional
-- direction: up
-- sensitive: group; why: inspectierapporten zijn openbaar
-- norm: local-target 0.95 source: Lokale streefwaarde: 95 procent van de bezochte locaties
-- dimensions: wijk
-- uses: locatie
-- sources: gemeente, GGD
-- limitation: Alleen het laatste bezoek telt. Locaties die langer dan 24 maanden niet zijn bezocht, tellen
--   niet mee.
-- lag: 4

-- state: ve-locaties die in de laatste 24 maanden zijn bezocht, en of er een tekortkoming was
SELECT
    locatie AS unit,
    coalesce(ggd_ve_tekort, 1) = 0 AS hit,
    1 AS noemer,
    0 AS uitgesloten,
    ggd_ve_tekort IS NULL AS onbekend
FROM locatie
WHERE ve = 'ja' AND van <= :peildatum AND :peildatum < tot
  AND coalesce(ve_van, -99999) <= :peildatum AND :peildatum < coalesce(ve_tot, 99999)
  AND ggd_datum > maanden_na(:peildatum, -24) AND ggd_datum <= :peildatum

-- example: 24 maanden terug telt net niet meer
-- on: 2026K3
-- given locatie: locatie, ve, ve_van, ve_tot, ggd_datum, ggd_ve_tekort, wijk
--   L001, ja, , , 2026-09-30, 0, WK054603
--   L002, ja, , , 2024-10-01, 0, WK054603
--   L003, ja, , , 2024-09-30, 0, WK054603
--   L004, ja, , , 2026-01-15, 1, WK054606
--   L005, ja, , , 2026-01-15, , WK054606
--   L006, ja, , , 2026-10-01, 0, WK054606
--   L007, ja, , , , , WK054606
--   L008, nee, , , 2026-01-15, 0, WK054606
--   L009, ja, 2026-10-01, , 2026-01-15, 0, WK054606
--   L010, ja, , 2026-09-30, 2026-01-15, 0, WK054606
--   L011, ja, 2026-09-30, 2026-10-01, 2026-01-15, 2, WK054606
-- expect: n=5 x=2 unknown=1
-- expect wijk=WK054603: n=2 x=2
-- expect wijk=WK054606: n=3 x=0 unknown=1
