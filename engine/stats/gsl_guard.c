#include "engine/stats/gsl_guard.h"

#include <gsl/gsl_errno.h>
#include <pthread.h>

static void let_it_return(const char *reason, const char *file, int line, int code)
{
    (void)reason;
    (void)file;
    (void)line;
    (void)code;
}

static void install(void)
{
    (void)gsl_set_error_handler(let_it_return);
}

void km_gsl_guard(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, install);
}
