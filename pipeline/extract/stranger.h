/* Strangers: elements that stand where records stand and are none that the feed describes.
 *
 * The law is held = read + strangers. Outside of the records, from the SOAP Body (or the root) on, every
 * element is looked at when it ends. One that a path of the catalogue names is none; what beside.csv or a
 * dropped field names is not even looked into. Of the others, in this order: it has children or attributes of
 * a record's names - a record, whatever itself is called (another name, namespace or case, a wrapper more or
 * less); its inside holds such - those; it is called like a record - one; it stands in the records' own list
 * - one; several of one name, with something in them, stand side by side - those. A header's single block or
 * value is none of these; in an envelope, where packets stand, it is one: a packet of something else. On the
 * way to a document in a text, so is an element that is called almost like the one that has it, or that
 * should lead to one and does not. */
#ifndef EXTRACT_STRANGER_H
#define EXTRACT_STRANGER_H

#include <stdint.h>
#include "core/limits.h"
#include "extract/path.h"

#define STRANGER_RECORDS                                                                                     \
	128 /* record nodes whose names are looked at: alternatives of one path, in each envelope */
#define STRANGER_NESTED 16 /* envelopes have one each at most */
#define STRANGER_GROUPS 8  /* names of children that may repeat; a list has one */

struct stranger_group {
	const xmlChar *name;
	long line; /* of the first */
	uint64_t n;
};

/* An element that is open outside of the records. */
struct stranger_frame {
	const struct node *known; /* NULL: no path names it */
	const xmlChar *name;
	long line;
	unsigned children, attributes;
	unsigned fields;	     /* of both: those that are called like a record's own */
	uint64_t sure;		     /* strangers inside it that are told by names */
	struct stranger_group guess; /* by repetition alone */
	struct stranger_group groups[STRANGER_GROUPS];
	unsigned ngroups;
	uint64_t records; /* that stand in it */
	unsigned steps;	  /* its children that a path names */
	bool has_text;
	bool is_list, has_list;	       /* of JSON: one of records, without an element of its own */
	size_t letters;		       /* at the end of its text, in one piece; while there is no record */
	xmlChar before, first, second; /* the character before; the first two of the letters */
	bool is_payload;	       /* its text is markup, be it in base64 */
};

struct strangers {
	const struct node *records[STRANGER_RECORDS];
	unsigned nrecords;
	const struct node *nested[STRANGER_NESTED];
	unsigned nnested;
	const xmlChar *xsi; /* attributes of it are no content */
	struct stranger_frame frames[LIMIT_XML_DEPTH + 1];
	unsigned depth;
	uint64_t count;
	uint64_t lists;		/* wrappers of records met: their parents, and empty ones above */
	const xmlChar *name;	/* of the first stranger; NULL: text, or none */
	const xmlChar *in;	/* what that stands in */
	long line;		/* 0: none */
	const xmlChar *content; /* the first element beside the way to the records */
	long content_line;
	const xmlChar *hollow; /* the first element that is on the way, has nothing in it and is no list */
	long hollow_line;
	const xmlChar *payload; /* an element that no path names, with a text that may hold records */
	long payload_line;
	const xmlChar *markup; /* the first element that no path names, whose text is markup */
	long markup_line;
	uint64_t markups;
};

/* What else may stand outside of the records of any feed; the first slot of a fault's code or text. */
struct outer {
	const struct table *beside, *totals;
	unsigned faults;
};

/* Marks the nodes of a feed's trie that stand outside of the records; when the plan is complete. Errors:
 * ERR_CATALOG, ERR_NOMEM. */
int strangers_plan(struct trie *t, const struct outer *o, struct err *e);

/* Before a document; trie is marked. */
void strangers_begin(struct strangers *s, const struct trie *t, const xmlChar *xsi);

/* Of an element outside of the records, whose parent is one too or a node without zone. known: NULL for one
 * that no path names. is_list: it may be a list of records; an object, a text or null of JSON is none.
 * Attributes as libxml2 gives them, five pointers each. */
void strangers_start(struct strangers *s, const struct node *known, const xmlChar *name, long line,
	bool is_list, int nattributes, const xmlChar **attributes);
void strangers_end(struct strangers *s);

/* Text that is not all blank, directly in the innermost open element. */
void strangers_text(struct strangers *s, const xmlChar *text, size_t len);

/* A record starts; one that stands in a record. */
static inline void strangers_record(struct strangers *s)
{
	if (s->depth > 0)
		s->frames[s->depth - 1].records++;
}

/* A list of JSON whose items are elements of this name: of records, it is there, be it empty. */
void strangers_list(struct strangers *s, const xmlChar *name);

void strangers_nested(struct strangers *s, const xmlChar *name, long line);

/* Whether an element is called as a record is, by name and namespace. */
bool strangers_is_record(const struct strangers *s, const xmlChar *name, const xmlChar *uri);

/* Beside records a text of markup is one: what it holds was not read. */
void strangers_add_markup(struct strangers *s);

/* Text inside an unknown element of the zone: markup, JSON, or more than a value takes. */
void strangers_payload(struct strangers *s, const xmlChar *text, size_t len);

#endif
