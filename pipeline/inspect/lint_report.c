#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "inspect/lint.h"

static int note_place(struct lint *l, const char *file, long line, struct err *e)
{
	if (l->nplaces == l->cap) {
		size_t cap = l->cap ? 2 * l->cap : 64;
		struct lint_place *more = realloc(l->places, cap * sizeof(*more));

		if (!more)
			return err_set(e, ERR_NOMEM, "out of memory for findings");
		l->places = more;
		l->cap = cap;
	}
	l->places[l->nplaces] = (struct lint_place){strdup(file), line};
	return l->places[l->nplaces++].file ? 0 : err_set(e, ERR_NOMEM, "out of memory for findings");
}

static bool is_noted(const struct lint *l, const char *file, long line)
{
	for (size_t i = 0; i < l->nplaces; i++)
		if (l->places[i].line == line && strcmp(l->places[i].file, file) == 0)
			return true;
	return false;
}

void lint_release(struct lint *l)
{
	for (size_t i = 0; i < l->nplaces; i++)
		free(l->places[i].file);
	free(l->places);
}

int lint_add(struct lint *l, const char *file, long line, struct err *e, const char *fmt, ...)
{
	char text[900];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	l->found++;
	if (note_place(l, file, line, e) < 0)
		return -1;
	return l->report(l->arg, file, line, text, e);
}

int lint_add_read(struct lint *l, const struct err *bad, const struct row *row, struct err *e)
{
	const char *file = *bad->file || !row ? bad->file : row->file;
	long line = *bad->file || !row ? bad->line : row->line;

	if (bad->kind == ERR_NOMEM || bad->kind == ERR_WRITE)
		return err_set(e, bad->kind, "%s", bad->text);
	/* without a place it mostly follows from what was found */
	if (*file ? is_noted(l, file, line) : l->found > 0)
		return 0;
	return lint_add(l, *file ? file : "catalogue", line, e, "%s", bad->text);
}

int lint_note(struct lint *l, const char *file, long line, struct err *e, const char *fmt, ...)
{
	char text[900];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	return l->note ? l->note(l->arg, file, line, text, e) : 0;
}
