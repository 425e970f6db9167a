/* What a page says, apart from how it looks: a row of named texts, and named lists of such rows. A page of
 * HTML (page_html.h), a JSON object (page_json.h) and a text are made of the same. */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include <stdbool.h>
#include "core/buf.h"

struct page;

/* Owns: page_free, with all that stands in it. Errors: ERR_NOMEM. */
struct page *page_new(struct err *e);
void page_free(struct page *p);

/* Says a text by its name, instead of what was said by it before; NULL and "" say nothing. Owns: a copy.
 * Errors: ERR_NOMEM. */
int page_set(struct page *p, const char *name, const char *text, struct err *e);
int page_setf(struct page *p, const char *name, struct err *e, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* A new row at the end of the list. Owns: p's. NULL on error. Errors: ERR_NOMEM. */
struct page *page_add(struct page *p, const char *list, struct err *e);

/* The text, "" when there is none. */
const char *page_get(const struct page *p, const char *name);

/* The first row of the list, or NULL; the row behind one. */
const struct page *page_first(const struct page *p, const char *list);
const struct page *page_next(const struct page *row);
size_t page_count(const struct page *p, const char *list);

/* The names of the texts and of the lists in the order in which they came; NULL behind the last. */
const char *page_text_at(const struct page *p, size_t i, const char **text);
const char *page_list_at(const struct page *p, size_t i);

#endif
