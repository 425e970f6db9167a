#include "load/versions.h"

#include <string.h>
#include "core/clock.h"
#include "load/copy.h"
#include "load/feed_sql.h"
#include "stream/record_hash.h"

#define STANDARD_CELLS 9

int versions_init(struct versions *v, const struct feed *f, struct catalog *c, int64_t now, struct err *e)
{
	char text[26];

	*v = (struct versions){.f = f};
	clock_format(now, text);
	memcpy(v->today, text, 10);
	memcpy(v->quarter, text, 4);
	memcpy(v->quarter + 4, "-Q", 2);
	v->quarter[6] = (char)('1' + ((text[5] - '0') * 10 + text[6] - '0' - 1) / 3);
	v->hash = sha256_new(e);
	if (!v->hash || periods_load(&v->periods, c, e))
		return -1;
	return period_columns(c, f, v->columns, VERSIONS_PERIOD_COLUMNS, &v->ncolumns, e);
}

void versions_release(struct versions *v)
{
	sha256_free(v->hash);
	periods_free(v->periods);
	buf_release(&v->scratch);
	buf_release(&v->touched);
	buf_release(&v->sent);
}

void versions_begin(struct versions *v, int64_t load_id)
{
	v->load_id = load_id;
	v->sent_min = INT64_MAX;
	v->sent_max = INT64_MIN;
}

/* One time is sent with thousands of records: it is read once. */
static int read_sent(struct versions *v, struct slice sent, struct err *e)
{
	if (v->sent.len == 0 || !slice_same(sent, buf_slice(&v->sent))) {
		buf_reset(&v->sent);
		if (sent.len == 0)
			return err_set(e, ERR_RECORD, "found no time of sending");
		if (clock_parse(sent.text, sent.len, &v->sent_seconds, e) ||
			buf_add(&v->sent, sent.text, sent.len, e))
			return -1;
	}
	if (v->sent_seconds < v->sent_min)
		v->sent_min = v->sent_seconds;
	if (v->sent_seconds > v->sent_max)
		v->sent_max = v->sent_seconds;
	return 0;
}

static int add_column(struct versions *v, struct buf *b, const struct record *r, size_t column, struct err *e)
{
	const struct column *c = &v->f->columns[column];
	struct err inner;

	if (!copy_cell(b, c->type, &r->cells[column], e))
		return 0;
	inner = *e;
	err_clear(e);
	return err_set(e, inner.kind, "column %s: %s", c->name, inner.text);
}

static int add_wide(struct versions *v, struct buf *b, const struct record *r, const unsigned char hash[32],
	struct err *e)
{
	struct slice touched = buf_slice(&v->touched);

	if (copy_row(b, STANDARD_CELLS + v->f->nclean, e) || copy_int8(b, v->load_id, e) ||
		copy_int4(b, (int32_t)r->number, e) || copy_int4(b, (int32_t)r->line, e) ||
		copy_text(b, r->message, e) || copy_timestamp(b, v->sent_seconds, e) ||
		copy_bytes(b, hash, 32, e) || copy_text(b, touched, e) || copy_bytes(b, v->quarter, 7, e) ||
		copy_text(b, slice_from(v->f->name), e))
		return -1;
	for (size_t i = 0; i < v->f->nclean; i++)
		if (add_column(v, b, r, i, e))
			return -1;
	return 0;
}

static int add_narrow(struct versions *v, struct buf *b, const struct record *r, const unsigned char hash[32],
	struct err *e)
{
	if (copy_row(b, v->f->nkey + 7, e) || copy_text(b, slice_from(v->f->name), e))
		return -1;
	for (size_t i = 0; i < v->f->nkey; i++) {
		if (cell_is_missing(&r->cells[v->f->key[i]]))
			return err_set(e, ERR_RECORD, "column %s: found a record without its key",
				v->f->columns[v->f->key[i]].name);
		if (add_column(v, b, r, v->f->key[i], e))
			return -1;
	}
	if (copy_timestamp(b, v->sent_seconds, e) || copy_text(b, r->message, e) ||
		copy_bytes(b, hash, 32, e) || copy_int8(b, v->load_id, e) ||
		copy_int4(b, (int32_t)r->number, e))
		return -1;
	return copy_text(b, buf_slice(&v->touched), e);
}

