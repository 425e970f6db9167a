#include "extract/xml.h"

#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "core/limits.h"
#include "core/masked.h"
#include "core/scan.h"
#include "core/text.h"
#include "extract/signature.h"

struct xml {
	xmlParserCtxtPtr ctxt;
	xmlSAXHandler sax;
	struct source *source;
	struct err source_err;
	struct refusal refusal;
	struct scan scan;
	char head[SIGNATURE_BYTES];
	size_t nhead;
	bool is_stopped;
};

void refusal_set(struct refusal *r, const char *code, long line, const char *expected, const char *fmt, ...)
{
	va_list ap;

	if (r->code)
		return;
	r->code = code;
	r->line = line;
	r->expected = expected;
	va_start(ap, fmt);
	vsnprintf(r->found, sizeof(r->found), fmt, ap);
	mask_line(r->found);
	va_end(ap);
}

static struct xml *xml_of(xmlParserCtxtPtr ctxt)
{
	return ctxt->_private;
}

static void refuse_scanned(struct xml *x)
{
	static const struct {
		const char *code, *expected, *found;
	} words[] = {[SCAN_ATTRIBUTES] = {"xml.attributes", "at most 64",
			     "more than 320 attributes and namespaces in one element"},
		[SCAN_NUL] = {"xml.malformed", "well-formed XML", "a NUL byte"},
		[SCAN_ENCODING] = {"xml.encoding", "UTF-8", "text in UTF-32 or EBCDIC"},
		[SCAN_HALF] = {"xml.malformed", "well-formed XML", "half a character of UTF-16 at the end"}};

	refusal_set(&x->refusal, words[x->scan.fault].code, x->scan.line, words[x->scan.fault].expected, "%s",
		words[x->scan.fault].found);
}

/* The form of a document is told by its first four bytes, here and by libxml2. */
static long read_some(struct xml *x, char *out, size_t len)
{
	size_t want = source_bytes_out(x->source) == 0 && len >= 4 ? 4 : 1, got = 0;

	while (got < want) {
		long n = source_read(x->source, out + got, len - got, &x->source_err);

		if (n < 0)
			return -1;
		if (n == 0)
			break;
		got += (size_t)n;
	}
	return (long)got;
}

static void keep_head(struct xml *x, const char *bytes, size_t len)
{
	size_t room = sizeof(x->head) - x->nhead;

	if (room == 0)
		return;
	len = len < room ? len : room;
	memcpy(x->head + x->nhead, bytes, len);
	x->nhead += len;
}

/* The next bytes, looked through: 0 at the end or when they are refused. */
static long read_scanned(struct xml *x, char *out, size_t len)
{
	long n = read_some(x, out, len);

	if (n > 0)
		keep_head(x, out, (size_t)n);
	if (n < 0 || (n > 0 ? scan_add(&x->scan, out, (size_t)n) : scan_end(&x->scan)))
		return n;
	refuse_scanned(x);
	return 0;
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
	return (int)read_scanned(x, out, (size_t)len);
}

static int on_close(void *arg)
{
	(void)arg;
	return 0;
}

static bool is_word_at(const char *text, const char *at, size_t len)
{
	bool starts = at == text || strchr(" ':\"", at[-1]);

	return starts && (at[len] == '\0' || strchr(" ':\"", at[len]));
}

/* libxml2 quotes names of the input, and broken markup can turn a person's name into one: the line number is
 * enough. */
static void mask(char *text, const char *name)
{
	size_t len = !name ? 0 : strlen(name);
	char *at = text;

	while (len > 0 && (at = strstr(at, name)) != NULL) {
		if (is_word_at(text, at, len)) {
			*at = '?';
			memmove(at + 1, at + len, strlen(at + len) + 1);
		}
		at++;
	}
}

/* What the document says of itself, when it is not so; NULL: nothing, or the truth. */
static const char *false_encoding(const struct xml *x)
{
	const xmlParserCtxt *c = x->ctxt;
	const xmlChar *declared = c->encoding != NULL || !c->input ? c->encoding : c->input->encoding;

	return !declared || scan_may_be(&x->scan, (const char *)declared) ? NULL : (const char *)declared;
}

static void refuse_encoding(struct xml *x, const char *declared)
{
	char quoted[200];

	refusal_set(&x->refusal, "xml.encoding", 1, "UTF-8", "encoding %s",
		err_quote(quoted, declared, strlen(declared)));
}

/* What a person can do something about, in words of our own. */
static bool refuse_known(struct xml *x, const xmlError *error, const char *text)
{
	if (error->code == XML_ERR_INVALID_CHAR && error->int1 > 0)
		refusal_set(&x->refusal, "xml.control", error->line, "no control characters",
			"character U+%04X", (unsigned)error->int1);
	else if (strncmp(text, "CData section too big", 21) == 0)
		refusal_set(
			&x->refusal, "xml.text", error->line, "at most 1 MiB", "a CDATA section over 10 MB");
	else if (strncmp(text, "AttValue length too long", 24) == 0)
		refusal_set(&x->refusal, "xml.malformed", error->line, "at most 1 MiB",
			"an attribute over 10 MB");
	return x->refusal.code != NULL;
}

