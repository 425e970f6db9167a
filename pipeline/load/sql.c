#include "load/sql.h"

#include <ctype.h>
#include <string.h>

const char *sql_get(const char *name)
{
	for (size_t i = 0; i < sql_nstatements; i++)
		if (strcmp(sql_statements[i].name, name) == 0)
			return sql_statements[i].text;
	return "no such file in sql/load";
}

/* Sessions have standard_conforming_strings on (session.h): only the quotation mark itself is special. */
static int add_quoted(const char *text, char mark, struct buf *out, struct err *e)
{
	if (buf_add_char(out, mark, e))
		return -1;
	for (; *text; text++)
		if ((*text == mark && buf_add_char(out, mark, e)) || buf_add_char(out, *text, e))
			return -1;
	return buf_add_char(out, mark, e);
}

static int add_list(const struct sql_value *v, char table, struct buf *out, struct err *e)
{
	for (size_t i = 0; i < v->n; i++)
		if ((i && buf_add_str(out, ", ", e)) || (table && buf_addf(out, e, "%c.", table)) ||
			add_quoted(v->list[i], '"', out, e))
			return -1;
	return 0;
}

static const struct sql_value *find_value(const struct sql_value *values, size_t n, struct slice name)
{
	for (size_t i = 0; i < n; i++)
		if (slice_equals(name, values[i].name))
			return &values[i];
	return NULL;
}

/* mark: the quotation mark around the name, '\0' without. */
static int add_value(const struct sql_value *values, size_t n, struct slice name, char mark, struct buf *out,
	struct err *e)
{
	const struct sql_value *v = find_value(values, n, name);
	struct slice list = {name.text, name.len - 2};

	if (v && v->text)
		return mark && !v->is_bare ? add_quoted(v->text, mark, out, e) : buf_add_str(out, v->text, e);
	if (v && !mark)
		return add_list(v, '\0', out, e);
	if (!v && !mark && name.len > 2 && name.text[name.len - 2] == '_' &&
		(v = find_value(values, n, list)) && !v->text)
		return add_list(v, name.text[name.len - 1], out, e);
	return err_set(
		e, ERR_FAULT, "a statement wants :%.*s, which is not filled in", (int)name.len, name.text);
}

static size_t name_length(const char *p)
{
	size_t n = 0;

	while (isalnum((unsigned char)p[n]) || p[n] == '_')
		n++;
	return n;
}

/* How many bytes at p stand for themselves; 0: a variable. Within quotation marks there is none, and :: is a
 * cast. */
static size_t plain_length(const char *p)
{
	const char *end;

	if (*p == '\'' || *p == '"') {
		end = strchr(p + 1, *p);
		return end ? (size_t)(end + 1 - p) : strlen(p);
	}
	if (*p != ':')
		return strcspn(p, ":'\"");
	if (p[1] == ':')
		return 2;
	return p[1] == '\'' || p[1] == '"' || name_length(p + 1) ? 0 : 1;
}

int sql_fill(const char *statement, const struct sql_value *values, size_t n, struct buf *out, struct err *e)
{
	const char *p = statement;

	while (*p) {
		size_t len = plain_length(p);
		char mark = p[1] == '\'' || p[1] == '"' ? p[1] : '\0';
		struct slice name;

		if (len) {
			if (buf_add(out, p, len, e))
				return -1;
			p += len;
			continue;
		}
		p += mark ? 2 : 1;
		name = (struct slice){p, name_length(p)};
		if (name.len == 0 || (mark && p[name.len] != mark))
			return err_set(e, ERR_FAULT, "a statement is wrong at :%.10s", p);
		if (add_value(values, n, name, mark, out, e))
			return -1;
		p += name.len + (mark != '\0');
	}
	return 0;
}
