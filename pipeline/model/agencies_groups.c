/* Groups: their members on a date, and lists of agencies with the groups written out. */
#include <string.h>
#include "model/agencies_rows.h"

#define GROUP_DEPTH 8 /* the localities hold the districts and the communes: 2 */

const char *agencies_member(const struct agencies *a, const char *group, const char *date, size_t *at)
{
	const struct table *t = a->groups;

	for (; *at < t->nrows; ++*at)
		if (strcmp(table_get(t, *at, "group"), group) == 0 && (!date || table_is_valid(t, *at, date)))
			return table_get(t, (*at)++, "member");
	return NULL;
}

static bool has_id(const struct buf *ids, const char *id)
{
	size_t n = strlen(id);

	for (const char *p = ids->len ? ids->data : ""; *p;) {
		size_t len = strcspn(p, " ");

		if (len == n && memcmp(p, id, n) == 0)
			return true;
		p += len + (p[len] == ' ');
	}
	return false;
}

static int add_id(struct buf *out, const char *id, struct err *e)
{
	if (has_id(out, id))
		return 0;
	return buf_addf(out, e, "%s%s", out->len ? " " : "", id);
}

static int expand(
	const struct agencies *a, const char *id, const char *date, int depth, struct buf *out, struct err *e)
{
	const struct agency *agency = agencies_find(a, id, date);
	const char *member;
	size_t at = 0, n = 0;

	if (depth == GROUP_DEPTH)
		return err_set(e, ERR_CATALOG, "group %s: found groups that contain each other", id);
	if (!agency)
		return 0;
	while (strcmp(agency->kind, "group") == 0 && (member = agencies_member(a, id, date, &at))) {
		n++;
		if (expand(a, member, date, depth + 1, out, e))
			return -1;
	}
	return n ? 0 : add_id(out, id, e);
}

int agencies_expand(
	const struct agencies *a, const char *ids, const char *date, struct buf *out, struct err *e)
{
	char id[200];

	for (size_t n; *ids; ids += n + (ids[n] == ' ')) {
		n = strcspn(ids, " ");
		if (n >= sizeof(id))
			return err_set(e, ERR_CATALOG, "found an agency id of %zu bytes", n);
		memcpy(id, ids, n);
		id[n] = '\0';
		if (n && expand(a, id, date, 0, out, e))
			return -1;
	}
	return 0;
}
