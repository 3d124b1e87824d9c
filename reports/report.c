#include "reports/report.h"

#include "engine/base/file.h"
#include "reports/output.h"
#include "reports/pages/page.h"

typedef struct {
    KmArena *arena;
    KmReportView *view;
    KmOutput output;
    KmReportResult result;
} Report;

static bool write_overview(Report *r, KmError *err)
{
    KmText page = km_page_overview(r->arena, r->view);
    r->result.n_pages++;
    return km_output_add(&r->output, "index.html", &page, err);
}

static bool write_pages(Report *r, KmError *err)
{
    for (size_t i = 0; i < r->view->n_parts; i++) {
        const KmPartView *part = &r->view->parts[i];
        KmText page = km_page_part(r->arena, r->view, part);
        r->result.n_pages++;
        if (!km_output_add(&r->output, km_format(r->arena, "%s.html", part->part->page), &page,
                           err)) {
            return false;
        }
    }
    return true;
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
    add_pair(&out, "hash", "blake2b-256");
    km_text_add(&out, "  \"files\": [");
    for (size_t i = 0; i < r->output.n_files; i++) {
        const KmOutputFile *file = &r->output.files[i];
        km_text_add(&out, i == 0 ? "\n    {\"path\": " : ",\n    {\"path\": ");
        km_text_add_json(&out, file->path);
        km_text_addf(&out, ", \"bytes\": %zu, \"hash\": \"%s\"}", file->bytes, file->hash);
    }
    km_text_add(&out, "\n  ]\n}\n");
    return km_output_add(&r->output, "manifest.json", &out, err);
}

static bool write_all(Report *r, KmError *err)
{
    return km_output_folder(&r->output, "tabellen", err) &&
           km_output_folder(&r->output, "grafieken", err) && /* */
           write_overview(r, err) &&                         /* index.html */
           write_pages(r, err) &&                            /* ambitie-1.html … */
           write_blocks(r, err) &&                           /* tabellen/, grafieken/ */
           write_manifest(r, err);                           /* manifest.json */
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
    Report r = {.arena = arena, .view = &view, .output = km_output_init(arena, temporary)};
    if (!write_all(&r, err) || !km_directory_commit(temporary, request->directory, err)) {
        km_directory_remove(temporary);
        return km_error_context(err, "while writing the evaluation");
    }
    r.result.index = km_path_join(arena, request->directory, "index.html");
    r.result.charts_skipped = view.charts_skipped;
    r.result.charts_reason = view.charts_reason;
    *ret_result = r.result;
    return true;
}
