/* Why a file is bad, or not: what it is refused for first. */
#ifndef EXTRACT_REFUSED_H
#define EXTRACT_REFUSED_H

/* Why a file is bad: a row of reject_codes.csv, the place, what was found and what was expected. */
struct refusal {
	const char *code; /* NULL: nothing is refused */
	long line;	  /* 0: none */
	char found[400];
	const char *expected;
};

/* The first refusal stands. */
void refusal_set(struct refusal *r, const char *code, long line, const char *expected, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

#endif
