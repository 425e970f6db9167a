#include "publish/publication.h"

#include <stdlib.h>
#include <string.h>
#include "load/sql.h"

/* 0: it is prepared; 1: there is no room for another; -1. */
static int prepare(const struct publication *p, const char *statement, struct err *e)
{
	static const struct sql_value places[] = {{"set", "$1", NULL, 0, true},
		{"period", "$2", NULL, 0, true}, {"agency", "$3", NULL, 0, true},
		{"whom", "$4", NULL, 0, true}, {"day", "$5", NULL, 0, true}};
	struct publication_prepared *all = p->prepared;
	struct buf text = {0};
	int rc;

	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->of[i], statement) == 0)
			return 0;
	if (all->n == PUBLICATION_PREPARED)
		return 1;
	rc = buf_addf(&text, e, "PREPARE \"%s\" (text, text, text, text, text) AS ", statement) ||
			     sql_fill(sql_get(statement), places, sizeof(places) / sizeof(*places), &text,
				     e) ||
			     db_run(p->db, text.data, e)
		     ? -1
		     : 0;
	if (rc == 0)
		all->of[all->n++] = statement;
	buf_release(&text);
	return rc;
}

static int ask(const struct publication *p, const char *statement, PGresult **out, struct err *e)
{
	const struct sql_value values[] = {{"set", p->set, NULL, 0, false},
		{"period", p->period, NULL, 0, false}, {"agency", p->agency, NULL, 0, false},
		{"whom", p->whom, NULL, 0, false}, {"day", p->day, NULL, 0, false},
		{"statement", statement, NULL, 0, false}};
	struct buf text = {0};
	int rc = p->prepared ? prepare(p, statement, e) : 1;

	if (rc >= 0)
		rc = sql_fill(
			rc == 0 ? "EXECUTE :\"statement\" (:'set', :'period', :'agency', :'whom', :'day')"
				: sql_get(statement),
			values, sizeof(values) / sizeof(*values), &text, e);
	if (rc == 0)
		rc = db_ask(p->db, text.data, 0, NULL, out, e);
	buf_release(&text);
	return rc;
}

int publication_settle(struct publication *p, char *out, struct err *e)
{
	PGresult *r = NULL;

	if (*p->agency)
		return 0;
	if (ask(p, "publish-whose", &r, e) < 0)
		return -1;
	snprintf(out, PUBLICATION_AGENCY, "%s", PQntuples(r) ? PQgetvalue(r, 0, 0) : "");
	PQclear(r);
	p->agency = out;
	return *out ? 0 : err_set(e, ERR_NOINPUT, "set %s has no figures of %s", p->set, p->period);
}

static PGresult *find_kept(const struct publication *p, const char *statement)
{
	for (size_t i = 0; p->kept && i < p->kept->n; i++)
		if (strcmp(p->kept->of[i].statement, statement) == 0)
			return p->kept->of[i].rows;
	return NULL;
}

/* Whether there is room: else it is asked for again. */
static bool keep(const struct publication *p, const char *statement, PGresult *r)
{
	if (!p->kept || p->kept->n == PUBLICATION_KEPT)
		return false;
	p->kept->of[p->kept->n].statement = statement;
	p->kept->of[p->kept->n++].rows = r;
	return true;
}

void publication_forget(struct publication_kept *kept)
{
	for (size_t i = 0; i < kept->n; i++)
		PQclear(kept->of[i].rows);
	kept->n = 0;
}

static int give(const struct publication *p, const char *statement, struct publication_list *l,
	publication_fn *each, void *arg, struct err *e)
{
	PGresult *r = find_kept(p, statement), *own = NULL;
	int rc = 0;

	if (!r) {
		rc = ask(p, statement, &r, e);
		own = rc < 0 || !keep(p, statement, r) ? r : NULL;
	}
	l->rows = r;
	if (rc == 0)
		rc = each(arg, l, e);
	PQclear(own);
	return rc;
}

int publication_ask(
	const struct publication *p, const char *statement, publication_fn *each, void *arg, struct err *e)
{
	struct publication_list l = {"", "", 0, NULL};

	return give(p, statement, &l, each, arg, e);
}

int publication_each(
	const struct publication *p, const char *only, publication_fn *each, void *arg, struct err *e)
{
	const struct table *t = catalog_get(p->catalog, "page_lists", e);
	size_t n = 0;

	for (size_t i = 0; t && i < t->nrows; i++) {
		struct publication_list l = {table_get(t, i, "list"), table_get(t, i, "within"),
			strtoul(table_get(t, i, "most"), NULL, 10), NULL};

		if (strcmp(table_get(t, i, "page"), p->page) != 0 || (only && strcmp(l.name, only) != 0))
			continue;
		if (give(p, table_get(t, i, "statement"), &l, each, arg, e) < 0)
			return -1;
		n++;
	}
	if (!t || n)
		return t ? 0 : -1;
	return err_set(e, ERR_USAGE, "found page \"%s\", expected one of page_lists.csv", p->page);
}

int publication_nothing(const struct publication *p, struct err *e)
{
	return err_set(e, ERR_NOINPUT,
		"page %s: found nothing for set \"%s\", period \"%s\", agency \"%s\"%s%s, expected figures "
		"of them",
		p->page, p->set, p->period, p->agency, *p->whom ? ", for " : "", p->whom);
}
