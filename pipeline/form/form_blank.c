#include <string.h>
#include "form/form.h"
#include "form/sheet_write.h"

/* The row at hand: texts of its own. */
struct form_blank {
	const struct form_asked *asked;
	const struct form_last *last;
	const char *period, *end;
	struct buf key, meaning, last_value, target;
};

int form_heading(const struct form_texts *t, const char *out[FORM_COLUMNS], struct err *e)
{
	char name[] = "column.A";

	for (int i = 0; i < FORM_COLUMNS; i++) {
		name[sizeof(name) - 2] = (char)('A' + i);
		if (form_text_get(t, name, &out[i], e) < 0)
			return -1;
	}
	return 0;
}

static const char *get_variable(const struct form_asked *a, size_t v, const char *column)
{
	return table_get(a->variables, v, column);
}

/* The text without such signs at its end. */
static struct slice cut_end(const char *text, const char *signs)
{
	size_t n = strlen(text);

	while (n && strchr(signs, text[n - 1]))
		n--;
	return (struct slice){text, n};
}

/* The words of the document, the variable's, and what may be written. */
static int write_meaning(struct form_blank *b, const struct form_entry *entry, struct err *e)
{
	const struct form_asked *a = b->asked;
	const char *title = get_variable(a, entry->variable, "title_vi"),
		   *wording = table_get(a->rows, entry->places[0], "wording");
	struct slice before = cut_end(wording, " .;:");
	struct buf choices = {0};
	int rc = form_choices_add(a, entry->variable, &choices, e);

	if (rc == 0 && strcmp(title, wording) != 0)
		rc = buf_addf(&b->meaning, e, "%.*s: ", (int)before.len, before.text);
	if (rc == 0)
		rc = buf_add_str(&b->meaning, title, e);
	if (rc == 0 && choices.len)
		rc = buf_addf(&b->meaning, e, " [%s]", choices.data);
	if (rc == 0 && *get_variable(a, entry->variable, "unit_from"))
		rc = buf_add_char(&b->meaning, ' ', e) < 0 ||
				     FORM_SAY(&a->texts, &b->meaning, e, "meaning.sender_unit") < 0
			     ? -1
			     : 0;
	buf_release(&choices);
	return rc;
}

static const char *target_of(const struct form_asked *a, const char *set, const char *indicator)
{
	for (size_t i = 0; i < a->targets->nrows; i++)
		if (strcmp(table_get(a->targets, i, "set"), set) == 0 &&
			strcmp(table_get(a->targets, i, "indicator"), indicator) == 0 &&
			table_is_valid(a->targets, i, a->day))
			return table_get(a->targets, i, "text");
	return "";
}

/* Adds a part of the list, joined by " | ", each once. */
static int add_part(struct buf *list, struct slice part, struct err *e)
{
	const char *at = list->len ? list->data : "", *end;

	if (!part.len)
		return 0;
	for (; *at; at = *end ? end + 3 : end) {
		end = strstr(at, " | ");
		end = end ? end : at + strlen(at);
		if (slice_same((struct slice){at, (size_t)(end - at)}, part))
			return 0;
	}
	return (list->len && buf_add_str(list, " | ", e) < 0) || buf_add(list, part.text, part.len, e) < 0
		       ? -1
		       : 0;
}

/* What each document asks for; of a line that another one answers with its code. */
static int write_targets(struct form_blank *b, const struct form_entry *entry, struct err *e)
{
	const struct form_asked *a = b->asked;
	const char *own = get_variable(a, entry->variable, "indicator");
	struct buf text = {0};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < entry->nplaces; i++) {
		const char *indicator = table_get(a->rows, entry->places[i], "indicator");

		buf_reset(&text);
		if (strcmp(indicator, own) != 0)
			rc = buf_addf(&text, e, "%s: ", indicator);
		if (rc == 0)
			rc = buf_add_str(&text,
				target_of(a, table_get(a->rows, entry->places[i], "set"), indicator), e);
		if (rc == 0)
			rc = add_part(&b->target, cut_end(text.len ? text.data : "", " :"), e);
	}
	buf_release(&text);
	return rc;
}

