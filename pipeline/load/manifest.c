#include "load/manifest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "core/csv.h"

static const char *const columns[MANIFEST_COLUMNS] = {"_kind", "file", "feed", "state", "bytes", "name",
	"path", "raw", "code", "reason", "verdict", "load", "read", "kept", "rejected", "duplicate"};

struct reader {
	const char *name;
	manifest_row_fn *fn;
	void *arg;
	struct buf texts[MANIFEST_COLUMNS];
	uint64_t rows; /* the header not counted */
	bool has_header, has_end;
};

static int refuse(const struct reader *r, const struct csv_row *row, const char *found, const char *expected,
	struct err *e)
{
	char quoted[200];

	return err_at(e, ERR_FILE, r->name, row->line, "found %s, expected %s",
		err_quote(quoted, found, strlen(found)), expected);
}

static int read_texts(struct reader *r, const struct csv_row *row, struct manifest_row *out, struct err *e)
{
	if (row->n != MANIFEST_COLUMNS)
		return err_at(e, ERR_FILE, r->name, row->line, "found %zu cells, expected %d", row->n,
			MANIFEST_COLUMNS);
	for (size_t i = 0; i < row->n; i++) {
		const struct cell *c = &row->cells[i];

		buf_reset(&r->texts[i]);
		if (buf_add(&r->texts[i], c->text ? c->text : "", c->text ? c->len : 0, e))
			return -1;
		out->cells[i] = r->texts[i].data;
	}
	return 0;
}

static int read_header(
	struct reader *r, const struct csv_row *row, const struct manifest_row *m, struct err *e)
{
	for (int i = 0; i < MANIFEST_COLUMNS; i++)
		if (strcmp(m->cells[i], columns[i]) != 0)
			return refuse(r, row, m->cells[i], columns[i], e);
	r->has_header = true;
	return 0;
}

static int read_end(struct reader *r, const struct csv_row *row, const struct manifest_row *m, struct err *e)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRIu64, r->rows);
	r->has_end = true;
	return strcmp(m->cells[MANIFEST_FILE], text) == 0 ? 0
							  : refuse(r, row, m->cells[MANIFEST_FILE], text, e);
}

static bool is_hash(const char *text)
{
	return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

static int read_state(struct reader *r, const struct csv_row *row, struct manifest_row *m, struct err *e)
{
	static const char *const names[] = {"taken", "refused", "left"};
	int i = 0;

	while (i < 3 && strcmp(m->cells[MANIFEST_STATE], names[i]) != 0)
		i++;
	if (i == 3)
		return refuse(r, row, m->cells[MANIFEST_STATE], "taken, refused or left", e);
	m->state = (enum manifest_state)i;
	if (m->state != MANIFEST_TAKEN)
		return 0;
	if (!is_hash(m->cells[MANIFEST_FILE]))
		return refuse(r, row, m->cells[MANIFEST_FILE], "the SHA-256 of a taken file", e);
	if (!*m->cells[MANIFEST_FEED])
		return refuse(r, row, "", "the feed of a taken file", e);
	if (!*m->cells[MANIFEST_RAW] || strchr(m->cells[MANIFEST_RAW], '/'))
		return refuse(r, row, m->cells[MANIFEST_RAW], "the raw name of a taken file", e);
	return 0;
}

static int read_row(void *arg, const struct csv_row *row, struct err *e)
{
	struct reader *r = arg;
	struct manifest_row m = {.state = MANIFEST_LEFT};

	if (read_texts(r, row, &m, e))
		return -1;
	if (!r->has_header)
		return read_header(r, row, &m, e);
	if (r->has_end)
		return refuse(r, row, m.cells[MANIFEST_KIND], "nothing after the end row", e);
	if (strcmp(m.cells[MANIFEST_KIND], "end") == 0)
		return read_end(r, row, &m, e);
	if (strcmp(m.cells[MANIFEST_KIND], "file") != 0)
		return refuse(r, row, m.cells[MANIFEST_KIND], "file or end", e);
	r->rows++;
	return read_state(r, row, &m, e) ? -1 : r->fn(r->arg, &m, e);
}

int manifest_read(FILE *in, const char *name, manifest_row_fn *fn, void *arg, struct err *e)
{
	struct reader r = {.name = name, .fn = fn, .arg = arg};
	int rc = csv_read(in, name, read_row, &r, e);

	if (!rc && !r.has_end)
		rc = err_at(e, ERR_FILE, name, 0, "stream cut off: found no end row");
	for (int i = 0; i < MANIFEST_COLUMNS; i++)
		buf_release(&r.texts[i]);
	return rc;
}

int manifest_write_row(FILE *out, const char *const cells[MANIFEST_COLUMNS], struct err *e)
{
	for (int i = 0; i < MANIFEST_COLUMNS; i++) {
		if (i)
			putc_unlocked(',', out);
		if (csv_write_text(out, cells[i], e))
			return -1;
	}
	putc_unlocked('\n', out);
	return ferror(out) ? err_set(e, ERR_WRITE, "writing the verdicts failed") : 0;
}

int manifest_write_header(FILE *out, struct err *e)
{
	return manifest_write_row(out, columns, e);
}

int manifest_write_end(FILE *out, uint64_t rows, struct err *e)
{
	char text[24];
	const char *cells[MANIFEST_COLUMNS] = {"end", text};

	snprintf(text, sizeof text, "%" PRIu64, rows);
	return manifest_write_row(out, cells, e);
}
