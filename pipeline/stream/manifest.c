#include "stream/manifest.h"

#include <inttypes.h>
#include <string.h>
#include "stream/grammar.h"

static const char *const columns[MANIFEST_COLUMNS] = {"file", "feed", "state", "bytes", "name", "path", "raw",
	"code", "reason", "verdict", "load", "read", "kept", "rejected", "duplicate", "stat"};

#define CELLS (MANIFEST_COLUMNS + 1) /* _kind first */

/* ---- writing ---- */

static int write_row(struct manifest_writer *w, const char *kind, const struct slice cells[MANIFEST_COLUMNS],
	struct err *e)
{
	struct cell row[CELLS] = {{kind, (uint32_t)strlen(kind), CELL_TEXT}};

	for (size_t i = 0; i < MANIFEST_COLUMNS; i++)
		row[i + 1] = (struct cell){
			cells[i].text, (uint32_t)cells[i].len, cells[i].len > 0 ? CELL_TEXT : CELL_ABSENT};
	return csv_write_row(w->out, row, CELLS, e);
}

int manifest_begin(struct manifest_writer *w, FILE *out, struct err *e)
{
	struct slice names[MANIFEST_COLUMNS];

	*w = (struct manifest_writer){out, 0};
	for (size_t i = 0; i < MANIFEST_COLUMNS; i++)
		names[i] = slice_from(columns[i]);
	return write_row(w, "_kind", names, e);
}

int manifest_write(struct manifest_writer *w, const struct manifest_row *row, struct err *e)
{
	w->rows++;
	return write_row(w, "file", row->cells, e);
}

int manifest_end(struct manifest_writer *w, struct err *e)
{
	struct slice cells[MANIFEST_COLUMNS] = {{0}};
	char count[24];

	snprintf(count, sizeof(count), "%" PRIu64, w->rows);
	cells[MANIFEST_FILE] = slice_from(count);
	return write_row(w, "end", cells, e);
}

/* ---- reading ---- */

struct reading {
	const char *name;
	manifest_row_fn *fn;
	void *arg;
};

static int refuse_cell(const struct reading *r, long line, enum manifest_column c, struct slice found,
	const char *expected, struct err *e)
{
	char quoted[200];

	return err_at(e, ERR_FILE, r->name, line, "column %s: found %s, expected %s", columns[c],
		err_quote(quoted, found.text, found.len), expected);
}

static bool fits(void *arg, const struct csv_row *header)
{
	(void)arg;
	return grammar_header_is(header, columns, MANIFEST_COLUMNS);
}

static bool is_number(struct slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.text[i] < '0' || s.text[i] > '9')
			return false;
	return s.len < 20;
}

static bool is_hash(struct slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!memchr("0123456789abcdef", s.text[i], 16))
			return false;
	return s.len == 64;
}

static bool is_raw_of(struct slice raw, struct slice file)
{
	struct slice tail = {raw.text + file.len, raw.len - file.len};

	return raw.len > file.len && memcmp(raw.text, file.text, file.len) == 0 &&
	       (slice_equals(tail, ".xml") || slice_equals(tail, ".xml.gz"));
}

static bool is_one_of(struct slice s, const char *const *words)
{
	for (; *words; words++)
		if (slice_equals(s, *words))
			return true;
	return false;
}

static int check_words(const struct reading *r, const struct manifest_row *m, struct err *e)
{
	static const char *const states[] = {"taken", "refused", "left", NULL};
	static const char *const verdicts[] = {"", "loaded", "duplicate", "bad", "left", NULL};

	if (!is_one_of(m->cells[MANIFEST_STATE], states))
		return refuse_cell(
			r, m->line, MANIFEST_STATE, m->cells[MANIFEST_STATE], "taken, refused or left", e);
	if (!is_one_of(m->cells[MANIFEST_VERDICT], verdicts))
		return refuse_cell(r, m->line, MANIFEST_VERDICT, m->cells[MANIFEST_VERDICT],
			"loaded, duplicate, bad, left or nothing", e);
	if (m->cells[MANIFEST_PATH].len == 0)
		return refuse_cell(r, m->line, MANIFEST_PATH, m->cells[MANIFEST_PATH], "a path", e);
	return 0;
}

