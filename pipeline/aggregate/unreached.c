#include "aggregate/unreached.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void keep_example(char kept[40], struct slice found, bool is_first)
{
	char text[40];
	int n = snprintf(text, sizeof(text), "%.*s", (int)(found.len < 39 ? found.len : 39), found.text);

	for (int i = 0; i < n && i < 39; i++)
		if ((unsigned char)text[i] < ' ')
			text[i] = ' ';
	if (!*kept || (strcmp(text, kept) < 0) == is_first)
		memcpy(kept, text, sizeof(text));
}

void unreached_count(struct unreached *u, enum unreached_reason reason, struct slice found)
{
	u->n[reason]++;
	if (reason != UNREACHED_OUTSIDE || !found.len)
		return;
	keep_example(u->first, found, true);
	keep_example(u->last, found, false);
}

uint64_t unreached_sum(const struct unreached *u)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < UNREACHED_REASONS; i++)
		sum += u->n[i];
	return sum;
}

bool unreached_is_all(const struct unreached *u)
{
	return u->all && unreached_sum(u) == u->all && u->n[UNREACHED_LATER] < u->all;
}

static int write_reason(const struct unreached *u, enum unreached_reason reason, bool is_first,
	struct buf *out, struct err *e)
{
	static const char *const words[] = {[UNREACHED_UNDATED] = "they have no date",
		[UNREACHED_OUTSIDE] = "the calendar has no period",
		[UNREACHED_LATER] = "they take effect after today",
		[UNREACHED_UNKNOWN] = "their agency is unknown",
		[UNREACHED_UNASKED] = "no indicator has their code"};

	if (buf_addf(out, e, "%s%s", is_first ? ": " : "; ", words[reason]) < 0)
		return -1;
	if (reason == UNREACHED_OUTSIDE && *u->first &&
		buf_addf(out, e, " %s%s%s", u->first, strcmp(u->first, u->last) == 0 ? "" : " to ",
			strcmp(u->first, u->last) == 0 ? "" : u->last) < 0)
		return -1;
	return buf_addf(out, e, " (%" PRIu64 ")", u->n[reason]);
}

int unreached_write(const struct unreached *u, const char *feed, struct buf *out, struct err *e)
{
	bool is_first = true;

	if (buf_addf(out, e, "%" PRIu64 " of %" PRIu64 " records of %s reach no figure", unreached_sum(u),
		    u->all, feed) < 0)
		return -1;
	for (size_t i = 0; i < UNREACHED_REASONS; i++) {
		if (!u->n[i])
			continue;
		if (write_reason(u, (enum unreached_reason)i, is_first, out, e) < 0)
			return -1;
		is_first = false;
	}
	return 0;
}
