/* Kept records that reach no measure of their feed, by reason. */
#ifndef AGGREGATE_UNREACHED_H
#define AGGREGATE_UNREACHED_H

#include <stdbool.h>
#include <stdint.h>
#include "core/buf.h"

enum unreached_reason {
	UNREACHED_UNDATED, /* no date */
	UNREACHED_OUTSIDE, /* the calendar has no period for it */
	UNREACHED_LATER,   /* it takes effect after today: not lost yet */
	UNREACHED_UNKNOWN, /* nobody knows whose it is */
	UNREACHED_UNASKED, /* no indicator and no variable has its code */
	UNREACHED_REASONS
};

struct unreached {
	uint64_t n[UNREACHED_REASONS], all; /* all: records that were looked at */
	char first[40], last[40];	    /* what the calendar has no period for, in the order of bytes */
};

void unreached_count(struct unreached *u, enum unreached_reason reason, struct slice found);
uint64_t unreached_sum(const struct unreached *u);

/* Whether the feed brought records and none of them counts, now or later. */
bool unreached_is_all(const struct unreached *u);

/* "30 of 30 records of bao-cao-quy reach no figure: the calendar has no period 2024Q1 (30)". Appends. Errors:
 * ERR_NOMEM. */
int unreached_write(const struct unreached *u, const char *feed, struct buf *out, struct err *e);

#endif
