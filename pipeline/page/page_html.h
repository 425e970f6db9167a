/* A page of HTML: a template that a designer opens in a browser, filled through libxml2's own tree, so that
 * every text is escaped by construction.
 *
 * The template is well-formed (XHTML). Of its elements
 *   data-each="LIST"     is repeated, once a row of the list; inside it all names are those of the row
 *   data-cell="NAME"     holds the text of that name instead of what the designer wrote there
 *   data-if="NAME"       stands only where the text or list of that name says something; data-unless: only
 *                        where it does not
 *   data-attr="A NAME"   has the attribute A with the text of that name (several joined by "; "); without a
 *                        text it has none
 * None of these attributes is left in the page. */
#ifndef PAGE_PAGE_HTML_H
#define PAGE_PAGE_HTML_H

#include <stdio.h>
#include "page/page.h"

/* path: of the template. Errors: ERR_CATALOG with the place of a template that cannot be read or names what
 * it may not; ERR_WRITE, ERR_NOMEM. Memory: O(page). */
int page_write_html(const struct page *p, const char *path, FILE *out, struct err *e);

#endif
