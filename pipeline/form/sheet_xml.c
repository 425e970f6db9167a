#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <string.h>
#include "core/limits.h"
#include "core/scan.h"
#include "core/text.h"
#include "form/sheet_part.h"

#define PIECE_BYTES ((size_t)1 << 16)

struct sheet_parsing {
	const struct sheet_events *events;
	void *arg;
	struct err *e;
	const char *name, *what;
	xmlParserCtxtPtr ctxt;
	int depth;
	bool has_failed;
};

static void fail(struct sheet_parsing *p, const char *found, const char *expected)
{
	if (!p->has_failed)
		err_at(p->e, ERR_FILE, p->name, 0, "%s, line %d: found %s, expected %s", p->what,
			p->ctxt ? xmlSAX2GetLineNumber(p->ctxt) : 1, found, expected);
	p->has_failed = true;
	if (p->ctxt)
		xmlStopParser(p->ctxt);
}

static void check(struct sheet_parsing *p, int rc)
{
	if (rc >= 0)
		return;
	p->has_failed = true;
	xmlStopParser(p->ctxt);
}

/* Word processors write extensions in namespaces of their own beside what everybody reads. */
static bool is_ours(const xmlChar *uri)
{
	static const char *const ours[] = {"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
		"http://purl.oclc.org/ooxml/spreadsheetml/main",
		"http://schemas.openxmlformats.org/package/2006/relationships"};

	for (size_t i = 0; uri && i < sizeof(ours) / sizeof(*ours); i++)
		if (strcmp((const char *)uri, ours[i]) == 0)
			return true;
	return false;
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int nns,
	const xmlChar **ns, int nattributes, int ndefaulted, const xmlChar **attributes)
{
	struct sheet_parsing *p = user;
	struct sheet_element element = {is_ours(uri) ? (const char *)local : "", attributes, nattributes};

	(void)prefix;
	(void)nns;
	(void)ns;
	(void)ndefaulted;
	if (p->has_failed)
		return;
	if (++p->depth > LIMIT_XML_DEPTH)
		fail(p, "elements too deep in each other", "at most 64");
	else if (*element.name)
		check(p, p->events->start(p->arg, &element, p->e));
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	struct sheet_parsing *p = user;

	(void)prefix;
	p->depth--;
	if (!p->has_failed && is_ours(uri))
		check(p, p->events->end(p->arg, (const char *)local, p->e));
}

static void on_text(void *user, const xmlChar *text, int len)
{
	struct sheet_parsing *p = user;

	if (!p->has_failed)
		check(p, p->events->text(p->arg, (struct slice){(const char *)text, (size_t)len}, p->e));
}

static void on_dtd(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)name;
	(void)external;
	(void)system;
	fail(user, "a DTD", "none");
}

static void on_error(void *user, xmlErrorPtr error)
{
	(void)error;
	fail(user, "broken XML", "a part of a workbook");
}

/* What the parser must not meet (core/scan.h), and what would make it read other letters than we do. */
static int check_bytes(struct sheet_parsing *p, struct slice part)
{
	struct scan scan = {0};

	if (!text_is_utf8(part.text, part.len) || (part.len && memchr(part.text, 0, part.len)))
		fail(p, "bytes that are no text in UTF-8", "UTF-8");
	else if (!scan_add(&scan, part.text, part.len) || !scan_end(&scan))
		fail(p, "too many attributes in one element, or another encoding", "a part of a workbook");
	return p->has_failed ? -1 : 0;
}

/* In pieces: libxml2 looks no further than 10 MB ahead. */
static void parse_pieces(struct sheet_parsing *p, struct slice part)
{
	size_t at = 0, n;

	do {
		n = part.len - at < PIECE_BYTES ? part.len - at : PIECE_BYTES;
		if (xmlParseChunk(p->ctxt, part.text + at, (int)n, at + n == part.len) && !p->has_failed)
			fail(p, "broken XML", "a part of a workbook");
		at += n;
	} while (!p->has_failed && at < part.len);
}

int sheet_part_parse(struct slice part, const struct sheet_events *events, void *arg, const char *name,
	const char *what, struct err *e)
{
	struct sheet_parsing p = {.events = events, .arg = arg, .e = e, .name = name, .what = what};
	xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.cdataBlock = on_text,
		.ignorableWhitespace = on_text,
		.internalSubset = on_dtd,
		.serror = on_error};

	if (check_bytes(&p, part) < 0)
		return -1;
	p.ctxt = xmlCreatePushParserCtxt(&sax, &p, NULL, 0, NULL);
	if (!p.ctxt)
		return err_set(e, ERR_NOMEM, "out of memory for XML");
	xmlCtxtUseOptions(p.ctxt, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	parse_pieces(&p, part);
	xmlFreeParserCtxt(p.ctxt);
	return p.has_failed ? -1 : 0;
}

struct slice sheet_attribute(const struct sheet_element *element, const char *name)
{
	for (int i = 0; i < element->n; i++) {
		const xmlChar **a = element->values + (ptrdiff_t)5 * i;

		if (strcmp((const char *)a[0], name) == 0)
			return (struct slice){(const char *)a[3], (size_t)(a[4] - a[3])};
	}
	return (struct slice){"", 0};
}

long sheet_number_of(struct slice digits)
{
	long n = 0;

	if (!digits.len || digits.len > 9)
		return -1;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.text[i] < '0' || digits.text[i] > '9')
			return -1;
		n = n * 10 + (digits.text[i] - '0');
	}
	return n;
}
