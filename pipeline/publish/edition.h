/* An edition: every page of pages.csv, of every set and period that it has, in each of its formats; what is
 * as it was is not written again. */
#ifndef PUBLISH_EDITION_H
#define PUBLISH_EDITION_H

#include "publish/publication.h"

enum edition_format { EDITION_HTML, EDITION_JSON, EDITION_XLSX, EDITION_CSV, EDITION_CSV_COMMA };

/* Errors: ERR_USAGE for a word that is none of html, json, xlsx, csv, csv-comma. */
int edition_format_read(const char *word, enum edition_format *out, struct err *e);

/* One page. Errors: publication_each's, page_write_html's, publication_sheet's; ERR_CATALOG without a
 * template. */
int edition_write(const struct publication *p, enum edition_format format, FILE *out, struct err *e);

/* Writes FILE.FORMAT, named as edition_name says, into dir for every instance whose state is not that of the
 * text `known`, and the new text of states into dir/pages.state. A line of it is a file's name, `maker` (what
 * all pages are made by: edition_maker) and the state its statement gave. written: how many pages; told is
 * called at each. Errors: ERR_WRITE, ERR_OUTPUT, edition_write's. */
int edition_write_all(const struct publication *p, const char *maker, const char *dir, const char *known,
	size_t *written, void (*told)(void), struct err *e);

#endif
