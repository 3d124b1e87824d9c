-- effect: steunfiguur-jeugdteam
-- version: 2026-11-25
-- actions: A3.3
-- title: Het jeugdteam zoekt met het gezin een steunfiguur
-- title-en: The youth team looks for a support person with the family
-- question: Hebben meer kinderen met ondersteuning een steunfiguur sinds het jeugdteam ernaar zoekt?
-- question-en: Do more children with support have a support person since the youth team looks for one?
-- outcome: steunfiguur
-- method: before-after-matched
-- unit: kinderen
-- unit-en: children
-- start: 2025-04-01
-- before: 2
-- after: 3
-- delay: 1
-- strata: opleiding_ouders
-- causal: no; why: bij deze kinderen was het jeugdteam al betrokken, dus verschillen zij misschien ook op andere punten
-- assumption: Zonder het zoeken was bij deze kinderen evenveel veranderd als bij kinderen zonder het jeugdteam, met
--   ouders van hetzelfde opleidingsniveau, die toen ook ondersteuning hadden.
-- source: Afspraak van jeugdteam en samenwerkingsverbanden in de werkgroep Maatwerk, ingang 1 april 2025
-- limitation: Alleen kinderen van wie het eigen arrangement op 31 maart 2025 liep en na de zomer nog liep. Het zegt
--   niet of de steunfiguur helpt.
-- uses: ondersteuning

-- treated: kinderen met een eigen arrangement waarbij het jeugdteam meedeed
SELECT DISTINCT kind AS unit
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND vorm = 'individueel'
  AND betrokken_sectoren LIKE '%jeugdteam%'
  AND max(van, datum_start) < dag('2025-04-01') AND dag('2025-04-01') <= tot

-- comparison: kinderen met een eigen arrangement waarbij het jeugdteam nooit meedeed
SELECT DISTINCT kind AS unit
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND vorm = 'individueel'
  AND max(van, datum_start) < dag('2025-04-01') AND dag('2025-04-01') <= tot
  AND kind NOT IN (
    SELECT kind FROM ondersteuning
    WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp')
      AND betrokken_sectoren LIKE '%jeugdteam%')

-- cluster: de school waar het arrangement loopt
SELECT kind AS unit, max(van, datum_start) AS van, tot, brin AS cluster
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND datum_start IS NOT NULL
  AND max(van, datum_start) < tot

-- example: met het jeugdteam vindt 1 van de 2 er een, zonder 1 van de 4: verschil een kwart
-- on: 2025K3
-- given ondersteuning: kind, dossier, brin, soort, vorm, datum_signaal, datum_start, datum_einde, betrokken_sectoren, steunfiguur
--   1, 1, 90AX01, arrangement, individueel, 2024-09-01, 2024-10-01, 2025-06-30, po|jeugdteam, nee
--   1, 2, 90AX01, arrangement, individueel, 2025-06-01, 2025-07-01, , po|jeugdteam, ja
--   2, 3, 90AX02, arrangement, individueel, 2024-09-01, 2024-10-01, , jeugdteam, nee
--   3, 4, 90AX01, arrangement, individueel, 2024-09-01, 2024-10-01, 2025-06-30, po|swv, nee
--   3, 5, 90AX01, arrangement, individueel, 2025-06-01, 2025-07-01, , po|swv, ja
--   4, 6, 90AX02, arrangement, individueel, 2024-09-01, 2024-10-01, , po, nee
--   5, 7, 90AX03, arrangement, individueel, 2024-09-01, 2024-10-01, , po|swv, ja
--   6, 8, 90AX03, arrangement, individueel, 2024-09-01, 2024-10-01, , po|swv, nee
--   7, 9, 90AX04, arrangement, individueel, 2024-09-01, 2025-04-15, , po|jeugdteam, ja
--   8, 10, 90AX04, arrangement, collectief, 2024-09-01, 2024-10-01, , po|jeugdteam, ja
-- expect: estimate=0.25 treated=2 comparison=4 before=2 after=1
