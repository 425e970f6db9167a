#include "load/keyed_sql.h"

#include <string.h>

static int add_list(const struct feed *f, char table, struct buf *out, struct err *e)
{
	for (size_t i = 0; i < f->nkey; i++) {
		if (i && buf_add_str(out, ", ", e))
			return -1;
		if (table && buf_addf(out, e, "%c.", table))
			return -1;
		if (buf_addf(out, e, "\"%s\"", f->columns[f->key[i]].name))
			return -1;
	}
	return 0;
}

static int add_join(const struct feed *f, char a, char b, struct buf *out, struct err *e)
{
	for (size_t i = 0; i < f->nkey; i++) {
		const char *name = f->columns[f->key[i]].name;

		if (buf_addf(out, e, "%s%c.\"%s\" = %c.\"%s\"", i ? " AND " : "", a, name, b, name))
			return -1;
	}
	return 0;
}

/* Fills in what stands at p (an @) and returns how many bytes of the template it took; 0 on error. */
static size_t add_mark(const struct feed *f, const char *p, struct buf *out, struct err *e)
{
	if (p[1] == 'f')
		return buf_add_str(out, f->sql_name, e) ? 0 : 2;
	if (p[1] == 'k' && p[2] == ':')
		return add_list(f, p[3], out, e) ? 0 : 4;
	if (p[1] == 'k')
		return add_list(f, '\0', out, e) ? 0 : 2;
	if (p[1] == 'j' && p[2] == ':')
		return add_join(f, p[3], p[4], out, e) ? 0 : 5;
	err_set(e, ERR_FAULT, "a statement's template is wrong at %.10s", p);
	return 0;
}

int keyed_sql(const struct feed *f, const char *template, struct buf *out, struct err *e)
{
	const char *p = template, *at;
	size_t n;

	for (; (at = strchr(p, '@')); p = at + n) {
		if (buf_add(out, p, (size_t)(at - p), e))
			return -1;
		n = add_mark(f, at, out, e);
		if (n == 0)
			return -1;
	}
	return buf_add_str(out, p, e);
}
