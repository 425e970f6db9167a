#include "normalize/memo.h"

#include <stdlib.h>
#include <string.h>

static uint64_t hash_of(size_t tag, struct slice key)
{
	uint64_t h = (tag + 1) * 0x9E3779B97F4A7C15u, word = 0;
	size_t i = 0;

	for (; i + 8 <= key.len; i += 8) {
		memcpy(&word, key.text + i, 8);
		h = (h ^ word) * 0xFF51AFD7ED558CCDu;
		h ^= h >> 32;
	}
	word = key.len;
	for (; i < key.len; i++)
		word = word << 8 | (unsigned char)key.text[i];
	h = (h ^ word) * 0xFF51AFD7ED558CCDu;
	return h ^ h >> 33;
}

const struct memo_entry *memo_find(const struct memo *m, size_t tag, struct slice key, uint64_t *hash)
{
	const struct memo_entry *entry;

	*hash = hash_of(tag, key);
	if (!m->entries)
		return NULL;
	entry = &m->entries[*hash % MEMO_SLOTS];
	if (!entry->text || entry->hash != *hash || entry->tag != tag || entry->key_len != key.len ||
		memcmp(entry->text, key.text, key.len) != 0)
		return NULL;
	return entry;
}

const struct memo_entry *memo_put(struct memo *m, size_t tag, uint64_t hash, struct slice key,
	struct slice value, const char *code, struct err *e)
{
	struct memo_entry *entry;
	char *text;

	if (!m->entries && !(m->entries = calloc(MEMO_SLOTS, sizeof(*m->entries))))
		return err_set(e, ERR_NOMEM, "out of memory for look-ups"), NULL;
	entry = &m->entries[hash % MEMO_SLOTS];
	text = realloc(entry->text, key.len + value.len + 1);
	if (!text)
		return err_set(e, ERR_NOMEM, "out of memory for look-ups"), NULL;
	memcpy(text, key.text, key.len);
	if (value.len)
		memcpy(text + key.len, value.text, value.len);
	*entry = (struct memo_entry){hash, tag, text, (uint32_t)key.len, (uint32_t)value.len, code};
	return entry;
}

struct slice memo_value(const struct memo_entry *entry)
{
	return (struct slice){entry->text + entry->key_len, entry->value_len};
}

void memo_release(struct memo *m)
{
	for (size_t i = 0; m->entries && i < MEMO_SLOTS; i++)
		free(m->entries[i].text);
	free(m->entries);
	m->entries = NULL;
}
