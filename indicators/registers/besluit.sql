-- register: besluit
-- order: 20
-- form: table
-- title: Eén rij per besluit over een vve-indicatie (ja, nee, ingetrokken), met de dagen waarop het geldt
-- columns: kind person, van date, tot date, besluit text, datum_bepaling date, ingang date,
--   datum_toegeleid date, toegeleid_naar text, reden_niet_bereik text, leverancier text, regel int
-- uses: jgz_indicatie

-- A `ja` takes effect on its ingang, any other decision on the day it was taken. It holds until its
-- end or until a later decision takes effect. An `aangehouden` decides nothing. Of two decisions on
-- one day in one delivery the later line counts; the other keeps its row but holds on no day.
WITH rij AS (
    SELECT
        kind, besluit, datum_bepaling, ingang, datum_toegeleid, toegeleid_naar, reden_niet_bereik,
        leverancier, regel, van AS spreekt_van, tot AS spreekt_tot,
        CASE WHEN besluit = 'ja' THEN coalesce(ingang, datum_bepaling) ELSE datum_bepaling
        END AS werkt_vanaf,
        max(regel) OVER (PARTITION BY kind, datum_bepaling, levering) AS laatste_regel
    FROM jgz_indicatie
    WHERE kind IS NOT NULL AND besluit IN ('ja', 'nee', 'ingetrokken')
),
opgevolgd AS (
    SELECT
        *,
        min(werkt_vanaf) OVER (
            PARTITION BY kind ORDER BY datum_bepaling
            RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS opvolger_vanaf,
        -- a delivery that began to speak after the decision says nothing of the days before
        CASE WHEN spreekt_van > datum_bepaling THEN max(werkt_vanaf, spreekt_van)
             ELSE werkt_vanaf END AS geldt_van
    FROM rij
)
SELECT
    kind,
    geldt_van AS van,
    CASE WHEN regel < laatste_regel THEN geldt_van
         ELSE max(geldt_van, min(spreekt_tot, coalesce(opvolger_vanaf, 99999))) END AS tot,
    besluit, datum_bepaling, ingang, datum_toegeleid, toegeleid_naar, reden_niet_bereik,
    leverancier, regel
FROM opgevolgd
