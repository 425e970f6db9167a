/* Numbers in a declared dialect: which mark is the decimal one is never guessed. */
#ifndef NORMALIZE_NUMBER_H
#define NORMALIZE_NUMBER_H

#include <stdbool.h>
#include "core/catalog.h"
#include "core/limits.h"

/* A row of dialects.csv. */
struct dialect {
	const char *name;
	char decimal, group; /* '\0': none */
	bool is_mixed;	     /* rule `mixed`: a group mark with 1–2 digits behind it is a decimal mark */
	bool is_remark;	     /* rule `remark`: words, where a figure counts only in brackets of its own */
};

/* Plain decimal text: no leading zeros, '.' as the mark, no zeros at the end. len 0: missing. */
struct number {
	char text[2 * LIMIT_DIGITS + 4];
	size_t len;
	unsigned digits; /* shown after the decimal mark */
	bool is_grouped; /* written with thousands apart */
};

/* The dialect as valid on date; name "" is `plain` without marks. Errors: ERR_CATALOG. */
int dialect_get(struct dialect *out, struct catalog *c, const char *name, const char *date, struct err *e);

/* Reads the number that s starts with (a digit, or a minus sign and a digit); *used is its length in bytes.
 * is_per_cent: a per cent sign follows. Returns NULL, or the code of the refusal: number.syntax,
 * number.dialect (a mark that the dialect does not have), number.group (groups that are not of three digits),
 * number.ambiguous (1.125%), number.too_long. Source: domain notes 4.2. */
const char *number_scan(
	const struct dialect *d, struct slice s, bool is_per_cent, struct number *out, size_t *used);

struct slice number_slice(const struct number *n);

#endif
