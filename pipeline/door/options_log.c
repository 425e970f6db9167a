#include "door/options.h"

#include <stdarg.h>
#include "core/mask_runs.h"

__attribute__((format(printf, 3, 0))) static void log_line(
	const struct options *o, const char *level, const char *fmt, va_list ap)
{
	char text[2048];

	vsnprintf(text, sizeof text, fmt, ap);
	mask_line(text);
	fprintf(stderr, "level=%s program=%s %s\n", level, o->program, text);
}

void log_info(const struct options *o, const char *fmt, ...)
{
	va_list ap;

	if (o->is_quiet)
		return;
	va_start(ap, fmt);
	log_line(o, "info", fmt, ap);
	va_end(ap);
}

void log_warn(const struct options *o, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_line(o, "warn", fmt, ap);
	va_end(ap);
}

int log_exit(const struct options *o, const struct err *e)
{
	char place[200] = "", text[sizeof e->text];

	if (*e->file && e->line)
		snprintf(place, sizeof place, "%s:%ld: ", e->file, e->line);
	else if (*e->file)
		snprintf(place, sizeof place, "%s: ", e->file);
	snprintf(text, sizeof text, "%s", e->text);
	mask_line(place);
	mask_line(text);
	fprintf(stderr, "level=error program=%s %s%s\n", o->program, place, text);
	return err_exit(e);
}
