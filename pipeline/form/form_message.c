#include <errno.h>
#include <string.h>
#include "form/form.h"

#define PREFIX "bsc" /* the namespace's row */

static int add_escaped(struct buf *out, struct slice s, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < s.len; i++) {
		char c = s.text[i];

		rc = c == '&'	? buf_add_str(out, "&amp;", e)
		     : c == '<' ? buf_add_str(out, "&lt;", e)
		     : c == '>' ? buf_add_str(out, "&gt;", e)
				: buf_add_char(out, c, e);
	}
	return rc;
}

static int add_element(struct buf *out, const char *name, struct slice text, struct err *e)
{
	return buf_addf(out, e, "<%s>", name) < 0 || add_escaped(out, text, e) < 0 ||
			       buf_addf(out, e, "</%s>", name) < 0
		       ? -1
		       : 0;
}

/* The value as the feed reads it: of a word the list's own. */
static int value_of(const struct form_asked *a, const struct sheet_row *row, size_t variable,
	struct slice *out, struct err *e)
{
	const char *kind = table_get(a->variables, variable, "kind"), *word = NULL;

	*out = sheet_cell(row, FORM_VALUE);
	if (strcmp(kind, "bool") != 0 && strcmp(kind, "state") != 0)
		return 0;
	if (form_word_find(a, variable, *out, &word, e) < 0)
		return -1;
	*out = word ? slice_from(word) : *out;
	return 0;
}

static int add_variable(struct buf *out, const struct form_asked *a, const struct form_reader *r,
	const struct sheet_row *row, struct err *e)
{
	struct slice key = form_key_of(sheet_cell(row, FORM_INDICATOR)), value,
		     unit = sheet_cell(row, FORM_UNIT);
	long variable = form_variable_find(a, key, sheet_cell(row, FORM_VARIABLE));
	char day[11] = "";

	form_day_read(r, sheet_cell(row, FORM_DATE), day);
	if (value_of(a, row, (size_t)variable, &value, e) < 0 || buf_add_str(out, "<BienSo>", e) < 0 ||
		add_element(out, "ChiSo", key, e) < 0 ||
		add_element(out, "Bien", sheet_cell(row, FORM_VARIABLE), e) < 0 ||
		add_element(out, "GiaTri", value, e) < 0)
		return -1;
	if (unit.len && form_is_bare(value) &&
		strcmp(table_get(a->variables, (size_t)variable, "kind"), "version") != 0 &&
		add_element(out, "DonViTinh", unit, e) < 0)
		return -1;
	return buf_add_str(out, "<MinhChung>", e) < 0 ||
			       add_element(out, "SoVanBan", sheet_cell(row, FORM_NUMBER), e) < 0 ||
			       add_element(out, "NgayVanBan", slice_from(day), e) < 0 ||
			       add_element(out, "TrichYeu", sheet_cell(row, FORM_TITLE), e) < 0 ||
			       buf_add_str(out, "</MinhChung></BienSo>\n", e) < 0
		       ? -1
		       : 0;
}

static int add_head(struct buf *out, const struct form_asked *a, const struct sheet_row *first,
	const char *sent, struct err *e)
{
	const struct table *namespaces = catalog_get(a->catalog, "namespaces", e);
	long uri = namespaces ? table_find(namespaces, "prefix", PREFIX, NULL) : -1;
	struct slice period = sheet_cell(first, FORM_PERIOD);

	if (uri < 0)
		return err_at(e, ERR_CATALOG, "namespaces.csv", 0, "found no prefix %s, expected the feed's",
			PREFIX);
	if (buf_addf(out, e, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<GuiBienSo xmlns=\"%s\">\n<TieuDe>",
		    table_get(namespaces, (size_t)uri, "uri")) < 0 ||
		buf_addf(out, e, "<MaBanTin>bieu-%s-%.*s-%s</MaBanTin>", a->agency, (int)period.len,
			period.text, sent) < 0 ||
		add_element(out, "KyBaoCao", period, e) < 0 ||
		add_element(out, "DiaBan", sheet_cell(first, FORM_TERRITORY), e) < 0 ||
		add_element(out, "DonViGui", slice_from(a->agency), e) < 0 ||
		(*sent && add_element(out, "ThoiDiemGui", slice_from(sent), e) < 0))
		return -1;
	return buf_add_str(out, "</TieuDe>\n<DanhSach>\n", e);
}

int form_message_write(const struct form_asked *a, const struct form_reader *r, const struct form_rows *rows,
	const char *sent, FILE *out, struct err *e)
{
	struct buf text = {0};
	int rc = add_head(&text, a, rows->rows[0], sent, e);

	for (size_t i = 0; rc == 0 && i < rows->n; i++)
		if (sheet_cell(rows->rows[i], FORM_VALUE).len)
			rc = add_variable(&text, a, r, rows->rows[i], e);
	if (rc == 0)
		rc = buf_add_str(&text, "</DanhSach>\n</GuiBienSo>\n", e);
	if (rc == 0 && fwrite(text.data, 1, text.len, out) != text.len)
		rc = err_set(e, ERR_WRITE, "writing failed: %s", strerror(errno));
	buf_release(&text);
	return rc;
}
