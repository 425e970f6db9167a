/* What is in a file and no field takes: for who writes a description, and asks for it (chiso-catalog try).
 *
 * Names of elements and attributes, never their text. A name is a path in the catalogue's prefixes, from the
 * record's element, or from the root with a leading `/`; a namespace that no row has is written {uri}name. */
#ifndef EXTRACT_UNTAKEN_H
#define EXTRACT_UNTAKEN_H

#include "core/limits.h"
#include "core/record.h"
#include "extract/path.h"

#define UNTAKEN_MOST 200 /* different ones; what comes after them is not told apart */
#define UNTAKEN_CODE "untaken"

struct untaken;

/* Where the walk stands: the known elements that are open, outermost first, and the innermost. */
struct untaken_place {
	const struct trie *trie;
	const struct node *const *stack, *at; /* stack: level of them; [0] is the document */
	unsigned level;
	long line;
};

/* Owns: *out is yours, untaken_free. Errors: ERR_NOMEM. */
int untaken_new(struct untaken **out, struct err *e);
void untaken_free(struct untaken *u);

/* What the innermost known element is called, where a path means any name. */
void untaken_enter(struct untaken *u, const struct untaken_place *p, const xmlChar *name, const xmlChar *uri);

enum untaken_kind { UNTAKEN_ELEMENT, UNTAKEN_ATTRIBUTE, UNTAKEN_TEXT };

/* Below the innermost known element: an element, an attribute of it, or text of its own. */
void untaken_note(struct untaken *u, const struct untaken_place *p, enum untaken_kind kind,
	const xmlChar *name, const xmlChar *uri);

/* Puts each as a reject of severity field: code UNTAKEN_CODE, field the path, found how often, line the
 * first. Errors: what next sets. */
int untaken_put(struct untaken *u, struct slice file, struct sink *next, struct err *e);

#endif
