/* What libxml2 found wrong, in words of our own that repeat nothing of the document. */
#include <stdio.h>
#include <string.h>
#include <libxml/xmlerror.h>
#include "core/text.h"
#include "extract/encoding.h"
#include "extract/xml.h"
#include "extract/xml_parts.h"

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

/* One byte a character, whose markup is ASCII's. */
static bool may_say(const struct xml *x, const struct scan *scan, const char *encoding)
{
	return x->formats && x->formats->encodings && scan->form == SCAN_BYTES &&
	       encodings_has(x->formats->encodings, x->formats->date, encoding);
}

/* What the document says of itself, when it is not so; NULL: nothing, or the truth. */
const char *xml_false_encoding(const struct xml *x)
{
	bool is_inside = x->nest && nest_ctxt(x->nest);
	const xmlParserCtxt *c = is_inside ? nest_ctxt(x->nest) : x->ctxt;
	const struct scan *scan = is_inside ? nest_scan(x->nest) : &x->scan;
	const xmlChar *declared = c->encoding != NULL || !c->input ? c->encoding : c->input->encoding;

	if (!declared || scan_may_be(scan, (const char *)declared) ||
		may_say(x, scan, (const char *)declared))
		return NULL;
	return (const char *)declared;
}

void xml_refuse_encoding(struct xml *x, const char *declared)
{
	char quoted[200];

	refusal_set(&x->refusal, "xml.encoding", 1, "UTF-8, or one of encodings.csv", "encoding %s",
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

/* A document inside an element's text: the place is the file's. */
static void place_inside(struct xml *x)
{
	size_t n = strlen(x->refusal.found);

	x->refusal.line = xml_line(x);
	snprintf(x->refusal.found + n, sizeof(x->refusal.found) - n, ", in the document inside a text");
}

static void refuse_error(struct xml *x, const xmlError *error)
{
	char text[300];
	const char *code = "xml.malformed";

	if (x->input_err.kind != ERR_NONE)
		return;
	if (xml_false_encoding(x))
		xml_refuse_encoding(x, xml_false_encoding(x));
	xml_refuse_other(x);
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

void xml_refuse_error(struct xml *x, const xmlError *error)
{
	bool is_first = !x->refusal.code;

	refuse_error(x, error);
	if (is_first && x->refusal.code && x->nest)
		place_inside(x);
}
