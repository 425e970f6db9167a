#include "extract/sent.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "core/clock.h"
#include "core/masked.h"

struct moment {
	int year, month, day, hour, minute, second;
};

static bool read_digits(const char **at, const char *end, size_t n, int *out)
{
	*out = 0;
	if ((size_t)(end - *at) < n)
		return false;
	for (size_t i = 0; i < n; i++, ++*at) {
		if (**at < '0' || **at > '9')
			return false;
		*out = *out * 10 + (**at - '0');
	}
	return true;
}

static bool moment_step(struct moment *m, char letter, const char **at, const char *end)
{
	switch (letter) {
	case 'Y':
		return read_digits(at, end, 4, &m->year);
	case 'm':
		return read_digits(at, end, 2, &m->month);
	case 'd':
		return read_digits(at, end, 2, &m->day);
	case 'H':
		return read_digits(at, end, 2, &m->hour);
	case 'M':
		return read_digits(at, end, 2, &m->minute);
	case 'S':
		return read_digits(at, end, 2, &m->second);
	default:
		return false;
	}
}

static bool moment_is_real(const struct moment *m)
{
	return clock_is_date(m->year, m->month, m->day) && m->hour < 24 && m->minute < 60 && m->second < 60;
}

/* Whether the text from `at` follows the pattern; *after is where it stops. */
static bool pattern_fits(
	struct slice pattern, const char *at, const char *end, struct moment *m, const char **after)
{
	memset(m, 0, sizeof(*m));
	for (size_t i = 0; i < pattern.len; i++) {
		if (pattern.text[i] == '%' && i + 1 < pattern.len) {
			if (!moment_step(m, pattern.text[++i], &at, end))
				return false;
			continue;
		}
		if (at == end || *at++ != pattern.text[i])
			return false;
	}
	*after = at;
	return moment_is_real(m);
}

static bool is_digit_at(const char *at, const char *from, const char *to)
{
	return at >= from && at < to && *at >= '0' && *at <= '9';
}

/* The pattern anywhere in the text, but not inside a longer number. */
static bool find_pattern(struct slice pattern, struct slice text, struct moment *m)
{
	const char *end = text.text + text.len, *after;
	bool is_number =
		pattern.len > 0 && pattern.text[0] == '%'; /* else its first sign ends what stands before */

	for (const char *at = text.text; at < end; at++)
		if (!(is_number && is_digit_at(at - 1, text.text, end)) &&
			pattern_fits(pattern, at, end, m, &after) && !is_digit_at(after, text.text, end))
			return true;
	return false;
}

static void moment_format(const struct moment *m, char out[26])
{
	int64_t days = clock_days(m->year, m->month, m->day);

	clock_format(days * 86400 + m->hour * 3600 + m->minute * 60 + m->second - 7 * 3600, out);
}

/* 1: known; 0: a day that means nothing. */
static int parse_time(
	const struct dates *d, struct slice text, const char *what, char out[DATE_BYTES], struct err *e)
{
	char quoted[200];
	const char *code = dates_read(d, text, out);

	if (!code || code == DATE_EMPTY)
		return !code;
	return err_set(e, ERR_RECORD, "%s %s", what, mask_quoted(quoted, text.text, text.len));
}

/* 1: known, 0: this source is silent. */
static int ask_source(struct slice source, const struct sent_hints *h, struct sent *out, struct err *e)
{
	struct slice pattern = {source.text + 5, source.len < 5 ? 0 : source.len - 5};
	bool is_path = source.len > 5 && memcmp(source.text, "path:", 5) == 0;
	struct slice hint = slice_trim(is_path			      ? h->path
				       : slice_equals(source, "meta") ? h->meta
								      : h->arrived);
	struct moment m;

	if (source.len > 5 && memcmp(source.text, "name:", 5) == 0) {
		if (!find_pattern(pattern, h->name, &m))
			return 0;
		moment_format(&m, out->at);
		snprintf(out->from, sizeof(out->from), "name");
		return 1;
	}
	if (!is_path && !slice_equals(source, "meta") && !slice_equals(source, "arrival"))
		return err_set(e, ERR_CATALOG,
			"found source %.*s of sent_at, expected path:, name:, meta or arrival",
			(int)source.len, source.text);
	if (hint.len == 0)
		return 0;
	snprintf(out->from, sizeof(out->from), "%s",
		is_path			       ? "path"
		: slice_equals(source, "meta") ? "meta"
					       : "arrival");
	return parse_time(h->dates, hint, is_path ? "sent time" : "sidecar time", out->at, e);
}

