/* How the page is told things: words of the catalogue in two languages, times, titles. */
#include <string.h>
#include "explain/explain_parts.h"
#include "model/messages.h"

int explain_say(struct explaining *x, struct page *row, const char *name, const char *id, struct err *e)
{
	const char *vi, *en;
	char english[80];

	snprintf(english, sizeof english, "%s_en", name);
	if (message_texts(x->messages, id, &vi, &en, e))
		return -1;
	return page_set(row, name, vi, e) || page_set(row, english, en, e) ? -1 : 0;
}

int explain_word_say(struct explaining *x, struct page *row, const char *name, const char *word,
	const struct explain_word *words, struct err *e)
{
	for (; words->word; words++)
		if (strcmp(words->word, word) == 0)
			return explain_say(x, row, name, words->id, e);
	return page_set(row, name, word, e);
}

int explain_time_say(struct page *row, const char *name, const char *iso, struct err *e)
{
	char shown[80];

	snprintf(shown, sizeof shown, "%s_shown", name);
	if (page_set(row, name, iso, e))
		return -1;
	if (strlen(iso) < 16)
		return strlen(iso) < 10 ? page_set(row, shown, iso, e)
					: page_setf(row, shown, e, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
	return page_setf(row, shown, e, "%.2s/%.2s/%.4s %.5s", iso + 8, iso + 5, iso, iso + 11);
}

const char *explain_title(
	const struct explaining *x, const char *table, const char *key, const char *value, const char *column)
{
	const struct table *t = catalog_get(x->world.catalog, table, NULL);
	long row = t ? table_find(t, key, value, x->world.span.ends_on) : -1;

	if (t && row < 0)
		row = table_find(t, key, value, NULL);
	return row < 0 ? "" : table_get(t, (size_t)row, column);
}
