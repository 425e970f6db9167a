/* The sums of repeated groups, exactly. */
#ifndef EXTRACT_REDUCE_H
#define EXTRACT_REDUCE_H

#include <stdbool.h>
#include <stddef.h>

/* A plain number: an optional minus, digits, at most one point with digits behind it; one point with exactly
 * three digits behind it may be a group of thousands and is not plain. Returns false when text is none, or
 * when the sum would not fit 37 digits. */
bool sum_add(__int128 *sum, unsigned *scale, const char *text, size_t len);

/* Writes the sum as decimal text ("-12.50" with scale 2); returns its length. out holds 64 bytes. */
size_t sum_write(__int128 sum, unsigned scale, char out[64]);

/* Whether the text says yes, or no: 1 true / 0 false, in any case (xs:boolean and .NET). */
bool truth_is_yes(const char *text, size_t len);
bool truth_is_no(const char *text, size_t len);

#endif
