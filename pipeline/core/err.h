/* One error type for the whole library: what went wrong, where in the input, in one line. */
#ifndef CORE_ERR_H
#define CORE_ERR_H

#include <stdarg.h>

/* The kind decides the exit status and the blast radius: ERR_RECORD spoils one record, ERR_FILE one input
 * file, every other kind ends the run. Values are the exit codes of sysexits.h where one exists. */
enum err_kind {
	ERR_NONE = 0,
	ERR_RECORD = 1,	   /* one record (or field); never an exit code */
	ERR_USAGE = 64,	   /* options, unknown feed */
	ERR_FILE = 65,	   /* an input file is bad */
	ERR_NOINPUT = 66,  /* an input file cannot be opened */
	ERR_DATABASE = 69, /* the database is away, or SQLSTATE class 53 */
	ERR_FAULT = 70,	   /* our own fault */
	ERR_NOMEM = 71,	   /* out of memory here */
	ERR_OUTPUT = 73,   /* an output file cannot be created */
	ERR_WRITE = 74,	   /* writing failed */
	ERR_RETRY = 75,	   /* locked, serialization failure: try again */
	ERR_CATALOG = 78   /* the catalogue is wrong */
};

struct err {
	enum err_kind kind;
	char file[128]; /* place in the input; "" when none */
	long line;	/* 0 when none */
	char text[600]; /* no capital, no full stop, no newline, no personal data */
};

/* Sets e unless it is already set (the first cause wins).
 * Returns -1, so that a caller can write `return err_set(e, …);`. e may be NULL. */
int err_set(struct err *e, enum err_kind kind, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* The same with a place in the input. */
int err_at(struct err *e, enum err_kind kind, const char *file, long line, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

void err_clear(struct err *e);

/* Exit status for the kind. */
int err_exit(const struct err *e);

/* The place as a person names it (kon-tum/feeds.csv:12) and the text, in one line. Shape: out holds at least
 * ERR_LINE_BYTES bytes. Returns out. */
#define ERR_LINE_BYTES 800
const char *err_line(char out[ERR_LINE_BYTES], const struct err *e);

/* Quotes a found value for a message: cut at 40 bytes on a character, control bytes escaped, the digits of
 * a person's number hidden. What was sent and may hold words goes through mask_quoted or mask_quote.
 * Shape: out holds at least 200 bytes. Returns out. */
const char *err_quote(char out[200], const char *text, unsigned long len);

/* The same of a cell of the catalogue, which is ours: no number in it is a person's. */
const char *err_quote_cell(char out[200], const char *text, unsigned long len);

#endif
