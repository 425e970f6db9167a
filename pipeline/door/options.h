/* The options that all programs share, and the one way they report and exit. */
#ifndef DOOR_OPTIONS_H
#define DOOR_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "core/err.h"
#include "model/catalog.h"

/* A program's own option. Long options only; `letter` 0 or a short form. */
struct option_spec {
	const char *name; /* without the dashes */
	char letter;
	const char *arg; /* name of its value in --help, or NULL for a flag */
	const char *help;
	const char **value; /* where the value goes (a flag stores "1") */
};

/* The four of psql, rows of a program's own options. place: its struct db_place (load/db.h). */
#define OPTIONS_DATABASE(place)                                                                              \
	{"database", 'd', "DBNAME", "the database, or a connection string: what stands in it wins",          \
		&(place).conninfo},                                                                          \
		{"host", 'h', "HOST", "the server's host, or the folder of its socket", &(place).host},      \
		{"port", 'p', "PORT", "the server's port", &(place).port},                                   \
	{                                                                                                    \
		"username", 'U', "NAME", "the role to connect as", &(place).user                             \
	}

struct options {
	const char *program;  /* "chiso-extract" */
	const char *purpose;  /* one line, as in the file's first comment */
	const char *synopsis; /* arguments after the program's name; " | " between two ways of calling it */
	const struct option_spec *own;
	size_t nown;

	/* filled by options_parse */
	const char *input, *output, *rejects; /* NULL: stdin, stdout, none */
	const char *catalog[16];
	size_t ncatalog;
	const char *max_rejects; /* "N" or "N%" or NULL */
	int64_t now;		 /* --now, else the clock */
	char today[26];		 /* its day, YYYY-MM-DD */
	bool has_now;		 /* --now was given */
	bool is_quiet, is_verbose;
	char **args; /* what is left: FILE… */
	int nargs;
	char temp[4200]; /* output's name until options_commit */
};

/* Common: -i -o --rejects --catalog --max-rejects --now -q -v -? --help --version. `-` as a value of -i or -o
 * is the standard stream. Returns 0, 1 when --help or --version was printed (exit 0), -1 with e ERR_USAGE. */
int options_parse(struct options *o, int argc, char **argv, struct err *e);

/* Opens what -i / -o / --rejects name; *in and *out are stdin and stdout without them. The rejects FILE is
 * NULL without --rejects. With -o the file appears by rename in options_commit, or not at all. Errors:
 * ERR_NOINPUT, ERR_OUTPUT. */
int options_open(struct options *o, FILE **in, FILE **out, FILE **rejects, struct err *e);
int options_commit(struct options *o, FILE *in, FILE *out, FILE *rejects, struct err *e);
void options_abandon(struct options *o, FILE *in, FILE *out, FILE *rejects);

/* One FILE for reading, for a program that takes them by its arguments: - is standard input. Errors:
 * ERR_NOINPUT. */
FILE *options_input(const char *name, struct err *e);
void options_close_input(FILE *f);		       /* which was only read; not standard input */
int options_input_fd(const char *name, struct err *e); /* yours to close */
int options_check_inputs(const struct options *o, struct err *e); /* that each of args can be read */

/* Lines on stderr: level=info program=chiso-extract TEXT. In a run (CHISO_RUN is its number, or empty before
 * it has one) they are logfmt: time=… level=… program=… run=… code=… feed=… msg="TEXT". Only cmd/ calls
 * these. */
void log_info(const struct options *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void log_warn(const struct options *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* What was done, as name=number: pairs of their own, behind the feed. A value that may hold anything passes
 * log_value. */
void log_counts(const struct options *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
#define LOG_VALUE_BYTES 2048
const char *log_value(char out[LOG_VALUE_BYTES], const char *value);
/* Prints the error in one line, with its exit status as code, and returns it. */
int log_exit(const struct options *o, const struct err *e);

#endif
