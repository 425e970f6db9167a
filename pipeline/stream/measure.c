#include "stream/measure.h"

#include <stddef.h>
#include <string.h>
#include "core/csv.h"

const char *const measure_columns[MEASURE_COLUMNS] = {
#define MEASURE_COLUMN_NAME(name) #name,
	MEASURE_COLUMN_LIST(MEASURE_COLUMN_NAME)
#undef MEASURE_COLUMN_NAME
};

int measure_fill(struct measure *m, const char *const cells[MEASURE_COLUMNS])
{
	*m = (struct measure){.measure = cells[MEASURE_AT_measure],
		.item = cells[MEASURE_AT_item],
		.agency = cells[MEASURE_AT_agency],
		.period = cells[MEASURE_AT_period],
		.unit = cells[MEASURE_AT_unit],
		.value = cells[MEASURE_AT_value],
		.keys = cells[MEASURE_AT_keys],
		.text = cells[MEASURE_AT_text],
		.digits = cells[MEASURE_AT_digits],
		.numerator = cells[MEASURE_AT_numerator],
		.denominator = cells[MEASURE_AT_denominator],
		.parts = cells[MEASURE_AT_parts],
		.flags = cells[MEASURE_AT_flags],
		.order = cells[MEASURE_AT_order]};
	return measure_kind_parse(cells[MEASURE_AT_kind], &m->kind);
}

int measure_compare(const struct measure *a, const struct measure *b)
{
	int d = strcmp(a->measure, b->measure);

	if (!d)
		d = strcmp(a->item, b->item);
	if (!d)
		d = strcmp(a->agency, b->agency);
	return d ? d : strcmp(a->period, b->period);
}

static int write_row(FILE *out, const char *kind, const char *const cells[MEASURE_COLUMNS], struct err *e)
{
	if (csv_write_text(out, kind, e))
		return -1;
	for (size_t i = 0; i < MEASURE_COLUMNS; i++) {
		if (putc(',', out) == EOF)
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
	return write_row(out, "_kind", measure_columns, e);
}

int measures_write_part(FILE *out, const struct measure_part *p, struct err *e)
{
	char text[32];
	const char *cells[MEASURE_COLUMNS] = {text, p->feed};

	snprintf(text, sizeof(text), "%u/%u", p->k, p->n);
	return write_row(out, "part", cells, e);
}

int measures_write(FILE *out, const struct measure *m, struct err *e)
{
	const char *const cells[MEASURE_COLUMNS] = {[MEASURE_AT_measure] = m->measure,
		[MEASURE_AT_item] = m->item,
		[MEASURE_AT_agency] = m->agency,
		[MEASURE_AT_period] = m->period,
		[MEASURE_AT_kind] = measure_kind_name(m->kind),
		[MEASURE_AT_unit] = m->unit,
		[MEASURE_AT_value] = m->value,
		[MEASURE_AT_keys] = m->keys,
		[MEASURE_AT_text] = m->text,
		[MEASURE_AT_digits] = m->digits,
		[MEASURE_AT_numerator] = m->numerator,
		[MEASURE_AT_denominator] = m->denominator,
		[MEASURE_AT_parts] = m->parts,
		[MEASURE_AT_flags] = m->flags,
		[MEASURE_AT_order] = m->order};

	return write_row(out, "measure", cells, e);
}

int measures_write_end(FILE *out, uint64_t rows, struct err *e)
{
	char text[32];
	const char *cells[MEASURE_COLUMNS] = {[MEASURE_AT_value] = text};

	snprintf(text, sizeof(text), "%llu", (unsigned long long)rows);
	return write_row(out, "end", cells, e);
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
