/* stuk/: deliveries that must be refused, or that must come back with many findings. */
#ifndef STAD_BROKEN_H
#define STAD_BROKEN_H

void broken_write(const char *directory);

#endif
