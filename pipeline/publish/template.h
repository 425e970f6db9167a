/* Where the template of a page is. */
#ifndef PUBLISH_TEMPLATE_H
#define PUBLISH_TEMPLATE_H

#include <stddef.h>
#include "model/catalog.h"

/* pages/PAGE.html of the last folder of the catalogue that has one. Errors: ERR_CATALOG where none has. */
int template_find(const struct catalog *c, const char *page, char *out, size_t size, struct err *e);

#endif
