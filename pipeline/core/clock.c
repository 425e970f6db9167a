#include "core/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define VIETNAM_SECONDS (7 * 3600)

bool clock_is_date(int year, int month, int day)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (month == 2 && is_leap);
}

/* Days from civil, after Howard Hinnant's public-domain algorithm. */
int64_t clock_days(int year, int month, int day)
{
	int y = year - (month <= 2);
	int era = y / 400, yoe = y - era * 400;
	int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return (int64_t)era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static int digits_at(const char *text, size_t len, size_t at, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (at + (size_t)i >= len || text[at + (size_t)i] < '0' || text[at + (size_t)i] > '9')
			return -1;
		v = v * 10 + (text[at + (size_t)i] - '0');
	}
	return v;
}

/* The zone's offset in seconds, or -1 through *ok. */
static int parse_zone(const char *text, size_t len, bool *ok)
{
	int h, m;

	if (len == 0)
		return VIETNAM_SECONDS;
	if (len == 1 && text[0] == 'Z')
		return 0;
	h = digits_at(text, len, 1, 2);
	m = digits_at(text, len, len == 5 ? 3 : 4, 2); /* +0700 is Java's and ISO's basic form */
	if ((len != 5 && (len != 6 || text[3] != ':')) || (text[0] != '+' && text[0] != '-') || h < 0 ||
		h > 14 || m < 0 || m > 59) {
		*ok = false;
		return 0;
	}
	return (text[0] == '-' ? -1 : 1) * (h * 3600 + m * 60);
}

int clock_parse(const char *text, size_t len, int64_t *seconds, struct err *e)
{
	int y = digits_at(text, len, 0, 4), mo = digits_at(text, len, 5, 2), d = digits_at(text, len, 8, 2);
	int h = 0, mi = 0, s = 0, zone = VIETNAM_SECONDS;
	bool ok = len >= 10 && text[4] == '-' && text[7] == '-' && clock_is_date(y, mo, d);
	char quoted[200];

	if (ok && len > 10) {
		h = digits_at(text, len, 11, 2);
		mi = digits_at(text, len, 14, 2);
		s = digits_at(text, len, 17, 2);
		ok = (text[10] == 'T' || text[10] == ' ') && len >= 19 && text[13] == ':' &&
		     text[16] == ':' && h >= 0 && h < 24 && mi >= 0 && mi < 60 && s >= 0 && s < 60;
		if (ok)
			zone = parse_zone(text + 19, len - 19, &ok);
	}
	if (!ok)
		return err_set(e, ERR_RECORD,
			"found %s, expected a date YYYY-MM-DD[THH:MM:SS[+07:00]] that exists",
			err_quote(quoted, text, len));
	*seconds = clock_days(y, mo, d) * 86400 + h * 3600 + mi * 60 + s - zone;
	return 0;
}

void clock_format(int64_t seconds, char out[26])
{
	time_t t = (time_t)(seconds + VIETNAM_SECONDS);
	struct tm tm;

	gmtime_r(&t, &tm);
	strftime(out, 26, "%Y-%m-%dT%H:%M:%S+07:00", &tm);
}

int64_t clock_read(void)
{
	return (int64_t)time(NULL);
}
