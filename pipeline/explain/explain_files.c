/* The files that the records came in. */
#include <stdlib.h>
#include <string.h>
#include "explain/explain_parts.h"
#include "load/spill.h"
#include "load/sql.h"

static int by_place(const void *a, const void *b)
{
	const struct tally_entry *x = *(const struct tally_entry *const *)a,
				 *y = *(const struct tally_entry *const *)b;

	if (x->file != y->file)
		return (x->file > y->file) - (x->file < y->file);
	return (x->number > y->number) - (x->number < y->number);
}

/* How many records of each file count: once each, in however many measures. Owns: counts is the caller's. */
static int count_once(const struct tally *c, size_t *counts, struct err *e)
{
	const struct tally_entry **order = calloc(c->n + 1, sizeof(struct tally_entry *));
	size_t n = 0;

	if (!order)
		return err_set(e, ERR_NOMEM, "out of memory for %zu records", c->n);
	for (size_t i = 0; i < c->n; i++)
		if (!c->entries[i].has_lost)
			order[n++] = &c->entries[i];
	qsort(order, n, sizeof *order, by_place);
	for (size_t i = 0; i < n; i++)
		counts[order[i]->file] += !i || by_place(&order[i - 1], &order[i]) != 0;
	free(order);
	return 0;
}

static const struct explain_word sent_words[] = {{"path", "words.explain_sent_path"},
	{"name", "words.explain_sent_name"}, {"meta", "words.explain_sent_meta"},
	{"arrival", "words.explain_sent_arrival"}, {NULL, NULL}};

/* "path:…" is of the message itself, wherever in it. */
static int say_sent(struct explaining *x, struct page *row, const char *from, struct err *e)
{
	char word[20];

	snprintf(word, sizeof word, "%.*s", (int)strcspn(from, ":"), from);
	return page_set(row, "sent_from", from, e) ||
			       explain_word_say(x, row, "sent_known", word, sent_words, e)
		       ? -1
		       : 0;
}

static int say_file(struct explaining *x, const PGresult *r, int i, size_t counted, struct err *e)
{
	static const char *const names[] = {"hash", "feed", "name", "message", NULL, NULL, NULL, "file_run",
		"read", "kept", "rejected", "duplicate", "repairs"};
	struct page *row = page_add(x->page, "files", e);

	if (!row || page_setf(row, "records_counted", e, "%zu", counted) ||
		page_setf(row, "hash_short", e, "%.12s", PQgetvalue(r, i, 0)) ||
		say_sent(x, row, PQgetvalue(r, i, 5), e) ||
		explain_time_say(row, "sent_at", PQgetvalue(r, i, 4), e) ||
		explain_time_say(row, "accepted", PQgetvalue(r, i, 6), e))
		return -1;
	for (int c = 0; c < 13; c++)
		if (names[c] && page_set(row, names[c], PQgetvalue(r, i, c), e))
			return -1;
	return 0;
}

static int list_files(const struct tally *c, struct buf *hashes, struct buf *feeds, struct err *e)
{
	if (buf_add_char(hashes, '{', e) || buf_add_char(feeds, '{', e))
		return -1;
	for (size_t i = 0; i < c->nfiles; i++)
		if (spill_element(hashes, slice_from(c->files[i].hash), e) ||
			spill_element(feeds, slice_from(c->files[i].feed), e))
			return -1;
	return buf_add_char(hashes, '}', e) || buf_add_char(feeds, '}', e) ? -1 : 0;
}

static size_t find_file(const struct tally *c, const char *hash, const char *feed)
{
	size_t i = 0;

	while (i < c->nfiles && (strcmp(c->files[i].hash, hash) != 0 || strcmp(c->files[i].feed, feed) != 0))
		i++;
	return i;
}

static int say_files(struct explaining *x, const PGresult *r, const size_t *counts, struct err *e)
{
	size_t all = 0;

	for (int i = 0; i < PQntuples(r); i++) {
		size_t f = find_file(&x->list, PQgetvalue(r, i, 0), PQgetvalue(r, i, 1));

		if (f == x->list.nfiles || !counts[f])
			continue;
		all += counts[f];
		if (say_file(x, r, i, counts[f], e))
			return -1;
	}
	return page_setf(x->page, "records_counted_all", e, "%zu", all) ||
			       page_setf(x->page, "files_all", e, "%zu", page_count(x->page, "files"))
		       ? -1
		       : 0;
}

int explain_files(struct explaining *x, struct err *e)
{
	struct buf hashes = {0}, feeds = {0};
	size_t *counts;
	char run[24];
	PGresult *r = NULL;
	int rc = -1;

	if (x->list.is_many)
		return 0;
	counts = calloc(x->list.nfiles + 1, sizeof *counts);
	snprintf(run, sizeof run, "%lld", (long long)x->world.run);
	if (!counts)
		return err_set(e, ERR_NOMEM, "out of memory for %zu files", x->list.nfiles);
	if (count_once(&x->list, counts, e) || list_files(&x->list, &hashes, &feeds, e))
		goto out;
	const char *params[] = {hashes.data, feeds.data, run};
	if (db_ask(x->o->db, sql_get("explain-files"), 3, params, &r, e) == 0)
		rc = say_files(x, r, counts, e);
out:
	PQclear(r);
	free(counts);
	buf_release(&hashes);
	buf_release(&feeds);
	return rc;
}
