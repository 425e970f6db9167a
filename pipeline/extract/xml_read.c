/* The bytes of a document: its head first, which says what it is, then as the body asks for them. */
#include <string.h>
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

void xml_look(struct xml *x)
{
	long n = 1;

	while (n > 0 && x->nhead < sizeof(x->head)) {
		n = input_read(x->input, x->head + x->nhead, sizeof(x->head) - x->nhead, &x->input_err);
		x->nhead += n > 0 ? (size_t)n : 0;
	}
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

	if (n < 0 || (n > 0 ? scan_add(&x->scan, out, (size_t)n) : scan_end(&x->scan)))
		return n;
	refuse_scanned(x);
	return 0;
}
