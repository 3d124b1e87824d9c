#include "engine/store/internal.h"

#define APPEND_ONLY(table)                                                                         \
    "CREATE TRIGGER " table "_never_changes BEFORE UPDATE ON " table                               \
    " BEGIN SELECT RAISE(ABORT, '" table " is append-only'); END;"                                 \
    "CREATE TRIGGER " table "_never_shrinks BEFORE DELETE ON " table                               \
    " BEGIN SELECT RAISE(ABORT, '" table " is append-only'); END"

const char *const km_schema_statements[] = {
    "CREATE TABLE setting(name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT "
    "ROWID",

    "CREATE TABLE delivery("
    " number INTEGER PRIMARY KEY,"
    " contract TEXT NOT NULL CHECK(contract <> ''),"
    " deliverer TEXT NOT NULL CHECK(deliverer <> '' AND deliverer NOT GLOB '*[^a-z0-9-]*'),"
    " period TEXT NOT NULL,"
    " period_from INTEGER NOT NULL,"
    " period_to INTEGER NOT NULL CHECK(period_from < period_to),"
    " version INTEGER NOT NULL CHECK(version > 0),"
    /* 1: by the deliverer, in the file name; else counted in the order of importing */
    " version_stated INTEGER NOT NULL DEFAULT 0 CHECK(version_stated IN (0, 1)),"
    " kind TEXT NOT NULL CHECK(kind IN ('volledig', 'correctie', 'mutatie')),"
    " authority TEXT NOT NULL CHECK(authority IN ('history', 'period', 'stand', 'register')),"
    " speaks_from INTEGER NOT NULL,"
    " speaks_to INTEGER NOT NULL CHECK(speaks_from < speaks_to),"
    " received INTEGER NOT NULL,"
    " withdrawn INTEGER," /* NULL: not */
    " withdrawn_reason TEXT NOT NULL DEFAULT '',"
    " file_name TEXT NOT NULL,"
    " bytes INTEGER NOT NULL CHECK(bytes >= 0),"
    " content_hash TEXT NOT NULL,"
    " dialect TEXT NOT NULL,"
    " contract_hash TEXT NOT NULL,"
    " flags TEXT NOT NULL,"
    " lines_read INTEGER NOT NULL,"
    " accepted INTEGER NOT NULL CHECK(accepted >= 0),"
    " remarked INTEGER NOT NULL CHECK(remarked >= 0),"
    " refused INTEGER NOT NULL CHECK(refused >= 0),"
    " duplicate INTEGER NOT NULL CHECK(duplicate >= 0),"
    " cells_required INTEGER NOT NULL CHECK(cells_required >= 0),"
    " cells_filled INTEGER NOT NULL CHECK(cells_filled BETWEEN 0 AND cells_required),"
    " sealed INTEGER NOT NULL DEFAULT 0 CHECK(sealed IN (0, 1)),"
    " CHECK(lines_read = accepted + remarked + refused + duplicate),"
    " UNIQUE(contract, deliverer, period, version)) STRICT",
    "CREATE INDEX delivery_content ON delivery(contract, content_hash)",
    /* A delivery may change only before its transaction's commit seals it; afterwards it can be
     * withdrawn, once. */
    "CREATE TRIGGER delivery_sealed BEFORE UPDATE ON delivery WHEN OLD.sealed = 1 AND"
    " (NEW.number, NEW.contract, NEW.deliverer, NEW.period, NEW.period_from, NEW.period_to,"
    "  NEW.version, NEW.version_stated, NEW.kind, NEW.authority, NEW.speaks_from,"
    "  NEW.speaks_to, NEW.received,"
    "  NEW.file_name, NEW.bytes, NEW.content_hash, NEW.dialect, NEW.contract_hash, NEW.flags,"
    "  NEW.lines_read, NEW.accepted, NEW.remarked, NEW.refused, NEW.duplicate,"
    "  NEW.cells_required, NEW.cells_filled, NEW.sealed) IS NOT"
    " (OLD.number, OLD.contract, OLD.deliverer, OLD.period, OLD.period_from, OLD.period_to,"
    "  OLD.version, OLD.version_stated, OLD.kind, OLD.authority, OLD.speaks_from,"
    "  OLD.speaks_to, OLD.received,"
    "  OLD.file_name, OLD.bytes, OLD.content_hash, OLD.dialect, OLD.contract_hash, OLD.flags,"
    "  OLD.lines_read, OLD.accepted, OLD.remarked, OLD.refused, OLD.duplicate,"
    "  OLD.cells_required, OLD.cells_filled, OLD.sealed)"
    " BEGIN SELECT RAISE(ABORT, 'delivery is append-only'); END",
    "CREATE TRIGGER delivery_withdrawn BEFORE UPDATE OF withdrawn, withdrawn_reason ON delivery"
    " WHEN OLD.withdrawn IS NOT NULL"
    " BEGIN SELECT RAISE(ABORT, 'a withdrawn delivery stays withdrawn'); END",
    "CREATE TRIGGER delivery_never_shrinks BEFORE DELETE ON delivery"
    " BEGIN SELECT RAISE(ABORT, 'delivery is append-only'); END",
    /* As the selection ranks the versions of one period (indicators/worktables/selection.h). */
    "CREATE VIEW delivery_current AS WITH live AS (SELECT * FROM delivery d"
    " WHERE d.withdrawn IS NULL AND NOT EXISTS (SELECT 1 FROM delivery n"
    "  WHERE n.contract = d.contract AND n.deliverer = d.deliverer AND n.period = d.period"
    "  AND n.withdrawn IS NULL AND d.kind <> 'mutatie' AND n.kind <> 'mutatie'"
    "  AND n.version_stated = 1 AND d.version_stated = 1 AND n.version > d.version))"
    " SELECT * FROM live d WHERE d.kind = 'mutatie' OR NOT EXISTS (SELECT 1 FROM live n"
    "  WHERE n.contract = d.contract AND n.deliverer = d.deliverer AND n.period = d.period"
    "  AND n.kind <> 'mutatie'"
    "  AND (n.received, n.version_stated * n.version, n.lines_read, n.bytes, n.content_hash)"
    "  > (d.received, d.version_stated * d.version, d.lines_read, d.bytes, d.content_hash))",

    "CREATE TABLE finding("
    " delivery INTEGER NOT NULL REFERENCES delivery(number),"
    " rule TEXT NOT NULL,"
    " outcome INTEGER NOT NULL CHECK(outcome BETWEEN 0 AND 4),"
    " line INTEGER NOT NULL CHECK(line >= 0),"
    " \"column\" INTEGER NOT NULL CHECK(\"column\" >= 0),"
    " field TEXT NOT NULL, value TEXT NOT NULL, argument TEXT NOT NULL) STRICT",
    "CREATE INDEX finding_delivery ON finding(delivery)",
    "CREATE TABLE finding_count("
    " delivery INTEGER NOT NULL REFERENCES delivery(number),"
    " rule TEXT NOT NULL,"
    " outcome INTEGER NOT NULL CHECK(outcome BETWEEN 0 AND 4),"
    " count INTEGER NOT NULL CHECK(count >= 0),"
    " PRIMARY KEY(delivery, rule, outcome)) STRICT, WITHOUT ROWID",

    /* No unique index on the pseudonyms: it would double the time and room of the table; the book
     * of persons and km_store_check see to it that none occurs twice. */
    "CREATE TABLE person("
    " number INTEGER PRIMARY KEY CHECK(number > 0),"
    " pseudonym BLOB NOT NULL CHECK(length(pseudonym) = 16)) STRICT",

    /* Known by a deliverer's own number only. */
    "CREATE TABLE person_provisional("
    " number INTEGER PRIMARY KEY REFERENCES person(number)) STRICT",
    /* Two numbers of one child: who was `old` is `new`, from the knowledge date `known` on. */
    "CREATE TABLE person_link("
    " old INTEGER PRIMARY KEY REFERENCES person(number),"
    " new INTEGER NOT NULL REFERENCES person(number),"
    " known INTEGER NOT NULL,"
    " CHECK(old <> new)) STRICT",
    APPEND_ONLY("person_link"),
    /* What is left of erased persons (erase.h). */
    "CREATE TABLE erased("
    " hash BLOB NOT NULL PRIMARY KEY CHECK(length(hash) = 16),"
    " day INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    /* The pseudonym key was changed: `person` holds what `new` makes of what `old` made. The old
     * pseudonyms are gone: with a lost old key they would lead back to the numbers. */
    "CREATE TABLE key_change("
    " number INTEGER PRIMARY KEY CHECK(number > 0),"
    " old TEXT NOT NULL CHECK(length(old) = 8),"
    " new TEXT NOT NULL CHECK(length(new) = 8),"
    " day INTEGER NOT NULL,"
    " persons INTEGER NOT NULL CHECK(persons >= 0),"
    " reason TEXT NOT NULL CHECK(reason <> ''),"
    " CHECK(old <> new)) STRICT",
    APPEND_ONLY("key_change"),

    "CREATE TABLE code("
    " list TEXT NOT NULL,"
    " number INTEGER NOT NULL CHECK(number >= 0),"
    " code TEXT NOT NULL CHECK(code <> ''),"
    " label_nl TEXT NOT NULL, label_en TEXT NOT NULL, ord INTEGER NOT NULL,"
    " PRIMARY KEY(list, number), UNIQUE(list, code)) STRICT, WITHOUT ROWID",

    "CREATE TABLE contract_table("
    " contract TEXT NOT NULL PRIMARY KEY,"
    " authority TEXT NOT NULL,"
    " spell_from TEXT NOT NULL, spell_to TEXT NOT NULL,"
    " end_inclusive INTEGER NOT NULL CHECK(end_inclusive IN (0, 1)),"
    " contract_hash TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE contract_column("
    " contract TEXT NOT NULL REFERENCES contract_table(contract),"
    " ord INTEGER NOT NULL,"
    " name TEXT NOT NULL,"
    " type TEXT NOT NULL CHECK(type IN ('int', 'real', 'text', 'date', 'code', 'person')),"
    " list TEXT NOT NULL, label_nl TEXT NOT NULL, label_en TEXT NOT NULL,"
    " PRIMARY KEY(contract, ord), UNIQUE(contract, name)) STRICT, WITHOUT ROWID",

    "CREATE TABLE contract_text("
    " name TEXT NOT NULL, hash TEXT NOT NULL, text TEXT NOT NULL,"
    " PRIMARY KEY(name, hash)) STRICT",
    APPEND_ONLY("contract_text"),
    "CREATE TABLE definition("
    " kind TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, text TEXT NOT NULL,"
    " PRIMARY KEY(kind, name, hash)) STRICT",
    APPEND_ONLY("definition"),

    "CREATE TABLE figure("
    " number INTEGER PRIMARY KEY,"
    " indicator TEXT NOT NULL, period TEXT NOT NULL,"
    " period_from INTEGER NOT NULL, period_to INTEGER NOT NULL,"
    " dim1 TEXT NOT NULL, code1 TEXT NOT NULL, dim2 TEXT NOT NULL, code2 TEXT NOT NULL,"
    " reference INTEGER NOT NULL, knowledge INTEGER NOT NULL,"
    /* 'gone': the block had units once and has none of them any more */
    " status TEXT NOT NULL CHECK(status IN"
    "  ('defined', 'partial', 'not-delivered', 'empty', 'gone')),"
    " n INTEGER NOT NULL, x INTEGER NOT NULL,"
    " sum REAL NOT NULL, x_is_sum INTEGER NOT NULL,"
    " units_n INTEGER NOT NULL, units_hit INTEGER NOT NULL, units_miss INTEGER NOT NULL,"
    " excluded INTEGER NOT NULL, unknown INTEGER NOT NULL,"
    " estimate REAL, low REAL, high REAL, method TEXT NOT NULL,"
    " bound_low REAL, bound_high REAL,"
    " expected INTEGER NOT NULL, delivered INTEGER NOT NULL,"
    " missing TEXT NOT NULL, flags TEXT NOT NULL, run TEXT NOT NULL) STRICT",
    "CREATE INDEX figure_id ON figure(indicator, period, knowledge, dim1, dim2, code1, code2)",
    APPEND_ONLY("figure"),
    /* Current is what was computed with the newest knowledge, and of that the newest row. */
    "CREATE VIEW figure_current AS SELECT * FROM figure f WHERE f.status <> 'gone'"
    " AND f.knowledge = (SELECT max(k.knowledge) FROM figure k"
    "  WHERE k.indicator = f.indicator AND k.period = f.period)"
    " AND f.number = (SELECT max(l.number) FROM figure l WHERE l.indicator = f.indicator"
    "  AND l.period = f.period AND l.knowledge = f.knowledge AND l.dim1 = f.dim1"
    "  AND l.dim2 = f.dim2 AND l.code1 = f.code1 AND l.code2 = f.code2)",
    "CREATE VIEW figure_readable AS SELECT indicator, period, dim1, code1, dim2, code2, n,"
    " CASE WHEN x_is_sum = 0 THEN x WHEN sum = CAST(sum AS INTEGER) THEN CAST(sum AS INTEGER)"
    "  ELSE sum END AS x,"
    " estimate, low, high, bound_low, bound_high, excluded, unknown, status, expected, delivered,"
    " date(2440588 + reference) AS reference, date(2440588 + knowledge) AS knowledge, run"
    " FROM figure_current"
    " ORDER BY indicator, period_from, period_to, dim1, dim2, code1, code2",

    "CREATE TABLE release("
    " number INTEGER PRIMARY KEY,"
    " profile TEXT NOT NULL, indicator TEXT NOT NULL, period TEXT NOT NULL,"
    " dim1 TEXT NOT NULL, code1 TEXT NOT NULL, dim2 TEXT NOT NULL, code2 TEXT NOT NULL,"
    " status TEXT NOT NULL,"
    " n INTEGER NOT NULL CHECK(n >= -1), x INTEGER NOT NULL CHECK(x >= -1)," /* -1: not shown */
    " run TEXT NOT NULL) STRICT",
    "CREATE INDEX release_profile ON release(profile)",
    APPEND_ONLY("release"),

    "CREATE TABLE audit("
    " number INTEGER PRIMARY KEY,"
    " \"when\" TEXT NOT NULL, user TEXT NOT NULL, command TEXT NOT NULL, subject TEXT NOT NULL,"
    " outcome TEXT NOT NULL,"
    " chain TEXT NOT NULL CHECK(length(chain) = 64)) STRICT",
    APPEND_ONLY("audit"),

    /* Approved, locked, reopened (acts.h). */
    "CREATE TABLE act("
    " number INTEGER PRIMARY KEY CHECK(number > 0),"
    " \"when\" TEXT NOT NULL, user TEXT NOT NULL,"
    " verb TEXT NOT NULL CHECK(verb IN ('approve', 'lock', 'reopen')),"
    " period TEXT NOT NULL, profile TEXT NOT NULL,"
    " knowledge INTEGER NOT NULL, run TEXT NOT NULL,"
    " expected INTEGER NOT NULL, delivered INTEGER NOT NULL CHECK(delivered <= expected),"
    " reason TEXT NOT NULL,"
    " last_delivery INTEGER NOT NULL, last_figure INTEGER NOT NULL,"
    " folder TEXT NOT NULL, bundle_hash TEXT NOT NULL,"
    " source TEXT NOT NULL, source_hash TEXT NOT NULL,"
    " chain TEXT NOT NULL CHECK(length(chain) = 64),"
    " seal TEXT NOT NULL CHECK(length(seal) IN (0, 32))) STRICT",
    APPEND_ONLY("act"),
    NULL,
};
