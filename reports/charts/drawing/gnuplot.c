#include "reports/charts/drawing/gnuplot.h"

#include "engine/base/text.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    LIMIT_SECONDS = 30,
    OUTPUT_CAP = 16 * 1024 * 1024, /* a chart is some 15 KB */
    STDERR_CAP = 4096
};

struct KmGnuplot {
    char program[256];
    int limit_seconds;
    pid_t pid; /* 0: not running */
    int input, output, errors;
    int64_t sequence; /* of the end mark, so that a late answer is never taken for this one */
};

static const char *const places[] = {"/usr/bin/gnuplot", "/usr/local/bin/gnuplot", "/bin/gnuplot"};

static void close_fd(int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
        *fd = -1;
    }
}

static void end_process(KmGnuplot *g)
{
    close_fd(&g->input);
    close_fd(&g->output);
    close_fd(&g->errors);
    if (g->pid > 0) {
        (void)kill(g->pid, SIGKILL);
        while (waitpid(g->pid, NULL, 0) < 0 && errno == EINTR) {
        }
    }
    g->pid = 0;
}

/* Nothing it could be talked into may write a file, start a program or fill the memory. */
static bool set_limits(pid_t pid, KmError *err)
{
    static const struct {
        __rlimit_resource_t what;
        rlim_t value;
    } limits[] = {
        {RLIMIT_FSIZE, 0}, {RLIMIT_CORE, 0},  {RLIMIT_NOFILE, 32},
        {RLIMIT_NPROC, 1}, {RLIMIT_CPU, 300}, {RLIMIT_AS, 1024UL * 1024 * 1024},
    };
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        struct rlimit limit = {limits[i].value, limits[i].value};
        if (prlimit(pid, limits[i].what, &limit, NULL) != 0 && errno != ESRCH) {
            return km_error_set(err, KM_ERROR_SYSTEM, "cannot limit gnuplot: %s", strerror(errno));
        }
    }
    return true;
}

typedef struct {
    int input[2], output[2], errors[2];
} Channels;

static void close_channels(Channels *c)
{
    for (int i = 0; i < 2; i++) {
        close_fd(&c->input[i]);
        close_fd(&c->output[i]);
        close_fd(&c->errors[i]);
    }
}

/* Input is a socket: send() can then refuse politely where write() would raise SIGPIPE. */
static bool open_channels(Channels *c, KmError *err)
{
    *c = (Channels){{-1, -1}, {-1, -1}, {-1, -1}};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, c->input) != 0 ||
        pipe2(c->output, O_CLOEXEC) != 0 || pipe2(c->errors, O_CLOEXEC) != 0 ||
        fcntl(c->input[1], F_SETFL, 0) != 0 || fcntl(c->output[0], F_SETFL, O_NONBLOCK) != 0 ||
        fcntl(c->errors[0], F_SETFL, O_NONBLOCK) != 0) {
        int code = errno;
        close_channels(c);
        return km_error_set(err, KM_ERROR_SYSTEM, "cannot open a pipe to gnuplot: %s",
                            strerror(code));
    }
    return true;
}

static int spawn(const KmGnuplot *g, const Channels *c, pid_t *ret_pid)
{
    static char name[] = "gnuplot", no_init[] = "-d", from_input[] = "-";
    static char language[] = "LC_ALL=C", home[] = "HOME=/nonexistent";
    char *const args[] = {name, no_init, from_input, NULL};
    char *const environment[] = {language, home, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    (void)sigemptyset(&none);
    (void)sigfillset(&all);
    if (posix_spawn_file_actions_init(&actions) != 0) {
        return ENOMEM;
    }
    if (posix_spawnattr_init(&attributes) != 0) {
        (void)posix_spawn_file_actions_destroy(&actions);
        return ENOMEM;
    }
    int failed = posix_spawn_file_actions_adddup2(&actions, c->input[1], STDIN_FILENO);
    failed |= posix_spawn_file_actions_adddup2(&actions, c->output[1], STDOUT_FILENO);
    failed |= posix_spawn_file_actions_adddup2(&actions, c->errors[1], STDERR_FILENO);
    failed |= posix_spawn_file_actions_addchdir_np(&actions, "/");
    failed |= posix_spawnattr_setsigmask(&attributes, &none);
    failed |= posix_spawnattr_setsigdefault(&attributes, &all);
    failed |= posix_spawnattr_setpgroup(&attributes, 0);
    failed |= posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                                        POSIX_SPAWN_SETPGROUP);
    int code = failed != 0
                   ? ENOMEM
                   : posix_spawn(ret_pid, g->program, &actions, &attributes, args, environment);
    (void)posix_spawnattr_destroy(&attributes);
    (void)posix_spawn_file_actions_destroy(&actions);
    return code;
}

