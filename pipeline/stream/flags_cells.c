/* The grammar of the cells: what separates is escaped in what somebody wrote, and the reader takes nothing
 * else. */
#include <stdlib.h>
#include <string.h>
#include "core/masked.h"
#include "stream/flags.h"

static const char separators[] = "\\;|\n\r", escapes[] = "\\;|nr"; /* in one order */

static int write_text(const char *text, struct buf *out, struct err *e)
{
	for (; *text; text++) {
		const char *at = strchr(separators, *text);

		if (at ? buf_add_char(out, '\\', e) || buf_add_char(out, escapes[at - separators], e)
		       : buf_add_char(out, *text, e))
			return -1;
	}
	return 0;
}

int flags_write(const struct flags *f, enum severity severity, struct buf *out, struct err *e)
{
	bool is_first = true;

	for (size_t i = 0; i < f->n; i++) {
		const struct flag *g = &f->list[i];

		if (g->severity != severity)
			continue;
		if (buf_addf(out, e, "%s%zu ", is_first ? "" : "; ", g->place) ||
			write_text(g->check, out, e) || buf_add_char(out, '|', e) ||
			write_text(g->words, out, e) || buf_add_char(out, '|', e) ||
			write_text(g->proof, out, e))
			return -1;
		is_first = false;
	}
	return 0;
}

/* A cell on the way: what is left of it. */
struct cursor {
	struct slice rest;
	enum severity severity;
};

static int refuse_cell(const struct cursor *c, const char *expected, struct err *e)
{
	char quoted[200];

	return err_set(e, ERR_RECORD, "column %s: found %s, expected %s", severity_name(c->severity),
		mask_quoted(quoted, c->rest.text, c->rest.len), expected);
}

/* Takes what is expected next, or says no. */
static bool take_text(struct cursor *c, const char *text)
{
	size_t n = strlen(text);

	if (c->rest.len < n || memcmp(c->rest.text, text, n) != 0)
		return false;
	c->rest.text += n;
	c->rest.len -= n;
	return true;
}

/* A number without leading zeros and the blank after it. */
static int read_place(struct cursor *c, size_t *place, struct err *e)
{
	*place = 0;
	while (c->rest.len && *c->rest.text >= '0' && *c->rest.text <= '9' && *place < 100000 &&
		(*place || *c->rest.text != '0')) {
		*place = *place * 10 + (size_t)(*c->rest.text - '0');
		c->rest.text++;
		c->rest.len--;
	}
	return *place && take_text(c, " ") ? 0 : refuse_cell(c, "the place of a flag and a blank", e);
}

/* Up to a separator that is not escaped. */
static int read_text(struct cursor *c, struct buf *out, struct err *e)
{
	buf_reset(out);
	for (; c->rest.len; c->rest.text++, c->rest.len--) {
		char at = *c->rest.text;
		const char *escape;

		if (at == ';' || at == '|')
			break;
		if (at == '\n' || at == '\r' || at == '\0')
			return refuse_cell(c, "a line end that is escaped", e);
		if (at != '\\') {
			if (buf_add_char(out, at, e))
				return -1;
			continue;
		}
		escape = c->rest.len > 1 && c->rest.text[1] ? strchr(escapes, c->rest.text[1]) : NULL;
		if (!escape)
			return refuse_cell(c, "\\\\, \\;, \\|, \\n or \\r", e);
		if (buf_add_char(out, separators[escape - escapes], e))
			return -1;
		c->rest.text++;
		c->rest.len--;
	}
	return buf_add(out, "", 0, e); /* an empty text is one */
}

static int read_flag(struct cursor *c, struct flags *out, struct buf *texts, struct err *e)
{
	size_t place;

	if (read_place(c, &place, e) || read_text(c, &texts[0], e))
		return -1;
	if (!take_text(c, "|"))
		return refuse_cell(c, "| and the words", e);
	if (read_text(c, &texts[1], e))
		return -1;
	if (!take_text(c, "|"))
		return refuse_cell(c, "| and the proof", e);
	if (read_text(c, &texts[2], e))
		return -1;
	if (flags_add(out, c->severity, texts[0].data, texts[1].data, texts[2].data, e))
		return -1;
	out->list[out->n - 1].place = place;
	return 0;
}

static int read_cell(struct cursor *c, struct flags *out, struct err *e)
{
	struct buf texts[3] = {{0}, {0}, {0}};
	size_t before = 0;
	int rc = 0;

	while (!rc && c->rest.len) {
		rc = read_flag(c, out, texts, e);
		if (!rc && out->list[out->n - 1].place <= before)
			rc = refuse_cell(c, "flags in their order", e);
		if (!rc && c->rest.len && (!take_text(c, "; ") || !c->rest.len))
			rc = refuse_cell(c, "; and a flag", e);
		before = rc ? 0 : out->list[out->n - 1].place;
	}
	for (int i = 0; i < 3; i++)
		buf_release(&texts[i]);
	return rc;
}

static int compare_places(const void *a, const void *b)
{
	const struct flag *x = a, *y = b;

	return (x->place > y->place) - (x->place < y->place);
}

int flags_read(struct flags *out, const struct slice *cells, struct err *e)
{
	int rc = 0;

	*out = (struct flags){0};
	for (int s = 0; !rc && s < SEVERITIES; s++) {
		struct cursor c = {cells[s], (enum severity)s};

		rc = read_cell(&c, out, e);
	}
	if (!rc && out->n)
		qsort(out->list, out->n, sizeof(*out->list), compare_places);
	for (size_t i = 0; !rc && i < out->n; i++)
		if (out->list[i].place != i + 1)
			rc = err_set(e, ERR_RECORD, "found a flag at place %zu, expected place %zu",
				out->list[i].place, i + 1);
	if (rc)
		flags_release(out);
	return rc;
}
