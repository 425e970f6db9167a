/* The same figure of the agencies that are not ours: the other provinces. */
#ifndef COMPUTE_PEERS_H
#define COMPUTE_PEERS_H

#include "compute/observations.h"
#include "compute/quantity.h"

/* The least or the greatest value of (measure, item) over all agencies outside the tree of agency, in the
 * last quarter of the span that has any, and how many they are (npeers). Missing with its reason when none
 * came. Errors: ERR_FILE for a value that is no number. */
int peers_find(const struct observations *f, const char *measure, const char *item, const char *agency,
	bool is_greatest, struct quantity *out, struct err *e);

#endif
