/* The indicators stream. */
#ifndef COMPUTE_WRITE_H
#define COMPUTE_WRITE_H

#include <stdint.h>
#include <stdio.h>
#include "compute/result.h"

/* Writes one row. Errors: ERR_WRITE, ERR_NOMEM. */
int result_write(FILE *out, const struct result *r, struct err *e);

/* Errors: ERR_WRITE. */
int results_write_header(FILE *out, struct err *e);

/* Errors: ERR_WRITE. */
int results_write_end(FILE *out, uint64_t rows, struct err *e);

#endif
