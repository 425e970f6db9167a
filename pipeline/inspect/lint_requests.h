/* Checks of requests.csv that need its templates: that each is there, and what its places stand for. */
#ifndef INSPECT_LINT_REQUESTS_H
#define INSPECT_LINT_REQUESTS_H

#include "inspect/lint.h"

/* Of each row: its template is a file of a folder `requests`; each {word} of path and template is one that
 * scripts/fetch fills in, or an endpoint's key that the row names; who asks page by page says which. Errors:
 * ERR_CATALOG, ERR_NOMEM, what the report sets. */
int lint_requests(struct lint *l, struct err *e);

#endif
