/* What the file of a page's instance is called. */
#ifndef PUBLISH_EDITION_NAME_H
#define PUBLISH_EDITION_NAME_H

#include "publish/publication.h"

#define EDITION_NAME 400

/* FILE-OWN where the statement of instances gives a name of its own, else FILE-SET-PERIOD, FILE without a
 * set. out holds EDITION_NAME bytes. Errors: ERR_FAULT for a name with anything but letters, digits, . _ -;
 * it would leave the folder, or the line of pages.state. */
int edition_name(const struct publication *p, const char *file, const char *own, char *out, struct err *e);

#endif
