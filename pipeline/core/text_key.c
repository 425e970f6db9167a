/* Characters that look alike and mean the same in keys, dates and periods. */
#include <string.h>
#include <utf8proc.h>
#include "core/text.h"

static bool is_dash(int32_t cp)
{
	return cp == '-' || cp == 0xAD || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == 0xFE58 ||
	       cp == 0xFE63;
}

static bool is_blank(int32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) ||
	       cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

static bool is_unseen(int32_t cp)
{
	return (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) || cp == 0x2060 ||
	       cp == 0xFEFF;
}

int32_t text_key_point(int32_t cp)
{
	if (cp > ' ' && cp < 0x7F)
		return cp;
	if (is_dash(cp))
		return '-';
	if (is_blank(cp))
		return ' ';
	if (is_unseen(cp))
		return 0;
	return cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFF01 + '!' : cp;
}

static int add_point(int32_t cp, struct buf *out, struct err *e)
{
	utf8proc_uint8_t bytes[4];

	return cp ? buf_add(out, bytes, (size_t)utf8proc_encode_char(cp, bytes), e) : 0;
}

int text_key(const char *text, size_t len, struct buf *out, struct err *e)
{
	struct buf nfc = {0};
	int32_t cp;
	int ret = text_nfc(text, len, &nfc, e);

	for (size_t i = 0; ret == 0 && i < nfc.len;) {
		i += (size_t)utf8proc_iterate(
			(const utf8proc_uint8_t *)nfc.data + i, (utf8proc_ssize_t)(nfc.len - i), &cp);
		ret = add_point(text_key_point(cp), out, e);
	}
	buf_release(&nfc);
	return ret;
}

const char *text_find_dash(const char *text, size_t len, size_t *bytes)
{
	int32_t cp;

	for (size_t i = 0; i < len; i += *bytes) {
		utf8proc_ssize_t n = utf8proc_iterate(
			(const utf8proc_uint8_t *)text + i, (utf8proc_ssize_t)(len - i), &cp);

		*bytes = n > 0 ? (size_t)n : 1;
		if (n > 0 && text_key_point(cp) == '-')
			return text + i;
	}
	return NULL;
}
