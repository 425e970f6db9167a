#include "extract/envelope.h"

#include <string.h>
#include "extract/envelope_parts.h"

static struct envelope *find_envelope(struct envelopes *s, const char *name, size_t len)
{
	for (size_t i = 0; i < s->n; i++)
		if (strlen(s->list[i].name) == len && memcmp(s->list[i].name, name, len) == 0)
			return &s->list[i];
	return NULL;
}

static int choose(struct envelopes *s, const char *names, const char *file, long line, struct err *e)
{
	char quoted[200];

	for (size_t i = 0; i < s->n; i++)
		s->list[i].is_of_feed = names[0] == '\0';
	for (const char *at = names; *at != '\0'; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		struct envelope *v = find_envelope(s, at, len);

		if (!v)
			return err_at(e, ERR_CATALOG, file, line,
				"column envelopes: found %s, expected a row of envelopes",
				err_quote(quoted, at, len));
		v->is_of_feed = true;
		at += len;
	}
	return 0;
}

int envelopes_read(struct envelopes *out, struct catalog *c, const char *date, const char *names,
	const char *file, long line, struct err *e)
{
	const struct table *t = catalog_get(c, "envelopes", e);

	out->n = 0;
	if (!t)
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if (table_is_valid(t, i, date) && envelope_read(out, t, i, e) < 0)
			return -1;
	if (out->n == 0)
		out->list[out->n++] = (struct envelope){.name = "",
			.message = "",
			.fault_code = "",
			.fault_text = "",
			.root = "",
			.file = "",
			.body.is_absolute = true};
	return choose(out, names, file, line, e);
}

/* By name, and by what the prefixes stand for: a feed may call the same namespace otherwise. */
static bool is_same_step(struct trie *t, const struct step *a, const struct step *b)
{
	return slice_same(a->name, b->name) && (slice_same(a->prefix, b->prefix) || trie_overlaps(t, a, b));
}

static size_t count_same(struct trie *t, const struct path *a, const struct path *b)
{
	size_t n = 0;

	while (n < a->n && n < b->n && is_same_step(t, &a->steps[n], &b->steps[n]))
		n++;
	return n;
}

size_t envelopes_steps(const struct envelopes *s, struct trie *t, const struct path *p)
{
	size_t most = 0;

	for (size_t i = 0; i < s->n; i++) {
		size_t body = count_same(t, p, &s->list[i].body),
		       header = count_same(t, p, &s->list[i].header);

		most = body > most ? body : most;
		most = header > most ? header : most;
	}
	return most;
}

static int place_in(
	const struct envelope *v, struct trie *t, const struct path *p, struct path *out, struct err *e)
{
	if (v->body.n + p->n > PATH_STEPS)
		return err_at(e, ERR_CATALOG, t->file, t->line,
			"%sfound a path of more than %d steps from the root, in envelope %s", t->column,
			PATH_STEPS, v->name);
	*out = v->body;
	memcpy(&out->steps[out->n], p->steps, p->n * sizeof(p->steps[0]));
	out->n += p->n;
	return 0;
}

/* Whether an envelope of another format before it has the same body: the path twice would be taken twice. */
static bool has_body(const struct envelopes *s, size_t i, bool is_any)
{
	const struct path *body = &s->list[i].body;

	for (size_t k = 0; k < i; k++)
		if ((is_any || s->list[k].is_of_feed) && s->list[k].body.n == body->n &&
			path_common(&s->list[k].body, body) == body->n)
			return true;
	return false;
}

int envelopes_place(const struct envelopes *s, struct trie *t, const struct path *p, bool is_any,
	struct path *out, size_t *n, struct err *e)
{
	*n = 0;
	if (envelopes_steps(s, t, p) > 0) {
		out[(*n)++] = *p;
		return 0;
	}
	for (size_t i = 0; i < s->n; i++)
		if ((is_any || s->list[i].is_of_feed) && !has_body(s, i, is_any) &&
			place_in(&s->list[i], t, p, &out[(*n)++], e) < 0)
			return -1;
	return 0;
}
