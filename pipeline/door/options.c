#include "door/options_common.h"

#include <getopt.h>
#include <gmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include "core/clock.h"
#include "door/version.h"

const struct common options_common[OPTION_COMMONS] = {
	{"input", "FILE", "read FILE (- or none: standard input)", 'i'},
	{"output", "FILE", "write FILE, which appears whole or not at all", 'o'},
	{"rejects", "FILE", "write what was refused, and why, to FILE", 0},
	{"catalog", "DIR", "a folder of the catalogue; again for an overlay", 0},
	{"max-rejects", "N|N%", "a file with more rejects than this is bad", 0},
	{"now", "TIME", "the time to work at, instead of the clock's", 0},
	{"quiet", NULL, "say only errors", 'q'}, {"verbose", NULL, "say more", 'v'},
	{"help", NULL, "print this and exit", '?'}, {"version", NULL, "print the version and exit", 'V'}};

#define MAX_OWN 24
#define FIRST_VALUE 256 /* above every letter: the number of a long option */

static void add_letter(char *letters, char letter, bool has_arg)
{
	size_t n = strlen(letters);

	if (!letter || letter == '?') /* getopt's own, when a letter is none */
		return;
	letters[n++] = letter;
	if (has_arg)
		letters[n++] = ':';
	letters[n] = '\0';
}

static void build(const struct options *o, struct option *longs, char *letters)
{
	size_t n = 0;

	letters[0] = ':';
	letters[1] = '\0';
	for (size_t i = 0; i < OPTION_COMMONS; i++) {
		longs[n] = (struct option){options_common[i].name,
			options_common[i].arg ? required_argument : no_argument, NULL, FIRST_VALUE + (int)n};
		add_letter(letters, options_common[i].letter, options_common[i].arg != NULL);
		n++;
	}
	for (size_t i = 0; i < o->nown; i++) {
		longs[n] = (struct option){o->own[i].name, o->own[i].arg ? required_argument : no_argument,
			NULL, FIRST_VALUE + (int)n};
		add_letter(letters, o->own[i].letter, o->own[i].arg != NULL);
		n++;
	}
	longs[n] = (struct option){0};
}

/* What getopt returned (a letter or FIRST_VALUE + n) as the option's number, or -1. A value that is missing
 * is
 * ':', what is no option '?'. */
static int option_number(const struct options *o, int c)
{
	if (c >= FIRST_VALUE)
		return c - FIRST_VALUE;
	for (size_t i = 0; i < OPTION_COMMONS; i++)
		if (options_common[i].letter && options_common[i].letter == c)
			return (int)i;
	for (size_t i = 0; i < o->nown; i++)
		if (o->own[i].letter && o->own[i].letter == c)
			return (int)(OPTION_COMMONS + i);
	return -1;
}

static int set_now(struct options *o, const char *text, struct err *e)
{
	struct err bad = {0};

	if (clock_parse(text, strlen(text), &o->now, &bad))
		return err_set(e, ERR_USAGE, "--now: %s", bad.text);
	o->has_now = true;
	return 0;
}

static int set_common(struct options *o, int n, const char *value, struct err *e)
{
	const char **targets[] = {&o->input, &o->output, &o->rejects};
	bool is_dash = value && strcmp(value, "-") == 0;

	if (n <= OPTION_REJECTS)
		*targets[n] = is_dash && n != OPTION_REJECTS ? NULL : value;
	else if (n == OPTION_CATALOG && o->ncatalog == sizeof o->catalog / sizeof *o->catalog)
		return err_set(e, ERR_USAGE, "--catalog: found more than %zu", o->ncatalog);
	else if (n == OPTION_CATALOG)
		o->catalog[o->ncatalog++] = value;
	else if (n == OPTION_MAX_REJECTS)
		o->max_rejects = value;
	else if (n == OPTION_NOW)
		return set_now(o, value, e);
	else if (n == OPTION_QUIET)
		o->is_quiet = true;
	else if (n == OPTION_VERBOSE)
		o->is_verbose = true;
	else if (n == OPTION_HELP)
		options_print_help(o);
	else
		printf("%s %s\n", o->program, CHISO_VERSION);
	return n >= OPTION_HELP ? 1 : 0;
}

static int set_option(struct options *o, int n, struct err *e)
{
	if (n < (int)OPTION_COMMONS)
		return set_common(o, n, optarg, e);
	*o->own[n - (int)OPTION_COMMONS].value = optarg ? optarg : "1";
	return 0;
}

/* Personal data never reach a core file. */
static void forbid_core(void)
{
	struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
}

static char no_memory[128]; /* the line, made while there is some */

/* GMP cannot report that memory ran out: it would abort. The program ends there, in one line and with its
 * status. */
static void *grow_gmp(void *old, size_t old_size, size_t size)
{
	void *p = realloc(old, size);

	(void)old_size;
	if (p)
		return p;
	(void)!write(STDERR_FILENO, no_memory, strlen(no_memory));
	_exit(ERR_NOMEM);
}

static void *gmp_new(size_t size)
{
	return grow_gmp(NULL, 0, size);
}

/* Who asks for help by -h as elsewhere is told how: here, as with psql, it is the host. */
static int refuse_option(const char *found, int c, struct err *e)
{
	if (optopt == 'h')
		return err_set(e, ERR_USAGE, "found %s, expected %s", found,
			c == ':' ? "a host after it; help is --help or -?"
				 : "--help or -? for help: this program has no database");
	return err_set(e, ERR_USAGE, "found %s, expected %s", found,
		c == ':' ? "a value after it" : "an option of --help");
}

int options_parse(struct options *o, int argc, char **argv, struct err *e)
{
	struct option longs[OPTION_COMMONS + MAX_OWN + 1];
	char letters[2 * (OPTION_COMMONS + MAX_OWN) + 2];
	int c, rc, n;

	forbid_core();
	snprintf(no_memory, sizeof no_memory,
		"level=error program=%s code=71 msg=\"out of memory for an exact number\"\n", o->program);
	mp_set_memory_functions(gmp_new, grow_gmp, NULL);
	build(o, longs, letters);
	o->now = clock_read();
	opterr = 0;
	optind = 1;
	while ((c = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		n = c == '?' && optopt != '?' ? -1 : option_number(o, c);
		rc = n < 0 ? refuse_option(argv[optind - 1], c, e) : set_option(o, n, e);
		if (rc)
			return rc;
	}
	clock_format(o->now, o->today);
	o->today[10] = '\0';
	o->args = argv + optind;
	o->nargs = argc - optind;
	return 0;
}
