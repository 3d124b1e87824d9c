#include "reports/report.h"

#include <unistd.h>

#include "engine/base/file.h"
#include "reports/effects/effect_page.h"
#include "reports/output.h"
#include "reports/pages/attention.h"
#include "reports/pages/page.h"
#include "reports/pages/whole.h"
#include "reports/pdf.h"
#include "reports/share.h"
#include "reports/slides.h"
#include "reports/workbook/workbook.h"

typedef struct {
    KmArena *arena;
    KmReportView *view;
    KmOutput output;
    KmReportResult result;
    KmWholePage *pages; /* as written, for the PDF */
    KmPdf *pdf;         /* being printed */
    const KmProgress *progress;
} Report;

static bool write_page(Report *r, const char *name, KmText html, KmError *err)
{
    KmText *kept = KM_NEW(r->arena, KmText);
    *kept = html;
    r->pages[r->result.n_pages++] = (KmWholePage){name, kept};
    return km_output_add(&r->output, km_format(r->arena, "%s.html", name), kept, err);
}

static bool write_pages(Report *r, KmError *err)
{
    r->pages = KM_NEW_ARRAY(r->arena, KmWholePage, r->view->n_parts + 3);
    if (!write_page(r, "index", km_page_overview(r->arena, r->view), err) ||
        (r->view->request->year && !write_page(r, "jaar", km_page_year(r->arena, r->view), err))) {
        return false;
    }
    for (size_t i = 0; i < r->view->n_parts; i++) {
        const KmPartView *part = &r->view->parts[i];
        if (!write_page(r, part->part->page, km_page_part(r->arena, r->view, part), err)) {
            return false;
        }
    }
    return !km_has_effects(r->view) ||
           write_page(r, "effecten", km_page_effects(r->arena, r->view), err);
}

static const char print_page[] = "afdruk.html";

static void skip_pdf(Report *r, const KmError *err)
{
    r->result.pdf_reason =
        km_format(r->arena, "%s%s%s", err->message, err->hint[0] == '\0' ? "" : "; ", err->hint);
}

static const char *pdf_name(const Report *r)
{
    return km_format(r->arena, "kansmeter-%s.pdf", r->view->request->period.text);
}

/* Printing goes on while tables and workbook are written. */
static bool start_pdf(Report *r, KmError *err)
{
    KmError missing = {0};
    if (!r->view->request->pdf) {
        return true;
    }
    KmText whole = km_page_whole(r->arena, r->pages, r->result.n_pages);
    if (!km_file_write_unsynced(km_output_path(&r->output, print_page), whole.bytes, whole.length,
                                0600, err)) {
        return false;
    }
    if (!km_pdf_start(r->arena, r->output.directory, print_page, pdf_name(r), &r->pdf, &missing)) {
        skip_pdf(r, &missing);
        (void)unlink(km_output_path(&r->output, print_page));
    }
    return true;
}

static bool finish_pdf(Report *r, KmError *err)
{
    KmPdf *pdf = r->pdf;
    KmError failed = {0};
    if (pdf == NULL) {
        return true;
    }
    r->pdf = NULL;
    bool made = km_pdf_finish(pdf, r->view->release->knowledge, &failed);
    (void)unlink(km_output_path(&r->output, print_page));
    if (!made) {
        (void)unlink(km_output_path(&r->output, pdf_name(r)));
        r->result.pdf_failed = true;
        skip_pdf(r, &failed);
        return true;
    }
    r->result.has_pdf = true;
    return km_output_adopt(&r->output, pdf_name(r), err);
}

static bool write_block(Report *r, const KmBlockView *block, KmError *err)
{
    KmText csv = km_table_csv(r->arena, &block->table);
    r->result.n_tables++;
    if (!km_output_add(&r->output, block->csv_path, &csv, err)) {
        return false;
    }
    if (block->svg_path == NULL) {
        return true;
    }
    KmText svg = km_text_init(r->arena);
    km_text_add_n(&svg, block->chart.svg, block->chart.length);
    km_text_add_char(&svg, '\n');
    r->result.n_charts++;
    return km_output_add(&r->output, block->svg_path, &svg, err);
}

static bool write_blocks(Report *r, KmError *err)
{
    for (size_t p = 0; p < r->view->n_parts; p++) {
        for (size_t i = 0; i < r->view->parts[p].n_indicators; i++) {
            const KmIndicatorView *indicator = &r->view->parts[p].indicators[i];
            for (size_t b = 0; b < indicator->n_blocks; b++) {
                if (!write_block(r, &indicator->blocks[b], err)) {
                    return false;
                }
            }
        }
    }
    return true;
}

static void add_pair(KmText *out, const char *key, const char *value)
{
    km_text_addf(out, "  \"%s\": ", key);
    km_text_add_json(out, value);
    km_text_add(out, ",\n");
}

