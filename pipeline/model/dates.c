#include "model/dates.h"

#include <stdlib.h>
#include <string.h>
#include "core/clock.h"
#include "model/forms.h"

const char DATE_EMPTY[] = "date.empty";

struct dates {
	const char **forms;
	size_t nforms;
	int *empty; /* 19000101 */
	size_t nempty;
};

static const char OWN_FORM[] =
	"{YYYY}-{MM}-{DD}{time}"; /* what we write ourselves is read by every catalogue */

static int read_forms(struct dates *d, const struct table *t, const char *date, struct err *e)
{
	d->forms[d->nforms++] = OWN_FORM;
	for (size_t i = 0; i < t->nrows; i++) {
		const char *form = table_get(t, i, "form"), *wrong = form_check(form);

		if (wrong)
			return err_at(e, ERR_CATALOG, t->rows[i].file, t->rows[i].line,
				"column form: found '%s', expected %s", form, wrong);
		if (!date || table_is_valid(t, i, date))
			d->forms[d->nforms++] = form;
	}
	return 0;
}

static int read_empty(struct dates *d, const struct table *t, const char *date, struct err *e)
{
	for (size_t i = 0; i < t->nrows; i++) {
		const char *text = table_get(t, i, "date");
		struct form_values v;

		if (!form_fits("{YYYY}-{MM}-{DD}", slice_from(text), &v))
			return err_at(e, ERR_CATALOG, t->rows[i].file, t->rows[i].line,
				"column date: found '%s', expected YYYY-MM-DD", text);
		if (!date || table_is_valid(t, i, date))
			d->empty[d->nempty++] = (v.year * 100 + v.month) * 100 + v.day;
	}
	return 0;
}

int dates_open(struct dates **out, struct catalog *c, const char *date, struct err *e)
{
	const struct table *forms = catalog_get(c, "date_forms", e),
			   *empty = forms ? catalog_get(c, "empty_dates", e) : NULL;
	struct dates *d = empty ? calloc(1, sizeof(*d)) : NULL;

	*out = NULL;
	if (!empty)
		return -1;
	if (d) {
		d->forms = calloc(forms->nrows + 2, sizeof(*d->forms));
		d->empty = calloc(empty->nrows + 1, sizeof(*d->empty));
	}
	if (!d || !d->forms || !d->empty) {
		dates_free(d);
		return err_set(e, ERR_NOMEM, "out of memory for the ways of writing dates");
	}
	if (read_forms(d, forms, date, e) < 0 || read_empty(d, empty, date, e) < 0) {
		dates_free(d);
		return -1;
	}
	*out = d;
	return 0;
}

void dates_free(struct dates *d)
{
	if (!d)
		return;
	free(d->forms);
	free(d->empty);
	free(d);
}

static bool is_empty(const struct dates *d, int year, int month, int day)
{
	for (size_t i = 0; i < d->nempty; i++)
		if (d->empty[i] == (year * 100 + month) * 100 + day)
			return true;
	return false;
}

static void put_digits(char *out, size_t n, int value)
{
	while (n--) {
		out[n] = (char)('0' + value % 10);
		value /= 10;
	}
}

/* Another zone's time is moved into ours. */
static void write_moment(const struct form_values *v, char out[DATE_BYTES])
{
	if (v->has_zone) {
		clock_format(clock_days(v->year, v->month, v->day) * 86400 + v->hour * 3600 + v->minute * 60 +
				     v->second - v->zone_minutes * 60,
			out);
		return;
	}
	memcpy(out, "0000-00-00T00:00:00+07:00", DATE_BYTES);
	put_digits(out, 4, v->year);
	put_digits(out + 5, 2, v->month);
	put_digits(out + 8, 2, v->day);
	put_digits(out + 11, 2, v->hour);
	put_digits(out + 14, 2, v->minute);
	put_digits(out + 17, 2, v->second);
}

static int two(const char *s)
{
	return (s[0] - '0') * 10 + (s[1] - '0');
}

/* yyyyMMddHHmmss, by far the most: checked and copied without a pattern. */
static bool is_fourteen(struct slice s)
{
	unsigned wrong = 0;

	if (s.len != 14)
		return false;
	for (size_t i = 0; i < 14; i++)
		wrong |= (unsigned)((unsigned char)s.text[i] - '0') > 9;
	return !wrong;
}

static const char *read_fourteen(const struct dates *d, const char *s, char out[DATE_BYTES])
{
	int year = two(s) * 100 + two(s + 2), month = two(s + 4), day = two(s + 6);

	if (is_empty(d, year, month, day))
		return DATE_EMPTY;
	if (two(s + 8) > 23 || two(s + 10) > 59 || two(s + 12) > 59 || !clock_is_date(year, month, day))
		return "date.not_real";
	memcpy(out, "0000-00-00T00:00:00+07:00", DATE_BYTES);
	memcpy(out, s, 4);
	memcpy(out + 5, s + 4, 2);
	memcpy(out + 8, s + 6, 2);
	memcpy(out + 11, s + 8, 2);
	memcpy(out + 14, s + 10, 2);
	memcpy(out + 17, s + 12, 2);
	return NULL;
}

static bool is_same(const struct form_values *a, const struct form_values *b)
{
	return a->year == b->year && a->month == b->month && a->day == b->day && a->hour == b->hour &&
	       a->minute == b->minute && a->second == b->second && a->has_zone == b->has_zone &&
	       a->zone_minutes == b->zone_minutes;
}

const char *dates_read(const struct dates *d, struct slice text, char out[DATE_BYTES])
{
	struct form_values v = {0}, other;
	char folded[FORM_BYTES];
	struct slice s = {folded, 0};
	bool is_found = false;

	if (is_fourteen(text))
		return read_fourteen(d, text.text, out);
	s.len = form_fold(text, folded);
	for (size_t i = 0; s.len && i < d->nforms; i++) {
		if (!form_fits(d->forms[i], s, &other))
			continue;
		if (is_found && !is_same(&v, &other))
			return "date.not_real";
		v = other;
		is_found = true;
	}
	if (!is_found)
		return "date.syntax";
	if (is_empty(d, v.year, v.month, v.day))
		return DATE_EMPTY;
	if (!clock_is_date(v.year, v.month, v.day) || v.hour > 23 || v.minute > 59 || v.second > 59)
		return "date.not_real";
	write_moment(&v, out);
	return v.has_zone && is_empty(d, two(out) * 100 + two(out + 2), two(out + 5), two(out + 8))
		       ? DATE_EMPTY
		       : NULL;
}
