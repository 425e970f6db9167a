/* chiso-catalog - check the catalogue and answer from it */
#include <stdlib.h>
#include <string.h>
#include "core/archive.h"
#include "core/denominator.h"
#include "core/coverage.h"
#include "core/definition_parts.h"
#include "core/definitions.h"
#include "core/due.h"
#include "core/feed.h"
#include "core/lint.h"
#include "core/lint_ahead.h"
#include "core/lint_checks.h"
#include "core/lint_columns.h"
#include "core/lint_formulas.h"
#include "core/lint_index.h"
#include "core/lint_periods.h"
#include "core/lint_targets.h"
#include "core/lint_who.h"
#include "core/options.h"
#include "core/show.h"
#include "core/show_who.h"
#include "extract/path.h"
#include "normalize/find.h"

struct door {
	const char *territory, *at, *dialect, *feed;
	struct options options;
	FILE *in, *out, *rejects;
	struct catalog *catalog;
	int status; /* when nothing failed */
};

static int lint_report(void *arg, const char *file, long line, const char *text, struct err *e)
{
	struct door *d = arg;

	(void)e;
	fprintf(d->out, "%s:%ld: %s\n", file, line, text);
	return 0;
}

/* No finding: a person should know it. Not on stdout, which is empty when the catalogue is clean. */
static int lint_tell(void *arg, const char *file, long line, const char *text, struct err *e)
{
	struct door *d = arg;

	(void)e;
	log_info(&d->options, "note %s:%ld: %s", file, line, text);
	return 0;
}

static int check_path(const char *text, const char *file, long line, struct err *e)
{
	struct path paths[PATH_CHOICES];
	size_t n;

	return strncmp(text, "meta:", 5) == 0 ? 0 : path_parse(paths, &n, text, file, line, e);
}

static int check_feeds(struct door *d, struct lint *l, struct err *e)
{
	const struct table *t = catalog_get(d->catalog, "feeds", e);

	for (size_t i = 0; t && i < t->nrows; i++) {
		struct err bad = {0};
		struct feed *f = NULL;

		if (table_is_valid(t, i, d->options.today) &&
			feed_load(&f, d->catalog, table_get(t, i, "feed"), d->options.today, &bad) < 0 &&
			lint_add(l, *bad.file ? bad.file : t->rows[i].file,
				bad.line ? bad.line : t->rows[i].line, e, "%s", bad.text) < 0)
			return -1;
		feed_free(f);
	}
	return t ? 0 : -1;
}

static int do_lint(struct door *d, struct err *e)
{
	struct lint l = {d->catalog, lint_report, d, check_path, 0, lint_tell};

	if (lint_run(&l, e) < 0 || check_feeds(d, &l, e) < 0 || lint_formulas(&l, d->options.today, e) < 0 ||
		lint_index(&l, d->at ? d->at : d->options.today, e) < 0 || lint_who(&l, e) < 0 ||
		lint_denominators(&l, d->options.today, e) < 0 || lint_targets(&l, e) < 0 ||
		lint_checks(&l, d->options.today, e) < 0 || lint_columns(&l, e) < 0 ||
		lint_ahead(&l, d->options.today, e) < 0 || lint_parts(&l, e) < 0 || lint_periods(&l, e) < 0)
		return -1;
	d->status = l.found ? 78 : 0;
	log_info(&d->options, "found=%zu", l.found);
	return 0;
}

static int do_find(struct door *d, struct err *e)
{
	struct find_query q = {.catalog = d->catalog,
		.territory = d->territory,
		.date = d->at,
		.dialect = d->dialect ? d->dialect : "vi-mixed",
		.of = d->feed,
		.out = d->out};
	enum find_answer answer = FIND_UNKNOWN;

	if (d->options.nargs != 3)
		return err_set(e, ERR_USAGE, "expected find agency|unit|value|period|date TEXT");
	if (find_text(&q, d->options.args[1], d->options.args[2], &answer, e) < 0)
		return -1;
	d->status = (int)answer;
	return 0;
}

/* What is worked out of several tables. 1: not one of these. */
static int show_derived(struct door *d, const char *what, struct err *e)
{
	size_t n = 0;

	if (strcmp(what, "coverage") == 0) {
		if (coverage_write(d->catalog, d->at ? d->at : d->options.today, d->out, &n, e) < 0)
			return -1;
		d->status = n ? 78 : 0;
		return 0;
	}
	if (strcmp(what, "definitions") == 0)
		return definitions_write(d->catalog, (const char *const *)d->options.args + 2,
			(size_t)(d->options.nargs - 2), d->at ? d->at : d->options.today, d->out, e);
	if (strcmp(what, "due") == 0)
		return due_show(d->catalog, d->options.today, d->out, e);
	if (strcmp(what, "duties") == 0)
		return show_duties(d->catalog, d->at, d->out, e);
	if (strcmp(what, "strings") == 0)
		return show_strings(d->catalog, d->at, d->out, e);
	if (strcmp(what, "members") == 0)
		return d->options.nargs == 3 ? show_members(d->catalog, d->options.args[2], d->at, d->out, e)
					     : err_set(e, ERR_USAGE, "expected show members GROUP");
	if (strcmp(what, "review") != 0)
		return 1;
	if (show_review(d->catalog, d->at, d->out, &n, e) < 0)
		return -1;
	d->status = n ? FIND_REVIEW : 0;
	return 0;
}

