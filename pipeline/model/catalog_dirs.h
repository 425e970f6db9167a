/* The folders of a catalogue: named, of the environment, or beside the program. */
#ifndef MODEL_CATALOG_DIRS_H
#define MODEL_CATALOG_DIRS_H

#include <stddef.h>
#include "core/err.h"

/* In order, base first. A zeroed struct is empty. */
struct catalog_dirs {
	char **list;
	size_t n;
};

/* Shape: as catalog_open says of its dirs; every one exists. Errors: ERR_CATALOG, ERR_NOMEM. Owns: *d is
 * yours, also after an error. */
int catalog_dirs_find(struct catalog_dirs *d, const char *const *dirs, size_t ndirs, struct err *e);
void catalog_dirs_release(struct catalog_dirs *d);

/* What the system said of a folder or file. Errors: ERR_CATALOG, or ERR_NOMEM, which is no fault of the
 * catalogue. */
int catalog_failed(const char *path, const char *what, struct err *e);

#endif
