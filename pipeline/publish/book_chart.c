#include "publish/book_chart.h"

#include <string.h>
#include <xlsxwriter.h>

static long find_list(const struct table *t, const struct publication *p, const char *list)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (strcmp(table_get(t, i, "page"), p->page) == 0 &&
			strcmp(table_get(t, i, "list"), list) == 0)
			return (long)i;
	return -1;
}

int book_sheet_name(const struct publication *p, const char *list, char out[32], struct err *e)
{
	const struct table *t = catalog_get(p->catalog, "page_lists", e);
	long i = t ? find_list(t, p, list) : -1;
	const char *name = i < 0 ? "" : table_get(t, (size_t)i, "sheet");

	snprintf(out, 32, "%s", *name ? name : list);
	return t ? 0 : -1;
}

/* The sheet's column of the statement's column at a name in the list of names. */
static long find_column(
	const struct publication_list *l, const struct sheet_column *c, size_t n, struct slice name)
{
	for (size_t k = 0; k < n; k++)
		if (slice_equals(name, PQfname(l->rows, c[k].at)))
			return (long)k;
	return -1;
}

static int add_series(lxw_chart *chart, const char *sheet, long label, long values, int rows,
	const char *title, struct err *e)
{
	lxw_chart_series *s = chart_add_series(chart, NULL, NULL);

	if (!s)
		return err_set(e, ERR_NOMEM, "out of memory for a chart");
	chart_series_set_categories(s, sheet, 1, (lxw_col_t)label, (lxw_row_t)rows, (lxw_col_t)label);
	chart_series_set_values(s, sheet, 1, (lxw_col_t)values, (lxw_row_t)rows, (lxw_col_t)values);
	chart_series_set_name(s, title);
	return 0;
}

static int add_all(lxw_chart *chart, const struct table *t, size_t row, const struct publication_list *l,
	const struct sheet_column *c, size_t n, const char *sheet, struct err *e)
{
	const char *text = table_get(t, row, "chart");
	long label = -1;

	while (*text) {
		struct slice name = {text, strcspn(text, " ")};
		long at = find_column(l, c, n, name);

		if (at < 0)
			return err_at(e, ERR_CATALOG, t->rows[row].file, t->rows[row].line,
				"column chart: found \"%.*s\", expected a column of the sheet", (int)name.len,
				name.text);
		if (label >= 0 && add_series(chart, sheet, label, at, PQntuples(l->rows), c[at].title, e) < 0)
			return -1;
		label = label < 0 ? at : label;
		text += name.len;
		text += strspn(text, " ");
	}
	return 0;
}

int book_chart(struct lxw_workbook *book, const struct publication *p, const struct publication_list *l,
	const struct sheet_column *c, size_t n, const char *sheet, struct err *e)
{
	const struct table *t = catalog_get(p->catalog, "page_lists", e);
	long row = t ? find_list(t, p, l->name) : -1;
	lxw_chartsheet *own;
	lxw_chart *chart;

	if (row < 0 || !*table_get(t, (size_t)row, "chart") || PQntuples(l->rows) == 0)
		return t ? 0 : -1;
	chart = workbook_add_chart(book, LXW_CHART_COLUMN);
	own = workbook_add_chartsheet(book, table_get(t, (size_t)row, "chart_sheet"));
	if (!chart || !own)
		return err_set(e, ERR_NOMEM, "out of memory for a chart");
	if (add_all(chart, t, (size_t)row, l, c, n, sheet, e) < 0)
		return -1;
	chart_title_off(chart);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	chartsheet_set_landscape(own);
	chartsheet_set_paper(own, 9); /* A4 */
	return chartsheet_set_chart(own, chart) == LXW_NO_ERROR
		       ? 0
		       : err_set(e, ERR_NOMEM, "out of memory for a chart");
}
