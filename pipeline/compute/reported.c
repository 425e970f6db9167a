#include "compute/reported.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/rational.h"

static const char *name_of(const struct measure *m)
{
	return *m->item ? m->item : m->measure;
}

static void refuse(struct quantity *q, const struct measure *m, const char *expected)
{
	char found[200];

	q->is_missing = true;
	snprintf(q->reason, sizeof(q->reason), "%s: found %s, expected %s", name_of(m),
		err_quote(found, m->text, strlen(m->text)), expected);
}

static bool is_exact(const struct measure *m)
{
	char kind[128];

	return !*measure_flag(m, "kind=", kind) || strcmp(kind, "exact") == 0;
}

/* "12 con": rows that were read before words were refused. */
static bool has_words_behind(const struct measure *m)
{
	size_t n = strlen(m->text);

	while (n && strchr(" .,;)", m->text[n - 1]))
		n--;
	return n && !isdigit((unsigned char)m->text[n - 1]);
}

/* A bare 2,000 of whole things is 2 or 2000. */
static bool is_doubtful(const struct measure *m)
{
	const char *comma = *m->unit ? NULL : strchr(m->text, ',');

	return comma && strspn(comma + 1, "0123456789") == 3 && !strpbrk(m->text, ". ") &&
	       strtoul(m->text, NULL, 10) != 0;
}

const char *reported_unit(const struct quantity *q, const struct measure *m)
{
	return *m->unit || !q->bare ? m->unit : q->bare->base->name;
}

void reported_refuse_units(struct quantity *q, const struct measure *m, const char *other)
{
	const char *unit = reported_unit(q, m);

	q->is_missing = true;
	snprintf(q->reason, sizeof(q->reason), "%s: found the units %s and %s, expected one", name_of(m),
		*other ? other : "(none)", *unit ? unit : "(none)");
}

int reported_read(struct quantity *q, const struct measure *m, mpq_t out, bool *ok, struct err *e)
{
	*ok = false;
	if (rational_parse(out, m->value, strlen(m->value), NULL))
		return err_set(e, ERR_FILE, "measure %s of %s in %s: \"%s\" is no number", m->measure,
			m->agency, m->period, m->value);
	if (!is_exact(m))
		return refuse(q, m, "an exact number"), 0;
	if (!*m->unit && has_words_behind(m))
		return refuse(q, m, "a unit of units.csv"), 0;
	if (q->bare && q->bare->doubts_comma && !q->may_have_parts && is_doubtful(m))
		return refuse(q, m, "one reading: before three digits the comma may part thousands"), 0;
	if (!*m->unit && q->bare)
		mpq_mul(out, out, q->bare->factor);
	*ok = true;
	return 0;
}
