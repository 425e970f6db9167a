/* The variables of an indicator: from measures, from the other provinces, from its own parts. */
#ifndef COMPUTE_INDICATOR_VARIABLES_H
#define COMPUTE_INDICATOR_VARIABLES_H

#include "compute/indicator.h"

/* Reads every variable of r's indicator as variables.csv says: a measure rolled up, in the variable's unit; a
 * claim or a state by its list of codes; `of`: least or greatest of the agencies outside r's (peers),
 * children (the points of the indicators under the item), score (of another indicator). What was not
 * received, has no unit or another dimension is missing with its reason. Errors: ERR_CATALOG. */
int indicator_variables_read(
	struct result *r, const struct knowledge *k, const struct observations *f, struct err *e);

#endif
