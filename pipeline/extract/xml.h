/* XML by libxml2's SAX2, and nothing of libxml2's verdicts: no DTD, no entity but the five and numeric ones,
 * no network, no recovery, no huge documents. The first thing refused is kept and stops the parsing. JSON by
 * yajl calls the same events, as the elements that formats.h makes of it. */
#ifndef EXTRACT_XML_H
#define EXTRACT_XML_H

#include <libxml/parser.h>
#include <stdbool.h>
#include "core/buf.h"
#include "core/err.h"
#include "extract/formats.h"
#include "extract/input.h"
#include "extract/refused.h"

/* Called in libxml2's own form, so that nothing stands between it and us: about 300 calls a dossier. */
struct xml_events {
	startElementNsSAX2Func start;
	endElementNsSAX2Func end;
	charactersSAXFunc text;
	void (*list)(void *user, const xmlChar *name); /* of JSON: one without an element of its own; NULL */
};

struct xml; /* a parser of one document */

/* user is given to the events; its first member is a `struct xml *`, which is filled in here. Names and
 * namespaces of the events are pointers: into `names` those that it holds, the document's others into a
 * dictionary that ends with the parser. formats: what the document may be. Owns: *out is yours, xml_free; s
 * and formats must live as long. Errors: ERR_NOMEM. */
int xml_new(struct xml **out, struct input *s, xmlDictPtr names, const struct formats *formats,
	const struct xml_events *ev, void *user, struct err *e);
void xml_free(struct xml *x);

/* How many different names there are, those of `names` among them. */
int xml_names(const struct xml *x);

/* Reads the document. A bad one is told by xml_refusal(), not by -1.
 * Errors: ERR_NOINPUT, ERR_NOMEM of the source. Memory: O(depth). */
int xml_parse(struct xml *x, struct err *e);
struct refusal *xml_refusal(struct xml *x);

/* Whether it was read as JSON. */
bool xml_is_json(const struct xml *x);

/* From the event of an element's start: whether it may be a list, which in JSON is said. */
bool xml_is_list(const struct xml *x);

/* The document's first bytes, at most SIGNATURE_BYTES of them. Owns: borrowed from x. */
struct slice xml_head(const struct xml *x);

/* From an event: the line where the start tag ends, of JSON the byte (from 1) where the object begins; how
 * many namespaces are declared and in scope; stop reading (the caller holds the reason). */
long xml_line(const struct xml *x);
unsigned xml_namespaces(const struct xml *x);
void xml_stop(struct xml *x);

/* From the event of an element's start: its text is a document whose elements stand in it; one level of them.
 * nesting: enum nesting. A text that does not begin as markup stays a text, and elements that stand there
 * stay elements. Errors: ERR_NOMEM. */
int xml_nest(struct xml *x, int nesting, struct err *e);

#endif
