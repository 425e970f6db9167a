/* Paths of the catalogue, and the tree of them that the parser walks along.
 *
 * A path is steps joined by `/`: `prefix:name` (the prefix is a row of namespaces.csv, ours and never the
 * sender's), `name` (in no namespace), `*:name` (in any), `*:*` (any element), and at the end `@name` or
 * `@prefix:name`. Alternatives are joined by `|`. A leading `/` means: from the document's root; without it:
 * from the record's element. A step may be chosen by an attribute of its element, `Value[@id='X']`; a value
 * holds no quote, `/` or `|`. A prefix with several rows stands for any of their namespaces; the uri `-` is
 * "no namespace". */
#ifndef EXTRACT_PATH_H
#define EXTRACT_PATH_H

#include <libxml/xmlstring.h>
#include <libxml/dict.h>
#include <stdbool.h>
#include <stddef.h>
#include "core/buf.h"
#include "core/err.h"
#include "core/table.h"

#define PATH_STEPS 24  /* of one path; the diffgram's row is the eighth */
#define PATH_CHOICES 8 /* alternatives of one path */
#define PATH_URIS 8    /* namespaces of one prefix */

struct step {
	struct slice prefix; /* "" none, "*" any */
	struct slice name;   /* "*" any */
	bool is_attribute;
	struct slice by_prefix, by, value; /* by.len 0: not chosen by an attribute */
};

struct path {
	bool is_absolute;
	size_t n;
	struct step steps[PATH_STEPS];
};

/* Reads `text` into at most PATH_CHOICES paths, which borrow it. file and line (the catalogue's) are for
 * messages. Errors: ERR_CATALOG. */
int path_parse(struct path *out, size_t *n, const char *text, const char *file, long line, struct err *e);

/* How many of the first steps of a and b are the same. */
size_t path_common(const struct path *a, const struct path *b);

/* Something to be done with slot number `slot` when an element or attribute is met. */
struct action {
	unsigned slot;
	struct action *next;
};

/* What an element or attribute is called: pointers interned in the parser's dictionary, compared as pointers.
 */
struct name_test {
	const xmlChar *name; /* NULL: any */
	const xmlChar *uris[PATH_URIS];
	unsigned nuris; /* 0: any namespace */
};

struct attribute_node {
	struct name_test test;
	struct action *takes;
	unsigned char total; /* as of a node */
	struct attribute_node *next;
};

/* Outside of the records: on the way to them, or beside it. */
enum node_zone { ZONE_NONE, ZONE_PATH, ZONE_ASIDE };

struct node {
	/* what every element needs stands in one cache line */
	struct action *takes; /* the element's end gives its value to these slots */
	bool wants_text, is_record, is_record_parent;
	bool is_own;	     /* on a record path, below the envelope */
	bool is_busy;	     /* its start has more to do than to be entered */
	bool is_wild;	     /* any name */
	bool is_filled;	     /* an item that counts only when it holds something */
	bool is_named;	     /* its name is what some slot wants */
	bool is_header;	     /* of an envelope: what is in it is of no message */
	bool is_beside;	     /* known to be no record, whatever is in it: beside.csv, or a dropped field */
	bool is_answer;	     /* only a fault's path names it: what else stands in it is looked at */
	bool is_way;	     /* of an envelope, to a document in a text */
	bool is_place;	     /* of an envelope: a packet stands in it, and nothing else */
	unsigned char zone;  /* enum node_zone */
	unsigned char nests; /* enum nesting: its text is a document of its own */
	unsigned char total; /* enum total_kind: its text is how many records there are */
	unsigned feed;	     /* of the record path it lies on, from 1; 0: none, several: FEED_SEVERAL */
	struct node *children, *next;
	struct action *marks;  /* a list that may be empty: the counts of these are known, if 0 */
	struct action *resets; /* outer slots that become absent */
	struct attribute_node *attributes;
	struct name_test test;
	struct name_test by; /* of an element chosen by an attribute */
	struct step step;
};

static inline bool node_has_choice(const struct node *n)
{
	return n->step.by.len > 0;
}

/* Whether what stands in an element is as strange as in one that no path names. */
static inline bool node_is_nobody(const struct node *n)
{
	return n->is_wild || (n->is_answer && n->children);
}

/* The narrower an element's node, the smaller: an element goes to the narrowest that it fits. */
int node_width(const struct node *n);

#define FEED_SEVERAL 0xffffffffu

#define TRIE_PREFIXES 32 /* whose namespaces are looked for once; one more is looked for each time */

struct trie_prefix {
	struct slice text;
	const xmlChar *uris[PATH_URIS];
	unsigned nuris;
};

struct trie {
	struct arena arena;
	xmlDictPtr dict;
	struct trie_prefix prefixes[TRIE_PREFIXES];
	size_t nprefixes;
	const struct table *namespaces; /* prefix, uri */
	const char *date;
	const char *file; /* of the catalogue row whose path is added, for messages */
	long line;
	const char *column; /* "column path: " */
	struct node root;   /* the document; its children are root elements */
};

/* root is empty; dict is the parser's. Owns: trie_release frees everything. */
void trie_init(struct trie *t, xmlDictPtr dict, const struct table *namespaces, const char *date);
void trie_release(struct trie *t);

/* The row and the beginning of the messages ("column path: ", or "") of the paths that are added next. */
void trie_place(struct trie *t, const char *file, long line, const char *column);

/* Makes the nodes that `p` means, from `from` on, where they are missing, and calls `each` for its end: the
 * node n, the node before it (NULL at the root) and, for an attribute, a of n. A step `*:` also means the
 * named siblings that exist already and whose text is not wanted: add such paths last. Errors: ERR_CATALOG
 * for an unknown prefix, ERR_NOMEM, what each sets. A step chosen by an attribute is narrower than one
 * without: add such paths first. */
typedef int trie_fn(struct trie *t, struct node *parent, struct node *n, struct attribute_node *a, void *arg,
	struct err *e);
int trie_add(
	struct trie *t, struct node *from, const struct path *p, trie_fn *each, void *arg, struct err *e);

/* Whether some element fits both steps; an unknown prefix fits none. */
bool trie_overlaps(struct trie *t, const struct step *a, const struct step *b);

/* Appends the slot, once. Errors: ERR_NOMEM. */
int trie_add_action(struct trie *t, struct action **list, unsigned slot, struct err *e);

/* Whether some element fits both. */
bool name_test_overlaps(const struct name_test *a, const struct name_test *b);

static inline bool name_test_fits(const struct name_test *t, const xmlChar *name, const xmlChar *uri)
{
	if (t->name && t->name != name)
		return false;
	for (unsigned i = 0; i < t->nuris; i++)
		if (t->uris[i] == uri)
			return true;
	return t->nuris == 0;
}

#endif