/* No clock in it: the same figures give the same bytes. */
static bool write_manifest(Report *r, KmError *err)
{
    const KmReleaseText *release = r->view->release;
    KmText out = km_text_init(r->arena);
    km_text_add(&out, "{\n");
    add_pair(&out, "run", release->run);
    add_pair(&out, "program", release->program);
    add_pair(&out, "profile", release->profile);
    add_pair(&out, "period", r->view->request->period.text);
    add_pair(&out, "as_known_on", km_date_iso(r->arena, release->knowledge));
    if (r->view->request->stamp_nl != NULL) {
        add_pair(&out, "stamp", r->view->request->stamp_nl);
    }
    add_pair(&out, "hash", "blake2b-256");
    km_text_add(&out, "  \"definitions\": {");
    for (size_t i = 0; i < km_published_indicator_count(r->view->published); i++) {
        const KmIndicatorText *text = km_published_indicator_at(r->view->published, i);
        km_text_add(&out, i == 0 ? "\n    " : ",\n    ");
        km_text_add_json(&out, text->id);
        km_text_addf(&out, ": \"%s\"", text->definition_hash);
    }
    km_text_add(&out, "\n  },\n  \"files\": [");
    km_output_list(&r->output, &out);
    km_text_add(&out, "\n  ]\n}\n");
    return km_output_add(&r->output, "manifest.json", &out, err);
}

static bool write_workbook(Report *r, KmError *err)
{
    const char *name = km_format(r->arena, "kansmeter-%s.xlsx", r->view->request->period.text);
    return !r->view->request->workbook ||
           (km_workbook_write(r->arena, r->view, km_output_path(&r->output, name), err) &&
            km_output_adopt(&r->output, name, err));
}

static bool write_extras(Report *r, KmError *err)
{
    const KmReportRequest *request = r->view->request;
    return (!request->bundles || km_share_write(r->arena, r->view, &r->output, &r->result, err)) &&
           (request->n_pack == 0 ||
            km_pack_write(r->arena, r->view, &r->output, &r->result, err)) &&
           (!request->slides ||
            km_slides_write(r->arena, r->view, &r->output, r->progress, &r->result, err));
}

static bool write_all(Report *r, KmError *err)
{
    return km_output_folder(&r->output, "tabellen", err) &&
           km_output_folder(&r->output, "grafieken", err) && /* */
           write_pages(r, err) &&                            /* index.html, ambitie-1.html … */
           start_pdf(r, err) &&                              /* … */
           write_blocks(r, err) &&                           /* tabellen/, grafieken/ */
           write_workbook(r, err) &&                         /* kansmeter-2026K3.xlsx */
           write_extras(r, err) &&                           /* bundels/, pakket/, slides */
           finish_pdf(r, err) &&                             /* kansmeter-2026K3.pdf */
           write_manifest(r, err);                           /* manifest.json */
}

static void list_awaited(Report *r)
{
    KmAttentionList list = km_attention(r->arena, r->view);
    KmReportAwaited *awaited = KM_NEW_ARRAY(r->arena, KmReportAwaited, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        const KmAttentionItem *item = &list.items[i];
        bool is_result = item->why <= KM_ATTENTION_WORSE; /* not what only waits for a delivery */
        if (item->figure != NULL && is_result) {
            awaited[r->result.n_awaited++] = (KmReportAwaited){
                item->figure->id, km_format(r->arena, "%s: %s", item->indicator->text->title_nl,
                                            item->figure->label_nl)};
        }
    }
    r->result.awaited = awaited;
}

bool km_report_write(KmArena *arena, const KmReportRequest *request, const KmProgress *progress,
                     KmReportResult *ret_result, KmError *err)
{
    KmReportView view;
    if (!km_report_view(arena, request, &view, err) || !km_report_draw(&view, progress, err)) {
        return km_error_context(err, "while making the evaluation");
    }
    char *temporary;
    if (!km_directory_begin(arena, request->directory, "manifest.json", &temporary, err)) {
        return km_error_context(err, "while writing the evaluation");
    }
    Report r = {.arena = arena,
                .view = &view,
                .output = km_output_init(arena, temporary),
                .progress = progress};
    if (!write_all(&r, err) || !km_directory_commit(temporary, request->directory, err)) {
        if (r.pdf != NULL) {
            km_pdf_stop(r.pdf);
        }
        km_directory_remove(temporary);
        return km_error_context(err, "while writing the evaluation");
    }
    r.result.index = km_path_join(arena, request->directory, "index.html");
    list_awaited(&r);
    r.result.charts_skipped = view.charts_skipped;
    r.result.charts_reason = view.charts_reason;
    *ret_result = r.result;
    return true;
}
