# shellcheck shell=sh disable=SC2154
# The figures of a sample city beside the truth its generator counted from its own state. Needs lib.sh.
# differences WORKSPACE CITY: prints what the truth of the city and the computed figures do not share; succeeds when nothing.
differences() {
    sqlite3 "$1/store.db" >"$here/differences" <<SQL
.mode csv
CREATE TEMP TABLE truth(indicator, period, dim1, code1, dim2, code2, n INT, x REAL, excluded INT, unknown INT, estimate TEXT);
.import --skip 1 "$2/waarheid.csv" truth
-- a gap from the levels of the indicator it compares; the slope is the regression of the groups' shares on their
-- mid cumulative share, each weighing what it has of the population
CREATE TEMP TABLE level AS SELECT period, dim1, code1, n, x, 1.0 * x / n AS share,
  CASE code1 WHEN 'laag' THEN 1 WHEN 'midden' THEN 2 ELSE 3 END AS place
  FROM truth WHERE indicator = 'vve-bereik' AND dim1 IN ('thuistaal', 'opleiding_ouders') AND dim2 = '' AND n > 0;
CREATE TEMP TABLE ridit AS SELECT *, (sum(n) OVER (PARTITION BY period ORDER BY place) - n / 2.0) / sum(n) OVER (PARTITION BY period) AS r
  FROM level WHERE dim1 = 'opleiding_ouders' AND code1 <> 'onbekend';
INSERT INTO truth SELECT 'vve-bereik-gat', period, dim1, code1, '', '', n, x, excluded, unknown, '' FROM truth
  WHERE indicator = 'vve-bereik' AND dim1 IN ('thuistaal', 'opleiding_ouders') AND dim2 = '';
CREATE TEMP TABLE side AS SELECT a.period, a.dim1, a.n + b.n AS n, a.share - b.share AS difference, a.share / b.share AS ratio
  FROM level a JOIN level b USING (period, dim1) WHERE (a.code1, b.code1) IN (VALUES ('nl', 'anders'), ('hoog', 'laag'));
INSERT INTO truth SELECT 'vve-bereik-gat', period, 'maat', dim1 || '-verschil', '', '', n, 0, 0, 0, difference FROM side;
INSERT INTO truth SELECT 'vve-bereik-gat', period, 'maat', dim1 || '-verhouding', '', '', n, 0, 0, 0, ratio FROM side;
INSERT INTO truth SELECT 'vve-bereik-gat', period, '', '', '', '', n, 0, 0, 0, difference FROM side WHERE dim1 = 'thuistaal';
INSERT INTO truth SELECT 'vve-bereik-gat', period, 'maat', 'opleiding_ouders-helling', '', '', sum(n), 0, 0, 0,
  (sum(n) * sum(n * r * share) - sum(n * r) * sum(n * share)) / (sum(n) * sum(n * r * r) - sum(n * r) * sum(n * r)) FROM ridit GROUP BY period;
CREATE TEMP TABLE got AS SELECT indicator, period, dim1, code1, dim2, code2, CAST(n AS INT) n, CAST(x AS REAL) x,
  excluded, unknown, estimate FROM figure_readable WHERE period NOT LIKE '%..%';
SELECT 'in truth only', t.* FROM truth t LEFT JOIN got g USING (indicator, period, dim1, code1, dim2, code2)
 WHERE g.n IS NULL AND t.n > 0;
SELECT 'differs', t.*, g.n, g.x, g.excluded, g.unknown, g.estimate FROM truth t JOIN got g USING (indicator, period, dim1, code1, dim2, code2)
 WHERE t.n <> g.n OR abs(t.x - g.x) > 1e-6 OR t.excluded <> g.excluded OR t.unknown <> g.unknown
   OR (t.estimate <> '' AND abs(t.estimate - g.estimate) > 1e-6) OR (t.estimate <> '' AND g.estimate IS NULL);
SELECT 'not in truth', g.* FROM got g LEFT JOIN truth t USING (indicator, period, dim1, code1, dim2, code2)
 WHERE t.n IS NULL AND g.n > 0 AND NOT (indicator IN ('vve-trechter', 'vve-niet-bereik-reden') AND dim1 = '') -- a total has no category
   AND indicator NOT IN ('levering-tijdig', 'levering-volledig', 'koppelgraad'); -- of the files themselves, which the truth does not replay
SQL
    head -20 "$here/differences"
    wc -l <"$here/differences"
    [ ! -s "$here/differences" ]
}
