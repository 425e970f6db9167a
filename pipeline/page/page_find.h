/* Where the template of a page is: folder pages/ of the catalogue. */
#ifndef PAGE_PAGE_FIND_H
#define PAGE_PAGE_FIND_H

#include <limits.h>
#include "model/catalog.h"

/* The path of pages/NAME.html in the last folder of the catalogue that has one, so that a province may have
 * its own; when none does, in the first. */
void page_find_template(const struct catalog *c, const char *name, char out[PATH_MAX]);

#endif
