#include <ctype.h>
#include <string.h>
#include <utf8proc.h>
#include "core/text.h"
#include "form/form.h"
#include "model/dates.h"

#define FIRST_YEAR "1900" /* an earlier one is a slip of the pen */

struct slice form_key_of(struct slice cell)
{
	size_t n = strlen(FORM_KEY);

	return cell.len >= n && memcmp(cell.text, FORM_KEY, n) == 0
		       ? (struct slice){cell.text + n, cell.len - n}
		       : cell;
}

bool form_is_bare(struct slice value)
{
	return value.len && isdigit((unsigned char)value.text[value.len - 1]);
}

/* A day alone: of a time, or of words around it, nobody asked. */
static bool is_day(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!text.text[i] || !strchr("0123456789/.-", text.text[i]))
			return false;
	return text.len && strcspn(text.text, "/.-") < text.len;
}

bool form_day_read(const struct form_reader *r, struct slice text, char out[11])
{
	char date[DATE_BYTES];

	if (!is_day(text) || dates_read(r->dates, text, date) || strncmp(date, FIRST_YEAR, 4) < 0)
		return false;
	memcpy(out, date, 10);
	out[10] = '\0';
	return true;
}

/* Whether the two are one word, however they are cased. */
static int compare_folded(struct slice value, const char *word, bool *is_same, struct err *e)
{
	struct buf a = {0}, b = {0};
	int rc = 0;

	*is_same = false;
	if (text_is_latin(value.text, value.len) && text_is_latin(word, strlen(word))) {
		rc = text_fold(value.text, value.len, &a, e) < 0 || text_fold(word, strlen(word), &b, e) < 0
			     ? -1
			     : 0;
		*is_same = rc == 0 && a.len && a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
	}
	buf_release(&a);
	buf_release(&b);
	return rc;
}

int form_word_find(
	const struct form_asked *a, size_t variable, struct slice value, const char **out, struct err *e)
{
	static const char *const columns[] = {"code", "title_vi"};
	const char *list = table_get(a->variables, variable, "codes"), *folded = NULL;
	bool is_same;

	*out = NULL;
	for (size_t i = 0; *list && i < 2 * a->codes->nrows; i++) {
		const char *word = table_get(a->codes, i / 2, columns[i % 2]);

		if (strcmp(table_get(a->codes, i / 2, "list"), list) != 0 ||
			!table_is_valid(a->codes, i / 2, a->day))
			continue;
		if (slice_equals(value, word)) {
			*out = word;
			return 0;
		}
		if (folded)
			continue;
		if (compare_folded(value, word, &is_same, e) < 0)
			return -1;
		folded = is_same ? word : NULL;
	}
	*out = folded;
	return 0;
}

/* Letters and blanks before a version: phiên bản 3.1. */
static size_t words_before(struct slice value, bool *has_letter)
{
	size_t at = 0;

	*has_letter = false;
	while (at < value.len) {
		int32_t cp;
		utf8proc_ssize_t n = utf8proc_iterate(
			(const utf8proc_uint8_t *)value.text + at, (utf8proc_ssize_t)(value.len - at), &cp);
		bool is_letter = n > 0 && utf8proc_category(cp) >= UTF8PROC_CATEGORY_LU &&
				 utf8proc_category(cp) <= UTF8PROC_CATEGORY_LO;

		if (n <= 0 || (!is_letter && cp != ' '))
			break;
		*has_letter |= is_letter;
		at += (size_t)n;
	}
	return at;
}

/* Digits with points between them; *npoints of them. */
static bool is_version(struct slice s, size_t *npoints)
{
	*npoints = 0;
	for (size_t i = 0; i < s.len; i++) {
		bool is_point = s.text[i] == '.' && i && i + 1 < s.len && s.text[i - 1] != '.';

		if (!is_point && !isdigit((unsigned char)s.text[i]))
			return false;
		*npoints += is_point;
	}
	return s.len > 0;
}

/* A version is no number: a spreadsheet makes 3.1 of 3.10, unless a word stands before it. */
static int check_version(const struct form_asked *a, struct slice value, struct buf *why, struct err *e)
{
	bool has_letter;
	size_t at = words_before(value, &has_letter), npoints;
	struct slice version = {value.text + at, value.len - at};
	char text[100];

	if (!is_version(version, &npoints) || version.len >= sizeof(text))
		return FORM_SAY(&a->texts, why, e, "version.none");
	if (has_letter || npoints != 1 || version.text[version.len - 1] == '0')
		return 0;
	snprintf(text, sizeof(text), "%.*s", (int)version.len, version.text);
	return FORM_SAY(&a->texts, why, e, "version.nought", text);
}

int form_value_check(const struct form_asked *a, const struct form_reader *r, size_t variable,
	const struct sheet_row *row, struct buf *why, enum form_column *column, struct err *e)
{
	const char *kind = table_get(a->variables, variable, "kind"), *word;
	struct slice value = sheet_cell(row, FORM_VALUE);
	struct buf choices = {0};
	int rc;

	*column = FORM_VALUE;
	if (strcmp(kind, "version") == 0)
		return check_version(a, value, why, e);
	if (strcmp(kind, "bool") != 0 && strcmp(kind, "state") != 0)
		return form_number_check(a, r, variable, row, why, column, e);
	if (form_word_find(a, variable, value, &word, e) < 0)
		return -1;
	if (word)
		return 0;
	rc = form_choices_add(a, variable, &choices, e);
	if (rc == 0)
		rc = FORM_SAY(&a->texts, why, e, "cell.word", choices.len ? choices.data : "");
	buf_release(&choices);
	return rc;
}
