/* A parser of one document: shared by xml.c, xml_*.c only. */
#ifndef EXTRACT_XML_PARTS_H
#define EXTRACT_XML_PARTS_H

#include <libxml/parser.h>
#include "core/err.h"
#include "core/scan.h"
#include "extract/formats.h"
#include "extract/input.h"
#include "extract/refused.h"
#include "extract/signature.h"

struct json;
struct nest;

struct xml {
	xmlParserCtxtPtr ctxt; /* also of what is no XML: its dictionary has the names */
	const struct formats *formats;
	struct json *json; /* the document is JSON */
	struct nest *nest; /* a document inside the text of an element, while it is read */
	const struct xml_events *events;
	void *user;
	xmlSAXHandler sax;
	struct input *input;
	struct err input_err;
	struct refusal refusal;
	struct scan scan;
	char head[SIGNATURE_BYTES]; /* its first bytes, read before any body begins */
	size_t nhead, head_read;
	struct {
		bool is_on, has_any, is_broken; /* bytes above ASCII; one that UTF-8 would not have there */
		unsigned more;			/* bytes of the character at hand still to come */
	} utf8;					/* of a document that says it is something else */
	bool is_stopped;
};

/* Reads the head. What goes wrong is in x->input_err. */
void xml_look(struct xml *x);

/* The document's next bytes: their number, 0 at the end, -1 when x->input_err says why. */
long xml_read(struct xml *x, char *out, size_t len);

/* The same for XML: looked through; 0 also when they are refused. */
long xml_read_scanned(struct xml *x, char *out, size_t len);

/* Refuses a document that says it is in another encoding and is UTF-8 so far: its words would be others. */
void xml_refuse_other(struct xml *x);

/* JSON. Whether the head is that, and the feed takes it; then its body, as xml_parse has it. json_offset: of
 * the byte that was read last, from 1. Errors: ERR_NOMEM. */
bool json_is(const struct xml *x);
int json_parse(struct xml *x, struct err *e);
long json_offset(const struct json *j);
bool json_is_list(const struct json *j);
void json_free(struct json *j);

/* The document inside: its parser, or NULL; what its bytes were looked through by; where it stands in the
 * file. */
xmlParserCtxtPtr nest_ctxt(const struct nest *n);
const struct scan *nest_scan(const struct nest *n);
long nest_line(const struct nest *n, long now);
void nest_free(struct nest *n);

/* The handlers that both kinds of documents have. */
void xml_init_sax(xmlSAXHandler *sax, const struct xml_events *ev);

/* Where the file's own document stands, whatever is inside it. */
long xml_outer_line(const struct xml *x);

/* What its root is called: x->formats has the ways. Errors: ERR_NOMEM. */
int json_find_root(struct xml *x, const xmlChar **out, struct err *e);

/* Refuses the document for what libxml2 says, unless its bytes could not even be read. */
void xml_refuse_error(struct xml *x, const xmlError *error);

/* The encoding that the document says it is in, when it is not so; NULL: nothing is said, or the truth. */
const char *xml_false_encoding(const struct xml *x);
void xml_refuse_encoding(struct xml *x, const char *declared);

#endif
