/* A document inside the text of an element: escaped, in CDATA, in a text of JSON, or base64. While it is
 * read, the outer document's handlers are those of this file; its own call the walker's, whose counts go on.
 */
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include "extract/xml.h"
#include "extract/xml_parts.h"

#define NEST_BYTES 4096

struct nest {
	enum nesting nesting;
	xmlParserCtxtPtr ctxt; /* NULL: nothing of the document has come */
	EVP_ENCODE_CTX *base64;
	bool has_padding; /* the end of base64 */
	struct scan scan;
	long line; /* of the file, where the document begins */
	size_t n;  /* bytes that it has not been given */
	char piece[NEST_BYTES];
};

xmlParserCtxtPtr nest_ctxt(const struct nest *n)
{
	return n->ctxt;
}

const struct scan *nest_scan(const struct nest *n)
{
	return &n->scan;
}

/* Its own lines are the file's when they were sent as they are. */
long nest_line(const struct nest *n, long now)
{
	long line = n->line;

	if (n->nesting == NESTS_TEXT && n->ctxt && n->ctxt->input)
		line += n->ctxt->input->line - 1;
	return line < now ? line : now;
}

void nest_free(struct nest *n)
{
	if (!n)
		return;
	if (n->ctxt)
		xmlFreeParserCtxt(n->ctxt);
	EVP_ENCODE_CTX_free(n->base64);
	free(n);
}

static void set_handlers(struct xml *x, const struct xml_events *ev)
{
	xmlSAXHandler *const all[] = {&x->sax, x->ctxt->sax};

	for (size_t i = 0; i < 2; i++) {
		all[i]->startElementNs = ev->start;
		all[i]->endElementNs = ev->end;
		all[i]->characters = all[i]->ignorableWhitespace = all[i]->cdataBlock = ev->text;
	}
}

/* The outer document goes on. */
static void leave(struct xml *x)
{
	nest_free(x->nest);
	x->nest = NULL;
	set_handlers(x, x->events);
}

static bool goes_on(const struct xml *x)
{
	return !x->is_stopped && !x->refusal.code;
}

static void refuse(struct xml *x, const char *code, const char *expected, const char *found)
{
	refusal_set(&x->refusal, code, xml_line(x), expected, "%s, in the document inside a text", found);
	xml_stop(x);
}

/* ---- the document inside ---- */

/* A text is Unicode already, whatever the document says of itself. */
static bool open_document(struct xml *x)
{
	static const int options = XML_PARSE_NONET | XML_PARSE_NOENT;
	struct nest *n = x->nest;
	xmlSAXHandler sax = {0};

	xml_init_sax(&sax, x->events);
	n->ctxt = xmlCreatePushParserCtxt(&sax, x->user, NULL, 0, NULL);
	if (!n->ctxt) {
		refuse(x, "file.parser", "memory", "no parser");
		return false;
	}
	n->ctxt->_private = x;
	xmlDictFree(n->ctxt->dict); /* names are the same pointers, and count as one document's */
	n->ctxt->dict = x->ctxt->dict;
	xmlDictReference(n->ctxt->dict);
	xmlCtxtUseOptions(n->ctxt, n->nesting == NESTS_TEXT ? options | XML_PARSE_IGNORE_ENC : options);
	return true;
}

static void give_piece(struct xml *x)
{
	struct nest *n = x->nest;

	if (n->n == 0 || !goes_on(x))
		return;
	if (scan_add(&n->scan, n->piece, n->n))
		xmlParseChunk(n->ctxt, n->piece, (int)n->n, 0);
	else
		refuse(x, n->scan.fault == SCAN_ATTRIBUTES ? "xml.attributes" : "xml.malformed",
			"well-formed XML",
			n->scan.fault == SCAN_ATTRIBUTES
				? "more than 320 attributes and namespaces in one element"
				: "a NUL byte, UTF-32 or EBCDIC");
	n->n = 0;
}

static void add_bytes(struct xml *x, const char *bytes, size_t len)
{
	struct nest *n = x->nest;

	if (len > 0 && !n->ctxt && !open_document(x))
		return;
	while (len > 0 && goes_on(x)) {
		size_t part = sizeof(n->piece) - n->n < len ? sizeof(n->piece) - n->n : len;

		memcpy(n->piece + n->n, bytes, part);
		n->n += part;
		bytes += part;
		len -= part;
		if (n->n == sizeof(n->piece))
			give_piece(x);
	}
}

/* ---- base64 ---- */

