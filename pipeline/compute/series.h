/* The two series of a figure: as it was, and by the agencies of a later day. */
#ifndef COMPUTE_SERIES_H
#define COMPUTE_SERIES_H

#include "compute/knowledge.h"
#include "compute/observations.h"
#include "compute/result.h"

#define SERIES_NOW "@nay" /* ends the name of a set in the series by the agencies of today */

/* Where an agency of the period stands in the series: itself, or by the agencies of the second series' day
 * what it became, or the row for what is nobody's. Errors: ERR_NOMEM, ERR_CATALOG. */
int series_place(const struct observations *f, const char *agency, const char **out, struct err *e);

/* The agency that a territory's root is in this series: what it became, or itself. */
const char *series_root(const struct observations *f, const char *root);

/* The set's name in this series. Shape: out holds size bytes; a name that does not fit is cut. */
const char *series_name(const struct observations *f, const char *set, char *out, size_t size);

/* Flags a figure whose agency has another scope than its name says: as it was, from the day on which a body
 * of the same name took over more; by the agencies of a later day, when a part that came to it since cannot
 * be told. Of a body that gave a task away and goes on, the same. Prints that day among the rules of the
 * second series. Errors: ERR_CATALOG, ERR_NOMEM. */
int series_mark(struct result *r, const struct knowledge *k, const struct observations *f, struct err *e);

#endif
