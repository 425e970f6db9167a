/* chiso-suppress - leave numbers out of tables so that no small one can be told */
#include "door/options.h"
#include "suppress/suppress.h"

struct door {
	struct options o;
	const char *relations;
};

static int work(struct door *d, struct err *e)
{
	FILE *in, *out, *rejects, *relations;
	struct suppress *s = NULL;
	struct suppress_counts n;

	if (!d->relations || d->o.nargs)
		return err_set(e, ERR_USAGE, "expected --relations FILE and no arguments");
	relations = options_input(d->relations, e);
	if (!relations)
		return -1;
	if (options_open(&d->o, &in, &out, &rejects, e)) {
		options_close_input(relations);
		return -1;
	}
	if (suppress_read(&s, in, d->o.input ? d->o.input : "<stdin>", relations, d->relations, e) == 0 &&
		suppress_work(s, e) == 0 && suppress_write(s, out, e) == 0) {
		n = suppress_count(s);
		log_counts(&d->o, "cells=%zu relations=%zu small=%zu complements=%zu", n.cells, n.relations,
			n.small, n.complements);
	}
	suppress_free(s);
	options_close_input(relations);
	if (e->kind == ERR_NONE)
		return options_commit(&d->o, in, out, rejects, e);
	options_abandon(&d->o, in, out, rejects);
	return -1;
}

int main(int argc, char **argv)
{
	struct door d = {0};
	struct err e = {0};
	const struct option_spec own[] = {
		{"relations", 0, "FILE", "what adds up to what: relation,is,cell,coefficient", &d.relations}};

	d.o = (struct options){.program = "chiso-suppress",
		.purpose = "leave numbers out of tables so that no small one can be told",
		.synopsis = "--relations FILE < cells.csv > states.csv",
		.own = own,
		.nown = sizeof own / sizeof *own};
	if (options_parse(&d.o, argc, argv, &e) == 0)
		work(&d, &e);
	return e.kind == ERR_NONE ? 0 : log_exit(&d.o, &e);
}
