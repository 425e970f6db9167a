/* What is internal is named so: share has no measure of such a name. */
#ifndef INSPECT_LINT_CLASS_H
#define INSPECT_LINT_CLASS_H

#include "inspect/lint.h"

/* A measure of a feed of the setting internal_feeds begins with INTERNAL_PREFIX, and no other one: by its
 * name alone share.he_thong_thong_ke leaves it out. Nor is such a feed opened by open_feeds. Errors: those of
 * the report; ERR_CATALOG. */
int lint_class(struct lint *l, const char *today, struct err *e);

#define INTERNAL_PREFIX "noi-bo."

#endif
