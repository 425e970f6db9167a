#include "core/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* The code point at s and its length in bytes; 0 bytes when it is not UTF-8. */
static size_t decode(const char *s, size_t len, int32_t *cp)
{
	utf8proc_ssize_t n;

	if (len && (unsigned char)*s < 0x80) {
		*cp = *s;
		return 1;
	}
	n = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len, cp);
	return n > 0 ? (size_t)n : 0;
}

bool text_is_ascii(const char *text, size_t len)
{
	unsigned char any = 0;

	for (size_t i = 0; i < len; i++)
		any |= (unsigned char)text[i];
	return any < 0x80;
}

bool text_is_utf8(const char *text, size_t len)
{
	int32_t cp;

	for (size_t i = 0, n; i < len; i += n)
		if (!(n = decode(text + i, len - i, &cp)))
			return false;
	return true;
}

static bool is_letter(int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);

	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

/* The full-width form of a plain sign, digit or Latin letter. */
static bool is_wide(int32_t cp)
{
	return cp >= 0xFF01 && cp <= 0xFF5E;
}

/* Letters from U+0370 on are of another script, but for the Latin Extended Additional block and wide ones. */
static bool is_foreign(int32_t cp)
{
	return cp >= 0x370 && (cp < 0x1E00 || cp > 0x1EFF) && !is_wide(cp) && is_letter(cp);
}

bool text_is_latin(const char *text, size_t len)
{
	int32_t cp;

	if (text_is_ascii(text, len))
		return true;
	for (size_t i = 0, n; i < len; i += n)
		if (!(n = decode(text + i, len - i, &cp)) || is_foreign(cp))
			return false;
	return true;
}

bool text_has_letter(struct slice s)
{
	int32_t cp;

	for (size_t i = 0, n; i < s.len && (n = decode(s.text + i, s.len - i, &cp)); i += n)
		if (is_letter(cp))
			return true;
	return false;
}

static bool is_blank(int32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200B) ||
	       cp == 0x202F || cp == 0x3000 || cp == 0xFEFF;
}

static bool is_dash(int32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212;
}

/* Bytes of the blank that s starts with, or 0. */
static size_t blank_at(const char *s, size_t len)
{
	int32_t cp;
	size_t n = decode(s, len, &cp);

	return n && is_blank(cp) ? n : 0;
}

/* Bytes of the blank that the len bytes at s end with, or 0. */
static size_t blank_before(const char *s, size_t len)
{
	size_t n = 1;

	while (n < len && n < 4 && ((unsigned char)s[len - n] & 0xC0) == 0x80)
		n++;
	return len && blank_at(s + len - n, n) == n ? n : 0;
}

struct slice text_trim(struct slice s)
{
	size_t n;

	while (s.len && (n = blank_at(s.text, s.len))) {
		s.text += n;
		s.len -= n;
	}
	while (s.len && (n = blank_before(s.text, s.len)))
		s.len -= n;
	return s;
}

/* Below U+0300 and in U+1E00–1EFF nothing composes: such text is NFC already. */
static bool is_nfc_block(int32_t cp)
{
	return cp < 0x300 || (cp >= 0x1E00 && cp <= 0x1EFF);
}

/* 1 when the text is surely NFC, 0 when it must be composed, -1 when it is not UTF-8. */
static int nfc_quick(const char *text, size_t len)
{
	int32_t cp;
	int is_sure = 1;

	if (text_is_ascii(text, len))
		return 1;
	for (size_t i = 0, n; i < len; i += n) {
		if (!(n = decode(text + i, len - i, &cp)))
			return -1;
		if (!is_nfc_block(cp))
			is_sure = 0;
	}
	return is_sure;
}

