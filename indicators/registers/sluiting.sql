-- register: sluiting
-- order: 61
-- form: table
-- title: De dag waarop een levering uiterlijk binnen moet zijn, uit de schoolkalender
-- columns: contract text, periode text, dag date
-- uses: kalender

-- Without a contract the day holds for all deliveries of that period. Of two calendars that name the same
-- closing day the one that speaks on it counts; its row is the one with days left.
SELECT coalesce(contract, '') AS contract, over_periode AS periode, max(begindatum) AS dag
FROM kalender
WHERE soort = 'inleverdatum' AND coalesce(over_periode, '') <> '' AND van < tot
GROUP BY coalesce(contract, ''), over_periode