static int add_record(struct versions *v, struct chunk *c, const struct record *r, struct err *e)
{
	unsigned char hash[32];

	if (r->number == 0 || r->number > INT32_MAX || r->line > INT32_MAX)
		return err_set(e, ERR_RECORD, "found a record or line number that is out of range");
	if (c->n == 0) {
		buf_reset(&c->rows);
		buf_reset(&c->keys);
		if (copy_begin(&c->rows, e) || copy_begin(&c->keys, e))
			return -1;
	}
	buf_reset(&v->touched);
	if (read_sent(v, r->sent, e) || record_hash(v->hash, r, &v->scratch, hash, e) ||
		periods_of_record(v->periods, v->columns, v->ncolumns, r, v->today, &v->touched, e) ||
		add_wide(v, &c->rows, r, hash, e) || add_narrow(v, &c->keys, r, hash, e))
		return -1;
	c->n++;
	return 0;
}

int versions_add(struct versions *v, struct chunk *c, const struct record *r, struct err *e)
{
	struct err inner;

	if (r->ncells != v->f->nclean)
		return err_set(e, ERR_FAULT, "a record of %zu cells reached the loader of %zu", r->ncells,
			v->f->nclean);
	if (!add_record(v, c, r, e))
		return 0;
	inner = *e;
	err_clear(e);
	if (inner.kind != ERR_RECORD)
		return err_set(e, inner.kind, "%s", inner.text);
	return err_set(e, ERR_FILE, "file %.*s, record %llu, line %llu: %s",
		r->file.len < 64 ? (int)r->file.len : 64, r->file.len ? r->file.text : "",
		(unsigned long long)r->number, (unsigned long long)r->line, inner.text);
}

bool chunk_is_full(const struct chunk *c)
{
	return c->n >= CHUNK_ROWS || c->rows.len >= CHUNK_BYTES;
}

void chunk_here(const struct chunk *c, struct chunk_mark *m)
{
	*m = c->n ? (struct chunk_mark){c->rows.len, c->keys.len, c->n} : (struct chunk_mark){0, 0, 0};
}

void chunk_cut(struct chunk *c, const struct chunk_mark *m)
{
	c->rows.len = m->rows;
	c->keys.len = m->keys;
	c->n = m->n;
}

/* The bytes behind `from`; the first rows of a chunk have its header before them. */
static int move_rows(struct buf *b, size_t from, struct buf *to, struct err *e)
{
	size_t at = from ? from : COPY_HEADER_BYTES;

	if (to->len == 0 && copy_begin(to, e))
		return -1;
	return buf_add(to, b->data + at, b->len - at, e);
}

int chunk_move(struct chunk *c, const struct chunk_mark *m, struct chunk *to, struct err *e)
{
	if (c->n == m->n)
		return 0;
	if (to->n == 0)
		chunk_reset(to);
	if (move_rows(&c->rows, m->rows, &to->rows, e) || move_rows(&c->keys, m->keys, &to->keys, e))
		return -1;
	to->n += c->n - m->n;
	chunk_cut(c, m);
	return 0;
}

void chunk_reset(struct chunk *c)
{
	buf_reset(&c->rows);
	buf_reset(&c->keys);
	c->n = 0;
	c->is_alone = false;
}

void chunk_release(struct chunk *c)
{
	buf_release(&c->rows);
	buf_release(&c->keys);
}

int versions_send(struct versions *v, struct db *db, struct chunk *c, bool is_new, struct err *e)
{
	struct sql_value freeze = {.name = "freeze", .text = is_new ? ", FREEZE" : ""};
	struct feed_statement s = {
		.feed = v->f, .name = "versions-copy", .quarter = v->quarter, .more = &freeze, .nmore = 1};
	struct buf sql = {0};
	int rc = -1;

	if (feed_sql_fill(&s, &sql, e) || copy_end(&c->rows, e) || db_copy_begin(db, sql.data, e) ||
		db_copy_data(db, c->rows.data, c->rows.len, e))
		goto out;
	rc = db_copy_end(db, e);
out:
	buf_release(&sql);
	return rc;
}
