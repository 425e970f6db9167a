/* Shared by envelope.c and envelope_read.c only. */
#ifndef EXTRACT_ENVELOPE_PARTS_H
#define EXTRACT_ENVELOPE_PARTS_H

#include "core/table.h"
#include "extract/envelope.h"

/* Appends the envelope of a row. Errors: ERR_CATALOG at it. */
int envelope_read(struct envelopes *out, const struct table *t, size_t row, struct err *e);

#endif
