#include "stream/measure.h"

#include <stddef.h>
#include <string.h>
#include "core/csv.h"

int measure_compare(const struct measure *a, const struct measure *b)
{
	int d = strcmp(a->measure, b->measure);

	if (!d)
		d = strcmp(a->item, b->item);
	if (!d)
		d = strcmp(a->agency, b->agency);
	return d ? d : strcmp(a->period, b->period);
}

static int write_row(FILE *out, const char *const *cells, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && putc(',', out) == EOF)
			return err_set(e, ERR_WRITE, "writing the measures failed");
		if (csv_write_text(out, cells[i], e))
			return -1;
	}
	if (putc('\n', out) == EOF)
		return err_set(e, ERR_WRITE, "writing the measures failed");
	return 0;
}

int measures_write_header(FILE *out, struct err *e)
{
	static const char *const names[] = {"_kind", "measure", "item", "agency", "period", "kind", "unit",
		"value", "keys", "text", "digits", "numerator", "denominator", "parts", "flags", "order"};

	return write_row(out, names, 16, e);
}

int measures_write_part(FILE *out, const struct measure_part *p, struct err *e)
{
	char text[32];
	const char *cells[16] = {"part", text, p->feed};

	snprintf(text, sizeof(text), "%u/%u", p->k, p->n);
	return write_row(out, cells, 16, e);
}

int measures_write(FILE *out, const struct measure *m, struct err *e)
{
	const char *const cells[] = {"measure", m->measure, m->item, m->agency, m->period,
		measure_kind_name(m->kind), m->unit, m->value, m->keys, m->text, m->digits, m->numerator,
		m->denominator, m->parts, m->flags, m->order};

	return write_row(out, cells, 16, e);
}

int measures_write_end(FILE *out, uint64_t rows, struct err *e)
{
	char text[32];
	const char *cells[16] = {"end", NULL, NULL, NULL, NULL, NULL, NULL, text};

	snprintf(text, sizeof(text), "%llu", (unsigned long long)rows);
	return write_row(out, cells, 16, e);
}

const char *measure_flag(const struct measure *m, const char *name, char out[128])
{
	const char *at = m->flags;
	size_t len = strlen(name);

	out[0] = '\0';
	while (*at) {
		size_t n = strcspn(at, " ");

		if (n > len && n - len < 128 && strncmp(at, name, len) == 0) {
			memcpy(out, at + len, n - len);
			out[n - len] = '\0';
			break;
		}
		at += n + (at[n] == ' ');
	}
	return out;
}