static int do_show(struct door *d, struct err *e)
{
	const char *what = d->options.nargs > 1 ? d->options.args[1] : "tables";
	bool is_tree = d->options.nargs == 3 && strcmp(what, "agencies") == 0 &&
		       strcmp(d->options.args[2], "tree") == 0;
	char hash[65];
	int rc = show_derived(d, what, e);

	if (rc <= 0)
		return rc;
	if (d->options.nargs > 2 && !is_tree)
		return err_set(e, ERR_USAGE,
			"found '%s', expected show TABLE|tables|hash|archive|agencies tree",
			d->options.args[2]);
	if (is_tree)
		return show_tree(d->catalog, d->at, d->out, e);
	if (strcmp(what, "tables") == 0)
		return show_tables(d->catalog, d->out, e);
	if (strcmp(what, "archive") == 0)
		return archive_write(d->catalog, d->out, e);
	if (strcmp(what, "hash") != 0)
		return show_table(d->catalog, what, d->out, e);
	if (catalog_hash(d->catalog, hash, e) < 0)
		return -1;
	fprintf(d->out, "%s\n", hash);
	return 0;
}

/* Figures are compared only when they divide by the same. */
static int do_compare(struct door *d, struct err *e)
{
	bool may = false;
	char why[300];

	if (d->options.nargs != 3)
		return err_set(e, ERR_USAGE, "expected compare INDICATOR INDICATOR");
	if (denominator_compare(d->catalog, d->options.args[1], d->options.args[2],
		    d->at ? d->at : d->options.today, &may, why, e) < 0)
		return -1;
	fprintf(d->out, "%s: %s\n", may ? "comparable" : "refused", why);
	d->status = may ? 0 : FIND_UNKNOWN;
	return 0;
}

static int do_unpack(struct door *d, struct err *e)
{
	if (d->options.nargs != 2)
		return err_set(e, ERR_USAGE, "expected unpack DIR");
	return archive_read(d->in, d->options.args[1], e);
}

static int door_run(struct door *d, struct err *e)
{
	static const struct {
		const char *name;
		int (*run)(struct door *, struct err *);
		bool needs_catalog;
	} verbs[] = {{"lint", do_lint, true}, {"find", do_find, true}, {"show", do_show, true},
		{"compare", do_compare, true}, {"unpack", do_unpack, false}};
	const char *verb = d->options.nargs ? d->options.args[0] : "";

	if (d->at && strlen(d->at) != 10)
		return err_set(e, ERR_USAGE, "--at: found '%s', expected YYYY-MM-DD", d->at);
	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
		if (strcmp(verbs[i].name, verb) != 0)
			continue;
		if (verbs[i].needs_catalog &&
			catalog_open(&d->catalog, d->options.catalog, d->options.ncatalog, e) < 0)
			return -1;
		if (options_open(&d->options, &d->in, &d->out, &d->rejects, e) < 0)
			return -1;
		return verbs[i].run(d, e);
	}
	return err_set(e, ERR_USAGE, "found '%s', expected lint, find, show, compare or unpack", verb);
}

int main(int argc, char **argv)
{
	static struct door d;
	const struct option_spec own[] = {
		{"territory", 0, "T", "the territory whose names are meant", &d.territory},
		{"at", 0, "DATE", "the day whose rows are meant (default: any)", &d.at},
		{"dialect", 0, "NAME", "how a value is written (default: vi-mixed)", &d.dialect},
		{"feed", 0, "NAME", "the feed whose period is meant (default: any kind)", &d.feed}};
	struct err e = {0};
	int rc;

	d.options = (struct options){.program = "chiso-catalog",
		.purpose = "check the catalogue and answer from it",
		.synopsis = "lint | find agency|unit|value|period|date TEXT | show "
			    "TABLE|tables|hash|archive|agencies "
			    "tree|members GROUP|definitions [PERIOD...]|due|duties|strings|review | compare "
			    "INDICATOR INDICATOR | "
			    "unpack DIR",
		.own = own,
		.nown = sizeof(own) / sizeof(own[0])};
	rc = options_parse(&d.options, argc, argv, &e);
	if (rc > 0)
		return 0;
	if (rc == 0)
		rc = door_run(&d, &e);
	if (rc == 0)
		rc = options_commit(&d.options, d.in, d.out, d.rejects, &e);
	else
		options_abandon(&d.options, d.in, d.out, d.rejects);
	catalog_free(d.catalog);
	return rc < 0 ? log_exit(&d.options, &e) : d.status;
}
