/* One file in hand: shared by extract.c, extraction_*.c and verdict.c only. */
#ifndef EXTRACT_EXTRACTION_H
#define EXTRACT_EXTRACTION_H

#include "extract/envelope.h"
#include "extract/formats.h"
#include "extract/plan.h"
#include "extract/request.h"
#include "model/mask.h"
#include "stream/meta.h"

struct extraction {
	/* kept for the next file of the same feed, date and key */
	struct walk walk;
	xmlDictPtr names;
	const struct feed *feed;
	const struct pseudonym *pseudonym;
	char date[11];
	struct envelopes envelopes;
	struct formats formats;

	/* of this file */
	const struct extract_options *options;
	const char *name, *base; /* as given; without its folders */
	int fd;
	struct sink *next;
	struct extract_result *result;
	struct input *input;
	struct xml *xml;
	struct meta own_meta;
	const struct meta *meta; /* own_meta, or the options' */
	struct slice file;	 /* _file */
	uint64_t rejected;
	bool has_sent;
	const struct mend *mends; /* of this file, by record; those before next_mend are of earlier ones */
	size_t nmends, next_mend;
	struct mask *mask;  /* NULL until it is asked for: most files need none */
	struct buf message; /* of one whose own is no identifier */
};

static inline struct refusal *extraction_refusal(struct extraction *x)
{
	return xml_refusal(x->xml);
}

/* What was read outside the records: the message's id, a fault; "" when it is not there. */
struct slice extraction_outer(struct extraction *x, size_t slot);

/* When the message was sent, once. A source that cannot be read makes the file bad. Errors: ERR_NOMEM. */
int extraction_find_sent(struct extraction *x, struct err *e);

/* The repairs of the record at hand. Shape: *n of them, borrowed, from the first. */
const struct mend *extraction_mends(struct extraction *x, size_t *n);

/* Whether a repair takes the place of what was sent in field i of the record at hand. */
bool extraction_is_mended(struct extraction *x, size_t i);

/* Puts them into the record's cells. One that is not of this very record, or of a field that may not be
 * mended, is told and does nothing. Errors: what next sets. */
int extraction_mend(struct extraction *x, struct err *e);

/* A reject of the record at hand. Errors: what next sets. */
int extraction_reject(struct extraction *x, const char *field, bool spoils, const char *code,
	const char *expected, const char *found, struct err *e);

/* A walk_record_fn: puts the record at hand, or what its fields were refused for. arg: the extraction.
 * Errors: what next sets, ERR_NOMEM. */
int extraction_record(struct walk *w, void *arg, struct err *e);

/* The message's id; of one that is no identifier (words, somebody's number) its length and class.
 * Owns: *out is borrowed until the next call. Errors: ERR_NOMEM, ERR_CATALOG. */
int extraction_message(struct extraction *x, struct slice *out, struct err *e);

/* Appends a text of the file without the people in it. Errors: as extraction_message. */
int extraction_hide(
	struct extraction *x, enum mask_kept kind, struct slice text, struct buf *out, struct err *e);
void extraction_release(struct extraction *x);

#endif
