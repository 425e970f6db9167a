/* Numbers in a declared dialect: which mark is the decimal one is never guessed. */
#ifndef NORMALIZE_NUMBER_H
#define NORMALIZE_NUMBER_H

#include <stdbool.h>
#include "core/limits.h"
#include "model/catalog.h"

/* A row of dialects.csv. */
struct dialect {
	const char *name;
	char decimal, group; /* '\0': none */
	bool is_mixed;	     /* rule `mixed`: a group mark with 1–2 digits behind it is a decimal mark */
	bool is_remark;	     /* rule `remark`: words, where a figure counts only in brackets of its own */
	bool is_blank;	     /* rule `blank`: a blank may part thousands as well */
	const char *valid_from, *valid_to;
};

/* Plain decimal text: no leading zeros, '.' as the mark, no zeros at the end. len 0: missing. */
struct number {
	char text[2 * LIMIT_DIGITS + 4];
	size_t len;
	unsigned digits;  /* shown after the decimal mark */
	bool is_grouped;  /* written with thousands apart */
	bool is_doubtful; /* a decimal comma before exactly three digits, which may as well part thousands */
};

/* The dialect as valid on date; name "" is `plain` without marks. Errors: ERR_CATALOG. */
int dialect_get(struct dialect *out, struct catalog *c, const char *name, const char *date, struct err *e);

/* Every row of the dialect, whatever its day; *n of them in the arena. Errors as dialect_get. */
int dialects_get(struct dialect **out, size_t *n, struct catalog *c, const char *name, struct arena *arena,
	struct err *e);

/* The row that holds on date ("": the first), or NULL. */
const struct dialect *dialects_on(const struct dialect *rows, size_t n, const char *date);

/* Reads the number that s starts with (a digit, or a minus sign and a digit); *used is its length in bytes.
 * is_per_cent: a per cent sign follows. Returns NULL, or the code of the refusal: number.syntax,
 * number.dialect (a mark that the dialect does not have), number.group (groups that are not of three digits),
 * number.ambiguous (1.125%), number.too_long. Source: DOC-SO-LIEU. */
const char *number_scan(
	const struct dialect *d, struct slice s, bool is_per_cent, struct number *out, size_t *used);

struct slice number_slice(const struct number *n);

/* What a doubtful number is when its comma parts thousands: 60,000 is 60 or 60000. */
void number_other_reading(const struct number *n, char out[2 * LIMIT_DIGITS + 8]);

#endif
