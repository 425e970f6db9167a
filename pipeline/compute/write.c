#include "compute/write.h"

#include "core/csv.h"
#include "core/rational.h"

#define COLUMNS 24

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
	static const char *const names[COLUMNS] = {"_kind", "set", "indicator", "agency", "period", "basis",
		"numerator", "denominator", "value", "shown", "unit", "score", "score_max", "target",
		"status", "due", "due_status", "national_target", "national_status", "national_due",
		"national_due_status", "flags", "reason", "rules"};

	return write_row(out, names, e);
}

int results_write_end(FILE *out, uint64_t rows, struct err *e)
{
	char text[32];
	const char *cells[COLUMNS] = {"end", NULL, NULL, NULL, NULL, NULL, NULL, NULL, text};

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
	struct buf n = {0}, d = {0}, v = {0}, s = {0};
	const char *cells[COLUMNS] = {"indicator", r->set, r->indicator, r->agency, r->period,
		bases[r->basis], NULL, NULL, NULL, r->shown.data, r->unit, NULL, r->score_max, r->target,
		r->status, r->due, r->due_status, r->national_target, r->national_status, r->national_due,
		r->national_due_status, r->flags.data, r->reason.data, r->rules.data};
	int rc = write_maybe(&n, &r->numerator, e) || write_maybe(&d, &r->denominator, e) ||
				 write_maybe(&v, &r->value, e) || write_maybe(&s, &r->score, e)
			 ? -1
			 : 0;

	cells[6] = n.data;
	cells[7] = d.data;
	cells[8] = v.data;
	cells[11] = s.data;
	if (rc == 0)
		rc = write_row(out, cells, e);
	buf_release(&n);
	buf_release(&d);
	buf_release(&v);
	buf_release(&s);
	return rc;
}
