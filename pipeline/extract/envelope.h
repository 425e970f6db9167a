/* The envelopes that messages stand in: rows of envelopes.csv.
 *
 * A path with a leading `/` begins where the message stands: in the body of each envelope. One whose first
 * step is that of an envelope's own body or header means that envelope alone, from the document's root. The
 * body `/` is the document itself: a message without an envelope. What is no XML is read as the elements that
 * it means: extract/formats.h. Source: SOAP-1.1 section 4; SOAP-1.2 section 5, X-Road message protocol 4.0.
 */
#ifndef EXTRACT_ENVELOPE_H
#define EXTRACT_ENVELOPE_H

#include "extract/path.h"
#include "model/catalog.h"
#include "model/feed.h"

#define ENVELOPES_MOST 16 /* a path is planned once in each */

enum envelope_format { FORMAT_XML, FORMAT_JSON };

/* How the text of an element holds a document of its own. */
enum nesting { NESTS_NOT, NESTS_TEXT, NESTS_BASE64 };

/* Texts are borrowed from the catalogue; "": the envelope has none. */
struct envelope {
	const char *name, *message, *fault_code, *fault_text;
	enum envelope_format format;
	const char *root; /* of JSON: what its root is called, or key: and the key that says it */
	enum nesting nesting;
	struct path nested;	  /* the element whose text is a document; n 0: none */
	struct path header, body; /* header.n 0: none; body.n 0: the document itself */
	bool is_of_feed;	  /* the feed's row names it, or names none */
	const char *file;	  /* its row */
	long line;
};

struct envelopes {
	size_t n;
	struct envelope list[ENVELOPES_MOST];
};

/* Fills out with the rows valid on date; without any, messages stand in no envelope. names, file and line:
 * cell `envelopes` of a row of feeds.csv, "" for all. Errors: ERR_CATALOG at the row. */
int envelopes_read(struct envelopes *out, struct catalog *c, const char *date, const char *names,
	const char *file, long line, struct err *e);

/* How many of the path's first steps are an envelope's, and no message's. */
size_t envelopes_steps(const struct envelopes *s, struct trie *t, const struct path *p);

/* Writes to out the path in each envelope (of the feed alone, or any), from the document's root.
 * Shape: out has room for ENVELOPES_MOST. Errors: ERR_CATALOG for one of too many steps, at the trie's row.
 */
int envelopes_place(const struct envelopes *s, struct trie *t, const struct path *p, bool is_any,
	struct path *out, size_t *n, struct err *e);

#endif
