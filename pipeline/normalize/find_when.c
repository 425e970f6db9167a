#include "normalize/find_when.h"

#include <stdio.h>
#include <string.h>
#include "core/text.h"
#include "model/feed.h"
#include "model/period_read.h"

/* What the feed's first period field may hold, into out. */
static int what_of_feed(const struct find_query *q, char out[200], struct err *e)
{
	struct feed *f = NULL;
	char name[64]; /* FEED, or FEED.FIELD */

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(q->feed, "."), q->feed);
	if (feed_load(&f, q->catalog, name, q->today, e) < 0)
		return -1;
	*out = '\0';
	for (size_t i = 0; i < f->nfields && !*out; i++)
		if (f->fields[i].type == TYPE_PERIOD)
			snprintf(out, 200, "%s", f->fields[i].period);
	if (!*out)
		err_set(e, ERR_USAGE, "found feed '%s', expected one with a period", name);
	feed_free(f);
	return *out ? 0 : -1;
}

static int find_what(const struct find_query *q, char out[200], struct err *e)
{
	const char *calendar;

	if (q->feed)
		return what_of_feed(q, out, e);
	calendar = catalog_setting(q->catalog, "report_calendar", q->date, e);
	snprintf(out, 200, "%s", calendar ? calendar : "");
	return calendar ? 0 : err_set(e, ERR_CATALOG, "setting report_calendar not found in settings.csv");
}

int find_period(const struct find_query *q, const char *text, enum find_answer *answer, struct err *e)
{
	struct period_reader *r = NULL;
	struct dates *d = NULL;
	struct period_reading reading;
	char what[200];
	int ret = -1;

	if (find_what(q, what, e) < 0 || period_reader_open(&r, q->catalog, q->date, e) < 0 ||
		dates_open(&d, q->catalog, q->date, e) < 0)
		goto out;
	period_read(r, d, what, text_trim(slice_from(text)), &reading);
	if (reading.code)
		fprintf(q->out, "refused=%s expected %s\n", reading.code, reading.expected);
	else
		fprintf(q->out, "%s\t%s\t%s\t%s\n", reading.period->name, reading.period->kind_name,
			reading.period->starts_on, reading.period->ends_on);
	*answer = reading.code ? FIND_UNKNOWN : FIND_RESOLVED;
	ret = 0;
out:
	dates_free(d);
	period_reader_free(r);
	return ret;
}

/* code: what dates_read says. */
static int ask_date(
	const struct find_query *q, const char *text, char out[DATE_BYTES], const char **code, struct err *e)
{
	struct dates *d = NULL;

	if (dates_open(&d, q->catalog, q->date, e) < 0)
		return -1;
	*code = dates_read(d, text_trim(slice_from(text)), out);
	dates_free(d);
	return 0;
}

int find_date(const struct find_query *q, const char *text, enum find_answer *answer, struct err *e)
{
	char date[DATE_BYTES];
	const char *code;

	if (ask_date(q, text, date, &code, e) < 0)
		return -1;
	if (!code)
		fprintf(q->out, "%s\n", date);
	else if (code == DATE_EMPTY)
		fprintf(q->out, "missing\n");
	else
		fprintf(q->out, "refused=%s\n", code);
	*answer = !code || code == DATE_EMPTY ? FIND_RESOLVED : FIND_UNKNOWN;
	return 0;
}

int find_also_date(const struct find_query *q, const char *text, bool *is_date, struct err *e)
{
	char date[DATE_BYTES];
	const char *code;

	if (ask_date(q, text, date, &code, e) < 0)
		return -1;
	*is_date = !code || code == DATE_EMPTY;
	if (*is_date)
		fprintf(q->out, "date=%s\n", code ? "missing" : date);
	return 0;
}
