#include "extract/encoding.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define ENCODINGS_MOST 16 /* rows of encodings.csv */

static struct {
	char name[32];
	iconv_t converter; /* never closed: its tables stay in memory */
} opened[ENCODINGS_MOST];

static size_t nopened;

/* The byte alone as UTF-8: how many bytes, 0 for none. */
static size_t convert(iconv_t to_utf8, unsigned char byte, char out[16])
{
	char in = (char)byte, *from = &in, *to = out;
	size_t in_left = 1, out_left = 16;

	iconv(to_utf8, NULL, NULL, NULL, NULL);
	if (iconv(to_utf8, &from, &in_left, &to, &out_left) == (size_t)-1)
		return 0;
	iconv(to_utf8, NULL, NULL, &to, &out_left); /* what waits for a mark that may follow */
	return 16 - out_left;
}

static bool is_plain(iconv_t to_utf8)
{
	char out[16];

	for (unsigned byte = 1; byte < 256; byte++) {
		size_t n = convert(to_utf8, (unsigned char)byte, out);

		if (byte < 128 ? n != 1 || out[0] != (char)byte : n > 0 && !(out[0] & 0x80))
			return false;
	}
	return true;
}

static bool is_open(const char *name)
{
	size_t i = 0;

	while (i < nopened && strcasecmp(opened[i].name, name) != 0)
		i++;
	return i < nopened;
}

static int open_one(const struct row *row, const char *name, struct err *e)
{
	iconv_t c = (iconv_t)-1;
	char quoted[200];

	if (is_open(name))
		return 0;
	if (nopened < ENCODINGS_MOST && strlen(name) < sizeof(opened[0].name))
		c = iconv_open("UTF-8", name);
	if (c == (iconv_t)-1) /* unknown here, or no memory for it: documents in it are refused by its name */
		return 0;
	if (!is_plain(c)) {
		iconv_close(c);
		return err_at(e, ERR_CATALOG, row->file, row->line,
			"column encoding: found %s, expected at most %d encodings of one byte a character "
			"that "
			"iconv knows, with ASCII below 128 and none above",
			err_quote(quoted, name, strlen(name)), ENCODINGS_MOST);
	}
	snprintf(opened[nopened].name, sizeof(opened[0].name), "%s", name);
	opened[nopened++].converter = c;
	return 0;
}

int encodings_prepare(struct catalog *c, struct err *e)
{
	const struct table *t = catalog_get(c, "encodings", e);

	for (size_t i = 0; t && i < t->nrows; i++)
		if (open_one(&t->rows[i], table_get(t, i, "encoding"), e) < 0)
			return -1;
	return t ? 0 : -1;
}

bool encodings_has(const struct table *t, const char *date, const char *name)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (table_is_valid(t, i, date) && strcasecmp(table_get(t, i, "encoding"), name) == 0)
			return is_open(name);
	return false;
}
