/* What the catalogue covers of the documents' targets. */
#ifndef INSPECT_COVERAGE_TARGETS_H
#define INSPECT_COVERAGE_TARGETS_H

#include <stdio.h>
#include "model/catalog.h"

/* A part of coverage.h: every target line of the documents (level province, its first part), with what was
 * read from its text or the reason why nothing was, its kind, the test, and the entries that give it a value.
 * date is not used: a target counts after its end. Errors: ERR_CATALOG, ERR_WRITE. */
int coverage_targets(struct catalog *c, const char *date, FILE *out, size_t *empty, struct err *e);

#endif
