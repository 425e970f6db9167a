#include "aggregate/keyset.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The slot that holds the key, or the free one where it belongs. */
static const char **find_slot(const char **slots, size_t nslots, const char *key, size_t len)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)key[i]) * 1099511628211u;
	for (size_t i = h % nslots;; i = (i + 1) % nslots)
		if (!slots[i] || (strncmp(slots[i], key, len) == 0 && slots[i][len] == '\0'))
			return &slots[i];
}

static int grow_keyset(struct keyset *s, struct err *e)
{
	size_t n = s->nslots ? s->nslots * 2 : 8;
	const char **slots = calloc(n, sizeof(*slots));

	if (!slots)
		return err_set(e, ERR_NOMEM, "out of memory for %zu keys", s->n);
	for (size_t i = 0; i < s->nslots; i++)
		if (s->slots[i])
			*find_slot(slots, n, s->slots[i], strlen(s->slots[i])) = s->slots[i];
	free(s->slots);
	s->slots = slots;
	s->nslots = n;
	return 0;
}

int keyset_add(struct keyset *s, struct arena *a, const char *key, size_t len, struct err *e)
{
	const char **slot;

	if (memchr(key, ' ', len) || memchr(key, '\0', len))
		return err_set(e, ERR_FILE, "found a key with a blank, expected an id");
	if (s->n * 2 >= s->nslots && grow_keyset(s, e))
		return -1;
	slot = find_slot(s->slots, s->nslots, key, len);
	if (*slot)
		return 0;
	*slot = arena_copy(a, key, len, e);
	if (!*slot)
		return -1;
	s->n++;
	return 0;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int keyset_write(const struct keyset *s, struct buf *out, struct err *e)
{
	const char **list = calloc(s->n + 1, sizeof(*list));
	size_t n = 0;
	int rc = -1;

	if (!list)
		return err_set(e, ERR_NOMEM, "out of memory for %zu keys", s->n);
	for (size_t i = 0; i < s->nslots; i++)
		if (s->slots[i])
			list[n++] = s->slots[i];
	qsort(list, n, sizeof(*list), by_text);
	for (size_t i = 0; i < n; i++)
		if ((i && buf_add_char(out, ' ', e)) || buf_add_str(out, list[i], e))
			goto out;
	rc = 0;
out:
	free(list);
	return rc;
}

void keyset_release(struct keyset *s)
{
	free(s->slots);
	*s = (struct keyset){0};
}
