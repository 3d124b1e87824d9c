#include "cli/evaluation/render.h"

#include "cli/effects.h"
#include "cli/evaluation/notes.h"
#include "cli/evaluation/pack.h"
#include "cli/evaluation/revisions.h"
#include "engine/base/file.h"
#include "indicators/compute/work_register.h"

#include <string.h>

/* Those kept with the lock, or of the workspace. */
static bool read_notes(KmCli *cli, const KmCliFigures *figures, const KmPublished *published,
                       const KmReportNote **ret_notes, size_t *ret_count, KmError *err)
{
    KmNotesFolder folders[KM_NOTES_FOLDERS];
    const char *period = figures->standing.period;
    if (!km_notes_folders(cli, period, folders, err)) {
        return false;
    }
    for (int i = 0; i < KM_NOTES_FOLDERS && figures->locked != NULL; i++) {
        folders[i].path = km_path_join(cli->arena, figures->locked->notes, folders[i].period);
    }
    return km_notes_read(cli, folders, published, period, ret_notes, ret_count, err);
}

/* The working groups' lines are for those who work with them, not for everybody. */
static bool read_work(KmCli *cli, const KmCliFigures *figures, const KmPeriod *period,
                      KmWorkRegister *register_of, const KmWorkRegister **ret_work, KmError *err)
{
    KmWorkRegisterRequest request = {
        .period = *period, .knowledge = figures->run.knowledge, .sieve = figures->sieve};
    *ret_work = NULL;
    if (strcmp(figures->profile->name, "openbaar") == 0) {
        return true;
    }
    *ret_work = register_of;
    return km_work_register_read(cli->store, cli->arena, figures->catalogue, &request, register_of,
                                 err);
}

bool km_render(KmCli *cli, const KmCliFigures *figures, const KmRender *render,
               KmReportResult *ret_result, KmError *err)
{
    const KmPublished *published;
    const KmPublishedEffects *effects = NULL;
    const KmReportNote *notes;
    size_t n_notes;
    const KmReportRevision *revisions;
    size_t n_revisions;
    KmWorkRegister lines;
    const KmWorkRegister *work;
    KmPeriod period = km_period_part(&figures->asked, km_period_parts(&figures->asked) - 1);
    if (!km_cli_publish(cli, figures, &published, err) ||
        !read_notes(cli, figures, published, &notes, &n_notes, err) ||
        !km_revisions_read(cli, figures, published, &revisions, &n_revisions, err) ||
        !read_work(cli, figures, &period, &lines, &work, err)) {
        return false;
    }
    KmEffectRequest asked = {
        .last = km_period_part(&figures->asked, km_period_parts(&figures->asked) - 1),
        .knowledge = figures->run.knowledge,
        .sieve = figures->sieve,
        .program = "kansmeter " KM_VERSION};
    KmError failure = {0};
    if (!km_cli_effects(cli, figures->catalogue, &asked, figures->profile, published, &effects,
                        &failure)) {
        km_print_error(cli, &failure); /* the figures stand without it */
        effects = NULL;
    }
    KmReportRequest request = {
        .effects = effects,
        .published = published,
        .period = period,
        .work = work,
        .directory = render->directory,
        .stamp_nl = render->stamp_nl,
        .notes = notes,
        .n_notes = n_notes,
        .revisions = revisions,
        .n_revisions = n_revisions,
        .plan_file = km_path_join(cli->arena, figures->datadir, "indicators/plan.json"),
        .charts = render->charts,
        .workbook = render->workbook,
        .pdf = render->pdf,
        .year = render->year,
        .slides = render->slides,
        .bundles = render->bundles};
    if (render->pack != NULL && !km_pack_read(cli, render->pack, &request, err)) {
        return false;
    }
    KmProgress progress = km_progress_open(cli);
    bool done =
        km_cli_release(cli, published, err) &&
        (effects == NULL || render->group != NULL || km_cli_effects_release(cli, effects, err)) &&
        (render->group != NULL ? km_card_write(cli->arena, &request, render->group, ret_result, err)
                               : km_report_write(cli->arena, &request, &progress, ret_result, err));
    km_progress_close(cli);
    return done;
}

int km_render_tell(KmCli *cli, const KmCliFigures *figures, const KmReportResult *result)
{
    int code = km_cli_tell_failures(cli, figures);
    if (result->pdf_reason != NULL) {
        km_say(cli, "no PDF was made: %s\n", result->pdf_reason);
        code = result->pdf_failed ? 1 : code;
    }
    if (result->slides_reason != NULL) {
        km_say(cli, "no slides were made: %s\n", result->slides_reason);
        code = 1;
    }
    if (result->charts_skipped) {
        km_say(cli, "charts were left out: %s\n", result->charts_reason);
        code = 1;
    }
    return code;
}
