/* A page as one JSON object: its texts by name, its lists as arrays of such objects. */
#ifndef PAGE_PAGE_JSON_H
#define PAGE_PAGE_JSON_H

#include <stdio.h>
#include "page/page.h"

/* Errors: ERR_WRITE, ERR_NOMEM. Memory: O(page). */
int page_write_json(const struct page *p, FILE *out, struct err *e);

#endif
