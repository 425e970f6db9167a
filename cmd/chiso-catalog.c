/* chiso-catalog - check the catalogue and answer from it */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>
#include "aggregate/verify.h"
#include "core/csv.h"
#include "door/options.h"
#include "extract/extract.h"
#include "extract/parser.h"
#include "extract/path.h"
#include "inspect/coverage.h"
#include "inspect/definition_parts.h"
#include "inspect/definitions.h"
#include "inspect/documents.h"
#include "inspect/lint.h"
#include "inspect/lint_ahead.h"
#include "inspect/lint_checks.h"
#include "inspect/lint_class.h"
#include "inspect/lint_columns.h"
#include "inspect/lint_denominators.h"
#include "inspect/lint_feeds.h"
#include "inspect/lint_formulas.h"
#include "inspect/lint_index.h"
#include "inspect/lint_measures.h"
#include "inspect/lint_periods.h"
#include "inspect/lint_privacy.h"
#include "inspect/lint_set_periods.h"
#include "inspect/lint_shadows.h"
#include "inspect/lint_sources.h"
#include "inspect/lint_requests.h"
#include "inspect/lint_systems.h"
#include "inspect/lint_targets.h"
#include "inspect/lint_who.h"
#include "inspect/lint_words.h"
#include "inspect/privacy.h"
#include "inspect/readings.h"
#include "inspect/show.h"
#include "inspect/show_due.h"
#include "inspect/show_who.h"
#include "inspect/systems.h"
#include "model/archive.h"
#include "model/denominator.h"
#include "model/feed.h"
#include "model/period_rules.h"
#include "model/ways.h"
#include "normalize/find.h"
#include "normalize/normalize.h"
#include "normalize/trial.h"
#include "take/complete.h"

struct door {
	const char *territory, *at, *dialect, *unit, *feed, *cards;
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
static int tell_lint(void *arg, const char *file, long line, const char *text, struct err *e)
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

static int measure_wrong(void *arg, const struct err *why, struct err *e)
{
	return lint_add_read(arg, why, NULL, e);
}

/* As extract, normalize and aggregate will read it. */
static int read_feed(const struct feed *f, struct catalog *c, const char *date, struct lint *l, struct err *e)
{
	struct normalizer *n = NULL;
	int rc = extract_verify(f, c, date, e) < 0 || normalizer_new(&n, f, c, NULL, e) < 0 ||
				 measures_verify(f, c, date, measure_wrong, l, e) < 0
			 ? -1
			 : 0;

	normalizer_free(n);
	return rc;
}

static int step_feeds(struct door *d, struct lint *l, struct err *e)
{
	return lint_feeds(l, d->options.today, e) < 0 || lint_privacy(l, e) < 0 ? -1 : 0;
}

static int step_systems(struct door *d, struct lint *l, struct err *e)
{
	return lint_systems(l, d->options.today, e) < 0 || lint_class(l, d->options.today, e) < 0 ||
			       lint_requests(l, e) < 0
		       ? -1
		       : 0;
}

static int step_rows(struct door *d, struct lint *l, struct err *e)
{
	const char *today = d->options.today;

	return lint_run(l, e) < 0 || lint_measures(l, e) < 0 || lint_formulas(l, today, e) < 0 ||
			       lint_columns(l, e) < 0 || lint_words(l, e) < 0 || lint_parts(l, e) < 0 ||
			       lint_documents(l, e) < 0 || lint_periods(l, e) < 0 ||
			       lint_set_periods(l, e) < 0 || lint_sources(l, e) < 0
		       ? -1
		       : 0;
}

static int step_index(struct door *d, struct lint *l, struct err *e)
{
	return lint_index(l, d->at ? d->at : d->options.today, e);
}

static int step_who(struct door *d, struct lint *l, struct err *e)
{
	(void)d;
	return lint_who(l, e) < 0 || lint_shadows(l, e) < 0 ? -1 : 0;
}

static int step_denominators(struct door *d, struct lint *l, struct err *e)
{
	return lint_denominators(l, d->options.today, e);
}

static int step_targets(struct door *d, struct lint *l, struct err *e)
{
	(void)d;
	return lint_targets(l, e);
}

static int step_checks(struct door *d, struct lint *l, struct err *e)
{
	return lint_checks(l, d->options.today, e);
}

static int step_ahead(struct door *d, struct lint *l, struct err *e)
{
	return lint_ahead(l, d->options.today, e);
}

/* One that cannot go on is a finding, and the next goes on. */
static int (*const lint_steps[])(struct door *, struct lint *, struct err *) = {step_rows, step_feeds,
	step_index, step_who, step_denominators, step_targets, step_checks, step_ahead, step_systems};

static int do_lint(struct door *d, struct err *e)
{
	struct lint l = {.catalog = d->catalog,
		.report = lint_report,
		.arg = d,
		.path = check_path,
		.note = tell_lint,
		.feed = read_feed};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof(lint_steps) / sizeof(*lint_steps); i++) {
		struct err bad = {0};

		if (lint_steps[i](d, &l, &bad) < 0)
			rc = lint_add_read(&l, &bad, NULL, e);
	}
	d->status = l.found ? 78 : 0;
	if (rc == 0)
		log_counts(&d->options, "found=%zu", l.found);
	lint_release(&l);
	return rc;
}