static int nfc_compose(const char *text, size_t len, struct buf *out, struct err *e)
{
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, &made,
		(utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
	int ret = -1;

	if (n < 0)
		err_set(e, n == UTF8PROC_ERROR_NOMEM ? ERR_NOMEM : ERR_RECORD, "text cannot be composed: %s",
			utf8proc_errmsg(n));
	else
		ret = buf_add(out, made, (size_t)n, e);
	free(made);
	return ret;
}

int text_nfc(const char *text, size_t len, struct buf *out, struct err *e)
{
	int quick = nfc_quick(text, len);

	if (quick < 0)
		return err_set(e, ERR_RECORD, "found bytes that are not UTF-8");
	return quick ? buf_add(out, text, len, e) : nfc_compose(text, len, out, e);
}

/* Appends s with runs of blanks as one. */
static int add_folded(struct slice s, struct buf *out, struct err *e)
{
	for (size_t i = 0; i < s.len;) {
		size_t start = i, n = 0;

		while (i < s.len && !(n = blank_at(s.text + i, s.len - i)))
			i++;
		if (buf_add(out, s.text + start, i - start, e) < 0)
			return -1;
		while (i < s.len && (n = blank_at(s.text + i, s.len - i)))
			i += n;
		if (i < s.len && buf_add_char(out, ' ', e) < 0)
			return -1;
	}
	return 0;
}

int text_clean(const char *text, size_t len, bool fold, struct buf *out, struct err *e)
{
	struct slice s = text_trim((struct slice){text, len});
	struct buf nfc = {0};
	int ret = -1;

	if (!fold)
		return text_nfc(s.text, s.len, out, e);
	if (nfc_quick(s.text, s.len) > 0)
		return add_folded(s, out, e);
	if (text_nfc(s.text, s.len, &nfc, e) == 0)
		ret = add_folded(buf_slice(&nfc), out, e);
	buf_release(&nfc);
	return ret;
}

static bool is_unseen(int32_t cp)
{
	return cp == 0xAD || cp == 0x200B || cp == 0x2060 || cp == 0xFEFF;
}

static int32_t plain_of(int32_t cp)
{
	if (is_wide(cp))
		return cp - 0xFF01 + '!';
	return cp == 0x2010 || cp == 0x2011 || cp == 0x2212 ? '-' : cp;
}

int text_plain(struct slice s, struct buf *out, struct err *e)
{
	bool was_blank = false;
	size_t n;
	int32_t cp;

	for (size_t i = 0; i < s.len && (n = decode(s.text + i, s.len - i, &cp)); i += n) {
		int32_t plain = plain_of(cp);

		if (is_unseen(cp) || (is_blank(cp) && was_blank))
			continue;
		was_blank = is_blank(cp);
		if (was_blank || plain != cp ? buf_add_char(out, was_blank ? ' ' : (char)plain, e)
					     : buf_add(out, s.text + i, n, e))
			return -1;
	}
	return 0;
}

/* òa òe ùy and their like, the mark on the first of two vowels: the same word as oà oè uỳ. */
static bool moves_tone(int32_t first, int32_t second, int32_t *plain, int32_t *toned)
{
	static const struct {
		int32_t plain;
		int32_t toned[5];
	} vowels[] = {
		{'o', {0xF2, 0xF3, 0x1ECF, 0xF5, 0x1ECD}},
		{'u', {0xF9, 0xFA, 0x1EE7, 0x169, 0x1EE5}},
		{'a', {0xE0, 0xE1, 0x1EA3, 0xE3, 0x1EA1}},
		{'e', {0xE8, 0xE9, 0x1EBB, 0x1EBD, 0x1EB9}},
		{'y', {0x1EF3, 0xFD, 0x1EF7, 0x1EF9, 0x1EF5}},
	};

	for (int v = 0; v < 2; v++)
		for (int t = 0; t < 5; t++) {
			if (vowels[v].toned[t] != first)
				continue;
			*plain = vowels[v].plain;
			for (int w = 2; w < 5; w++)
				if (vowels[w].plain == second && (v == 1) == (w == 4)) {
					*toned = vowels[w].toned[t];
					return true;
				}
		}
	return false;
}

static int add_point(int32_t cp, struct buf *out, struct err *e)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n = utf8proc_encode_char(cp, bytes);

	return buf_add(out, bytes, (size_t)n, e);
}

/* Appends the key of NFC text. */
static int fold_points(struct slice s, struct buf *out, struct err *e)
{
	int32_t cp, next, plain, toned;
	bool is_gap = false, is_first = true;
	size_t n, m;

	for (size_t i = 0; i < s.len; i += n) {
		n = decode(s.text + i, s.len - i, &cp);
		if (is_foreign(cp))
			return err_set(
				e, ERR_RECORD, "found a letter of another script, U+%04X", (unsigned)cp);
		if (is_blank(cp) || is_dash(cp)) {
			is_gap = true;
			continue;
		}
		if (is_gap && !is_first && buf_add_char(out, ' ', e) < 0)
			return -1;
		is_gap = is_first = false;
		cp = utf8proc_tolower(cp);
		m = decode(s.text + i + n, s.len - i - n, &next);
		if (cp > 0x7F && m && moves_tone(cp, utf8proc_tolower(next), &plain, &toned)) {
			if (add_point(plain, out, e) < 0)
				return -1;
			cp = toned;
			n += m;
		}
		if (add_point(cp, out, e) < 0)
			return -1;
	}
	return 0;
}

int text_fold(const char *text, size_t len, struct buf *out, struct err *e)
{
	struct buf nfc = {0};
	int ret = -1;

	if (text_nfc(text, len, &nfc, e) == 0)
		ret = fold_points(buf_slice(&nfc), out, e);
	buf_release(&nfc);
	return ret;
}
