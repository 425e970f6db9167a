#include "load/manifest_window.h"

#include <stdlib.h>
#include <string.h>
#include "load/spill.h"
#include "load/sql.h"
#include "stream/stream.h"

#define LIST_BYTES (1u << 20) /* the hashes of a window: 4096 of 67 bytes */

static int find_feed(const struct manifest_options *o, const char *name, size_t *at, struct err *e)
{
	for (*at = 0; *at < o->nfeeds; ++*at)
		if (strcmp(o->feeds[*at].name, name) == 0)
			return 0;
	return err_set(e, ERR_FAULT, "found feed %s in the manifest, which was not there before", name);
}

static enum entry_state state_of(const struct manifest_row *row)
{
	struct slice s = row->cells[MANIFEST_STATE];

	return slice_equals(s, "taken")	    ? ENTRY_TAKEN
	       : slice_equals(s, "refused") ? ENTRY_REFUSED
					    : ENTRY_LEFT;
}

int window_add(
	struct window *w, const struct manifest_options *o, const struct manifest_row *row, struct err *e)
{
	struct window_row *x = &w->entries[w->n];

	*x = (struct window_row){.state = state_of(row), .number = w->n, .code = "", .reason = ""};
	for (int i = 0; i < MANIFEST_COLUMNS; i++) {
		x->cells[i] = arena_copy(
			&w->texts, row->cells[i].text ? row->cells[i].text : "", row->cells[i].len, e);
		if (!x->cells[i])
			return -1;
	}
	if (x->state == ENTRY_TAKEN) {
		if (find_feed(o, x->cells[MANIFEST_FEED], &x->feed, e))
			return -1;
		w->by_hash[w->ntaken++] = x;
	}
	w->n++;
	return 0;
}

void window_reset(struct window *w)
{
	w->n = w->ntaken = w->ntodo = 0;
	arena_release(&w->texts);
}

/* ---- what is known ---- */

static int compare_place(const struct window_row *x, const struct window_row *y)
{
	int c = strcmp(x->cells[MANIFEST_FILE], y->cells[MANIFEST_FILE]);

	return c ? c : (x->feed > y->feed) - (x->feed < y->feed);
}

static int compare_hash(const void *a, const void *b)
{
	const struct window_row *x = *(struct window_row *const *)a, *y = *(struct window_row *const *)b;
	int c = compare_place(x, y);

	return c ? c : (x->number > y->number) - (x->number < y->number);
}

static int compare_turn(const void *a, const void *b)
{
	const struct window_row *x = *(struct window_row *const *)a, *y = *(struct window_row *const *)b;

	return x->feed != y->feed ? (x->feed > y->feed) - (x->feed < y->feed)
				  : (x->number > y->number) - (x->number < y->number);
}

static void find_twins(struct window *w)
{
	for (size_t i = 1; i < w->ntaken; i++) {
		struct window_row *before = w->by_hash[i - 1];

		if (compare_place(before, w->by_hash[i]) == 0)
			w->by_hash[i]->twin = before->twin ? before->twin : before;
	}
}

/* The first entry of these bytes and that feed. */
static struct window_row *find_entry(struct window *w, const char *file, size_t feed)
{
	size_t low = 0, high = w->ntaken;

	while (low < high) {
		size_t mid = (low + high) / 2;
		const struct window_row *x = w->by_hash[mid];
		int c = strcmp(x->cells[MANIFEST_FILE], file);

		if (c < 0 || (c == 0 && x->feed < feed))
			low = mid + 1;
		else
			high = mid;
	}
	if (low == w->ntaken || w->by_hash[low]->feed != feed ||
		strcmp(w->by_hash[low]->cells[MANIFEST_FILE], file) != 0)
		return NULL;
	return w->by_hash[low];
}

const char *window_keep(struct window *w, const char *text, struct err *e)
{
	return arena_copy(&w->texts, text, strlen(text), e);
}

/* A row of the answer: file, feed, catalogue, state, load, read, rejected, reason, code. */
static int take_known(struct window *w, const struct manifest_options *o, const char *const *catalogs,
	const PGresult *r, int i, struct err *e)
{
	size_t feed = 0;
	struct window_row *x;

	while (feed < o->nfeeds && strcmp(o->feeds[feed].name, PQgetvalue(r, i, 1)) != 0)
		feed++;
	if (feed == o->nfeeds || !catalogs[feed] || strcmp(catalogs[feed], PQgetvalue(r, i, 2)) != 0)
		return 0;
	x = find_entry(w, PQgetvalue(r, i, 0), feed);
	if (!x)
		return 0;
	x->load_id = strtoll(PQgetvalue(r, i, 4), NULL, 10);
	x->read = strtoull(PQgetvalue(r, i, 5), NULL, 10);
	x->rejected = strtoull(PQgetvalue(r, i, 6), NULL, 10);
	x->duplicate = x->read - x->rejected;
	x->verdict = strcmp(PQgetvalue(r, i, 3), "ok") == 0 ? VERDICT_DUPLICATE : VERDICT_BAD;
	if (x->verdict == VERDICT_DUPLICATE)
		return 0;
	x->needs_quarantine = true;
	x->reason = window_keep(w, PQgetvalue(r, i, 7), e);
	x->code = window_keep(w, PQgetvalue(r, i, 8), e);
	return x->reason && x->code ? 0 : -1;
}

static int add_hashes(const struct window *w, struct buf *list, struct err *e)
{
	if (buf_add_char(list, '{', e))
		return -1;
	for (size_t i = 0; i < w->ntaken; i++)
		if (!w->by_hash[i]->twin &&
			spill_element(list, slice_from(w->by_hash[i]->cells[MANIFEST_FILE]), e))
			return -1;
	return buf_add_char(list, '}', e);
}

static int ask_known(
	struct window *w, const struct manifest_options *o, const char *const *catalogs, struct err *e)
{
	struct buf list = {.max_bytes = LIST_BYTES};
	char format[16];
	const char *params[] = {NULL, format};
	PGresult *r = NULL;
	int rc = -1;

	snprintf(format, sizeof format, "%d", STREAM_FORMAT);
	if (add_hashes(w, &list, e))
		goto out;
	params[0] = list.data;
	if (db_ask(o->db, sql_get("manifest-known"), 2, params, &r, e))
		goto out;
	rc = 0;
	for (int i = 0; i < PQntuples(r) && !rc; i++)
		rc = take_known(w, o, catalogs, r, i, e);
out:
	PQclear(r);
	buf_release(&list);
	return rc;
}

int window_sort_out(
	struct window *w, const struct manifest_options *o, const char *const *catalogs, struct err *e)
{
	qsort(w->by_hash, w->ntaken, sizeof(struct window_row *), compare_hash);
	find_twins(w);
	if (w->ntaken && ask_known(w, o, catalogs, e))
		return -1;
	for (size_t i = 0; i < w->n; i++) {
		struct window_row *x = &w->entries[i];

		if (x->state == ENTRY_TAKEN) {
			if (!x->twin && x->verdict == VERDICT_NONE)
				w->todo[w->ntodo++] = x;
			continue;
		}
		x->verdict = x->state == ENTRY_LEFT ? VERDICT_LEFT : VERDICT_BAD;
		x->needs_quarantine = x->state == ENTRY_REFUSED;
		x->code = x->cells[MANIFEST_CODE];
		x->reason = x->cells[MANIFEST_REASON];
	}
	qsort(w->todo, w->ntodo, sizeof(struct window_row *), compare_turn);
	return 0;
}
