#include "importers/delivery/import_inner.h"

#include "engine/base/text.h"

#include <sodium.h>
#include <string.h>

bool km_import_refuse(const KmFileImport *f, KmError *err, const char *code, const char *argument,
                      const char *message)
{
    (void)km_error_at(err, KM_ERROR_INPUT, f->file, 0, 0, "%s", message);
    return km_error_code(err, code, argument);
}

void km_import_note(KmFileImport *f, KmRule rule, const char *argument)
{
    KmNote note = {.rule = rule, .outcome = km_rule_text(rule)->outcome, .argument = argument};
    km_finding_book_note(f->findings, &note);
}

static const char *nearest_contract(const KmFileImport *f, const char *named)
{
    const KmContracts *contracts = f->batch->settings->contracts;
    size_t n = km_contracts_count(contracts);
    const char **names = KM_NEW_ARRAY(f->arena, const char *, n + 1);
    for (size_t i = 0; i < n; i++) {
        names[i] = km_contracts_contract(contracts, i)->name;
    }
    return km_text_nearest(named, names, n);
}

/* Who, of what, over which period: from the options, else the name, else (contract) the header. */
static bool identify_contract(KmFileImport *f, KmError *err)
{
    KmFilePlan *plan = f->plan;
    const KmContracts *contracts = f->batch->settings->contracts;
    const char *asked = plan->request->contract;
    if (asked != NULL) {
        return km_contracts_need(f->arena, contracts, asked, &plan->contract, err) ||
               km_error_code(err, "file-contract", asked);
    }
    if (plan->contract == NULL) {
        plan->contract = km_dialect_guess_contract(f->arena, km_input_head(f->input), contracts);
    }
    if (plan->contract != NULL) {
        return true;
    }
    bool named = plan->name.contract[0] != '\0' && plan->has_period;
    const char *shown = named ? km_file_name_shown(f->arena, plan->name.contract) : "";
    const char *near = named ? nearest_contract(f, plan->name.contract) : NULL;
    (void)km_import_refuse(
        f, err, named ? "file-contract" : "file-name", shown,
        named ? km_format(f->arena, "there is no contract '%s'%s%s%s and the header fits none",
                          shown, near == NULL ? "" : " (did you mean '", near == NULL ? "" : near,
                          near == NULL ? "" : "'?)")
              : "the file name names no contract and the header fits none, or several");
    return km_error_hint(err, "name the file <contract>_<deliverer>_<period>.csv or give "
                              "--contract; `kansmeter contract list` shows their names");
}

static bool is_deliverer_id(const char *id)
{
    size_t n = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return n > 0 && n <= 64 && id[n] == '\0';
}

