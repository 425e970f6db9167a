/* What was said last: the records of the form's feed, as a sink that keeps one value a row of the form. */
#ifndef FORM_FORM_LAST_H
#define FORM_FORM_LAST_H

#include "core/record.h"
#include "form/form_texts.h"
#include "model/feed.h"

struct form_value;

struct form_last {
	struct sink sink;					/* first: takes the feed's clean records */
	long period, indicator, item, value, territory, sender; /* clean columns */
	const char *before, *agency,
		*root; /* records of earlier periods of this territory; whose form it is */
	struct form_value *values;
	size_t n, cap;
	const struct form_texts *texts;
	struct arena arena;
};

/* before: the form's period; root: the territory's head; of
 * several senders of one quarter the agency's own value stands. Borrows all of it. Errors: ERR_CATALOG when
 * the feed has other columns. Owns: *l is yours, form_last_release. */
int form_last_init(struct form_last *l, const struct feed *f, const struct form_texts *texts,
	const char *before, const char *agency, const char *root, struct err *e);
void form_last_release(struct form_last *l);

/* What was sent of a figure that waits for approval is not shown; after the last record. */
void form_last_hold(struct form_last *l, const char *indicator, const char *agency, const char *period);

/* Appends the last value of the item with its period ("1.585 tên miền (2024-Q1)"); nothing when none came.
 * Errors: as form_text_add. */
int form_last_add(const struct form_last *l, const char *item, struct buf *out, struct err *e);

#endif