static void refuse_error(struct xml *x, const xmlError *error)
{
	char text[300];
	const char *code = "xml.malformed";

	if (x->source_err.kind != ERR_NONE)
		return;
	if (false_encoding(x))
		refuse_encoding(x, false_encoding(x));
	snprintf(text, sizeof(text), "%s", !error->message ? "an unknown fault" : error->message);
	text[strcspn(text, "\n")] = '\0';
	if (refuse_known(x, error, text))
		return;
	mask(text, error->str1);
	mask(text, error->str2);
	mask(text, error->str3);
	if (error->code == XML_ERR_INVALID_ENCODING || error->code == XML_ERR_UNSUPPORTED_ENCODING ||
		error->code == XML_ERR_UNKNOWN_ENCODING ||
		strncmp(text, "Input is not proper UTF-8", 25) == 0 || error->code == XML_I18N_CONV_FAILED)
		code = "xml.encoding";
	if (strcmp(code, "xml.encoding") == 0)
		snprintf(text, sizeof(text), "%s",
			strncmp(text, "Document labelled UTF-16", 24) == 0
				? "UTF-8 in a document that says it is UTF-16"
				: "bytes that are not UTF-8");
	if (error->code == XML_ERR_NO_MEMORY)
		snprintf(text, sizeof(text), "a text or attribute over 10 MB");
	if (error->code == XML_ERR_INTERNAL_ERROR) /* "Huge input lookup" and its like */
		snprintf(text, sizeof(text), "one piece of markup over 10 MB");
	if (!text_is_ascii(text, strlen(text))) /* its own words are: these are the document's */
		snprintf(text, sizeof(text), "broken XML");
	if (text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z'))
		text[0] = (char)(text[0] - 'A' + 'a');
	refusal_set(&x->refusal, code, error->line,
		strcmp(code, "xml.encoding") == 0 ? "UTF-8" : "well-formed XML", "%s", text);
}

/* A namespace error is none of ours: an undeclared prefix of an element is refused where it is met. */
static void on_error(void *user, xmlErrorPtr error)
{
	xmlParserCtxtPtr ctxt = error->ctxt;

	(void)user;
	if (!ctxt || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE)
		return;
	refuse_error(xml_of(ctxt), error);
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

	if (!false_encoding(x))
		return;
	refuse_encoding(x, false_encoding(x));
	xml_stop(x);
}

static void init_sax(xmlSAXHandler *sax, const struct xml_events *ev)
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

int xml_new(struct xml **out, struct source *s, xmlDictPtr names, const struct xml_events *ev, void *user,
	struct err *e)
{
	struct xml *x = calloc(1, sizeof(*x));

	if (!x)
		return err_set(e, ERR_NOMEM, "out of memory");
	x->source = s;
	*(struct xml **)user = x;
	init_sax(&x->sax, ev);
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

struct slice xml_head(const struct xml *x)
{
	return (struct slice){x->head, x->nhead};
}

long xml_line(const struct xml *x)
{
	return !x->ctxt->input ? 0 : x->ctxt->input->line;
}

unsigned xml_namespaces(const struct xml *x)
{
	return (unsigned)x->ctxt->nsNr / 2; /* prefix and name of each */
}

void xml_stop(struct xml *x)
{
	x->is_stopped = true;
	xmlStopParser(x->ctxt);
}

/* What the source says comes before what the parser makes of it. */
static int take_source_err(struct xml *x, struct err *e)
{
	if (x->source_err.kind == ERR_NONE)
		return 0;
	if (x->source_err.kind != ERR_FILE) {
		if (e->kind == ERR_NONE)
			*e = x->source_err;
		return -1;
	}
	x->refusal.code = NULL;
	refusal_set(&x->refusal, source_code(x->source), xml_line(x), "", "%s", x->source_err.text);
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
	while (!x->refusal.code && (n = read_scanned(x, rest, sizeof(rest))) > 0);
}

int xml_parse(struct xml *x, struct err *e)
{
	xmlParseDocument(x->ctxt);
	if (!x->is_stopped && x->source_err.kind == ERR_NONE && !x->refusal.code && x->ctxt->wellFormed)
		read_behind(x);
	if (take_source_err(x, e) < 0)
		return -1;
	if (source_bytes_out(x->source) == 0 && x->source_err.kind == ERR_NONE) {
		x->refusal.code = NULL;
		refusal_set(&x->refusal, "file.empty", 0, "XML", "an empty file");
	}
	if (!x->is_stopped && !x->refusal.code && !x->ctxt->wellFormed)
		refusal_set(&x->refusal, "xml.malformed", xml_line(x), "well-formed XML", "broken XML");
	return 0;
}
