#include "stream/stream.h"

#include <inttypes.h>

#include "core/csv.h"
#include "stream/stream_columns.h"

const char *const stream_kinds[] = {"raw", "clean", "file", "end"};

const char *const stream_standard[STREAM_STANDARD_COLUMNS] = {
	"_kind", "_file", "_record", "_line", "_message", "_sent"};

size_t stream_columns(const struct feed *f, bool is_clean)
{
	return is_clean ? f->nclean : f->nfields;
}

const char *stream_column(const struct feed *f, bool is_clean, size_t i)
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

/* "state=ok sent_from=meta", "… strangers=N" when there are some, of a bad one "… reason=…" last. */
static int write_verdict(FILE *out, const struct file_verdict *v, struct err *e)
{
	struct buf text = {0};
	int rc = buf_addf(&text, e, "state=%s sent_from=%.*s", v->is_ok ? "ok" : "bad", (int)v->sent_from.len,
		v->sent_from.text ? v->sent_from.text : "");

	if (!rc && v->strangers)
		rc = buf_addf(&text, e, " strangers=%" PRIu64, v->strangers);
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
			stream_kinds[r->kind], r->ncells, n);
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

static int put_stream(struct sink *self, const struct record *r, struct err *e)
{
	struct stream_writer *w = (struct stream_writer *)self;

	fputs_unlocked(stream_kinds[r->kind], w->out);
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

static int reject_stream(struct sink *self, const struct reject *r, struct err *e)
{
	struct stream_writer *w = (struct stream_writer *)self;

	return w->rejects ? rejects_write(w->rejects, r, e) : 0;
}

int stream_writer_init(
	struct stream_writer *w, FILE *out, FILE *rejects, const struct feed *f, bool is_clean, struct err *e)
{
	size_t i, n = stream_columns(f, is_clean);

	*w = (struct stream_writer){{put_stream, reject_stream}, out, rejects, f, is_clean, 0};
	for (i = 0; i < STREAM_STANDARD_COLUMNS; i++)
		fprintf(out, "%s%s", i ? "," : "", stream_standard[i]);
	for (i = 0; i < n; i++)
		fprintf(out, ",%s", stream_column(f, is_clean, i));
	putc_unlocked('\n', out);
	if (rejects && rejects_write_header(rejects, e))
		return -1;
	return write_failed(out, e);
}

const char *reject_severity_name(enum reject_severity s)
{
	static const char *const names[] = {"field", "record", "file"};

	return names[s];
}

int rejects_write_header(FILE *out, struct err *e)
{
	fputs("_file,_record,_line,severity,field,code,expected,found,agency\n", out);
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
		write_slice(out, slice_from(r->expected), e) || write_slice(out, r->found, e) ||
		write_slice(out, r->agency, e))
		return -1;
	putc_unlocked('\n', out);
	return write_failed(out, e);
}
