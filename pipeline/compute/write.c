/* The indicators stream. */
#include "compute/set.h"
#include "core/csv.h"
#include "core/rational.h"
#include "stream/indicator_columns.h"

#define COLUMNS (INDICATOR_COLUMNS + 1) /* _kind first */
#define AT(column) (INDICATOR_AT_##column + 1)

static int write_row(FILE *out, const char *const *cells, struct err *e)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		if (i > 0 && putc(',', out) == EOF)
			return err_set(e, ERR_WRITE, "writing the indicators failed");
		if (csv_write_text(out, cells[i], e))
			return -1;
	}
	return putc('\n', out) == EOF ? err_set(e, ERR_WRITE, "writing the indicators failed") : 0;
}

int results_write_header(FILE *out, struct err *e)
{
	const char *names[COLUMNS] = {"_kind"};

	for (size_t i = 0; i < INDICATOR_COLUMNS; i++)
		names[i + 1] = indicator_columns[i];
	return write_row(out, names, e);
}

int results_write_end(FILE *out, uint64_t rows, struct err *e)
{
	char text[32];
	const char *cells[COLUMNS] = {"end", [AT(value)] = text};

	snprintf(text, sizeof(text), "%llu", (unsigned long long)rows);
	return write_row(out, cells, e);
}

static int write_maybe(struct buf *b, const struct maybe *m, struct err *e)
{
	return m->has ? rational_write(m->number, b, e) : 0;
}

int result_write(FILE *out, const struct result *r, struct err *e)
{
	static const char *const bases[] = {"computed", "stated", "both"};
	struct buf n = {0}, d = {0}, v = {0}, s = {0}, flags[SEVERITIES] = {{0}};
	const char *cells[COLUMNS] = {"indicator", [AT(set)] = r->set, [AT(indicator)] = r->indicator,
		[AT(agency)] = r->agency, [AT(period)] = r->period, [AT(basis)] = bases[r->basis],
		[AT(shown)] = r->shown.data, [AT(unit)] = r->unit, [AT(score_max)] = r->score_max,
		[AT(target)] = r->target, [AT(status)] = r->status, [AT(due)] = r->due,
		[AT(due_status)] = r->due_status, [AT(national_target)] = r->national_target,
		[AT(national_status)] = r->national_status, [AT(national_due)] = r->national_due,
		[AT(national_due_status)] = r->national_due_status, [AT(reason)] = r->reason.data,
		[AT(rules)] = r->rules.data};
	int rc = write_maybe(&n, &r->numerator, e) || write_maybe(&d, &r->denominator, e) ||
				 write_maybe(&v, &r->value, e) || write_maybe(&s, &r->score, e)
			 ? -1
			 : 0;

	cells[AT(numerator)] = n.data;
	cells[AT(denominator)] = d.data;
	cells[AT(value)] = v.data;
	cells[AT(score)] = s.data;
	for (int i = 0; rc == 0 && i < SEVERITIES; i++) {
		rc = flags_write(&r->flags, (enum severity)i, &flags[i], e);
		cells[AT(info) + i] = flags[i].data;
	}
	if (rc == 0)
		rc = write_row(out, cells, e);
	for (int i = 0; i < SEVERITIES; i++)
		buf_release(&flags[i]);
	buf_release(&n);
	buf_release(&d);
	buf_release(&v);
	buf_release(&s);
	return rc;
}
