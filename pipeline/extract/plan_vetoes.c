/* What does not count in a count: below each alternative of its path, in slots behind the faults'. */
#include <stdio.h>
#include <string.h>
#include "extract/plan_parts.h"

/* The words PATH=VALUE in `missing` of a count: below each alternative of the field's path, in slots behind
 * the faults'. */
static int add_vetoes_of(
	struct feed_plan *p, unsigned field, const struct field *f, unsigned *slot, struct err *e)
{
	char text[1024];

	for (const char *at = f->missing; *at != '\0'; at += strspn(at, " ")) {
		size_t len = strcspn(at, " "), name = strcspn(at, "= ");
		struct slice veto = {at + name + 1, len > name ? len - name - 1 : 0};

		if (len <= name + 1)
			return err_at(e, ERR_CATALOG, f->file, f->line,
				"found missing %s of a count, expected PATH=VALUE", f->missing);
		for (const char *path = f->path; *path != '\0'; path += *path == '|') {
			size_t n = strcspn(path, "|");

			if ((size_t)snprintf(text, sizeof(text), "%.*s/%.*s", (int)n, path, (int)name, at) >=
				sizeof(text))
				return err_at(
					e, ERR_CATALOG, f->file, f->line, "found a path that is too long");
			slots_veto(&p->w->slots, *slot, field, veto);
			trie_place(&p->w->trie, f->file, f->line, "column missing: ");
			if (plan_add_value(p, *slot, text, false, e) < 0)
				return -1;
			path += n;
		}
		++*slot;
		at += len;
	}
	return 0;
}

int plan_add_vetoes(struct feed_plan *p, const struct feed *f, unsigned slot, struct err *e)
{
	for (unsigned i = 0; i < f->nfields; i++)
		if (f->fields[i].reduce == REDUCE_FILLED && add_vetoes_of(p, i, &f->fields[i], &slot, e) < 0)
			return -1;
	return 0;
}

/* At most as many as there are blanks and beginnings in their texts. */
size_t plan_count_vetoes(const struct feed *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->nfields; i++)
		for (const char *at = f->fields[i].missing;
			f->fields[i].reduce == REDUCE_FILLED && *at != '\0'; n++) {
			at += strcspn(at, " ");
			at += strspn(at, " ");
		}
	return n;
}
