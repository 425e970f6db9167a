#include "aggregate/answers.h"

#include <string.h>

static const char UNBREAKABLE[] = "\xC2\xA0";

static struct slice cell_slice(const struct record *r, size_t column)
{
	const struct cell *c = &r->cells[column];

	return cell_is_missing(c) ? (struct slice){"", 0} : (struct slice){c->text, c->len};
}

static int write_key(struct buf *key, struct slice sender, const struct measure *m, struct err *e)
{
	if (buf_add(key, sender.text, sender.len, e) < 0)
		return -1;
	if (*m->value)
		return buf_addf(key, e, "=%s:%s", m->value, m->unit ? m->unit : "");
	if (buf_add_char(key, '~', e) < 0)
		return -1;
	for (const char *s = m->text; *s; s++)
		if (*s == ' ' ? buf_add_str(key, UNBREAKABLE, e) < 0 : buf_add_char(key, *s, e) < 0)
			return -1;
	return 0;
}

int answer_fill(struct answer *a, struct sender_ranks *l, const struct rule *x, const struct record *r,
	const struct measure *m, const char *date, const char *sent, struct err *e)
{
	struct slice sender = cell_slice(r, x->sender);
	bool is_silent = !*m->value && (!m->text || !*m->text || strstr(m->flags, "kind=missing"));

	buf_reset(&a->key);
	a->rank = '0';
	if (is_silent)
		return 0;
	if (sender_rank(l, cell_slice(r, x->indicator), slice_from(m->agency), sender, date, slice_from(sent),
		    &a->rank, e) < 0)
		return -1;
	return write_key(&a->key, sender, m, e);
}

void answer_release(struct answer *a)
{
	buf_release(&a->key);
}
