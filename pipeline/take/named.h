/* How a file of the inbox is called wherever it is told of. */
#ifndef TAKE_NAMED_H
#define TAKE_NAMED_H

#include <stdbool.h>
#include "core/buf.h"
#include "model/mask.h"

/* Appends the name as core/shown.h does, without the people in it. *is_masked: whether there were any: then
 * several names may be shown alike. Errors: as mask_keep_text. */
int named_add(struct mask *m, const char *name, struct buf *out, bool *is_masked, struct err *e);

/* Appends the path so that shown_undo gives it back: of one with people in it every byte as \xNN, so that
 * nobody reads or finds them there. Errors: as mask_keep_text. */
int named_add_path(struct mask *m, const char *path, struct buf *out, struct err *e);

#endif
