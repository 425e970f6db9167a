#include "extract/lookalike.h"

#include <string.h>

#define NAME_BYTES 80

/* Small letters and digits alone. Returns the length, 0 for a name that is too long. */
static size_t fold(const xmlChar *name, char out[NAME_BYTES])
{
	size_t n = 0;

	for (; *name != '\0'; name++) {
		if (*name == '_' || *name == '-' || *name == '.')
			continue;
		if (n + 1 == NAME_BYTES)
			return 0;
		out[n++] = (char)(*name >= 'A' && *name <= 'Z' ? *name | 0x20 : *name);
	}
	return n;
}

/* At most one letter more, less or other. */
static bool is_one_apart(const char *a, size_t na, const char *b, size_t nb)
{
	size_t i = 0, tail = 0, least = na < nb ? na : nb, most = na < nb ? nb : na;

	if (most - least > 1)
		return false;
	while (i < least && a[i] == b[i])
		i++;
	while (tail < least - i && a[na - 1 - tail] == b[nb - 1 - tail])
		tail++;
	return most - i - tail <= 1;
}

static bool is_near(const xmlChar *name, const xmlChar *known)
{
	char a[NAME_BYTES], b[NAME_BYTES];
	size_t na, nb;

	if (name == known)
		return true; /* in another namespace */
	na = fold(name, a);
	nb = fold(known, b);
	if (na == 0 || nb == 0)
		return false;
	return (na == nb && memcmp(a, b, na) == 0) ||
	       (na >= LOOKALIKE_LEN && nb >= LOOKALIKE_LEN && is_one_apart(a, na, b, nb));
}

static long slot_of(const struct action *a, unsigned nfields)
{
	for (; a; a = a->next)
		if (a->slot < nfields)
			return (long)a->slot;
	return -1;
}

/* The field that an element gives its value to, be it by something inside it; -1: none. */
static long field_of(const struct node *n, unsigned nfields)
{
	long slot = slot_of(n->takes, nfields);

	if (slot < 0)
		slot = slot_of(n->marks, nfields);
	for (const struct attribute_node *a = n->attributes; a && slot < 0; a = a->next)
		slot = slot_of(a->takes, nfields);
	for (const struct node *c = n->children; c && slot < 0; c = c->next)
		slot = field_of(c, nfields);
	return slot;
}

static bool is_known(struct lookalikes *l, const struct node *in, const xmlChar *name, bool is_attribute)
{
	for (unsigned i = 0; i < l->n; i++)
		if (l->list[i].name == name && l->list[i].in == in &&
			l->list[i].is_attribute == is_attribute) {
			l->list[i].n++;
			return true;
		}
	return l->n == LOOKALIKES;
}

static void add(struct lookalikes *l, const struct lookalike *one)
{
	l->list[l->n] = *one;
	l->list[l->n++].n = 1;
}

void lookalikes_element(
	struct lookalikes *l, const struct node *in, const xmlChar *name, unsigned nfields, long line)
{
	if (is_known(l, in, name, false))
		return;
	for (const struct node *c = in->children; c; c = c->next) {
		long slot = c->test.name && is_near(name, c->test.name) ? field_of(c, nfields) : -1;

		if (slot < 0)
			continue;
		add(l, &(struct lookalike){in, name, c->test.name, (unsigned)slot, false, line, 0});
		return;
	}
}

void lookalikes_attribute(
	struct lookalikes *l, const struct node *in, const xmlChar *name, unsigned nfields, long line)
{
	if (is_known(l, in, name, true))
		return;
	for (const struct attribute_node *a = in->attributes; a; a = a->next) {
		long slot = a->test.name && is_near(name, a->test.name) ? slot_of(a->takes, nfields) : -1;

		if (slot < 0)
			continue;
		add(l, &(struct lookalike){in, name, a->test.name, (unsigned)slot, true, line, 0});
		return;
	}
}

void lookalikes_stray(
	struct lookalikes *l, const struct node *record, const xmlChar *name, unsigned nfields, long line)
{
	for (unsigned i = 0; i < l->nstrays; i++)
		if (l->strays[i].name == name)
			return;
	if (l->nstrays == LOOKALIKES)
		return;
	for (const struct node *c = record->children; c; c = c->next) {
		long slot = c->test.name == name ? slot_of(c->takes, nfields) : -1;

		if (slot < 0)
			continue;
		l->strays[l->nstrays++] =
			(struct lookalike){record, name, c->test.name, (unsigned)slot, false, line, 0};
		return;
	}
}

void lookalikes_end_record(
	struct lookalikes *l, bool (*is_absent)(const void *arg, unsigned slot), const void *arg)
{
	for (unsigned i = 0; i < l->nstrays; i++) {
		const struct lookalike *s = &l->strays[i];

		if (is_absent(arg, s->slot) && !is_known(l, s->in, s->name, false))
			add(l, s);
	}
	l->nstrays = 0;
}