static bool missing(KmError *err)
{
    km_error_set(err, KM_ERROR_SYSTEM, "gnuplot is not installed; charts need it");
    return km_error_hint(err,
                         "install the Debian package gnuplot-nox: apt-get install gnuplot-nox");
}

static bool start(KmGnuplot *g, KmError *err)
{
    Channels c;
    if (!open_channels(&c, err)) {
        return false;
    }
    int code = spawn(g, &c, &g->pid);
    if (code != 0) {
        g->pid = 0;
        close_channels(&c);
        return code == ENOENT || code == EACCES
                   ? missing(err)
                   : km_error_set(err, KM_ERROR_SYSTEM, "cannot start %s: %s", g->program,
                                  strerror(code));
    }
    close_fd(&c.input[1]);
    close_fd(&c.output[1]);
    close_fd(&c.errors[1]);
    g->input = c.input[0];
    g->output = c.output[0];
    g->errors = c.errors[0];
    if (!set_limits(g->pid, err)) {
        end_process(g);
        return false;
    }
    return true;
}

bool km_gnuplot_open_program(const char *program, int limit_seconds, KmGnuplot **ret_gnuplot,
                             KmError *err)
{
    KmGnuplot *g = calloc(1, sizeof *g);
    if (g == NULL || strlen(program) >= sizeof g->program) {
        free(g);
        return km_error_set(err, KM_ERROR_SYSTEM, "cannot open gnuplot: no memory");
    }
    memcpy(g->program, program, strlen(program) + 1);
    g->limit_seconds = limit_seconds;
    g->input = g->output = g->errors = -1;
    if (!start(g, err)) {
        free(g);
        return false;
    }
    *ret_gnuplot = g;
    return true;
}

bool km_gnuplot_open(KmGnuplot **ret_gnuplot, KmError *err)
{
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (access(places[i], X_OK) == 0) {
            return km_gnuplot_open_program(places[i], LIMIT_SECONDS, ret_gnuplot, err);
        }
    }
    return missing(err);
}

void km_gnuplot_close(KmGnuplot *gnuplot)
{
    if (gnuplot != NULL) {
        end_process(gnuplot);
        free(gnuplot);
    }
}

typedef struct {
    const char *script;
    size_t length, sent;
    const char *mark;
    KmText output;
    char errors[STDERR_CAP];
    size_t n_errors;
    int64_t deadline_ms;
} Exchange;

static int64_t now_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool is_again(void)
{
    return errno == EAGAIN || errno == EINTR;
}

/* False when the other side is gone. */
static bool send_some(const KmGnuplot *g, Exchange *x)
{
    ssize_t n = send(g->input, x->script + x->sent, x->length - x->sent, MSG_NOSIGNAL);
    if (n > 0) {
        x->sent += (size_t)n;
    }
    return n > 0 || is_again();
}

static bool read_output(const KmGnuplot *g, Exchange *x)
{
    char piece[16384];
    ssize_t n = read(g->output, piece, sizeof piece);
    if (n > 0) {
        km_text_add_n(&x->output, piece, (size_t)n);
    }
    return n > 0 || (n < 0 && is_again());
}

static void read_errors(const KmGnuplot *g, Exchange *x)
{
    char piece[1024];
    ssize_t n;
    while ((n = read(g->errors, piece, sizeof piece)) > 0) {
        size_t room = sizeof x->errors - 1 - x->n_errors;
        size_t taken = (size_t)n < room ? (size_t)n : room;
        memcpy(x->errors + x->n_errors, piece, taken);
        x->n_errors += taken;
    }
}

/* The last whole line, when it is the end mark; what follows the mark is gnuplot's error number. */
static const char *end_line(const Exchange *x)
{
    const KmText *out = &x->output;
    if (out->length == 0 || out->bytes[out->length - 1] != '\n') {
        return NULL;
    }
    size_t start = out->length - 1;
    while (start > 0 && out->bytes[start - 1] != '\n') {
        start--;
    }
    return km_text_starts_with(out->bytes + start, x->mark) ? out->bytes + start : NULL;
}

typedef enum {
    EXCHANGE_DONE,
    EXCHANGE_ENDED,
    EXCHANGE_LATE,
    EXCHANGE_TOO_LARGE,
    EXCHANGE_FAULT
} Outcome;