/* Ahead of its arrival where that is known: a file that is read again years later says what it said before.
 */
static bool is_ahead(const char *at, const struct sent_hints *h)
{
	struct slice arrived = slice_trim(h->arrived);
	int64_t seconds, now = h->now;

	if (arrived.len > 0 && clock_parse(arrived.text, arrived.len, &seconds, NULL) == 0)
		now = seconds;
	return clock_parse(at, strlen(at), &seconds, NULL) == 0 && seconds > now + SENT_AHEAD_SECONDS;
}

static struct slice source_next(const char **sources)
{
	struct slice s;

	*sources += strspn(*sources, " ");
	s = (struct slice){*sources, strcspn(*sources, " ")};
	*sources += s.len;
	return s;
}

static bool is_source(struct slice s, const char *prefix)
{
	return s.len > 5 && memcmp(s.text, prefix, 5) == 0;
}

/* Year, month and day once each, the time of day at most once. */
static bool pattern_is_whole(struct slice pattern)
{
	static const char letters[] = "YmdHMS";
	unsigned seen[6] = {0};

	for (size_t i = 0; i < pattern.len; i++) {
		const char *letter;

		if (pattern.text[i] != '%')
			continue;
		letter = ++i < pattern.len ? memchr(letters, pattern.text[i], 6) : NULL;
		if (!letter || ++seen[letter - letters] > 1)
			return false;
	}
	return seen[0] && seen[1] && seen[2];
}

static bool source_is_known(struct slice s)
{
	return is_source(s, "path:") || slice_equals(s, "meta") || slice_equals(s, "arrival") ||
	       (is_source(s, "name:") && pattern_is_whole((struct slice){s.text + 5, s.len - 5}));
}

int sent_check(const char *sources, const char *file, long line, struct err *e)
{
	unsigned paths = 0;
	char quoted[200];

	for (;;) {
		struct slice s = source_next(&sources);

		if (s.len == 0)
			return 0;
		paths += is_source(s, "path:");
		if (!source_is_known(s) || paths > 1 || (is_source(s, "path:") && s.text[5] != '/'))
			return err_at(e, ERR_CATALOG, file, line,
				"column sent_at: found %s, expected path:/PATH (once), name:PATTERN with %%Y "
				"%%m %%d, meta or arrival",
				err_quote(quoted, s.text, s.len));
	}
}

struct slice sent_path(const char *sources)
{
	for (;;) {
		struct slice s = source_next(&sources);

		if (s.len == 0)
			return SLICE("");
		if (s.len > 5 && memcmp(s.text, "path:", 5) == 0)
			return (struct slice){s.text + 5, s.len - 5};
	}
}

/* The source's answer, unless it is ahead of now. */
static int try_source(struct slice source, const struct sent_hints *h, struct sent *out, struct err *e)
{
	int rc = ask_source(source, h, out, e);

	if (rc != 1 || !is_ahead(out->at, h))
		return rc;
	if (out->future[0] == '\0')
		memcpy(out->future, out->at, sizeof(out->future));
	return 0;
}

int sent_find(const char *sources, const struct sent_hints *h, struct sent *out, struct err *e)
{
	bool is_last = false;

	out->future[0] = '\0';
	while (!is_last) {
		struct slice s = source_next(&sources);
		int rc;

		is_last = s.len == 0;
		rc = try_source(
			is_last ? SLICE("arrival") : s, h, out, e); /* the last resort of every feed */
		if (rc != 0)
			return rc < 0 ? -1 : 0;
	}
	snprintf(out->from, sizeof(out->from), "arrival");
	clock_format(h->now, out->at);
	return 0;
}
