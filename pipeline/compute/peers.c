#include "compute/peers.h"

#include <string.h>
#include "compute/reported.h"

struct peers {
	const struct observations *f;
	const struct measure *first;
	size_t n;
	long own; /* the agency in the tree */
	bool is_greatest;
	struct quantity *out;
};

static bool is_peer(const struct peers *p, size_t i, size_t leaf)
{
	const struct measure *m = &p->first[i];

	return *m->value && observations_leaves(p->f, m) >> leaf & 1 &&
	       !tree_is_under(&p->f->tree, p->f->agencies[m - p->f->store->rows], p->own);
}

static int take_value(struct peers *p, const struct measure *m, struct err *e)
{
	struct quantity *q = p->out;
	mpq_t v;
	bool ok = false;
	int rc = 0;

	mpq_init(v);
	if (q->row && strcmp(reported_unit(q, q->row), reported_unit(q, m)) != 0)
		reported_refuse_units(q, m, reported_unit(q, q->row));
	else
		rc = reported_read(q, m, v, &ok, e);
	q->npeers += ok;
	if (ok && p->f->taken)
		p->f->taken(p->f->taken_arg, m);
	if (ok && (!q->row || (mpq_cmp(v, q->value) > 0) == p->is_greatest)) {
		mpq_set(q->value, v);
		q->row = m;
	}
	q->is_missing = !ok;
	mpq_clear(v);
	return rc;
}

int peers_find(const struct observations *f, const char *measure, const char *item, const char *agency,
	bool is_greatest, struct quantity *out, struct err *e)
{
	struct peers p = {.f = f, .own = tree_find(&f->tree, agency), .is_greatest = is_greatest, .out = out};

	p.n = store_find(f->store, measure, item, &p.first);
	for (size_t k = f->span.nleaves; k-- > 0 && !out->row && !*out->reason;)
		for (size_t i = 0; i < p.n && !*out->reason; i++)
			if (is_peer(&p, i, k) && take_value(&p, &p.first[i], e))
				return -1;
	if (!out->row && !*out->reason)
		snprintf(out->reason, sizeof(out->reason), "no peers: %s %s not received", measure, item);
	out->nparts = f->span.n;
	out->nleaves = f->span.nleaves;
	return 0;
}