static Outcome exchange(const KmGnuplot *g, Exchange *x)
{
    while (end_line(x) == NULL) {
        int64_t left = x->deadline_ms - now_ms();
        struct pollfd fds[3] = {{g->output, POLLIN, 0}, {g->errors, POLLIN, 0}, {-1, POLLOUT, 0}};
        fds[2].fd = x->sent < x->length ? g->input : -1;
        int ready = left > 0 ? poll(fds, 3, (int)left) : 0;
        if (ready == 0) {
            return EXCHANGE_LATE;
        }
        if (ready < 0 && errno != EINTR) {
            return EXCHANGE_ENDED;
        }
        if ((fds[1].revents & POLLIN) != 0) {
            read_errors(g, x);
        }
        bool alive = fds[0].revents == 0 || read_output(g, x);
        alive = (fds[2].revents == 0 || send_some(g, x)) && alive;
        if (!alive) {
            read_errors(g, x);
            return EXCHANGE_ENDED;
        }
        if (x->output.length > OUTPUT_CAP) {
            return EXCHANGE_TOO_LARGE;
        }
    }
    read_errors(g, x);
    return km_text_equal(end_line(x) + strlen(x->mark), " 0\n") ? EXCHANGE_DONE : EXCHANGE_FAULT;
}

/* What it said on standard error, on one line. */
static const char *complaint(Exchange *x)
{
    for (size_t i = 0; i < x->n_errors; i++) {
        unsigned char c = (unsigned char)x->errors[i];
        if (c < 0x20 || c > 0x7e) {
            x->errors[i] = ' ';
        }
    }
    x->errors[x->n_errors < 400 ? x->n_errors : 400] = '\0';
    const char *text = x->errors + strspn(x->errors, " ");
    return *text == '\0' ? "it said nothing" : text;
}

static bool report(const KmGnuplot *g, Exchange *x, Outcome outcome, KmError *err)
{
    switch (outcome) {
    case EXCHANGE_DONE:
        return true;
    case EXCHANGE_LATE:
        return km_error_set(err, KM_ERROR_LIMIT, "gnuplot did not finish a chart in %d s",
                            g->limit_seconds);
    case EXCHANGE_TOO_LARGE:
        return km_error_set(err, KM_ERROR_LIMIT, "gnuplot wrote more than %d MB for one chart",
                            OUTPUT_CAP / (1024 * 1024));
    case EXCHANGE_ENDED:
        return km_error_set(err, KM_ERROR_SYSTEM, "gnuplot stopped while drawing: %s",
                            complaint(x));
    case EXCHANGE_FAULT:
        break;
    }
    return km_error_set(err, KM_ERROR_SYSTEM, "gnuplot refused a chart: %s", complaint(x));
}

bool km_gnuplot_run(KmGnuplot *gnuplot, KmArena *arena, const char *script, char **ret_output,
                    size_t *ret_length, KmError *err)
{
    if (gnuplot->pid == 0 && !start(gnuplot, err)) {
        return false;
    }
    gnuplot->sequence++;
    long long sequence = (long long)gnuplot->sequence;
    char *mark = km_format(arena, "km~end~%lld~", sequence);
    /* Reading from standard input gnuplot goes on after a fault: it is asked at the end. */
    char *whole = km_format(arena, "%s\nset output\nset print \"-\"\nprint \"%s\", GPVAL_ERRNO\n",
                            script, mark);
    Exchange x = {.script = whole,
                  .length = strlen(whole),
                  .mark = mark,
                  .output = km_text_init(arena),
                  .deadline_ms = now_ms() + (int64_t)gnuplot->limit_seconds * 1000};
    Outcome outcome = exchange(gnuplot, &x);
    if (outcome != EXCHANGE_DONE) {
        end_process(gnuplot);
        return report(gnuplot, &x, outcome, err);
    }
    const char *end = end_line(&x);
    assert(end != NULL); /* EXCHANGE_DONE means it was seen */
    *ret_length = (size_t)(end - x.output.bytes);
    x.output.bytes[*ret_length] = '\0';
    *ret_output = x.output.bytes;
    return true;
}

bool km_gnuplot_version(KmArena *arena, const char **ret_version, KmError *err)
{
    KmGnuplot *gnuplot = NULL;
    if (!km_gnuplot_open(&gnuplot, err)) {
        return false;
    }
    char *output = NULL;
    size_t length = 0;
    bool ok = km_gnuplot_run(
        gnuplot, arena, "set print \"-\"\nprint GPVAL_VERSION, \" patchlevel \", GPVAL_PATCHLEVEL",
        &output, &length, err);
    km_gnuplot_close(gnuplot);
    if (ok) {
        *ret_version = km_strndup(arena, output, strcspn(output, "\n"));
    }
    return ok;
}
