#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "take/item.h"

static struct inbox_item *item_at(struct take *t, size_t n)
{
	return &t->items[(t->first + n) % ITEM_AHEAD];
}

static int start(struct take *t, struct err *e)
{
	const struct prober *p = &t->options->prober;

	if (t->has_cell)
		return 0;
	if (cell_start(&t->cell, p->work, p->arg, NULL, 0, e))
		return -1;
	t->has_cell = true;
	return 0;
}

/* A cell that takes no more is full, or gone: which, its next answer shows. */
int ask_give(struct take *t, struct err *e)
{
	struct err ignored = {0};

	if (start(t, e))
		return -1;
	for (size_t n = 0; n < t->count; n++) {
		struct inbox_item *i = item_at(t, n);

		if (i->fd < 0 || i->is_given)
			continue;
		if (cell_give(&t->cell, i->fd, "", 0, &ignored))
			return 0;
		i->is_given = true;
	}
	return 0;
}

static bool read_answer(int from, struct found *f)
{
	size_t got = 0;

	while (got < sizeof(*f)) {
		ssize_t n = read(from, (char *)f + got, sizeof(*f) - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		got += (size_t)n;
	}
	/* it has read what strangers wrote: its words are ours only as far as their room goes */
	f->code[sizeof(f->code) - 1] = f->text[sizeof(f->text) - 1] = f->feed[sizeof(f->feed) - 1] = '\0';
	return true;
}

/* Those after the first are given again. */
static void bury(struct take *t, struct err *why)
{
	cell_end(&t->cell, "", 0, false, why);
	t->has_cell = false;
	for (size_t n = 0; n < t->count; n++)
		item_at(t, n)->is_given = false;
}

int ask_answer(struct take *t, struct found *f, struct err *e)
{
	struct inbox_item *i = item_at(t, 0);
	struct err why = {0};

	for (int tries = 0; tries < 2; tries++) {
		bool was_given;

		if (ask_give(t, e))
			return -1;
		was_given = i->is_given;
		if (was_given && read_answer(t->cell.from, f))
			return 0;
		err_clear(&why);
		bury(t, &why);
		if (was_given) {
			*f = (struct found){.kind = ERR_FAULT};
			snprintf(f->text, sizeof(f->text), "%s", why.text);
			return 0;
		}
	}
	return err_set(e, ERR_FAULT, "%s", why.text);
}

void ask_end(struct take *t)
{
	struct err ignored = {0};

	if (!t->has_cell)
		return;
	cell_end(&t->cell, "", t->count > 0 ? -1 : 0, true, &ignored); /* every answer it owes was read */
	t->has_cell = false;
}
