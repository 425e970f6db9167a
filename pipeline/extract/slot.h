/* Slots: where the values of a record's fields are collected and reduced while it is read.
 *
 * Slot i < nfields belongs to field i of the feed; a few more hold the message id, sent_at and a fault. Text
 * stands in one growing buffer that all fields of a record share (outer fields and sums have their own);
 * cells point into it at the end. */
#ifndef EXTRACT_SLOT_H
#define EXTRACT_SLOT_H

#include <libxml/xmlstring.h>
#include "core/hash.h"
#include "core/record.h"
#include "model/feed.h"

/* How values reach a slot. */
struct slot_rule {
	const struct field *field; /* NULL: a slot of our own */
	enum reduce reduce;
	size_t max_bytes;
	const char *cut; /* the text after "before:" or "after:"; NULL: no cut */
	size_t cut_len;
	bool cuts_before;
	bool is_pseudonym;
	bool is_outer;	  /* keeps its value from record to record, until reset */
	bool spoils_file; /* a slot of our own whose text with elements inside makes the file bad */
	bool is_simple;	  /* one or first, whole, kept, not outer: the common case */
	const char *veto; /* a slot of our own: what its text must be, so that the item of slot veto_of does
			     not count */
	size_t veto_len;
	unsigned veto_of;
};

static inline bool reduce_counts(enum reduce how)
{
	return how == REDUCE_COUNT || how == REDUCE_FILLED;
}

/* What was collected. offset is into the record's text, or into own when the slot has some. */
struct slot {
	uint32_t offset, len;
	uint32_t count; /* occurrences; for a count the figure */
	uint8_t state;	/* enum cell_state */
	bool is_known;	/* of a count: the list was there, so 0 is one */
	bool is_unplain;
};

/* The rarely used half. */
struct slot_more {
	struct buf own;
	__int128 sum;
	unsigned scale;
	size_t too_long;      /* bytes of a text over max_bytes, else 0 */
	size_t unmarked;      /* bytes of a text without the mark that its part is cut at, else 0 */
	bool has_element;     /* elements stand inside the text */
	unsigned repeats;     /* REDUCE_ONE: texts behind the first */
	unsigned alternative; /* REDUCE_DEEPEST: the one that the text came by */
	unsigned strange;     /* of a count: elements in its list that are no items */
	bool differs;	      /* one of them says something else */
	unsigned vetoed,
		unvetoed; /* REDUCE_FILLED: texts in the item at hand that say it does not count, or does */
};

struct slots {
	size_t n, nfields;
	struct slot_rule *rules;
	struct slot *now;   /* reset with each record; not used for outer slots */
	struct slot *outer; /* the same, for outer slots */
	struct slot_more *more;
	struct cell *cells; /* nfields */
	unsigned *finished; /* nfinished: the fields whose values are written at the record's end */
	size_t nfinished;
	struct buf text;
	bool has_more;	/* some slot_more of this record was used */
	bool has_fault; /* some text was over its limit, without its mark, or had elements inside */
	bool has_outer_fault;
	bool is_filled;	     /* the item at hand holds something */
	const xmlChar *name; /* of the element at hand; only where the node is_named */
	struct pseudonym *pseudonym;
};

/* extra slots of our own follow the feed's fields; all of them are outer.
 * Errors: ERR_NOMEM, ERR_CATALOG (a cut that cannot be read), ERR_USAGE (pseudonym without key). */
int slots_init(struct slots *s, const struct feed *f, size_t extra, struct pseudonym *p, struct err *e);
void slots_release(struct slots *s);

/* Whether text is one of the dummies, which are separated by blanks. */
bool slot_is_dummy(const char *dummies, const char *text, size_t len);

/* A number is the same one in groups of digits: 012 345 678 901. Returns what is left of it. */
size_t slot_drop_blanks(char *text, size_t len);

/* A record starts: everything but the outer slots is absent. */
void slots_reset(struct slots *s);
void slots_reset_outer(struct slots *s, unsigned i);

/* A file starts: the outer slots are absent too. */
void slots_reset_all(struct slots *s);

/* A value for slot i: CELL_TEXT with bytes [start, start+len) of s->text, or CELL_EMPTY, CELL_NIL.
 * Shape: *keeps becomes true when the text buffer must not be cut back to start.
 * Errors: ERR_NOMEM, ERR_RECORD when the record's text is over its limit. */
int slots_take(struct slots *s, unsigned i, enum cell_state state, size_t start, size_t len, bool *keeps,
	struct err *e);

/* A text that has elements inside is none for slot i: the field is refused, a count counts it all the same.
 */
void slots_refuse(struct slots *s, unsigned i);

static inline struct slot *slots_at(struct slots *s, unsigned i)
{
	return s->rules[i].is_outer ? &s->outer[i] : &s->now[i];
}

/* The common case of slots_take, a text: whether it was one. */
static inline bool slots_take_simple(struct slots *s, unsigned i, size_t start, size_t len, bool *keeps)
{
	const struct slot_rule *r = &s->rules[i];
	struct slot *slot = &s->now[i];

	if (!r->is_simple || len > r->max_bytes)
		return false;
	if (slot->state == CELL_TEXT && r->reduce == REDUCE_ONE)
		return false;
	slot->count++;
	if (slot->state == CELL_TEXT)
		return true;
	slot->state = CELL_TEXT;
	slot->len = (uint32_t)len;
	slot->offset = (uint32_t)start;
	*keeps = true;
	return true;
}

/* The part of the text before or after the rule's mark; false, and the text as it was, without one. */
bool slots_cut(const struct slot_rule *r, struct slice *text);

/* In the list of count i stands an element that is none of its items. */
void slots_strange(struct slots *s, unsigned i);

/* Makes slot i one of our own: an item of the field in slot `of` does not count when the text is `veto`,
 * which is borrowed. "0" is any number that is nought. */
void slots_veto(struct slots *s, unsigned i, unsigned of, struct slice veto);

/* Writes counts, sums and joined items as text and fills s->cells. Errors: ERR_NOMEM, ERR_RECORD. */
int slots_finish(struct slots *s, struct err *e);
struct cell slots_cell(const struct slots *s, unsigned i);

#endif
