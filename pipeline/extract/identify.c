#include "extract/identify.h"

#include <string.h>
#include "core/csv.h"
#include "core/text.h"
#include "extract/slot.h"

struct identified {
	const struct pseudonym *p;
	struct slice text, plain; /* without its blanks; in our own forms of digits and hyphens */
	FILE *out;
};

static int write_row(const struct identified *x, const struct feed *f, const struct field *fd,
	const char *key, const char *value, struct err *e)
{
	const char *cells[] = {f->name, f->sql_name, fd->name, key, value};

	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		if ((i && putc(',', x->out) == EOF) || csv_write_text(x->out, cells[i], e))
			return -1;
	return putc('\n', x->out) == EOF ? err_set(e, ERR_WRITE, "cannot write a row") : 0;
}

static int write_pseudonyms(
	const struct identified *x, const struct feed *f, const struct field *fd, struct err *e)
{
	size_t n = 0;
	const struct pseudonym_key *keys = x->p ? pseudonym_keys(x->p, &n) : NULL;
	char value[128];
	int len;

	for (size_t i = 0; i < n; i++) {
		if ((len = pseudonym_by(x->p, i, x->text.text, x->text.len, value, e)) < 0)
			return -1;
		value[len] = '\0';
		if (write_row(x, f, fd, keys[i].id, value, e))
			return -1;
	}
	return 0;
}

static int write_field(
	const struct identified *x, const struct feed *f, const struct field *fd, struct err *e)
{
	if (slot_is_dummy(fd->missing, x->text.text, x->text.len))
		return 0;
	if (fd->policy == POLICY_PSEUDONYM)
		return write_pseudonyms(x, f, fd, e);
	return fd->is_found_by ? write_row(x, f, fd, "", x->plain.text, e) : 0;
}

/* A day on which the row is in force: a feed that ended has its records still. */
static const char *day_of(const struct table *feeds, size_t row, const char *today)
{
	const char *to = table_get(feeds, row, "valid_to");

	if (table_is_valid(feeds, row, today))
		return today;
	return *to && strcmp(to, today) < 0 ? to : table_get(feeds, row, "valid_from");
}

static int write_feeds(const struct identified *x, struct catalog *c, const char *today, struct err *e)
{
	const struct table *feeds = catalog_get(c, "feeds", e);
	int rc = feeds ? 0 : -1;

	if (rc == 0 && fputs("feed,kind,field,key,value\n", x->out) == EOF)
		return err_set(e, ERR_WRITE, "cannot write a row");
	for (size_t i = 0; rc == 0 && i < feeds->nrows; i++) {
		struct feed *f = NULL;

		rc = feed_load(&f, c, table_get(feeds, i, "feed"), day_of(feeds, i, today), e);
		for (size_t k = 0; rc == 0 && k < f->nfields; k++)
			rc = write_field(x, f, &f->fields[k], e);
		feed_free(f);
	}
	return rc;
}

int identify_write(struct catalog *c, const char *today, const struct pseudonym *p, struct slice text,
	FILE *out, struct err *e)
{
	char copy[IDENTIFY_BYTES];
	struct buf plain = {0};
	struct identified x = {.p = p, .out = out};
	int rc = -1;

	if (text.len > sizeof(copy))
		return err_set(e, ERR_USAGE, "found a number of %zu bytes, expected at most %d", text.len,
			IDENTIFY_BYTES);
	memcpy(copy, text.text, text.len);
	x.text = (struct slice){copy, slot_drop_blanks(copy, text.len)};
	if (!x.text.len)
		return err_set(e, ERR_USAGE, "found nothing, expected one line with a number");
	if (!text_is_utf8(x.text.text, x.text.len))
		err_set(e, ERR_USAGE, "found bytes that are no text, expected UTF-8");
	else if (text_key(x.text.text, x.text.len, &plain, e) == 0 && buf_add_char(&plain, '\0', e) == 0) {
		x.plain = (struct slice){plain.data, plain.len - 1};
		rc = write_feeds(&x, c, today, e);
	}
	buf_release(&plain);
	return rc;
}