static int do_find(struct door *d, struct err *e)
{
	struct find_query q = {.catalog = d->catalog,
		.territory = d->territory,
		.date = d->at,
		.dialect = d->dialect ? d->dialect : "vi-mixed",
		.out = d->out,
		.unit = d->unit,
		.feed = d->feed,
		.today = d->options.today};
	enum find_answer answer = FIND_UNKNOWN;

	if (d->options.nargs != 3)
		return err_set(e, ERR_USAGE, "expected find agency|unit|value|period|date TEXT");
	if (find_text(&q, d->options.args[1], d->options.args[2], &answer, e) < 0)
		return -1;
	d->status = (int)answer;
	return 0;
}

/* ---- feeds that cannot be read ---- */

struct wrong {
	FILE *out;
	const char *feed;
};

static int write_wrong(const struct wrong *w, const char *text, struct err *e)
{
	return csv_write_text(w->out, w->feed, e) < 0 || fputc(',', w->out) == EOF ||
			       csv_write_text(w->out, text, e) < 0 || fputc('\n', w->out) == EOF
		       ? err_set(e, ERR_WRITE, "cannot write a row")
		       : 0;
}

static int wrong_report(void *arg, const char *file, long line, const char *text, struct err *e)
{
	struct err why = {0};
	char out[ERR_LINE_BYTES];

	err_at(&why, ERR_CATALOG, file, line, "%s", text);
	return write_wrong(arg, err_line(out, &why), e);
}

/* What the intake asks of the row. */
static int wrong_complete(struct door *d, const struct wrong *w, struct err *e)
{
	struct complete rules;
	const struct complete_rule *rule;
	int rc = complete_read(&rules, d->catalog, d->options.today, e);

	if (rc == 0) {
		rule = complete_find(&rules, w->feed, strlen(w->feed));
		if (rule && rule->by == COMPLETE_WRONG)
			rc = write_wrong(w, rule->wrong, e);
	}
	complete_release(&rules);
	return rc;
}

static int wrong_of(struct door *d, const struct table *t, size_t row, struct err *e)
{
	struct wrong w = {d->out, table_get(t, row, "feed")};
	struct lint l = {.catalog = d->catalog, .report = wrong_report, .arg = &w};
	struct feed *f = NULL;
	struct err why = {0};
	int rc = 0;

	if (feed_load(&f, d->catalog, w.feed, d->options.today, &why) < 0 ||
		read_feed(f, d->catalog, d->options.today, &l, &why) < 0)
		rc = lint_add_read(&l, &why, &t->rows[row], e);
	feed_free(f);
	lint_release(&l);
	return rc == 0 ? wrong_complete(d, &w, e) : rc;
}

/* A row a finding: the feed, and where what cannot be read. They cost themselves: the night asks. */
static int show_wrong(struct door *d, struct err *e)
{
	const struct table *t = catalog_get(d->catalog, "feeds", e);

	fputs("feed,text\n", d->out);
	for (size_t i = 0; t && i < t->nrows; i++)
		if (table_is_valid(t, i, d->options.today) && wrong_of(d, t, i, e) < 0)
			return -1;
	return t ? 0 : -1;
}

