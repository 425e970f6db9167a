#include "page/page.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct page_text {
	char *name, *text;
	struct page_text *next;
};

struct page_list {
	char *name;
	struct page *first, *last;
	size_t n;
	struct page_list *next;
};

struct page {
	struct page_text *texts, *last_text;
	struct page_list *lists, *last_list;
	struct page *next; /* of its list */
};

struct page *page_new(struct err *e)
{
	struct page *p = calloc(1, sizeof *p);

	if (!p)
		err_set(e, ERR_NOMEM, "out of memory for a page");
	return p;
}

static void free_lists(struct page *p)
{
	while (p->lists) {
		struct page_list *l = p->lists;

		p->lists = l->next;
		page_free(l->first);
		free(l->name);
		free(l);
	}
}

void page_free(struct page *p)
{
	while (p) {
		struct page *next = p->next;

		while (p->texts) {
			struct page_text *t = p->texts;

			p->texts = t->next;
			free(t->name);
			free(t->text);
			free(t);
		}
		free_lists(p);
		free(p);
		p = next;
	}
}

static struct page_text *find_text(const struct page *p, const char *name)
{
	struct page_text *t = p->texts;

	while (t && strcmp(t->name, name) != 0)
		t = t->next;
	return t;
}

/* Owns: the text, also after an error. */
static int add_text(struct page *p, const char *name, char *text, struct err *e)
{
	struct page_text *t = calloc(1, sizeof *t);
	char *own = strdup(name);

	if (!t || !own || !text) {
		free(t);
		free(own);
		free(text);
		return err_set(e, ERR_NOMEM, "out of memory for a page");
	}
	*t = (struct page_text){own, text, NULL};
	if (p->last_text)
		p->last_text->next = t;
	else
		p->texts = t;
	p->last_text = t;
	return 0;
}

static int put_text(struct page *p, const char *name, char *text, struct err *e)
{
	struct page_text *t = find_text(p, name);

	if (!t)
		return add_text(p, name, text, e);
	free(t->text);
	t->text = text;
	return 0;
}

int page_set(struct page *p, const char *name, const char *text, struct err *e)
{
	char *copy = strdup(text ? text : "");

	return copy ? put_text(p, name, copy, e) : err_set(e, ERR_NOMEM, "out of memory for a page");
}

int page_setf(struct page *p, const char *name, struct err *e, const char *fmt, ...)
{
	char *text = NULL;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&text, fmt, ap);
	va_end(ap);
	return n < 0 ? err_set(e, ERR_NOMEM, "out of memory for a page") : put_text(p, name, text, e);
}

static struct page_list *find_list(const struct page *p, const char *name)
{
	struct page_list *l = p->lists;

	while (l && strcmp(l->name, name) != 0)
		l = l->next;
	return l;
}

static struct page_list *make_list(struct page *p, const char *name, struct err *e)
{
	struct page_list *l = calloc(1, sizeof *l);

	if (l)
		l->name = strdup(name);
	if (!l || !l->name) {
		free(l);
		err_set(e, ERR_NOMEM, "out of memory for a page");
		return NULL;
	}
	if (p->last_list)
		p->last_list->next = l;
	else
		p->lists = l;
	p->last_list = l;
	return l;
}

struct page *page_add(struct page *p, const char *list, struct err *e)
{
	struct page_list *l = find_list(p, list);
	struct page *row = page_new(e);

	if (row && !l)
		l = make_list(p, list, e);
	if (!row || !l) {
		page_free(row);
		return NULL;
	}
	if (l->last)
		l->last->next = row;
	else
		l->first = row;
	l->last = row;
	l->n++;
	return row;
}

const char *page_get(const struct page *p, const char *name)
{
	const struct page_text *t = find_text(p, name);

	return t ? t->text : "";
}

const struct page *page_first(const struct page *p, const char *list)
{
	const struct page_list *l = find_list(p, list);

	return l ? l->first : NULL;
}

const struct page *page_next(const struct page *row)
{
	return row->next;
}

size_t page_count(const struct page *p, const char *list)
{
	const struct page_list *l = find_list(p, list);

	return l ? l->n : 0;
}

const char *page_text_at(const struct page *p, size_t i, const char **text)
{
	const struct page_text *t = p->texts;

	while (t && i--)
		t = t->next;
	*text = t ? t->text : NULL;
	return t ? t->name : NULL;
}

const char *page_list_at(const struct page *p, size_t i)
{
	const struct page_list *l = p->lists;

	while (l && i--)
		l = l->next;
	return l ? l->name : NULL;
}
