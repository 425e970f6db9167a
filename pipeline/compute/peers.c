#include "compute/peers.h"

#include <string.h>
#include "core/rational.h"

struct peers {
	const struct figures *f;
	const struct measure *first;
	size_t n;
	long own; /* the agency in the tree */
	bool is_greatest;
	struct quantity *out;
};

static bool is_peer(const struct peers *p, size_t i, const char *quarter)
{
	const struct measure *m = &p->first[i];
	return *m->value && strcmp(m->period, quarter) == 0 &&
	       !tree_is_under(&p->f->tree, p->f->agencies[m - p->f->store->rows], p->own);
}

static int value_take(struct peers *p, const struct measure *m, struct err *e)
{
	struct quantity *q = p->out;
	mpq_t v;
	int rc;
	mpq_init(v);
	rc = rational_parse(v, m->value, strlen(m->value), e)
		     ? err_set(e, ERR_FILE, "measure %s of %s: \"%s\" is no number", m->measure, m->agency,
			       m->value)
		     : 0;
	if (rc == 0 && (q->is_missing || (mpq_cmp(v, q->value) > 0) == p->is_greatest)) {
		mpq_set(q->value, v);
		q->row = m;
	}
	q->is_missing = q->is_missing && rc;
	mpq_clear(v);
	return rc;
}

int peers_find(const struct figures *f, const char *measure, const char *item, const char *agency,
	bool is_greatest, struct quantity *out, struct err *e)
{
	struct peers p = {.f = f, .own = tree_find(&f->tree, agency), .is_greatest = is_greatest, .out = out};
	p.n = store_find(f->store, measure, item, &p.first);
	for (size_t k = f->span.n; k-- > 0 && out->is_missing;)
		for (size_t i = 0; i < p.n; i++)
			if (is_peer(&p, i, f->span.quarters[k]) && value_take(&p, &p.first[i], e))
				return -1;
	if (out->is_missing)
		snprintf(out->reason, sizeof(out->reason), "no peers: %s %s not received", measure, item);
	out->nquarters = f->span.n;
	return 0;
}
