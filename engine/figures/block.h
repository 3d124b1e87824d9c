/* A block: the set of units described by 0, 1 or 2 dimension values. Plain type, no logic beyond
 * its text. */
#ifndef ENGINE_FIGURES_BLOCK_H
#define ENGINE_FIGURES_BLOCK_H

enum { KM_BLOCK_DIMENSIONS = 2 };

/* Unused places are "". Dimension names and codes as in the catalogue: "wijk", "WK054603". Two
 * dimensions stand in the order in which the indicator's `crosses` declares them. */
typedef struct {
    const char *dim[KM_BLOCK_DIMENSIONS];
    const char *code[KM_BLOCK_DIMENSIONS];
} KmBlock;

#endif
