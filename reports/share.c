#include "reports/share.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "reports/archive.h"
#include "reports/pages/page.h"
#include "reports/pdf.h"

/* The supporting measures belong to everyone, so to no group of their own. */
static bool has_group(const KmPlanPart *part)
{
    return strncmp(part->page, "ambitie-", 8) == 0;
}

const char *km_share_name(KmArena *arena, const KmPlanPart *part)
{
    return part->workgroup[0] == '\0' ? part->page : km_text_slug(arena, part->workgroup);
}

const KmPartView *km_share_find(KmArena *arena, const KmReportView *view, const char *group)
{
    const char *slug = km_text_slug(arena, group);
    for (size_t i = 0; i < view->n_parts; i++) {
        const KmPlanPart *part = view->parts[i].part;
        if (has_group(part) &&
            (strcmp(slug, km_share_name(arena, part)) == 0 || strcmp(slug, part->page) == 0 ||
             strcmp(slug, part->page + 8) == 0 ||
             (group[0] != '\0' && km_text_equal(group, part->workgroup_code)) ||
             strcmp(slug, km_text_slug(arena, part->title_nl)) == 0)) {
            return &view->parts[i];
        }
    }
    return NULL;
}

typedef struct {
    KmArena *arena;
    KmArchiveEntry *entries;
    size_t count, capacity;
} Entries;

static void add(Entries *entries, const char *path, const char *bytes, size_t length)
{
    KM_GROW(entries->arena, entries->entries, entries->count, entries->capacity);
    entries->entries[entries->count++] = (KmArchiveEntry){path, bytes, length};
}

static void add_text(Entries *entries, const char *path, KmText text)
{
    add(entries, path, text.bytes, text.length);
}

static KmText read_me(KmArena *arena, const KmReportView *view, const KmPartView *part)
{
    KmText out = km_text_init(arena);
    km_text_addf(&out, "%s, %s\n%s\n\n", part->part->name_nl,
                 km_period_dutch(arena, &view->request->period), part->part->title_nl);
    if (view->request->stamp_nl != NULL) {
        km_text_addf(&out, "%s\n", view->request->stamp_nl);
    }
    km_text_addf(&out, "Voor: %s. %s\n\n", view->release->profile, view->release->rules_nl);
    km_text_addf(&out,
                 "kaart.html      de kwartaalkaart, op één vel af te drukken\n"
                 "%s.html  alle cijfers van deze werkgroep\n"
                 "elders.html     cijfers van elders over dezelfde acties, en de besluiten\n"
                 "grafieken/      de grafieken los\n"
                 "tabellen/       de tabellen voor Excel\n\n",
                 part->part->page);
    km_text_addf(&out, "Gemaakt met %s, berekening %s, met wat bekend was op %s.\n",
                 view->release->program, view->release->run,
                 km_date_dutch(arena, view->release->knowledge));
    return out;
}

static void add_blocks(Entries *entries, const KmPartView *part)
{
    KmArena *arena = entries->arena;
    for (size_t i = 0; i < part->n_indicators; i++) {
        for (size_t b = 0; b < part->indicators[i].n_blocks; b++) {
            const KmBlockView *block = &part->indicators[i].blocks[b];
            add_text(entries, block->csv_path, km_table_csv(arena, &block->table));
            if (block->svg_path != NULL) {
                add(entries, block->svg_path, block->chart.svg, block->chart.length);
            }
        }
    }
}

static bool write_one(KmArena *arena, const KmReportView *view, const KmPartView *part,
                      KmOutput *output, const char *name, KmError *err)
{
    KmReportView alone = *view;
    Entries entries = {.arena = arena};
    alone.alone = true;
    add_text(&entries, "LEESMIJ.txt", read_me(arena, view, part));
    add_text(&entries, "kaart.html", km_page_card(arena, &alone, part));
    add_text(&entries, km_format(arena, "%s.html", part->part->page),
             km_page_part(arena, &alone, part));
    add_text(&entries, "elders.html", km_page_elsewhere(arena, &alone, part));
    add_blocks(&entries, part);
    return km_archive_write(arena, km_output_path(output, name), entries.entries, entries.count,
                            view->release->knowledge, err) &&
           km_output_adopt(output, name, err);
}

bool km_share_write(KmArena *arena, const KmReportView *view, KmOutput *output,
                    KmReportResult *result, KmError *err)
{
    result->bundles = KM_NEW_ARRAY(arena, const char *, view->n_parts + 1);
    if (!km_output_folder(output, "bundels", err)) {
        return false;
    }
    for (size_t i = 0; i < view->n_parts; i++) {
        const KmPartView *part = &view->parts[i];
        if (!has_group(part->part)) {
            continue;
        }
        const char *name = km_format(arena, "bundels/%s.zip", km_share_name(arena, part->part));
        if (!write_one(arena, view, part, output, name, err)) {
            return false;
        }
        result->bundles[result->n_bundles++] = name;
    }
    return true;
}

/* ---- the card alone ---- */

static bool no_group(KmArena *arena, const KmReportView *view, const char *group, KmError *err)
{
    KmText known = km_text_init(arena);
    for (size_t i = 0; i < view->n_parts; i++) {
        const KmPlanPart *part = view->parts[i].part;
        if (has_group(part)) {
            km_text_addf(&known, "%s%s (%s)", known.length == 0 ? "" : ", ",
                         km_share_name(arena, part), part->page + 8);
        }
    }
    (void)km_error_set(err, KM_ERROR_USAGE, "no working group '%.40s' with figures", group);
    return km_error_hint(err, "there are: %s", known.bytes);
}

static bool print_card(KmArena *arena, const KmReportView *view, const char *directory,
                       KmReportResult *result, KmError *err)
{
    KmPdf *pdf;
    KmError fault = {0};
    (void)err;
    if (!view->request->pdf) {
        return true;
    }
    bool started = km_pdf_start(arena, directory, "kaart.html", "kaart.pdf", &pdf, &fault);
    if (started && km_pdf_finish(pdf, view->release->knowledge, &fault)) {
        result->has_pdf = true;
        return true;
    }
    result->pdf_failed = started;
    result->pdf_reason =
        km_format(arena, "%s%s%s", fault.message, fault.hint[0] == '\0' ? "" : "; ", fault.hint);
    (void)unlink(km_path_join(arena, directory, "kaart.pdf"));
    return true;
}

bool km_card_write(KmArena *arena, const KmReportRequest *request, const char *group,
                   KmReportResult *ret_result, KmError *err)
{
    KmReportView view;
    KmReportResult result = {0};
    char *temporary;
    if (!km_report_view(arena, request, &view, err)) {
        return false;
    }
    const KmPartView *part = km_share_find(arena, &view, group);
    if (part == NULL) {
        return no_group(arena, &view, group, err);
    }
    view.alone = true;
    if (!km_directory_begin(arena, request->directory, "kaart.html", &temporary, err)) {
        return km_error_context(err, "while writing the card");
    }
    KmText card = km_page_card(arena, &view, part);
    KmOutput output = km_output_init(arena, temporary);
    if (!km_output_add(&output, "kaart.html", &card, err) ||
        !print_card(arena, &view, temporary, &result, err) ||
        !km_directory_commit(temporary, request->directory, err)) {
        km_directory_remove(temporary);
        return km_error_context(err, "while writing the card");
    }
    result.index = km_path_join(arena, request->directory, "kaart.html");
    result.n_pages = 1;
    *ret_result = result;
    return true;
}