static const char *unit_title(const struct form_asked *a, size_t variable)
{
	const char *unit = get_variable(a, variable, "unit");
	const char *title = "";

	if (*get_variable(a, variable, "unit_from"))
		return "";
	for (size_t i = 0; i < a->units->nrows; i++)
		if (strcmp(table_get(a->units, i, "unit"), unit) == 0 && table_is_valid(a->units, i, a->day))
			title = table_get(a->units, i, "title_vi");
	return title;
}

static const char *text_of(const struct buf *b)
{
	return b->len ? b->data : "";
}

static int write_row(
	struct form_blank *b, const struct form_entry *entry, struct sheet_writer *w, struct err *e)
{
	const struct form_asked *a = b->asked;
	const char *cells[FORM_COLUMNS] = {0};

	buf_reset(&b->key);
	buf_reset(&b->meaning);
	buf_reset(&b->last_value);
	buf_reset(&b->target);
	if (buf_addf(&b->key, e, FORM_KEY "%s", get_variable(a, entry->variable, "indicator")) < 0 ||
		write_meaning(b, entry, e) < 0 || write_targets(b, entry, e) < 0 ||
		(b->last && form_last_add(b->last, get_variable(a, entry->variable, "item"), &b->last_value,
				    e) < 0))
		return -1;
	cells[FORM_PERIOD] = b->period;
	cells[FORM_AGENCY] = a->agency;
	cells[FORM_INDICATOR] = text_of(&b->key);
	cells[FORM_VARIABLE] = get_variable(a, entry->variable, "var");
	cells[FORM_MEANING] = text_of(&b->meaning);
	cells[FORM_UNIT] = unit_title(a, entry->variable);
	cells[FORM_LAST_VALUE] = text_of(&b->last_value);
	cells[FORM_TARGET] = text_of(&b->target);
	cells[FORM_TERRITORY] = a->root;
	cells[FORM_END] = b->end;
	return sheet_writer_put(w, cells, e);
}

static int write_end(const struct form_blank *b, struct sheet_writer *w, struct err *e)
{
	const struct form_texts *t = &b->asked->texts;
	const char *cells[FORM_COLUMNS] = {0};
	struct buf count = {0};
	char number[24];
	int rc = form_text_get(t, "end.form", &cells[0], e);

	if (rc == 0)
		rc = FORM_SAY(t, &count, e, "end.count", form_number_text(number, (long)b->asked->n));
	if (rc == 0) {
		cells[1] = count.data;
		cells[FORM_END] = b->end;
		rc = sheet_writer_put(w, cells, e);
	}
	buf_release(&count);
	return rc;
}

static int write_rows(struct form_blank *b, struct sheet_writer *w, struct err *e)
{
	const char *heading[FORM_COLUMNS];

	if (form_heading(&b->asked->texts, heading, e) < 0 ||
		form_text_get(&b->asked->texts, "end.row", &b->end, e) < 0 ||
		sheet_writer_put(w, heading, e) < 0)
		return -1;
	for (size_t i = 0; i < b->asked->n; i++)
		if (write_row(b, &b->asked->entries[i], w, e) < 0)
			return -1;
	return write_end(b, w, e);
}

int form_write(const struct form_asked *a, const char *period, const struct form_last *last,
	enum form_kind kind, FILE *out, struct err *e)
{
	struct form_blank b = {.asked = a, .last = last, .period = period};
	struct sheet_writer w = {0};
	int rc = sheet_writer_begin(&w, out, kind == FORM_XLSX, a->day, e);

	if (rc == 0)
		rc = write_rows(&b, &w, e);
	rc = sheet_writer_end(&w, rc, e);
	buf_release(&b.key);
	buf_release(&b.meaning);
	buf_release(&b.last_value);
	buf_release(&b.target);
	return rc;
}