/* The library takes a hyphen for the end, and would say nothing. */
static bool is_base64(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) &&
			(c == '\0' || !strchr("+/= \t\r\n", c)))
			return false;
	}
	return true;
}

static size_t count_blanks(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && text[n] != '\0' && strchr(" \t\r\n", text[n]))
		n++;
	return n;
}

static void add_base64(struct xml *x, const char *text, size_t len)
{
	struct nest *n = x->nest;
	unsigned char out[NEST_BYTES];

	while (len > 0 && goes_on(x)) {
		size_t part = len < 3072 ? len : 3072;
		int got = 0, rc;

		if (n->has_padding ? count_blanks(text, part) < part : !is_base64(text, part)) {
			refuse(x, "xml.base64", "base64", "bytes that are no base64");
			return;
		}
		rc = n->has_padding
			     ? 1
			     : EVP_DecodeUpdate(n->base64, out, &got, (const unsigned char *)text, (int)part);
		if (rc < 0) {
			refuse(x, "xml.base64", "base64", "damaged base64");
			return;
		}
		n->has_padding |= rc == 0 && memchr(text, '=', part);
		add_bytes(x, (const char *)out, (size_t)got);
		text += part;
		len -= part;
	}
}

/* ---- the outer document's events ---- */

static long count_lines(const char *text, size_t len)
{
	long lines = 0;

	for (size_t i = 0; i < len; i++)
		lines += text[i] == '\n';
	return lines;
}

/* What does not begin as markup is no document: a message of words. */
static void on_text(void *user, const xmlChar *text, int len)
{
	struct xml *x = *(struct xml **)user;
	struct nest *n = x->nest;
	const char *at = (const char *)text;
	size_t left = (size_t)len, blanks = !n->ctxt ? count_blanks(at, left) : 0;

	if (!goes_on(x))
		return;
	if (n->nesting == NESTS_BASE64) {
		add_base64(x, at, left);
		return;
	}
	n->line += count_lines(at, blanks);
	at += blanks;
	left -= blanks;
	if (left > 0 && !n->ctxt && *at != '<' && *at != '\xEF') {
		leave(x);
		x->events->text(user, (const xmlChar *)at, (int)left);
	} else {
		add_bytes(x, at, left);
	}
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nb_ns,
	const xmlChar **namespaces, int nattributes, int ndefaulted, const xmlChar **attributes)
{
	struct xml *x = *(struct xml **)user;

	if (x->nest->ctxt || x->nest->has_padding) {
		refuse(x, "text.element", "a document alone", "elements beside it");
		return;
	}
	leave(x);
	x->events->start(user, name, prefix, uri, nb_ns, namespaces, nattributes, ndefaulted, attributes);
}

static void end_base64(struct xml *x)
{
	unsigned char out[64];
	int got = 0;

	if (EVP_DecodeFinal(x->nest->base64, out, &got) < 0)
		refuse(x, "xml.base64", "base64", "base64 that is cut off");
	else
		add_bytes(x, (const char *)out, (size_t)got);
}

static void end_document(struct xml *x)
{
	struct nest *n = x->nest;

	if (n->nesting == NESTS_BASE64)
		end_base64(x);
	give_piece(x);
	if (!n->ctxt || !goes_on(x))
		return;
	xmlParseChunk(n->ctxt, NULL, 0, 1);
	if (goes_on(x) && (!n->ctxt->wellFormed || !scan_end(&n->scan)))
		refuse(x, "xml.malformed", "well-formed XML", "broken XML");
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct xml *x = *(struct xml **)user;

	if (goes_on(x))
		end_document(x);
	if (!goes_on(x))
		return;
	leave(x);
	x->events->end(user, name, prefix, uri);
}

int xml_nest(struct xml *x, int nesting, struct err *e)
{
	static const struct xml_events outer = {on_start, on_end, on_text, NULL};
	struct nest *n;

	if (x->nest) /* one level: deeper, a text is a text */
		return 0;
	n = calloc(1, sizeof(*n));
	if (!n || (nesting == NESTS_BASE64 && !(n->base64 = EVP_ENCODE_CTX_new()))) {
		free(n);
		return err_set(e, ERR_NOMEM, "out of memory for a document inside another");
	}
	n->nesting = (enum nesting)nesting;
	n->line = xml_outer_line(x);
	if (n->base64)
		EVP_DecodeInit(n->base64);
	x->nest = n;
	set_handlers(x, &outer);
	return 0;
}
