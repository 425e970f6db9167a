/* Exact numbers: GMP rationals, decimal text, half-up rounding once. */
#ifndef CORE_RATIONAL_H
#define CORE_RATIONAL_H

#include <gmp.h>
#include <stdbool.h>
#include "core/buf.h"
#include "core/err.h"

/* Plain decimal text ("-12.50", "100", "1e" is refused) or "n/d" to a rational; what is none leaves 0.
 * Errors: ERR_RECORD for what is none, more than LIMIT_DIGITS digits, a divisor of 0. */
int rational_parse(mpq_t out, const char *text, size_t len, struct err *e);

/* Whether the whole text is a number, one above 0. Errors: none, what is no number is not. */
bool rational_is(const char *text);
bool rational_is_positive(const char *text);

/* Whether two texts say the same number ("12", "12.0"; "0.5", "1/2"); two empty ones do, missing is never 0.
 */
bool rational_same(const char *a, const char *b);

/* Rounded half-up (away from zero on a tie, for negatives too) at `digits` decimals, once:
 * div(2*n*10^k + d, 2*d). Appends to out ("87.55"). Errors: ERR_NOMEM. */
int rational_round(const mpq_t q, unsigned digits, struct buf *out, struct err *e);

/* The shortest exact decimal, or n/d when there is none. Appends to out. Errors: ERR_NOMEM. */
int rational_write(const mpq_t q, struct buf *out, struct err *e);

#endif
