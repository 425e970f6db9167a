/* Fields that say when: dates, and periods of the calendar. */
#include <string.h>
#include "normalize/convert.h"

const char *convert_datetime(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	char text[DATE_BYTES];
	const char *code = dates_read(c->feed->dates, in, text);

	(void)field;
	if (code == DATE_EMPTY)
		return NULL; /* the cell stays absent */
	return code ? code : convert_copy(c, out, text, DATE_BYTES - 1);
}

const char *convert_date(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	char text[DATE_BYTES];
	const char *code = dates_read(c->feed->dates, in, text);

	(void)field;
	if (code == DATE_EMPTY)
		return NULL;
	return code ? code : convert_copy(c, out, text, 10);
}

const char *convert_period(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	period_read(c->periods, c->feed->dates, c->plans[field].field->period, in, &c->period);
	if (c->period.code) {
		memcpy(c->expected, c->period.expected, sizeof(c->expected));
		return c->period.code;
	}
	return convert_copy(c, out, c->period.period->name, strlen(c->period.period->name));
}
