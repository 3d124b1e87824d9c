/* GSL aborts the program on a domain error unless told otherwise. km_gsl_guard puts a handler of
 * ours in its place, once, that lets GSL return its error code. Arguments are checked before GSL is
 * called: with the handler off some GSL functions never return on bad ones. Private to stats. */
#ifndef ENGINE_STATS_GSL_GUARD_H
#define ENGINE_STATS_GSL_GUARD_H

void km_gsl_guard(void);

#endif
