#include "load/repairs_store.h"

#include <inttypes.h>
#include <string.h>
#include "core/csv.h"
#include "core/text.h"
#include "load/sql.h"
#include "model/mask_field.h"

enum { ROW, FILE_HASH, FEED, RECORD, LINE, FIELD, CODE, LOAD, VALUE, REPAIR_COLUMNS };

struct repair_store {
	const struct repairs_options *o;
	const char *name;
	FILE *out;
	struct feed *feed; /* of the row before: rows come by feed */
	struct mask *mask;
	struct buf texts, shown;
	uint64_t read, refused;
};

static struct slice text_of(const struct cell *c)
{
	return (struct slice){c->text ? c->text : "", c->len};
}

/* Every cell with its NUL: what the server is told. */
static int keep_cells(
	struct repair_store *s, const struct csv_row *row, const char *cells[REPAIR_COLUMNS], struct err *e)
{
	size_t at[REPAIR_COLUMNS];

	buf_reset(&s->texts);
	for (size_t i = 0; i < REPAIR_COLUMNS; i++) {
		struct slice text = text_of(&row->cells[i]);

		at[i] = s->texts.len;
		if (buf_add(&s->texts, text.text, text.len, e) || buf_add_char(&s->texts, '\0', e))
			return -1;
	}
	for (size_t i = 0; i < REPAIR_COLUMNS; i++)
		cells[i] = s->texts.data + at[i];
	if (cell_is_missing(&row->cells[VALUE]))
		cells[VALUE] = NULL;
	return 0;
}

static int need_feed(struct repair_store *s, const char *name, struct err *e)
{
	if (s->feed && strcmp(s->feed->name, name) == 0)
		return 0;
	feed_free(s->feed);
	s->feed = NULL;
	return feed_load(&s->feed, s->o->catalog, name, s->o->today, e);
}

static bool has_control(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.text[i] < ' ' || text.text[i] == 0x7F)
			return true;
	return false;
}

/* A value that a reject may quote whole is nobody's; another one must be without people. */
static int judge_people(
	struct repair_store *s, const struct field *f, struct slice text, const char **code, struct err *e)
{
	bool is_masked = false;

	buf_reset(&s->shown);
	if (mask_quote(s->mask, f->quote, text, &s->shown, e))
		return -1;
	if (s->shown.len && slice_same(buf_slice(&s->shown), text))
		return 0;
	buf_reset(&s->shown);
	if (mask_keep_text(s->mask, mask_field(f, text), text, &s->shown, &is_masked, e))
		return -1;
	if (mask_is_personal(s->mask, text))
		*code = "id.personal";
	else if (is_masked)
		*code = "text.personal";
	return 0;
}

static int judge_value(
	struct repair_store *s, const char *name, const char *value, const char **code, struct err *e)
{
	long i = feed_find_field(s->feed, name);
	struct slice text = slice_from(value);

	if (i < 0 || s->feed->fields[i].policy != POLICY_KEEP)
		*code = "repair.stale";
	else if (value && text.len > s->feed->fields[i].max_bytes)
		*code = "text.too_long";
	else if (value && (!text_is_utf8(text.text, text.len) || has_control(text)))
		*code = "text.utf8";
	else if (value)
		return judge_people(s, &s->feed->fields[i], text, code, e);
	return 0;
}

static int add_repair(struct repair_store *s, const char *const *c, struct err *e)
{
	char now[24], run[24];
	const char *params[] = {c[FILE_HASH], c[FEED], c[RECORD], c[LINE], c[FIELD], c[VALUE], c[ROW],
		c[CODE], c[LOAD], s->o->by, now, run};

	snprintf(now, sizeof now, "%" PRId64, s->o->now);
	snprintf(run, sizeof run, "%" PRId64, s->o->run_id);
	return db_tell(s->o->db, sql_get("repair-add"), sizeof params / sizeof *params, params, e);
}

static int check_header(const struct repair_store *s, const struct csv_row *row, struct err *e)
{
	static const char *const columns[REPAIR_COLUMNS] = {
		"row", "file", "feed", "record", "line", "field", "code", "load", "value"};

	for (size_t i = 0; i < REPAIR_COLUMNS; i++)
		if (row->n != REPAIR_COLUMNS || !slice_equals(text_of(&row->cells[i]), columns[i]))
			return err_at(
				e, ERR_FILE, s->name, row->line, "found another header, expected repairs");
	return 0;
}

static int put_repair(void *arg, const struct csv_row *row, struct err *e)
{
	struct repair_store *s = arg;
	const char *cells[REPAIR_COLUMNS], *code = NULL;

	if (s->read++ == 0)
		return check_header(s, row, e);
	if (row->n != REPAIR_COLUMNS)
		return err_at(e, ERR_FILE, s->name, row->line, "found %zu cells, expected %d", row->n,
			REPAIR_COLUMNS);
	if (keep_cells(s, row, cells, e) || need_feed(s, cells[FEED], e) ||
		judge_value(s, cells[FIELD], cells[VALUE], &code, e))
		return -1;
	if (!code)
		return add_repair(s, cells, e);
	s->refused++;
	return fprintf(s->out, "%s,%s\n", cells[ROW], code) < 0 ? err_set(e, ERR_WRITE, "writing failed") : 0;
}

int repairs_store(const struct repairs_options *o, FILE *in, const char *name, FILE *out, uint64_t *read,
	uint64_t *refused, struct err *e)
{
	struct repair_store s = {.o = o, .name = name, .out = out};
	int rc = mask_open(&s.mask, o->catalog, e) || db_run(o->db, "BEGIN", e) ||
				 csv_read(in, name, put_repair, &s, e)
			 ? -1
			 : 0;

	if (!rc && s.read == 0)
		rc = err_at(e, ERR_FILE, name, 0, "stream cut off: found no header");
	if (!rc)
		rc = db_run(o->db, "COMMIT", e);
	*read = s.read ? s.read - 1 : 0;
	*refused = s.refused;
	feed_free(s.feed);
	mask_free(s.mask);
	buf_release(&s.texts);
	buf_release(&s.shown);
	return rc;
}
