-- id: verwijzing-toegekend
-- version: 2026-11-27
-- actions: A4.4
-- order: 20
-- title: Verwijzing leidt binnen acht weken tot een regeling
-- title-en: Referral granted within eight weeks
-- question: Welk deel van de verwijzingen naar een kindregeling leidt binnen acht weken tot een
--   toekenning?
-- question-en: What share of the referrals to a scheme is granted within eight weeks?
-- counts: verwijzing
-- unit: verwijzingen
-- unit-en: referrals
-- population-text: aanvragen na een verwijzing door een professional
-- hit-text: die binnen 56 dagen zijn toegekend
-- time-text: geteld in het kwartaal na de verwijzing, zodat acht weken voorbij zijn
-- kind: proportion
-- form: state
-- grondslag: wonend
-- time: KP
-- delay: 1
-- level: effect
-- direction: up
-- sensitive: group; why: het gaat om aanvragen, niet om kinderen
-- norm: local-target 0.80 source: Lokale streefwaarde: 80 procent binnen acht weken
-- uses: regeling
-- sources: gemeente, fondsen
-- limitation: Een besluit dat niet is geleverd, telt als niet toegekend. Wie zelf aanvraagt, telt niet
--   mee.
-- lag: 2

-- state: stand per eenheid
SELECT
    coalesce(kind, 0) || ':'
        || CASE WHEN kind IS NULL THEN leverancier || ' ' || huishouden ELSE coalesce(huishouden, 0) END
        || ':' || regeling || ':' || datum_aanvraag
        AS unit,
    max(coalesce(besluit = 'toegekend' AND datum_besluit <= datum_aanvraag + 56, 0)) AS hit
FROM regeling
WHERE verwijzer_sector <> 'onbekend' AND datum_aanvraag >= :van AND datum_aanvraag < :tot
GROUP BY 1

-- example: 56 dagen telt nog, 57 niet; een latere regel vult het besluit aan
-- on: 2026K3
-- given regeling: kind, regeling, datum_aanvraag, datum_besluit, besluit, verwijzer_sector
--   1, laptop, 2026-04-01, 2026-05-27, toegekend, po
--   2, laptop, 2026-04-01, 2026-05-28, toegekend, po
--   3, laptop, 2026-06-30, , lopend, jgz
--   3, laptop, 2026-06-30, 2026-07-10, toegekend, jgz
--   4, laptop, 2026-04-01, 2026-04-10, afgewezen, po
--   5, laptop, 2026-04-01, 2026-04-10, toegekend,
--   6, laptop, 2026-07-01, 2026-07-10, toegekend, po
--   7, laptop, 2026-03-31, 2026-04-10, toegekend, po
-- expect: n=4 x=2

-- example: elk fonds nummert zijn eigen huishoudens
-- on: 2026K3
-- given regeling: leverancier, huishouden, regeling, datum_aanvraag, datum_besluit, besluit, verwijzer_sector
--   leergeld, 71, laptop, 2026-05-01, 2026-05-10, toegekend, po
--   stichting-kans, 71, laptop, 2026-05-01, 2026-08-10, afgewezen, po
-- expect: n=2 x=1
