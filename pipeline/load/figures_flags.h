/* What checks found, on its way to core.indicator_flag: a row a flag, superseded with its figure. Only the
 * figures files include this. */
#ifndef LOAD_FIGURES_FLAGS_H
#define LOAD_FIGURES_FLAGS_H

#include "core/csv.h"
#include "load/figures_table.h"

/* Appends to a row of pg_temp.chiso_figure, for COPY, what it holds of the flags' cells: as a reader sees
 * them, their severities, and the flags themselves, four texts each. Shape: cells are SEVERITIES, of one
 * figure. Errors: ERR_RECORD for cells that flags_write did not make. */
int figures_add_shown(struct buf *row, const struct cell *cells, struct err *e);
int figures_add_flags(struct buf *row, const struct cell *cells, struct err *e);

#endif
