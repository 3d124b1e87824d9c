#include "cli/reminders.h"
#include "engine/base/file.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS_TO_ANSWER = 7 };

typedef struct {
    KmCli *cli;
    KmContracts *contracts;
    KmDate on;
    const KmPeriod *period;
    const char *directory; /* while it is made */
} Writer;

static bool is_overdue(const KmExpected *e, KmDate on)
{
    return !e->delivered && e->due != KM_DATE_OPEN && e->due < on;
}

/* NULL: there is no such contract. */
static const char *title_of(const KmContracts *contracts, const char *contract)
{
    for (size_t i = 0; i < km_contracts_count(contracts); i++) {
        KmContractText text = km_contracts_at(contracts, i);
        if (strcmp(text.name, contract) == 0) {
            return text.title_nl;
        }
    }
    return NULL;
}

/* A partner register that was taken before its names were checked may ask for what there is not,
 * and a contract of the workspace may be gone. The others get their letters. */
static size_t leave_out_unknown(const Writer *w, const KmExpected **late, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (title_of(w->contracts, late[i]->contract) != NULL) {
            late[kept++] = late[i];
        } else {
            km_say(w->cli,
                   "%s is asked for '%.60s', and there is no such contract: no letter about it; "
                   "mend the partner register\n",
                   late[i]->deliverer, late[i]->contract);
        }
    }
    return kept;
}

static void add_file(Writer *w, KmText *text, const KmExpected *e)
{
    KmArena *arena = w->cli->arena;
    int days = w->on - e->due;
    size_t n_files;
    const KmPeriod *files = km_periods_to_ask(e, &n_files);
    km_text_addf(text, "- %s\n", title_of(w->contracts, e->contract));
    for (size_t i = 0; i < n_files; i++) {
        km_text_addf(text, "  over:         %s\n", km_period_dutch(arena, &files[i]));
        km_text_addf(text, "  bestandsnaam: %s\n",
                     km_delivery_file_name(arena, e->contract, e->deliverer, files[i].text));
    }
    if (km_is_partly_in(e)) {
        km_text_addf(text, "  al binnen:    %zu van de %zu maanden (%s)\n",
                     e->n_months - e->n_lacking, e->n_months, km_period_dutch(arena, &e->period));
    }
    km_text_addf(text, "  verwacht op:  %s, %d %s geleden\n", km_date_dutch(arena, e->due), days,
                 days == 1 ? "dag" : "dagen");
    km_text_addf(text, "  bijlagen:     %s.csv (leeg voorbeeld)\n", e->contract);
    km_text_addf(text, "                %s.html (uitleg per kolom)\n", e->contract);
    if (e->is_older) {
        km_text_add(text,
                    "  Wij hebben nog wel uw vorige bestand. Is er niets veranderd? Stuur het\n"
                    "  dan opnieuw, met de bestandsnaam hierboven.\n");
    }
}

static const char *letter(Writer *w, const KmExpected *const *late, size_t n)
{
    KmArena *arena = w->cli->arena;
    const char *area = w->cli->workspace.area;
    const char *contact = w->cli->workspace.contact;
    const KmExpected *first = late[0];
    KmText text = km_text_init(arena);
    km_text_addf(&text, "Aan: %s\n", first->name[0] == '\0' ? first->deliverer : first->name);
    km_text_addf(&text, "Datum: %s\n", km_date_dutch(arena, w->on));
    km_text_addf(&text, "Onderwerp: herinnering aan uw levering (%s)\n\n",
                 km_period_dutch(arena, w->period));
    km_text_addf(&text,
                 "Beste collega,\n\nVoor de monitor van het actieplan in %s missen wij van u "
                 "nog:\n\n",
                 area);
    size_t n_files = 0;
    for (size_t i = 0; i < n; i++) {
        size_t count;
        (void)km_periods_to_ask(late[i], &count);
        n_files += count;
        add_file(w, &text, late[i]);
    }
    km_text_addf(&text,
                 "\nWilt u %s sturen vóór %s?\n"
                 "Lukt dat niet, laat ons dan weten wanneer het wel kan.\n\n",
                 n_files == 1 ? "dit bestand" : "deze bestanden",
                 km_date_dutch(arena, w->on + DAYS_TO_ANSWER));
    km_text_add(&text,
                "Zo maakt u een bestand:\n"
                "1. Exporteer de gegevens uit uw systeem, of vul het voorbeeld in.\n"
                "2. Sla het op als CSV, gescheiden door puntkomma's, met de naam hierboven.\n"
                "3. Stuur het langs de afgesproken beveiligde weg, niet als gewone mail:\n"
                "   er kunnen persoonsgegevens in staan.\n\n"
                "Zonder uw gegevens kunnen wij de cijfers alleen tussen een onder- en een\n"
                "bovengrens noemen. Heeft u het al gestuurd? Dan hebben onze berichten\n"
                "elkaar gekruist; dank u wel.\n\n");
    if (contact[0] != '\0') {
        km_text_addf(&text, "Vragen? %s\n\n", contact);
    }
    km_text_addf(&text, "Met vriendelijke groet,\nde monitoringgroep, %s\n", area);
    return text.bytes;
}

