#include "take/take.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "core/clock.h"
#include "core/hash.h"
#include "core/shown.h"
#include "core/step.h"
#include "take/item.h"
#include "take/named.h"

/* ---- the manifest ---- */

static void count(struct take_counts *c, const struct inbox_item *i)
{
	c->listed++;
	if (strcmp(i->state, "taken") == 0)
		c->taken++;
	else if (strcmp(i->state, "refused") == 0)
		c->refused++;
	else if (strcmp(i->code, "waiting") == 0)
		c->waiting++;
	else
		c->left++;
}

/* Files without a hash are told apart by their names, which may be shown alike. */
static int add_mark(struct buf *name, const char *path, struct err *e)
{
	unsigned char sum[32];
	char hex[65];

	if (sha256_of(path, strlen(path), sum, e))
		return -1;
	hash_hex(sum, hex);
	return buf_addf(name, e, " %.8s", hex);
}

static int write_row(struct take *t, const struct inbox_item *i, struct err *e)
{
	const char *path = i->entry->path, *slash = strrchr(path, '/');
	struct buf shown = {0}, name = {0}, reason = {0};
	struct manifest_row row = {0};
	char bytes[24] = "", stat[80] = "";
	bool is_masked;
	int rc = -1;

	if (named_add_path(t->mask, path, &shown, e) ||
		named_add(t->mask, slash ? slash + 1 : path, &name, &is_masked, e) ||
		shown_add(&reason, i->reason, strlen(i->reason), e) ||
		(is_masked && !*i->hash && add_mark(&name, path, e)))
		goto out;
	if (i->has_stat) {
		snprintf(bytes, sizeof(bytes), "%jd", (intmax_t)i->st.st_size);
		place_stat_text(&i->st, stat);
	}
	row.cells[MANIFEST_FILE] = slice_from(i->hash);
	row.cells[MANIFEST_FEED] = slice_from(i->feed);
	row.cells[MANIFEST_STATE] = slice_from(i->state);
	row.cells[MANIFEST_BYTES] = slice_from(bytes);
	row.cells[MANIFEST_PATH] = buf_slice(&shown);
	row.cells[MANIFEST_NAME] = buf_slice(&name);
	row.cells[MANIFEST_RAW] = slice_from(i->raw);
	row.cells[MANIFEST_CODE] = slice_from(i->code);
	row.cells[MANIFEST_REASON] = buf_slice(&reason);
	row.cells[MANIFEST_STAT] = slice_from(stat);
	rc = manifest_write(&t->manifest, &row, e);
out:
	buf_release(&shown);
	buf_release(&name);
	buf_release(&reason);
	return rc;
}

/* ---- the ring of files on their way ---- */

static int fill(struct take *t, struct err *e)
{
	bool has_more = false;

	while (t->count < ITEM_AHEAD && t->next < t->inbox.n) {
		struct inbox_item *i = &t->items[(t->first + t->count) % ITEM_AHEAD];

		if (item_open(t, i, &t->inbox.entries[t->next], e))
			return -1;
		t->next++;
		t->count++;
		has_more |= i->fd >= 0;
	}
	return has_more ? ask_give(t, e) : 0;
}

static int finish_first(struct take *t, struct err *e)
{
	struct inbox_item *i = &t->items[t->first];
	struct found f;

	if (i->fd >= 0 && (ask_answer(t, &f, e) || item_decide(t, i, &f, e)))
		return -1;
	count(t->counts, i);
	if (t->options->each)
		t->options->each();
	if (write_row(t, i, e))
		return -1;
	t->first = (t->first + 1) % ITEM_AHEAD;
	t->count--;
	return raw_is_full(&t->raw) ? raw_sync(&t->raw, e) : 0;
}

static int take_all(struct take *t, struct err *e)
{
	if (manifest_begin(&t->manifest, t->options->out, e))
		return -1;
	while (t->next < t->inbox.n || t->count > 0)
		if (fill(t, e) || finish_first(t, e))
			return -1;
	return raw_sync(&t->raw, e) ? -1 : manifest_end(&t->manifest, e);
}

/* ---- what is no input ---- */

static void count_ignored(struct take *t)
{
	struct take_counts *c = t->counts;
	const struct inbox *in = &t->inbox;
	size_t at = 0;

	c->ignored = inbox_ignored(in);
	c->not_entered = in->not_entered;
	for (size_t i = 0; i <= INBOX_ENDINGS && at < sizeof(c->ignored_kinds); i++) {
		struct slice s = i < in->nendings ? in->endings[i] : SLICE(".");

		if (in->ignored[i] > 0)
			at += (size_t)snprintf(c->ignored_kinds + at, sizeof(c->ignored_kinds) - at,
				"%s%.*s:%ju", at > 0 ? " " : "", (int)s.len, s.text,
				(uintmax_t)in->ignored[i]);
	}
}

int take_run(const struct take_options *o, struct take_counts *counts, struct err *e)
{
	struct take t = {.options = o,
		.counts = counts,
		.clock = clock_read(),
		.place = {.top = -1, .folder = -1},
		.raw.fd = -1};
	int rc = -1;

	memset(counts, 0, sizeof(*counts));
	clock_format(o->now, t.arrived);
	if (mask_open(&t.mask, o->catalog, e) || complete_read(&t.complete, o->catalog, o->date, e) ||
		inbox_init(&t.inbox, o->catalog, o->date, e) || place_open(&t.place, o->inbox, e) ||
		raw_open(&t.raw, o->raw, e) || inbox_list(&t.inbox, t.place.top, e))
		goto out;
	count_ignored(&t);
	step("listed");
	rc = take_all(&t, e);
out:
	ask_end(&t);
	for (; t.count > 0; t.count--, t.first = (t.first + 1) % ITEM_AHEAD)
		if (t.items[t.first].fd >= 0)
			close(t.items[t.first].fd);
	raw_close(&t.raw);
	place_close(&t.place);
	inbox_release(&t.inbox);
	complete_release(&t.complete);
	mask_free(t.mask);
	return rc;
}
