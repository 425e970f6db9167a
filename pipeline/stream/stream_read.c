#include <inttypes.h>
#include <string.h>
#include "stream/grammar.h"
#include "stream/stream_columns.h"

struct record_reader {
	const char *name;
	const struct feed *f;
	struct sink *next;
	bool is_clean, has_record;
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

		if (!slice_equals(grammar_cell(row, i), want))
			return false;
	}
	return true;
}

/* A feed without figures has the same header raw and clean: the first record's kind decides then. */
static bool fits(void *arg, const struct csv_row *row)
{
	struct record_reader *r = arg;

	r->is_clean = !header_fits(r->f, row, false);
	return !r->is_clean || header_fits(r->f, row, true);
}

static int cell_number(
	const struct record_reader *r, const struct csv_row *row, size_t i, uint64_t *out, struct err *e)
{
	struct slice s = grammar_cell(row, i);
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
		.dropped = -1,
		.sent_from = after(text, "sent_from=", false),
		.reason = reason};
	rec->message = (struct slice){"", 0};
	rec->number = rec->line = 0;
}

static int read_numbers(
	const struct record_reader *r, const struct csv_row *row, struct record *rec, struct err *e)
{
	return cell_number(r, row, 2, &rec->number, e) || cell_number(r, row, 3, &rec->line, e) ? -1 : 0;
}

static int read_end(void *arg, const struct csv_row *row, struct err *e)
{
	struct record_reader *r = arg;
	struct record rec = {.kind = RECORD_END};

	return read_numbers(r, row, &rec, e) ? -1 : r->next->put(r->next, &rec, e);
}

/* What records and file rows have in common. */
static int read_common(
	const struct record_reader *r, const struct csv_row *row, struct record *rec, struct err *e)
{
	rec->file = grammar_cell(row, 1);
	rec->message = grammar_cell(row, 4);
	rec->sent = grammar_cell(row, 5);
	return read_numbers(r, row, rec, e);
}

static int read_file(void *arg, const struct csv_row *row, struct err *e)
{
	struct record_reader *r = arg;
	struct record rec = {.kind = RECORD_FILE};

	if (read_common(r, row, &rec, e))
		return -1;
	read_verdict(&rec);
	return r->next->put(r->next, &rec, e);
}

static int read_record(
	struct record_reader *r, const struct csv_row *row, enum record_kind kind, struct err *e)
{
	struct record rec = {.kind = kind};

	if (read_common(r, row, &rec, e))
		return -1;
	if (!r->has_record && r->f->nclean == r->f->nfields)
		r->is_clean = kind == RECORD_CLEAN;
	r->has_record = true;
	if ((kind == RECORD_CLEAN) != r->is_clean)
		return err_at(e, ERR_FILE, r->name, row->line, "found raw and clean records in one stream");
	rec.cells = row->cells + STREAM_STANDARD_COLUMNS;
	rec.ncells = row->n - STREAM_STANDARD_COLUMNS;
	return r->next->put(r->next, &rec, e);
}

static int read_raw(void *arg, const struct csv_row *row, struct err *e)
{
	return read_record(arg, row, RECORD_RAW, e);
}

static int read_clean(void *arg, const struct csv_row *row, struct err *e)
{
	return read_record(arg, row, RECORD_CLEAN, e);
}

static int refuse_count(
	const struct record_reader *r, const struct csv_row *row, uint64_t rows, struct err *e)
{
	struct record rec;

	if (read_numbers(r, row, &rec, e))
		return -1;
	return err_at(e, ERR_FILE, r->name, row->line,
		"stream cut off: found %" PRIu64 " records, expected %" PRIu64, rows, rec.number);
}

static int refuse(
	void *arg, enum grammar_fault fault, const struct csv_row *row, uint64_t rows, struct err *e)
{
	const struct record_reader *r = arg;
	char quoted[200];
	struct slice kind = row ? grammar_cell(row, 0) : SLICE("");

	switch (fault) {
	case GRAMMAR_HEADER:
		return err_at(e, ERR_FILE, r->name, row->line,
			"found another header, expected the columns of feed %s", r->f->name);
	case GRAMMAR_AFTER_END:
		return err_at(e, ERR_FILE, r->name, row->line, "found a row after the end row");
	case GRAMMAR_WIDTH:
		return err_at(e, ERR_FILE, r->name, row->line, "found %zu cells, expected %zu", row->n,
			STREAM_STANDARD_COLUMNS + stream_columns(r->f, r->is_clean));
	case GRAMMAR_KIND:
		return err_at(e, ERR_FILE, r->name, row->line,
			"column _kind: found %s, expected raw, clean, file or end",
			err_quote(quoted, kind.text, kind.len));
	case GRAMMAR_COUNT:
		return refuse_count(r, row, rows, e);
	case GRAMMAR_NO_END:
		break;
	}
	return err_at(e, ERR_FILE, r->name, 0, "stream cut off: found no end row");
}

int stream_read(
	FILE *in, const char *name, const struct feed *f, struct sink *next, bool *is_clean, struct err *e)
{
	static const struct stream_grammar grammar = {
		{{"raw", true, read_raw}, {"clean", true, read_clean}, {"file", false, read_file}}, 2, fits,
		read_end, refuse};
	struct record_reader r = {.name = name, .f = f, .next = next};
	int rc = grammar_read(in, name, &grammar, &r, NULL, e);

	if (is_clean)
		*is_clean = r.is_clean;
	return rc;
}
