/* Checks of where the catalogue has its rows from. */
#ifndef INSPECT_LINT_SOURCES_H
#define INSPECT_LINT_SOURCES_H

#include "inspect/lint.h"

/* Every table's `source` cells cite rows of sources.csv (model/sources.h); an act, a document or a standard
 * says where it is published, an assumption who can confirm it. A row that nothing cites is a note. Errors:
 * ERR_CATALOG, ERR_NOMEM. Memory: O(sources). */
int lint_sources(struct lint *l, struct err *e);

#endif
