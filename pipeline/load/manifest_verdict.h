/* What becomes of the rows of a window. Shared by the manifest's files only. */
#ifndef LOAD_MANIFEST_VERDICT_H
#define LOAD_MANIFEST_VERDICT_H

#include "load/manifest_window.h"

/* What the loader says of a file. Errors: ERR_NOMEM. */
int verdict_take(struct window *w, struct window_row *at, const struct load_result *r, struct err *e);

/* A file that could not be read stays where it is. code, why: not copied. */
void verdict_leave(struct window_row *x, const char *code, const char *why);

/* After the last file: twins, audit.quarantine of what did not come to the loader, the rows. Errors:
 * ERR_FAULT for a file without a verdict, db_fail's, ERR_WRITE. */
int verdict_finish(struct window *w, const struct manifest_options *o, struct manifest_writer *out,
	struct manifest_counts *counts, struct err *e);

#endif