static bool write_text(const Writer *w, const char *name, const char *bytes, size_t length,
                       KmError *err)
{
    return km_file_write_unsynced(km_path_join(w->cli->arena, w->directory, name), bytes, length,
                                  0600, err);
}

static bool write_appendix(const Writer *w, const char *contract, KmError *err)
{
    KmArena *arena = w->cli->arena;
    KmBytes bytes = {.bytes = NULL};
    const char *page = "";
    return km_contract_template(arena, w->contracts, contract, &bytes, err) &&
           km_contract_page(arena, w->contracts, contract, &page, err) &&
           write_text(w, km_format(arena, "bijlagen/%s.csv", contract), bytes.bytes, bytes.length,
                      err) &&
           write_text(w, km_format(arena, "bijlagen/%s.html", contract), page, strlen(page), err);
}

static int by_deliverer(const void *left, const void *right)
{
    const KmExpected *const *a = left;
    const KmExpected *const *b = right;
    int order = strcmp((*a)->deliverer, (*b)->deliverer);
    order = order != 0 ? order : strcmp((*a)->contract, (*b)->contract);
    return order != 0 ? order : ((*a)->due > (*b)->due) - ((*a)->due < (*b)->due);
}

static bool write_letters(Writer *w, const KmExpected **late, size_t n, size_t *ret_letters,
                          KmError *err)
{
    KmArena *arena = w->cli->arena;
    json_t *letters = json_array();
    (void)json_object_set_new(w->cli->result, "letters", letters);
    for (size_t first = 0; first < n;) {
        size_t last = first + 1;
        while (last < n && strcmp(late[last]->deliverer, late[first]->deliverer) == 0) {
            last++;
        }
        const char *name = km_format(arena, "%s.txt", late[first]->deliverer);
        const char *text = letter(w, late + first, last - first);
        if (!write_text(w, name, text, strlen(text), err)) {
            return false;
        }
        (void)json_array_append_new(letters, json_pack("{s:s, s:s, s:i}", "deliverer",
                                                       late[first]->deliverer, "file", name,
                                                       "deliveries", (int)(last - first)));
        ++*ret_letters;
        first = last;
    }
    for (size_t i = 0; i < n; i++) {
        if (!write_appendix(w, late[i]->contract, err)) {
            return false;
        }
    }
    char *list = json_dumps(letters, JSON_INDENT(2));
    bool written = list != NULL && write_text(w, "overzicht.json", list, strlen(list), err);
    free(list);
    return written;
}

int km_reminders_write(KmCli *cli, const KmExpectedList *list, const KmPeriod *period, KmDate on)
{
    Writer w = {.cli = cli, .on = on, .period = period};
    const KmExpected **late = KM_NEW_ARRAY(cli->arena, const KmExpected *, list->count + 1);
    const char *target = km_cli_option(cli, "output");
    char *temporary = NULL;
    size_t n = 0;
    size_t letters = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (is_overdue(&list->items[i], on)) {
            late[n++] = &list->items[i];
        }
    }
    if (!km_cli_open_contracts(cli, &w.contracts, &cli->err)) {
        return -1;
    }
    n = leave_out_unknown(&w, late, n);
    if (n == 0) {
        km_say(cli, "nobody is late with %s on %s: no letters\n", period->text,
               km_date_iso(cli->arena, on));
        return 0;
    }
    qsort(late, n, sizeof *late, by_deliverer);
    if (target == NULL) {
        target = km_workspace_path(cli, km_format(cli->arena, "herinneringen/%s", period->text));
    }
    if (!km_directory_begin(cli->arena, target, "overzicht.json", &temporary, &cli->err)) {
        return -1;
    }
    w.directory = temporary;
    if (!km_directory_make(km_path_join(cli->arena, temporary, "bijlagen"), 0700, &cli->err) ||
        !write_letters(&w, late, n, &letters, &cli->err) ||
        !km_directory_commit(temporary, target, &cli->err)) {
        km_directory_remove(temporary);
        return -1;
    }
    km_print(cli, "%s\n", target);
    (void)json_object_set_new(cli->result, "directory", json_string(target));
    km_say(cli, "%zu letter%s about %zu deliver%s; the appendices are in bijlagen/\n", letters,
           letters == 1 ? "" : "s", n, n == 1 ? "y" : "ies");
    return 1;
}
