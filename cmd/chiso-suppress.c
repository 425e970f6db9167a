/* chiso-suppress - choose the numbers of tables that are left out, so that no small one can be told */
#include <stdlib.h>
#include <string.h>
#include <errno.h>
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
	relations = fopen(d->relations, "re");
	if (!relations)
		return err_set(e, ERR_NOINPUT, "%s: %s", d->relations, strerror(errno));
	if (options_open(&d->o, &in, &out, &rejects, e)) {
		fclose(relations);
		return -1;
	}
	if (suppress_read(&s, in, d->o.input ? d->o.input : "<stdin>", relations, d->relations, e) == 0 &&
		suppress_work(s, e) == 0 && suppress_write(s, out, e) == 0) {
		n = suppress_count(s);
		log_info(&d->o, "cells=%zu relations=%zu small=%zu complements=%zu", n.cells, n.relations,
			n.small, n.complements);
	}
	suppress_free(s);
	fclose(relations);
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
		.purpose = "choose the numbers of tables that are left out, so that no small one can be told",
		.synopsis = "--relations FILE < cells.csv > states.csv",
		.own = own,
		.nown = sizeof own / sizeof *own};
	if (options_parse(&d.o, argc, argv, &e) == 0)
		work(&d, &e);
	return e.kind == ERR_NONE ? 0 : log_exit(&d.o, &e);
}
