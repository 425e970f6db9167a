#include "load/words.h"

#include "core/buf.h"
#include "load/spill.h"
#include "load/sql.h"

#define WORDS_COLUMNS 5

static const char *const columns[WORDS_COLUMNS] = {"kind", "place", "pattern", "text_vi", "text_en"};

/* {"element","element",…} of one column. */
static int add_column(
	const struct table *t, const char *date, const char *column, struct buf *out, struct err *e)
{
	if (buf_add_char(out, '{', e))
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if (table_is_valid(t, i, date) && spill_element(out, slice_from(table_get(t, i, column)), e))
			return -1;
	return buf_add_char(out, '}', e);
}

int words_set(struct db *db, struct catalog *c, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "reader_words", e);
	struct buf arrays[WORDS_COLUMNS] = {0};
	const char *params[WORDS_COLUMNS];
	int64_t differing;
	int rc = t ? 0 : -1;

	for (size_t i = 0; !rc && i < WORDS_COLUMNS; i++) {
		rc = add_column(t, date, columns[i], &arrays[i], e);
		params[i] = arrays[i].data;
	}
	if (!rc && t->nrows)
		rc = db_ask_number(db, sql_get("words-set"), WORDS_COLUMNS, params, &differing, e);
	for (size_t i = 0; i < WORDS_COLUMNS; i++)
		buf_release(&arrays[i]);
	return rc;
}
