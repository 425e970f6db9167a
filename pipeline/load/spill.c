#include "load/spill.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "load/sql.h"
#include "stream/stream.h"

int spill_cell(struct buf *b, struct slice s, char end, struct err *e)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.text[i];
		const char *special = c == '\\'	  ? "\\\\"
				      : c == '\t' ? "\\t"
				      : c == '\n' ? "\\n"
				      : c == '\r' ? "\\r"
						  : NULL;

		if (special ? buf_add_str(b, special, e) : buf_add_char(b, c, e))
			return -1;
	}
	return buf_add_char(b, end, e);
}

int spill_element(struct buf *b, struct slice s, struct err *e)
{
	if ((b->len > 1 && buf_add_char(b, ',', e)) || buf_add_char(b, '"', e))
		return -1;
	for (size_t i = 0; i < s.len; i++)
		if (((s.text[i] == '"' || s.text[i] == '\\') && buf_add_char(b, '\\', e)) ||
			buf_add_char(b, s.text[i], e))
			return -1;
	return buf_add_char(b, '"', e);
}

int spill_add(struct spill *s, int64_t load_id, const struct reject *r, struct err *e)
{
	if (!s->file && !(s->file = tmpfile()))
		return err_set(e, ERR_OUTPUT, "no temporary file for rejects: %s", strerror(errno));
	buf_reset(&s->row);
	if (buf_addf(&s->row, e, "%lld\t%llu\t%llu\t", (long long)load_id, (unsigned long long)r->number,
		    (unsigned long long)r->line) ||
		spill_cell(&s->row, slice_from(reject_severity_name(r->severity)), '\t', e) ||
		spill_cell(&s->row, slice_from(r->field), '\t', e) ||
		spill_cell(&s->row, slice_from(r->code), '\t', e) ||
		spill_cell(&s->row, slice_from(r->expected), '\t', e) ||
		spill_cell(&s->row, r->found, '\t', e) || spill_cell(&s->row, r->agency, '\t', e) ||
		spill_cell(&s->row, r->key, '\n', e))
		return -1;
	if (fwrite(s->row.data, 1, s->row.len, s->file) != s->row.len)
		return err_set(e, ERR_WRITE, "writing rejects failed: %s", strerror(errno));
	s->n++;
	return 0;
}

int spill_send(struct spill *s, struct db *db, struct err *e)
{
	char block[16384];
	size_t n;

	if (s->n == 0)
		return 0;
	if (fflush(s->file) || fseeko(s->file, 0, SEEK_SET))
		return err_set(e, ERR_WRITE, "writing rejects failed: %s", strerror(errno));
	if (db_copy_begin(db, sql_get("spill-copy"), e))
		return -1;
	while ((n = fread(block, 1, sizeof block, s->file)) > 0)
		if (db_copy_data(db, block, n, e))
			return -1;
	return db_copy_end(db, e);
}

static int failed(struct err *e)
{
	return err_set(e, ERR_WRITE, "writing rejects failed: %s", strerror(errno));
}

int spill_move(struct spill *s, struct spill *from, struct err *e)
{
	char block[16384];
	size_t n;

	if (from->n == 0)
		return 0;
	if (!s->file && !(s->file = tmpfile()))
		return err_set(e, ERR_OUTPUT, "no temporary file for rejects: %s", strerror(errno));
	if (fflush(from->file) || fseeko(from->file, 0, SEEK_SET))
		return failed(e);
	while ((n = fread(block, 1, sizeof block, from->file)) > 0)
		if (fwrite(block, 1, n, s->file) != n)
			return failed(e);
	s->n += from->n;
	return spill_reset(from, e);
}

int spill_reset(struct spill *s, struct err *e)
{
	if (s->n == 0)
		return 0;
	s->n = 0;
	return fflush(s->file) || ftruncate(fileno(s->file), 0) || fseeko(s->file, 0, SEEK_SET) ? failed(e)
												: 0;
}

void spill_release(struct spill *s)
{
	if (s->file)
		fclose(s->file);
	buf_release(&s->row);
	*s = (struct spill){0};
}
