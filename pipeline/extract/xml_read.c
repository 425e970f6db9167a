/* The bytes of a document: its head first, which says what it is, then as the body asks for them. */
#include <string.h>
#include <strings.h>
#include "extract/xml.h"
#include "extract/xml_parts.h"

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

/* In the XML declaration; the parser reads it properly. */
static bool says_other(const struct xml *x)
{
	const char *end = memmem(x->head, x->nhead, "?>", 2), *at;

	if (x->nhead < 5 || memcmp(x->head, "<?xml", 5) != 0 || !end)
		return false;
	at = memmem(x->head, (size_t)(end - x->head), "encoding", 8);
	if (!at)
		return false;
	at += 8;
	at += strspn(at, " \t\r\n=\"'");
	return strncasecmp(at, "utf", 3) != 0;
}

static void watch_utf8(struct xml *x, const unsigned char *at, size_t len)
{
	for (const unsigned char *end = at + len; at < end && !x->utf8.is_broken; at++) {
		if (x->utf8.more > 0 ? (*at & 0xc0) != 0x80 : (*at & 0xc0) == 0x80 || *at > 0xf4)
			x->utf8.is_broken = true;
		else if (x->utf8.more > 0)
			x->utf8.more--;
		else if (*at >= 0xc0)
			x->utf8.more = *at >= 0xf0 ? 3 : *at >= 0xe0 ? 2 : 1;
		x->utf8.has_any |= *at >= 0x80;
	}
}

void xml_refuse_other(struct xml *x)
{
	if (x->utf8.is_on && x->utf8.has_any && !x->utf8.is_broken)
		refusal_set(&x->refusal, "xml.encoding", 1, "the encoding that the document is in",
			"UTF-8 in a document that says it is something else");
}

void xml_look(struct xml *x)
{
	long n = 1;

	while (n > 0 && x->nhead < sizeof(x->head)) {
		n = input_read(x->input, x->head + x->nhead, sizeof(x->head) - x->nhead, &x->input_err);
		x->nhead += n > 0 ? (size_t)n : 0;
	}
	x->utf8.is_on = says_other(x);
}

long xml_read(struct xml *x, char *out, size_t len)
{
	size_t left = x->nhead - x->head_read;

	if (left == 0)
		return x->input_err.kind != ERR_NONE ? -1 : input_read(x->input, out, len, &x->input_err);
	len = len < left ? len : left;
	memcpy(out, x->head + x->head_read, len);
	x->head_read += len;
	return (long)len;
}

long xml_read_scanned(struct xml *x, char *out, size_t len)
{
	long n = xml_read(x, out, len);

	if (n > 0 && x->utf8.is_on)
		watch_utf8(x, (unsigned char *)out, (size_t)n);
	if (n == 0)
		xml_refuse_other(x);
	if (n < 0 || (n > 0 ? scan_add(&x->scan, out, (size_t)n) : scan_end(&x->scan)))
		return n;
	refuse_scanned(x);
	return 0;
}
