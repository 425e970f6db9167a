#include "core/stream.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "core/csv.h"

static const char *const kind_names[] = {"raw", "clean", "file", "end"};

static const char *const standard[STREAM_STANDARD_COLUMNS] = {
	"_kind", "_file", "_record", "_line", "_message", "_sent"};

static size_t stream_columns(const struct feed *f, bool is_clean)
{
	return is_clean ? f->nclean : f->nfields;
}

static const char *column_name(const struct feed *f, bool is_clean, size_t i)
{
	return is_clean ? f->columns[i].name : f->fields[i].name;
}

static int write_failed(FILE *out, struct err *e)
{
	return ferror(out) ? err_set(e, ERR_WRITE, "writing the stream failed") : 0;
}

static int write_slice(FILE *out, struct slice s, struct err *e)
{
	struct cell c = {s.text, (uint32_t)s.len, s.len ? CELL_TEXT : CELL_ABSENT};

	putc_unlocked(',', out);
	return csv_write_cell(out, &c, e);
}

static int write_number(FILE *out, uint64_t n)
{
	char text[24], *p = text + sizeof text;

	do
		*--p = (char)('0' + n % 10);
	while (n /= 10);
	*--p = ',';
	fwrite_unlocked(p, 1, (size_t)(text + sizeof text - p), out);
	return 0;
}

/* "state=ok sent_from=meta", or "state=bad sent_from=meta reason=…" with the reason last. */
static int write_verdict(FILE *out, const struct file_verdict *v, struct err *e)
{
	struct buf text = {0};
	int rc = buf_addf(&text, e, "state=%s sent_from=%.*s", v->is_ok ? "ok" : "bad", (int)v->sent_from.len,
		v->sent_from.text ? v->sent_from.text : "");

	if (!rc && !v->is_ok)
		rc = buf_addf(
			&text, e, " reason=%.*s", (int)v->reason.len, v->reason.text ? v->reason.text : "");
	if (!rc)
		rc = write_slice(out, buf_slice(&text), e);
	buf_release(&text);
	return rc;
}

static int write_record(struct stream_writer *w, const struct record *r, struct err *e)
{
	size_t n = stream_columns(w->feed, w->is_clean);

	if (r->ncells != n || (r->kind == RECORD_CLEAN) != w->is_clean)
		return err_set(e, ERR_FAULT, "a %s record of %zu cells reached a stream of %zu",
			kind_names[r->kind], r->ncells, n);
	if (write_slice(w->out, r->message, e) || write_slice(w->out, r->sent, e))
		return -1;
	for (size_t i = 0; i < n; i++) {
		putc_unlocked(',', w->out);
		if (csv_write_cell(w->out, &r->cells[i], e))
			return -1;
	}
	w->rows++;
	return 0;
}

static void write_absent(struct stream_writer *w)
{
	for (size_t i = stream_columns(w->feed, w->is_clean); i > 0; i--)
		putc_unlocked(',', w->out);
}

static int stream_put(struct sink *self, const struct record *r, struct err *e)
{
	struct stream_writer *w = (struct stream_writer *)self;

	fputs_unlocked(kind_names[r->kind], w->out);
	if (r->kind == RECORD_END) {
		fputs_unlocked(",", w->out);
		write_number(w->out, w->rows);
		fputs_unlocked(",,,", w->out);
		write_absent(w);
	} else {
		bool is_file = r->kind == RECORD_FILE;

		if (write_slice(w->out, r->file, e))
			return -1;
		write_number(w->out, is_file ? r->verdict.read : r->number);
		write_number(w->out, is_file ? r->verdict.rejected : r->line);
		if (is_file) {
			if (write_verdict(w->out, &r->verdict, e) || write_slice(w->out, r->sent, e))
				return -1;
			write_absent(w);
		} else if (write_record(w, r, e)) {
			return -1;
		}
	}
	putc_unlocked('\n', w->out);
	return write_failed(w->out, e);
}

static int stream_reject(struct sink *self, const struct reject *r, struct err *e)
{
	struct stream_writer *w = (struct stream_writer *)self;

	return w->rejects ? rejects_write(w->rejects, r, e) : 0;
}

int stream_writer_init(
	struct stream_writer *w, FILE *out, FILE *rejects, const struct feed *f, bool is_clean, struct err *e)
{
	size_t i, n = stream_columns(f, is_clean);

	*w = (struct stream_writer){{stream_put, stream_reject}, out, rejects, f, is_clean, 0};
	for (i = 0; i < STREAM_STANDARD_COLUMNS; i++)
		fprintf(out, "%s%s", i ? "," : "", standard[i]);
	for (i = 0; i < n; i++)
		fprintf(out, ",%s", column_name(f, is_clean, i));
	putc_unlocked('\n', out);
	if (rejects && rejects_write_header(rejects, e))
		return -1;
	return write_failed(out, e);
}

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
					   ? standard[i]
					   : column_name(f, is_clean, i - STREAM_STANDARD_COLUMNS);

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
				"column %s: found %s, expected a whole number", standard[i],
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

static int read_kind(
	const struct reading *r, const struct csv_row *row, enum record_kind *kind, struct err *e)
{
	struct slice s = cell_slice(&row->cells[0]);
	char quoted[200];

	for (int k = RECORD_RAW; k <= RECORD_END; k++)
		if (slice_equals(s, kind_names[k])) {
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
		rec.verdict = (struct file_verdict){slice_equals(after(rec.message, "state=", false), "ok"),
			rec.number, rec.line, after(rec.message, "sent_from=", false),
			after(rec.message, " reason=", true)};
		rec.message = (struct slice){"", 0};
		rec.number = rec.line = 0;
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

const char *reject_severity_name(enum reject_severity s)
{
	static const char *const names[] = {"field", "record", "file"};

	return names[s];
}

int rejects_write_header(FILE *out, struct err *e)
{
	fputs("_file,_record,_line,severity,field,code,expected,found\n", out);
	return write_failed(out, e);
}

int rejects_write(FILE *out, const struct reject *r, struct err *e)
{
	struct cell file = {r->file.text, (uint32_t)r->file.len, r->file.len ? CELL_TEXT : CELL_ABSENT};

	if (csv_write_cell(out, &file, e))
		return -1;
	write_number(out, r->number);
	write_number(out, r->line);
	if (write_slice(out, slice_from(reject_severity_name(r->severity)), e) ||
		write_slice(out, slice_from(r->field), e) || write_slice(out, slice_from(r->code), e) ||
		write_slice(out, slice_from(r->expected), e) || write_slice(out, r->found, e))
		return -1;
	putc_unlocked('\n', out);
	return write_failed(out, e);
}
