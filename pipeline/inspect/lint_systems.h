/* The register held to its tables. */
#ifndef INSPECT_LINT_SYSTEMS_H
#define INSPECT_LINT_SYSTEMS_H

#include "inspect/lint.h"

/* A system without an owner on the day is a finding; a connected one without a feed, and a feed that keeps
 * another rhythm than its system plans, are notes. Errors: those of the report; ERR_CATALOG. */
int lint_systems(struct lint *l, const char *today, struct err *e);

#endif
