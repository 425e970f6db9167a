/* The lists of a publication as a page (page/page.h). */
#ifndef PUBLISH_FILLING_H
#define PUBLISH_FILLING_H

#include "page/page.h"
#include "publish/publication.h"

/* The columns of the list `page` are the page's own texts, every other list is rows. A list within another
 * stands at the page as well. Of a column `status`, or one that ends in `_status`, the row also has
 * COLUMN_sign, _class, _words, _words_en and _is_CLASS (status_words.csv), and the page says how many rows of
 * the list have each class, and any: LIST_COLUMN_CLASS, LIST_COLUMN. Every list LIST says how many rows it
 * has: n_LIST. Errors: ERR_CATALOG for a status that is no row, ERR_FAULT for a row of a list whose `of` is
 * no id of the list around it, publication_each's. Memory: O(rows). */
int publication_fill(const struct publication *p, struct page *page, struct err *e);

#endif
