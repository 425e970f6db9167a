#include <inttypes.h>
#include <string.h>
#include "core/csv.h"
#include "stream/stream_columns.h"

struct reading {
	const char *name;
	const struct feed *f;
	struct sink *next;
	bool has_header, is_clean, has_ended;
	uint64_t rows;
};

static bool header_fits(const struct feed *f, const struct csv_row *row, bool is_clean)
{
	size_t n = stream_columns(f, is_clean), i;

	if (row->n != STREAM_STANDARD_COLUMNS + n)
		return false;
	for (i = 0; i < row->n; i++) {
		const char *want = i < STREAM_STANDARD_COLUMNS
					   ? stream_standard[i]
					   : stream_column(f, is_clean, i - STREAM_STANDARD_COLUMNS);

		if (!slice_equals((struct slice){row->cells[i].text, row->cells[i].len}, want))
			return false;
	}
	return true;
}

/* A feed without figures has the same header raw and clean: the first record's kind decides then. */
static int read_header(struct reading *r, const struct csv_row *row, struct err *e)
{
	r->has_header = true;
	r->is_clean = !header_fits(r->f, row, false);
	if (!r->is_clean || header_fits(r->f, row, true))
		return 0;
	return err_at(e, ERR_FILE, r->name, row->line,
		"found another header, expected the columns of feed %s", r->f->name);
}

static struct slice cell_slice(const struct cell *c)
{
	return (struct slice){c->text ? c->text : "", c->len};
}

static int cell_number(
	const struct reading *r, const struct csv_row *row, size_t i, uint64_t *out, struct err *e)
{
	struct slice s = cell_slice(&row->cells[i]);
	char quoted[200];

	*out = 0;
	for (size_t k = 0; k < s.len; k++) {
		if (s.text[k] < '0' || s.text[k] > '9' || *out > UINT64_MAX / 10 - 9)
			return err_at(e, ERR_FILE, r->name, row->line,
				"column %s: found %s, expected a whole number", stream_standard[i],
				err_quote(quoted, s.text, s.len));
		*out = *out * 10 + (uint64_t)(s.text[k] - '0');
	}
	return 0;
}

static struct slice after(struct slice s, const char *mark, bool to_end)
{
	size_t n = strlen(mark), i;
	const char *p = s.len >= n ? memmem(s.text, s.len, mark, n) : NULL;
	struct slice out = {"", 0};

	if (!p)
		return out;
	out.text = p + n;
	out.len = s.len - (size_t)(out.text - s.text);
	for (i = 0; !to_end && i < out.len; i++)
		if (out.text[i] == ' ')
			out.len = i;
	return out;
}

/* The number behind the mark; 0 without one. */
static uint64_t number_after(struct slice s, const char *mark)
{
	struct slice digits = after(s, mark, false);
	uint64_t n = 0;

	for (size_t i = 0; i < digits.len && digits.text[i] >= '0' && digits.text[i] <= '9'; i++)
		n = n * 10 + (uint64_t)(digits.text[i] - '0');
	return n;
}

/* "state=ok sent_from=meta strangers=2", of a bad file with its reason at the end, which may hold any words.
 */
static void read_verdict(struct record *rec)
{
	struct slice text = rec->message, reason = after(text, " reason=", true);

	if (reason.len)
		text.len = (size_t)(reason.text - text.text) - strlen(" reason=");
	rec->verdict = (struct file_verdict){.is_ok = slice_equals(after(text, "state=", false), "ok"),
		.read = rec->number,
		.rejected = rec->line,
		.strangers = number_after(text, " strangers="),
		.sent_from = after(text, "sent_from=", false),
		.reason = reason};
	rec->message = (struct slice){"", 0};
	rec->number = rec->line = 0;
}

static int read_kind(
	const struct reading *r, const struct csv_row *row, enum record_kind *kind, struct err *e)
{
	struct slice s = cell_slice(&row->cells[0]);
	char quoted[200];

	for (int k = RECORD_RAW; k <= RECORD_END; k++)
		if (slice_equals(s, stream_kinds[k])) {
			*kind = (enum record_kind)k;
			return 0;
		}
	return err_at(e, ERR_FILE, r->name, row->line,
		"column _kind: found %s, expected raw, clean, file or end", err_quote(quoted, s.text, s.len));
}

static int read_end(struct reading *r, const struct csv_row *row, const struct record *rec, struct err *e)
{
	r->has_ended = true;
	if (rec->number != r->rows)
		return err_at(e, ERR_FILE, r->name, row->line,
			"stream cut off: found %" PRIu64 " records, expected %" PRIu64, r->rows, rec->number);
	return r->next->put(r->next, rec, e);
}

static int read_row(void *arg, const struct csv_row *row, struct err *e)
{
	struct reading *r = arg;
	struct record rec = {0};

	if (!r->has_header)
		return read_header(r, row, e);
	if (r->has_ended)
		return err_at(e, ERR_FILE, r->name, row->line, "found a row after the end row");
	if (row->n != STREAM_STANDARD_COLUMNS + stream_columns(r->f, r->is_clean))
		return err_at(e, ERR_FILE, r->name, row->line, "found %zu cells, expected %zu", row->n,
			STREAM_STANDARD_COLUMNS + stream_columns(r->f, r->is_clean));
	if (read_kind(r, row, &rec.kind, e) || cell_number(r, row, 2, &rec.number, e) ||
		cell_number(r, row, 3, &rec.line, e))
		return -1;
	if (rec.kind == RECORD_END)
		return read_end(r, row, &rec, e);
	rec.file = cell_slice(&row->cells[1]);
	rec.message = cell_slice(&row->cells[4]);
	rec.sent = cell_slice(&row->cells[5]);
	if (rec.kind == RECORD_FILE) {
		read_verdict(&rec);
		return r->next->put(r->next, &rec, e);
	}
	if (r->rows++ == 0 && r->f->nclean == r->f->nfields)
		r->is_clean = rec.kind == RECORD_CLEAN;
	if ((rec.kind == RECORD_CLEAN) != r->is_clean)
		return err_at(e, ERR_FILE, r->name, row->line, "found raw and clean records in one stream");
	rec.cells = row->cells + STREAM_STANDARD_COLUMNS;
	rec.ncells = row->n - STREAM_STANDARD_COLUMNS;
	return r->next->put(r->next, &rec, e);
}

int stream_read(
	FILE *in, const char *name, const struct feed *f, struct sink *next, bool *is_clean, struct err *e)
{
	struct reading r = {.name = name, .f = f, .next = next};
	int rc = csv_read(in, name, read_row, &r, e);

	/* A cut stream ends inside a quoted cell as often as between rows: both are said in the same words.
	 */
	if (!rc && !r.has_ended)
		rc = err_at(e, ERR_FILE, name, 0, "stream cut off: found no end row");
	if (is_clean)
		*is_clean = r.is_clean;
	return rc;
}
