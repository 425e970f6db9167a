#include "door/options.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "core/clock.h"
#include "core/mask_runs.h"
#include "door/progress.h"

#define TEXT 2048
#define LINE (6 * TEXT + 512) /* a control character takes six */

struct log_line {
	char text[LINE];
	size_t len;
};

static void add(struct log_line *l, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void add(struct log_line *l, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(l->text + l->len, sizeof l->text - l->len, fmt, ap);
	va_end(ap);
	if (n > 0 && (size_t)n < sizeof l->text - l->len)
		l->len += (size_t)n;
}

static void add_quoted(struct log_line *l, const char *value)
{
	add(l, "\"");
	for (const char *c = value; *c; c++)
		if (*c == '"' || *c == '\\')
			add(l, "\\%c", *c);
		else if ((unsigned char)*c < ' ' || *c == 127)
			add(l, "\\u%04x", (unsigned char)*c);
		else
			add(l, "%c", *c);
	add(l, "\"");
}

static bool is_bare(const char *value)
{
	for (const char *c = value; *c; c++)
		if (!isalnum((unsigned char)*c) && !strchr("._-:/+", *c))
			return false;
	return *value != '\0';
}

const char *log_value(char out[LOG_VALUE_BYTES], const char *value)
{
	char cut[LOG_VALUE_BYTES / 6 - 1]; /* whole, whatever is in it */
	struct log_line l = {.len = 0};

	snprintf(cut, sizeof cut, "%s", value);
	mask_line(cut);
	if (is_bare(cut))
		add(&l, "%s", cut);
	else
		add_quoted(&l, cut);
	memcpy(out, l.text, l.len + 1);
	return out;
}

/* The run that this belongs to: "" when it has no number yet, NULL when there is none. */
static const char *run_of(void)
{
	const char *run = getenv("CHISO_RUN");

	return run && strspn(run, "0123456789") == strlen(run) ? run : NULL;
}

static const char *feed_of(const struct options *o)
{
	for (size_t i = 0; i < o->nown; i++)
		if (strcmp(o->own[i].name, "feed") == 0)
			return *o->own[i].value;
	return NULL;
}

/* What is said of the work comes before it: by whom, of what. */
static void begin(struct log_line *l, const struct options *o, const char *level, const char *run, int code)
{
	char now[26];

	clock_format(clock_read(), now);
	if (run)
		add(l, "time=%s ", now);
	add(l, "level=%s program=%s", level, o->program);
	if (run && *run)
		add(l, " run=%s", run);
	if (run && code)
		add(l, " code=%d", code);
}

static void add_feed(struct log_line *l, const struct options *o)
{
	char value[LOG_VALUE_BYTES];
	const char *feed = feed_of(o);

	if (feed)
		add(l, " feed=%s", log_value(value, feed));
}

/* In a run the words are a value, and every line the same keys; to a person they are said as they are. */
static void say_words(const struct options *o, const char *level, int code, const char *words)
{
	const char *run = run_of();
	struct log_line l = {.len = 0};

	begin(&l, o, level, run, code);
	if (!run) {
		add(&l, " %s", words);
	} else {
		add_feed(&l, o);
		add(&l, " msg=");
		add_quoted(&l, words);
	}
	progress_clear();
	fprintf(stderr, "%s\n", l.text);
}

__attribute__((format(printf, 3, 0))) static void say_format(
	const struct options *o, const char *level, const char *fmt, va_list ap)
{
	char text[TEXT];

	vsnprintf(text, sizeof text, fmt, ap);
	mask_line(text);
	say_words(o, level, 0, text);
}

void log_info(const struct options *o, const char *fmt, ...)
{
	va_list ap;

	if (o->is_quiet)
		return;
	va_start(ap, fmt);
	say_format(o, "info", fmt, ap);
	va_end(ap);
}

void log_warn(const struct options *o, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say_format(o, "warn", fmt, ap);
	va_end(ap);
}

void log_counts(const struct options *o, const char *fmt, ...)
{
	struct log_line l = {.len = 0};
	char text[TEXT];
	va_list ap;

	if (o->is_quiet)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	mask_line(text);
	begin(&l, o, "info", run_of(), 0);
	add_feed(&l, o);
	progress_clear();
	fprintf(stderr, "%s %s\n", l.text, text);
}

int log_exit(const struct options *o, const struct err *e)
{
	char place[200] = "", text[sizeof e->text], words[sizeof place + sizeof text];

	if (*e->file && e->line)
		snprintf(place, sizeof place, "%s:%ld: ", e->file, e->line);
	else if (*e->file)
		snprintf(place, sizeof place, "%s: ", e->file);
	snprintf(text, sizeof text, "%s", e->text);
	mask_line(place);
	mask_line(text);
	snprintf(words, sizeof words, "%s%s", place, text);
	say_words(o, "error", err_exit(e), words);
	return err_exit(e);
}
