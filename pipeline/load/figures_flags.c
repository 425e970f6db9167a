#include "load/figures_flags.h"

#include <string.h>
#include "load/spill.h"
#include "stream/flags.h"

static int read_flags(struct flags *f, const struct cell *cells, struct err *e)
{
	struct slice texts[SEVERITIES];

	for (int i = 0; i < SEVERITIES; i++)
		texts[i] = (struct slice){cells[i].text ? cells[i].text : "", cells[i].len};
	return flags_read(f, texts, e);
}

int figures_add_shown(struct buf *row, const struct cell *cells, struct err *e)
{
	struct flags f;
	struct buf shown = {0};
	int rc = read_flags(&f, cells, e);

	if (!rc && !f.n)
		rc = buf_add_str(row, "\\N\t", e);
	else if (!rc)
		rc = flags_show(&f, &shown, e) || spill_cell(row, buf_slice(&shown), '\t', e) ? -1 : 0;
	buf_release(&shown);
	flags_release(&f);
	return rc;
}

/* {"check","severity","words","proof","check",…} */
static int add_array(const struct flags *f, struct buf *out, struct err *e)
{
	if (buf_add_char(out, '{', e))
		return -1;
	for (size_t i = 0; i < f->n; i++) {
		const struct flag *g = &f->list[i];

		if (spill_element(out, slice_from(g->check), e) ||
			spill_element(out, slice_from(severity_name(g->severity)), e) ||
			spill_element(out, slice_from(g->words), e) ||
			spill_element(out, slice_from(g->proof), e))
			return -1;
	}
	return buf_add_char(out, '}', e);
}

int figures_add_flags(struct buf *row, const struct cell *cells, struct err *e)
{
	struct flags f;
	struct buf array = {0};
	int rc = read_flags(&f, cells, e);

	for (size_t i = 0; !rc && i < f.n; i++)
		rc = buf_addf(row, e, "%s%s", i ? " " : "", severity_name(f.list[i].severity));
	if (!rc)
		rc = buf_add_char(row, '\t', e) || add_array(&f, &array, e) ||
				     spill_cell(row, buf_slice(&array), '\t', e)
			     ? -1
			     : 0;
	buf_release(&array);
	flags_release(&f);
	return rc;
}
