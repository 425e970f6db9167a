/* Walks along the trie while the document goes by, and tells when a record is complete. */
#ifndef EXTRACT_WALK_H
#define EXTRACT_WALK_H

#include "core/limits.h"
#include "extract/lookalike.h"
#include "extract/path.h"
#include "extract/slot.h"
#include "extract/stranger.h"
#include "extract/totals.h"
#include "extract/xml.h"

#define WALK_MEMO 512	     /* remembered steps: a dossier has about 80 different ones */
#define WALK_MEMO_INDEX 2048 /* a power of two */

/* Where a step from `node` by an element of this name led: child, or NULL for an element that nobody wants;
 * and which step followed the last time. */
struct walk_memo {
	const struct node *node;
	const xmlChar *name, *uri;
	const struct node *child;
	struct walk_memo *follow;
};

struct untaken;
struct walk;
typedef int walk_record_fn(struct walk *w, void *arg, struct err *e);

struct walk {
	struct xml *xml; /* first: see xml_new */
	struct trie trie;
	struct slots slots;
	const xmlChar *nil_name, *nil_uri;

	walk_record_fn *record; /* at the end of each record; NULL: a probe, stopped by the first feed */
	void *arg;
	struct err *e;
	bool has_failed; /* e is set: the run ends */

	uint64_t records;  /* met so far */
	uint64_t line;	   /* of the record's start tag */
	uint64_t dropped;  /* values inside records that no field takes: dropped, or the sender's own */
	bool is_fit;	   /* something of the record's path below the envelope was met */
	unsigned feed;	   /* probe: the feed found, from 1 */
	char foreign[200]; /* the first element of no feed's path, quoted */
	struct strangers strangers;
	struct totals totals;
	struct lookalikes lookalikes;

	const struct node *at;	   /* the innermost known element */
	const struct node *inside; /* of the record at hand; NULL: between records */
	unsigned level;		   /* known elements open */
	unsigned skip;		   /* open elements inside an unwanted one */
	bool skips_zone;	   /* which stands outside of the records */
	bool skips_text;	   /* which holds no text yet */
	bool wants_text, is_nil;
	bool has_element;			   /* inside the text of the innermost known element */
	size_t start;				   /* of the element's text */
	unsigned filled;			   /* open items that count only when they hold something */
	uint64_t content;			   /* texts and attributes met in such items */
	uint64_t filled_from[LIMIT_XML_DEPTH + 1]; /* what it was when each of them began */
	const struct node *stack[LIMIT_XML_DEPTH + 1];
	struct untaken *untaken; /* NULL: what no field takes is not noted */
	struct walk_memo *last;	 /* step taken */
	unsigned nmemo;
	struct walk_memo memo[WALK_MEMO]; /* [0] is no step */
	uint16_t index[WALK_MEMO_INDEX];  /* hash to memo, 0: none */
};

extern const struct xml_events walk_events;

/* Before a document, after xml_new (which fills in w->xml). The trie and the slots stay from document to
 * document; nothing else does. Errors: e is where those of the document will be set. */
void walk_begin(struct walk *w, walk_record_fn *record, void *arg, struct err *e);

#endif