static int check_row(const struct reading *r, const struct manifest_row *m, struct err *e)
{
	static const enum manifest_column numbers[] = {MANIFEST_BYTES, MANIFEST_LOAD, MANIFEST_READ,
		MANIFEST_KEPT, MANIFEST_REJECTED, MANIFEST_DUPLICATE};
	struct slice file = m->cells[MANIFEST_FILE], raw = m->cells[MANIFEST_RAW];
	bool is_taken = slice_equals(m->cells[MANIFEST_STATE], "taken");

	if (check_words(r, m, e))
		return -1;
	if ((file.len > 0 || is_taken) && !is_hash(file))
		return refuse_cell(r, m->line, MANIFEST_FILE, file, "a SHA-256 in 64 hex digits", e);
	if ((raw.len > 0 || is_taken) && !is_raw_of(raw, file))
		return refuse_cell(r, m->line, MANIFEST_RAW, raw, "its file with .xml or .xml.gz", e);
	if (is_taken && m->cells[MANIFEST_FEED].len == 0)
		return refuse_cell(r, m->line, MANIFEST_FEED, m->cells[MANIFEST_FEED], "a feed", e);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (!is_number(m->cells[numbers[i]]))
			return refuse_cell(r, m->line, numbers[i], m->cells[numbers[i]], "a whole number", e);
	return 0;
}

static int read_file(void *arg, const struct csv_row *row, struct err *e)
{
	struct reading *r = arg;
	struct manifest_row m = {.line = row->line};

	for (size_t i = 0; i < MANIFEST_COLUMNS; i++)
		m.cells[i] = grammar_cell(row, i + 1);
	return check_row(r, &m, e) ? -1 : r->fn(r->arg, &m, e);
}

static int refuse(
	void *arg, enum grammar_fault fault, const struct csv_row *row, uint64_t rows, struct err *e)
{
	const struct reading *r = arg;
	struct slice kind = row ? grammar_cell(row, 0) : SLICE("");
	struct slice count = fault == GRAMMAR_COUNT ? grammar_cell(row, MANIFEST_FILE + 1) : SLICE("");
	char quoted[200];

	switch (fault) {
	case GRAMMAR_HEADER:
		return err_at(e, ERR_FILE, r->name, row->line,
			"found another header, expected the columns of a manifest");
	case GRAMMAR_AFTER_END:
		return err_at(e, ERR_FILE, r->name, row->line, "found a row after the end row");
	case GRAMMAR_WIDTH:
		return err_at(e, ERR_FILE, r->name, row->line, "found %zu cells, expected %d", row->n, CELLS);
	case GRAMMAR_KIND:
		return err_at(e, ERR_FILE, r->name, row->line, "column _kind: found %s, expected file or end",
			err_quote(quoted, kind.text, kind.len));
	case GRAMMAR_COUNT:
		return err_at(e, ERR_FILE, r->name, row->line,
			"manifest cut off: found %" PRIu64 " files before an end row of %.*s", rows,
			(int)(count.len < 20 ? count.len : 20), count.text);
	case GRAMMAR_NO_END:
		break;
	}
	return err_at(e, ERR_FILE, r->name, 0, "manifest cut off: found no end row");
}

int manifest_read(FILE *in, const char *name, manifest_row_fn *fn, void *arg, struct err *e)
{
	static const struct stream_grammar grammar = {
		{{"file", true, read_file}}, MANIFEST_FILE + 1, fits, NULL, refuse};
	struct reading r = {.name = name, .fn = fn, .arg = arg};

	return grammar_read(in, name, &grammar, &r, NULL, e);
}