typedef int register_fn(struct catalog *c, const char *date, FILE *out, struct err *e);

/* A register: cards for a person at a terminal, rows for all others. */
static int show_register(struct door *d, register_fn *cards, register_fn *rows, struct err *e)
{
	const char *day = d->at ? d->at : d->options.today;

	return (d->cards || isatty(fileno(d->out)) ? cards : rows)(d->catalog, day, d->out, e);
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
	if (strcmp(what, "systems") == 0)
		return show_register(d, systems_show_cards, systems_show, e);
	if (strcmp(what, "privacy") == 0)
		return show_register(d, privacy_show_cards, privacy_show, e);
	if (strcmp(what, "wrong") == 0)
		return show_wrong(d, e);
	if (strcmp(what, "readings") == 0)
		return readings_show(d->catalog, d->options.today, d->out, e);
	if (strcmp(what, "due") == 0)
		return due_show(d->catalog, d->options.today, d->out, e);
	if (strcmp(what, "entries") == 0)
		return ways_show(d->catalog, d->out, e);
	if (strcmp(what, "documents") == 0)
		return documents_show(d->catalog, d->at, d->out, e);
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

/* What is of now (--now), of the whole catalogue, or of all times. */
static bool is_dateless(const char *what)
{
	static const char *const names[] = {
		"wrong", "readings", "due", "entries", "tables", "hash", "archive", "calendars"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(what, names[i]) == 0)
			return true;
	return false;
}

static int do_show(struct door *d, struct err *e)
{
	const char *what = d->options.nargs > 1 ? d->options.args[1] : "tables";
	bool is_tree = d->options.nargs == 3 && strcmp(what, "agencies") == 0 &&
		       strcmp(d->options.args[2], "tree") == 0;
	char hash[65];
	int rc;

	if (d->at && is_dateless(what))
		return err_set(e, ERR_USAGE,
			"--at: found show %s, expected a table of rows that hold for a time", what);
	rc = show_derived(d, what, e);
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
		return show_table(d->catalog, what, d->at, d->out, e);
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

/* Pseudonyms are made with a key that nobody has, and not shown. */
static int try_key(struct pseudonym **key, struct err *e)
{
	char path[40], line[80] = "try ";
	unsigned char bytes[32];
	int fd = memfd_create("key", MFD_CLOEXEC), rc;

	if (fd < 0 || getrandom(bytes, sizeof(bytes), 0) != sizeof(bytes))
		return err_set(e, ERR_FAULT, "no key can be made: %s", strerror(errno));
	hash_hex(bytes, line + 4);
	line[4 + 64] = '\n';
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	rc = fchmod(fd, 0600) || write(fd, line, strlen(line)) != (ssize_t)strlen(line)
		     ? err_set(e, ERR_FAULT, "no key can be made: %s", strerror(errno))
		     : pseudonym_open(key, path, e);
	close(fd);
	return rc;
}

/* JSON has its places in bytes; of a packed file only the parser's cell knows what is in it. */
static const char *place_word(int fd)
{
	unsigned char head[64];
	ssize_t n = pread(fd, head, sizeof(head), 0),
		i = n > 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

	while (i < n && head[i] != '\0' && strchr(" \t\r\n", head[i]))
		i++;
	if (i >= n || head[i] == 0x1f || head[i] == 'P')
		return "line (of JSON: byte)";
	return head[i] != '\0' && strchr("{[\"", head[i]) ? "byte" : "line";
}

static int try_file(
	struct door *d, const struct feed *f, struct pseudonym *key, struct trial *t, struct err *e)
{
	struct extract_options o = {.feed = f,
		.catalog = d->catalog,
		.date = d->options.today,
		.now = d->options.now,
		.pseudonym = key,
		.tells_untaken = true};
	const char *name = d->options.args[2];
	int fd = options_input_fd(name, e), rc = -1;
	struct parser *parser = NULL;

	if (fd < 0)
		return -1;
	trial_set_place(t, place_word(fd));
	if (parser_new(&parser, &o, false, e) == 0)
		rc = parser_read(parser, fd, name, trial_sink(t), e);
	parser_free(parser);
	close(fd);
	return rc;
}

static void try_report(struct door *d, const struct trial *t)
{
	struct trial_counts c;

	trial_counts(t, &c);
	log_counts(&d->options,
		"records=%" PRIu64 " kept=%" PRIu64 " refused=%" PRIu64 " fields_refused=%" PRIu64
		" untaken=%" PRIu64,
		c.records, c.kept, c.refused, c.fields_refused, c.untaken);
	d->status = c.is_bad ? ERR_FILE : c.fields_refused || c.refused || c.untaken ? FIND_REVIEW : 0;
}

static int do_try(struct door *d, struct err *e)
{
	struct feed *f = NULL;
	struct pseudonym *key = NULL;
	struct trial *t = NULL;
	int rc = -1;

	if (d->options.nargs != 3)
		return err_set(e, ERR_USAGE, "expected try FEED FILE");
	if (feed_load(&f, d->catalog, d->options.args[1], d->options.today, e) == 0 &&
		extract_verify(f, d->catalog, d->options.today, e) == 0 && try_key(&key, e) == 0 &&
		trial_new(&t, f, d->catalog, d->options.today, d->out, e) == 0)
		rc = try_file(d, f, key, t, e);
	if (rc == 0)
		try_report(d, t);
	trial_free(t);
	pseudonym_free(key);
	feed_free(f);
	return rc;
}

static int do_unpack(struct door *d, struct err *e)
{
	if (d->options.nargs != 2)
		return err_set(e, ERR_USAGE, "expected unpack DIR");
	return archive_read(d->in, d->options.args[1], d->out, e);
}

static int run_door(struct door *d, struct err *e)
{
	static const struct {
		const char *name;
		int (*run)(struct door *, struct err *);
		bool needs_catalog;
	} verbs[] = {{"lint", do_lint, true}, {"find", do_find, true}, {"show", do_show, true},
		{"compare", do_compare, true}, {"try", do_try, true}, {"unpack", do_unpack, false}};
	const char *verb = d->options.nargs ? d->options.args[0] : "";

	if (d->at && (strlen(d->at) != 10 || period_day(d->at, 10) < 0))
		return err_set(e, ERR_USAGE, "--at: found '%s', expected a day, YYYY-MM-DD", d->at);
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
	return err_set(e, ERR_USAGE, "found '%s', expected lint, find, show, try, compare or unpack", verb);
}

int main(int argc, char **argv)
{
	static struct door d;
	const struct option_spec own[] = {
		{"territory", 0, "T", "the territory whose names are meant", &d.territory},
		{"at", 0, "DATE", "the day whose rows are meant (default: any)", &d.at},
		{"dialect", 0, "NAME", "how a value is written (default: vi-mixed)", &d.dialect},
		{"unit", 0, "UNIT", "what a bare value is in", &d.unit},
		{"feed", 0, "FEED",
			"or FEED.FIELD: a value as that feed's number fields are read, a period as its "
			"period",
			&d.feed},
		{"cards", 0, NULL, "show systems|privacy as a terminal gets them: cards of 80 columns",
			&d.cards}};
	struct err e = {0};
	int rc;

	d.options = (struct options){.program = "chiso-catalog",
		.purpose = "check the catalogue and answer from it",
		.synopsis = "lint | "
			    "find agency|unit|value|period|date TEXT | "
			    "show TABLE|tables|hash|archive|agencies tree | "
			    "show members GROUP | "
			    "show definitions [PERIOD...] | "
			    "show coverage|documents|due|duties|entries|privacy|readings | "
			    "show review|strings|systems|wrong | "
			    "compare INDICATOR INDICATOR | "
			    "try FEED FILE | "
			    "unpack DIR",
		.own = own,
		.nown = sizeof(own) / sizeof(own[0])};
	rc = options_parse(&d.options, argc, argv, &e);
	if (rc > 0)
		return 0;
	if (rc == 0)
		rc = run_door(&d, &e);
	if (rc == 0)
		rc = options_commit(&d.options, d.in, d.out, d.rejects, &e);
	else
		options_abandon(&d.options, d.in, d.out, d.rejects);
	catalog_free(d.catalog);
	return rc < 0 ? log_exit(&d.options, &e) : d.status;
}
