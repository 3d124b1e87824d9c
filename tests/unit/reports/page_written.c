#include "tests/unit/reports/page_written.h"

#include "engine/base/file.h"

#include <check.h>

KmArena *arena;
const KmPublished *published;
const char *place;
const char *target;
KmReportRequest request;

void page_set_up(void)
{
    arena = km_arena_open();
    published = km_page_fixture(arena);
    place = km_page_fixture_directory(arena);
    target = km_path_join(arena, place, "evaluatie");
    request = (KmReportRequest){.published = published,
                                .period = km_page_fixture_period(),
                                .directory = target,
                                .plan_file = km_page_fixture_plan(arena, place)};
}

void page_tear_down(void)
{
    km_directory_remove(place);
    km_arena_close(arena);
}

KmReportResult page_write(void)
{
    KmReportResult result = {0};
    KmError err = {0};
    ck_assert_msg(km_report_write(arena, &request, NULL, &result, &err), "%s", err.message);
    return result;
}

char *page_read_back(const char *name)
{
    KmBytes bytes = {0};
    KmError err = {0};
    ck_assert_msg(km_file_read(arena, km_path_join(arena, target, name), 1 << 24, &bytes, &err),
                  "%s", err.message);
    return bytes.bytes;
}
