#include "extract/xml.h"

#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <stdlib.h>
#include <string.h>
#include "core/limits.h"
#include "core/text.h"
#include "extract/xml_parts.h"

static struct xml *xml_of(xmlParserCtxtPtr ctxt)
{
	return ctxt->_private;
}

static int on_read(void *arg, char *out, int len)
{
	struct xml *x = arg;

	if (x->is_stopped)
		return 0;
	if (x->ctxt && xml_names(x) > LIMIT_XML_NAMES)
		refusal_set(&x->refusal, "xml.names", xml_line(x), "at most 20000",
			"more than 20000 distinct names");
	if (x->refusal.code)
		return 0; /* xmlStopParser would free the buffer that is being filled */
	return (int)xml_read_scanned(x, out, (size_t)len);
}

static int on_close(void *arg)
{
	(void)arg;
	return 0;
}

/* A namespace error is none of ours: an undeclared prefix of an element is refused where it is met. */
static void on_error(void *user, xmlErrorPtr error)
{
	xmlParserCtxtPtr ctxt = error->ctxt;

	(void)user;
	if (!ctxt || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE)
		return;
	xml_refuse_error(xml_of(ctxt), error);
}

/* Converters report without a context, and would print to standard error. */
static void on_stray_error(void *user, xmlErrorPtr error)
{
	(void)user;
	(void)error;
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	struct xml *x = *(struct xml **)user;

	(void)name;
	(void)external;
	(void)system;
	refusal_set(&x->refusal, "xml.doctype", xml_line(x), "none", "a DOCTYPE");
	xml_stop(x);
}

static void on_document(void *user)
{
	struct xml *x = *(struct xml **)user;

	if (!xml_false_encoding(x))
		return;
	xml_refuse_encoding(x, xml_false_encoding(x));
	xml_stop(x);
}

void xml_init_sax(xmlSAXHandler *sax, const struct xml_events *ev)
{
	sax->initialized = XML_SAX2_MAGIC;
	sax->startElementNs = ev->start;
	sax->endElementNs = ev->end;
	sax->characters = ev->text;
	sax->ignorableWhitespace = ev->text; /* the same function: libxml2 then does not tell blanks apart */
	sax->cdataBlock = ev->text;
	sax->internalSubset = on_doctype;
	sax->startDocument = on_document;
	sax->serror = on_error;
}

/* Small documents are many: what the catalogue calls things is not learnt anew by each. */
static bool share_names(xmlParserCtxtPtr ctxt, xmlDictPtr names)
{
	xmlDictPtr own = xmlDictCreateSub(names);

	if (!own)
		return false;
	xmlDictSetLimit(own, XML_MAX_DICTIONARY_LIMIT);
	xmlDictFree(ctxt->dict);
	ctxt->dict = own;
	return true;
}

int xml_new(struct xml **out, struct input *s, xmlDictPtr names, const struct formats *formats,
	const struct xml_events *ev, void *user, struct err *e)
{
	struct xml *x = calloc(1, sizeof(*x));

	if (!x)
		return err_set(e, ERR_NOMEM, "out of memory");
	x->input = s;
	x->formats = formats;
	x->user = user;
	*(struct xml **)user = x;
	x->events = ev;
	xml_init_sax(&x->sax, ev);
	xmlSetStructuredErrorFunc(NULL, on_stray_error);
	x->ctxt = xmlCreateIOParserCtxt(&x->sax, user, on_read, on_close, x, XML_CHAR_ENCODING_NONE);
	if (!x->ctxt || !share_names(x->ctxt, names)) {
		xml_free(x);
		return err_set(e, ERR_NOMEM, "out of memory for the XML parser");
	}
	x->ctxt->_private = x;
	/* NOENT only turns &amp; in attributes into & : without it they arrive as &#38;. A DOCTYPE is refused
	 * before it can declare anything. */
	xmlCtxtUseOptions(x->ctxt, XML_PARSE_NONET | XML_PARSE_NOENT);
	*out = x;
	return 0;
}

void xml_free(struct xml *x)
{
	if (!x)
		return;
	nest_free(x->nest);
	json_free(x->json);
	xmlFreeParserCtxt(x->ctxt);
	free(x);
}

int xml_names(const struct xml *x)
{
	return xmlDictSize(x->ctxt->dict);
}

struct refusal *xml_refusal(struct xml *x)
{
	return &x->refusal;
}

bool xml_is_json(const struct xml *x)
{
	return x->json != NULL;
}

bool xml_is_list(const struct xml *x)
{
	return !x->json || x->nest || json_is_list(x->json);
}

struct slice xml_head(const struct xml *x)
{
	return (struct slice){x->head, x->nhead};
}

long xml_outer_line(const struct xml *x)
{
	if (x->json)
		return json_offset(x->json);
	return !x->ctxt->input ? 0 : x->ctxt->input->line;
}

long xml_line(const struct xml *x)
{
	long line = xml_outer_line(x);

	return x->nest && !x->json ? nest_line(x->nest, line) : line;
}

unsigned xml_namespaces(const struct xml *x)
{
	xmlParserCtxtPtr inside = x->nest ? nest_ctxt(x->nest) : NULL;

	return (unsigned)(x->ctxt->nsNr + (inside ? inside->nsNr : 0)) / 2; /* prefix and name of each */
}

void xml_stop(struct xml *x)
{
	x->is_stopped = true;
	if (x->nest && nest_ctxt(x->nest))
		xmlStopParser(nest_ctxt(x->nest));
	if (!x->json)
		xmlStopParser(x->ctxt);
}

/* What the source says comes before what the parser makes of it. */
static int take_input_err(struct xml *x, struct err *e)
{
	if (x->input_err.kind == ERR_NONE)
		return 0;
	if (x->input_err.kind != ERR_FILE) {
		if (e->kind == ERR_NONE)
			*e = x->input_err;
		return -1;
	}
	x->refusal.code = NULL;
	refusal_set(&x->refusal, input_code(x->input), xml_line(x), "", "%s", x->input_err.text);
	return 0;
}

static long strspn_blank(const char *text, long len)
{
	long n = 0;

	while (n < len && strchr(" \t\r\n", text[n]))
		n++;
	return n;
}

/* libxml2 is content with what it has seen: nothing but blanks may be left. */
static void read_behind(struct xml *x)
{
	char rest[4096];
	long n = 0;

	do
		if (strspn_blank(rest, n) < n)
			refusal_set(&x->refusal, "xml.malformed", x->scan.line + 1, "well-formed XML",
				"other bytes behind the document's end");
	while (!x->refusal.code && (n = xml_read_scanned(x, rest, sizeof(rest))) > 0);
}

static void parse_xml(struct xml *x)
{
	xmlParseDocument(x->ctxt);
	if (!x->is_stopped && x->input_err.kind == ERR_NONE && !x->refusal.code && x->ctxt->wellFormed)
		read_behind(x);
}

int xml_parse(struct xml *x, struct err *e)
{
	xml_look(x);
	if (!json_is(x))
		parse_xml(x);
	else if (json_parse(x, e) < 0)
		return -1;
	if (take_input_err(x, e) < 0)
		return -1;
	if (input_bytes_out(x->input) == 0 && x->input_err.kind == ERR_NONE) {
		x->refusal.code = NULL;
		refusal_set(&x->refusal, "file.empty", 0, "XML", "an empty file");
	}
	if (!x->json && !x->is_stopped && !x->refusal.code && !x->ctxt->wellFormed)
		refusal_set(&x->refusal, "xml.malformed", xml_line(x), "well-formed XML", "broken XML");
	return 0;
}
