/* Extended regular expressions of the catalogue. */
#ifndef CORE_PATTERN_H
#define CORE_PATTERN_H

#include <regex.h>
#include "core/err.h"

/* Compiles text, for a yes or no only. Shape: 0, 1 when it is no pattern, -1 on error.
 * Owns: *out is yours after 0: regfree. Errors: ERR_NOMEM. */
int pattern_compile(regex_t *out, const char *text, struct err *e);

/* The same of a pattern whose places in the text are asked for. Errors: ERR_NOMEM. */
int pattern_compile_places(regex_t *out, const char *text, struct err *e);

#endif