static const char name_letters[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -";

static bool refuse_end(const KmFileImport *f, KmError *err)
{
    const KmFileName *name = &f->plan->name;
    (void)km_import_refuse(f, err, "file-name", NULL,
                           km_format(f->arena,
                                     "'%s' behind the period in the file name is not known; "
                                     "expected _v1, _v2 and so on, _mutatie, _correctie or "
                                     "_volledig",
                                     km_file_name_shown(f->arena, name->odd_end)));
    return km_error_hint(err, "name the file %s, or give --period", name->advised);
}

static bool refuse_period(const KmFileImport *f, const char *deliverer, KmError *err)
{
    const char *odd = f->plan->name.odd_period;
    if (f->plan->name.advised != NULL) {
        return refuse_end(f, err);
    }
    (void)km_import_refuse(
        f, err, "file-name", NULL,
        odd[0] == '\0' ? "the file name does not say of which period it is"
                       : km_format(f->arena,
                                   "'%s' in the file name is no period; expected a quarter such as "
                                   "2026K3 (K1 to K4), a school year 2025-2026 or a month 2026-09",
                                   km_file_name_shown(f->arena, odd)));
    return km_error_hint(err, "name the file %s_%s_2026K3.csv (its own period) or give --period",
                         f->plan->contract->name, deliverer);
}

static bool delivers(const KmFileImport *f, const char *deliverer)
{
    const KmImportSettings *settings = f->batch->settings;
    for (size_t i = 0; i < settings->n_expected; i++) {
        if (km_text_equal(settings->expected[i].contract, f->plan->contract->name) &&
            km_text_equal(settings->expected[i].deliverer, deliverer)) {
            return true;
        }
    }
    return false;
}

/* Whether the deliverer's file of the contract and period is in the store or in this batch. */
static bool is_in(const KmFileImport *f, const char *deliverer)
{
    const KmBatch *batch = f->batch;
    for (size_t i = 0; i < batch->n_deliveries; i++) {
        const KmDelivery *d = &batch->deliveries[i];
        if (km_text_equal(d->contract, f->plan->contract->name) &&
            km_text_equal(d->deliverer, deliverer) && d->withdrawn == KM_DATE_OPEN &&
            km_text_equal(d->period.text, f->plan->period.text)) {
            return true;
        }
    }
    for (size_t i = 0; i < batch->n_plans; i++) {
        const KmFilePlan *plan = &batch->plans[i];
        if (plan->contract == f->plan->contract && km_text_equal(plan->name.deliverer, deliverer)) {
            return true;
        }
    }
    return false;
}

/* Whether the deliverer ever delivered anything. */
static bool is_known(const KmFileImport *f, const char *deliverer)
{
    for (size_t i = 0; i < f->batch->n_deliveries; i++) {
        if (km_text_equal(f->batch->deliveries[i].deliverer, deliverer)) {
            return true;
        }
    }
    return false;
}

/* A name that nobody bears, so much like one that is still waited for that it is hardly somebody
 * else's. Said with --deliverer, it is taken. */
static bool check_deliverer(KmFileImport *f, const char *deliverer, KmError *err)
{
    const KmImportSettings *settings = f->batch->settings;
    if (delivers(f, deliverer) || is_known(f, deliverer)) {
        return true;
    }
    const char **waited = KM_NEW_ARRAY(f->arena, const char *, settings->n_expected + 1);
    size_t n = 0;
    for (size_t i = 0; i < settings->n_expected; i++) {
        const KmExpectedFrom *e = &settings->expected[i];
        if (km_text_equal(e->contract, f->plan->contract->name) && !is_in(f, e->deliverer)) {
            waited[n++] = e->deliverer;
        }
    }
    const char *near = km_text_nearest(deliverer, waited, n);
    if (near == NULL) {
        return true;
    }
    (void)km_import_refuse(f, err, "file-deliverer", near,
                           km_format(f->arena,
                                     "no deliverer is called '%s'; did you mean '%s', whose %s of "
                                     "%s is not in yet?",
                                     deliverer, near, f->plan->contract->name,
                                     f->plan->period.text));
    return km_error_hint(err,
                         "rename the file to %s_%s_%s.csv; if it is somebody else's, import it "
                         "with --deliverer %s",
                         f->plan->contract->name, near, f->plan->period.text, deliverer);
}

bool km_import_identify(KmFileImport *f, KmError *err)
{
    KmFilePlan *plan = f->plan;
    const KmImportRequest *request = plan->request;
    if (!identify_contract(f, err)) {
        return false;
    }
    const char *asked = request->deliverer;
    const char *deliverer =
        asked != NULL ? km_text_slug(f->batch->arena, asked) : plan->name.deliverer;
    if (asked != NULL && strspn(asked, name_letters) != strlen(asked)) {
        (void)km_import_refuse(f, err, "file-name", NULL,
                               "the deliverer given with --deliverer is not a name; expected "
                               "letters, digits, spaces and hyphens");
        return km_error_hint(err, "write it as '%s'", deliverer);
    }
    if (!is_deliverer_id(deliverer)) {
        (void)km_import_refuse(f, err, "file-name", NULL,
                               "the file name does not say who delivers it");
        return km_error_hint(err, "name the file %s_<deliverer>_<period>.csv or give --deliverer",
                             plan->contract->name);
    }
    if (request->period != NULL && !km_period_parse(request->period, &plan->period, err)) {
        return km_error_code(err, "file-name", NULL);
    }
    if (!plan->has_period) {
        return refuse_period(f, deliverer, err);
    }
    if (asked == NULL && !check_deliverer(f, deliverer, err)) {
        return false;
    }
    KmDate received =
        request->received == KM_DATE_OPEN ? f->batch->settings->today : request->received;
    if (received > KM_DATE_MIN && received < plan->period.from) {
        (void)km_import_refuse(
            f, err, "file-name", NULL,
            km_format(f->batch->arena, "the period %s begins after the day the file came in, %s",
                      plan->period.text, km_date_iso(f->batch->arena, received)));
        return km_error_hint(err, "check the period in the file name, and --received");
    }
    f->delivery.contract = plan->contract->name;
    f->delivery.deliverer = deliverer;
    f->delivery.period = plan->period;
    return true;
}

static const char *content_hash(KmFileImport *f)
{
    uint8_t digest[KM_PSEUDONYM_BYTES];
    char *hex = km_alloc(f->batch->arena, sizeof digest * 2 + 1);
    km_pseudonym(f->batch->settings->key, "inhoud", km_input_digest(f->input),
                 KM_INPUT_DIGEST_BYTES, digest);
    (void)sodium_bin2hex(hex, sizeof digest * 2 + 1, digest, sizeof digest);
    return hex;
}

static bool same_slot(const KmDelivery *a, const KmDelivery *b)
{
    return km_text_equal(a->contract, b->contract) && km_text_equal(a->deliverer, b->deliverer) &&
           km_text_equal(a->period.text, b->period.text);
}

/* The same content for the same period, or from another deliverer, was delivered before. A register
 * that did not change may come again for the next period, and what was withdrawn may come again as
 * a new version: whoever withdrew by mistake imports the file once more. */
static bool check_again(KmFileImport *f, KmError *err)
{
    const char *withdrawn = NULL;
    for (size_t i = 0; i < f->batch->n_deliveries; i++) {
        const KmDelivery *old = &f->batch->deliveries[i];
        if (!km_text_equal(old->contract, f->delivery.contract) ||
            !km_text_equal(old->content_hash, f->delivery.content_hash)) {
            continue;
        }
        const char *id = km_delivery_id(f->arena, old);
        if (old->withdrawn != KM_DATE_OPEN) {
            withdrawn = same_slot(old, &f->delivery) ? id : withdrawn;
            continue;
        }
        bool has_rows = old->lines_read > 0;
        bool other_deliverer = !km_text_equal(old->deliverer, f->delivery.deliverer);
        if (same_slot(old, &f->delivery) || (other_deliverer && has_rows)) {
            (void)km_import_refuse(f, err, "file-again", id,
                                   km_format(f->arena, "this file was delivered before as %s", id));
            return km_error_hint(err, "nothing to do; a correction needs other content");
        }
        if (has_rows && !f->is_again) {
            f->is_again = true;
            km_import_note(f, KM_RULE_CONTENT_AGAIN, id);
        }
    }
    if (withdrawn != NULL) {
        km_import_note(f, KM_RULE_CONTENT_WITHDRAWN, withdrawn);
    }
    return true;
}

static const KmDelivery *version_taken(const KmFileImport *f, int version)
{
    for (size_t i = 0; i < f->batch->n_deliveries; i++) {
        const KmDelivery *old = &f->batch->deliveries[i];
        if (same_slot(old, &f->delivery) && old->version == version) {
            return old;
        }
    }
    return NULL;
}

/* Stated in the name, else 1 when that is free, else the next. */
static bool choose_version(KmFileImport *f, KmError *err)
{
    int stated = f->plan->name.version;
    const KmDelivery *old = stated > 0 ? version_taken(f, stated) : NULL;
    f->delivery.version = stated > 0 ? stated : 1;
    f->delivery.version_stated = stated > 0;
    if (old != NULL) {
        bool was_withdrawn = old->withdrawn != KM_DATE_OPEN;
        const char *id = km_delivery_id(f->arena, old);
        (void)km_import_refuse(f, err, "file-version", id,
                               km_format(f->arena,
                                         was_withdrawn ? "%s was withdrawn, and stays so"
                                                       : "%s exists already with other content",
                                         id));
        return km_error_hint(err, "give the %s file the next number: _v%d",
                             was_withdrawn ? "right" : "corrected", stated + 1);
    }
    while (version_taken(f, f->delivery.version) != NULL) {
        f->delivery.version++;
    }
    return true;
}

/* Full deliveries of the same period that still count. */
static bool is_rival(const KmFileImport *f, const KmDelivery *old)
{
    return same_slot(old, &f->delivery) && old->withdrawn == KM_DATE_OPEN &&
           !km_import_is_mutation(old) && !km_import_is_mutation(&f->delivery);
}

/* The newest of what was delivered for this period before; NULL: nothing. */
static const KmDelivery *previous(const KmFileImport *f)
{
    const KmDelivery *newest = NULL;
    for (size_t i = 0; i < f->batch->n_deliveries; i++) {
        const KmDelivery *old = &f->batch->deliveries[i];
        if (is_rival(f, old) && old->received <= f->delivery.received &&
            (newest == NULL || old->received > newest->received ||
             (old->received == newest->received && old->version > newest->version))) {
            newest = old;
        }
    }
    return newest;
}

/* What is odd about this file when it is laid beside the others of its period. Said at the time of
 * importing only: what the figures are marked with follows from the selection. */
static void compare_versions(KmFileImport *f)
{
    const KmDelivery *d = &f->delivery;
    if (previous(f) == NULL && km_text_equal(d->kind, "correctie")) {
        km_import_note(f, KM_RULE_NOTHING_CORRECTED, d->period.text);
    }
    for (size_t i = 0; i < f->batch->n_deliveries; i++) {
        const KmDelivery *other = &f->batch->deliveries[i];
        if (!is_rival(f, other)) {
            continue;
        }
        bool both_stated = d->version_stated && other->version_stated;
        bool same_day = other->received == d->received;
        if ((both_stated && other->version > d->version) ||
            (same_day && other->version_stated && !d->version_stated)) {
            km_import_note(f, KM_RULE_VERSION_OLDER, km_delivery_id(f->batch->arena, other));
            return;
        }
        if (same_day && !other->version_stated && !d->version_stated) {
            km_import_note(f, KM_RULE_VERSION_UNSTATED, km_delivery_id(f->batch->arena, other));
            return;
        }
    }
}

/* A file with so few rows may halve by chance. */
enum { LEAST_TO_COMPARE = 10 };

void km_import_check_size(KmFileImport *f)
{
    const KmDelivery *d = &f->delivery;
    const KmDelivery *old = previous(f);
    int64_t now = d->accepted + d->remarked;
    int64_t before = old == NULL ? 0 : old->accepted + old->remarked;
    if (before >= LEAST_TO_COMPARE && now * 2 < before) {
        km_import_note(f, KM_RULE_FILE_SHRUNK,
                       km_format(f->batch->arena, "%lld / %lld, %s", (long long)now,
                                 (long long)before, km_delivery_id(f->arena, old)));
    }
}

static void set_authority(KmDelivery *delivery, KmAuthority authority)
{
    const KmPeriod *period = &delivery->period;
    delivery->authority = authority;
    delivery->speaks_from = period->from;
    delivery->speaks_to = period->to;
    switch (authority) {
    case KM_AUTHORITY_HISTORY:
        delivery->speaks_from = KM_DATE_EVER;
        return;
    case KM_AUTHORITY_PERIOD:
        return;
    case KM_AUTHORITY_STAND:
        delivery->speaks_from = period->to - 1;
        return;
    case KM_AUTHORITY_REGISTER:
        delivery->speaks_to = KM_DATE_OPEN;
        return;
    }
}

static bool check_kind(const KmFileImport *f, const char *kind, KmError *err)
{
    const KmContract *c = f->plan->contract;
    if (km_text_equal(kind, "mutatie") && c->mutation < 0) {
        (void)km_import_refuse(f, err, "file-kind", c->name,
                               km_format(f->arena, "%s takes no mutations", c->name));
        return km_error_hint(err, "ask for all rows of the period");
    }
    if (km_text_equal(kind, "mutatie") && f->header.column_of_field[c->mutation] < 0) {
        const char *name = c->fields[c->mutation].name;
        (void)km_import_refuse(f, err, "file-column-absent", name,
                               km_format(f->arena,
                                         "the file is called one of changes, but has no column "
                                         "'%s' that says what each row is",
                                         name));
        return km_error_hint(err,
                             "add the column, with I (new), W (changed) or V (gone); a file of "
                             "all rows is not called …_mutatie");
    }
    return km_text_equal(kind, "volledig") || km_text_equal(kind, "correctie") ||
           km_text_equal(kind, "mutatie") ||
           km_error_set(err, KM_ERROR_USAGE,
                        "a delivery is 'volledig', 'correctie' or 'mutatie', not '%.40s'", kind);
}

bool km_import_describe(KmFileImport *f, KmError *err)
{
    KmBatch *batch = f->batch;
    KmDelivery *d = &f->delivery;
    const KmImportRequest *request = f->plan->request;
    const char *named = f->plan->name.kind[0] == '\0' ? "volledig" : f->plan->name.kind;
    d->kind = request->kind == NULL ? named : request->kind;
    d->received = request->received == KM_DATE_OPEN ? batch->settings->today : request->received;
    d->withdrawn = KM_DATE_OPEN;
    d->withdrawn_reason = "";
    d->file_name = km_file_name_shown(batch->arena, request->path);
    d->bytes = km_input_size(f->input);
    d->content_hash = content_hash(f);
    d->contract_hash = f->plan->contract->hash;
    d->flags = "";
    set_authority(d, f->plan->contract->spec.authority);
    const char *missing = km_dialect_missing(f->arena, f->plan->contract, &f->header);
    d->dialect = km_format(batch->arena, "%s%s%s",
                           km_dialect_line(f->arena, &f->dialect, km_input_encoding(f->input)),
                           missing[0] == '\0' ? "" : " · ", missing);
    const KmEncodingWatch *encoding = km_input_encoding(f->input);
    if (encoding->stray > 0 && encoding->wide > 0) {
        km_import_note(f, KM_RULE_ENCODING_MIXED, NULL);
    } else if (encoding->twice > 0) {
        km_import_note(f, KM_RULE_ENCODING_TWICE, NULL);
    }
    if (!check_kind(f, d->kind, err) || !check_again(f, err) || !choose_version(f, err)) {
        return false;
    }
    compare_versions(f);
    return true;
}
