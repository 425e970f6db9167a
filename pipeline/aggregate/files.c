#include "aggregate/files.h"

#include <stdlib.h>
#include <string.h>
#include "core/hash.h"

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The night calls a file by its hash: half of that text says as much. */
static bool name_of_hash(struct slice id, struct file_name *out)
{
	if (id.len != 2 * sizeof(out->bytes))
		return false;
	for (size_t i = 0; i < sizeof(out->bytes); i++) {
		int high = hex_digit(id.text[2 * i]), low = hex_digit(id.text[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out->bytes[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

static int name_of(struct slice id, struct file_name *out, struct err *e)
{
	return name_of_hash(id, out) ? 0 : sha256_of(id.text ? id.text : "", id.len, out->bytes, e);
}

/* The place of the name: where its number stands (plus one), or 0. */
static uint32_t *find_slot(const struct files *f, const struct file_name *name)
{
	size_t h;

	memcpy(&h, name->bytes, sizeof(h));
	for (size_t i = h & (f->nslots - 1);; i = (i + 1) & (f->nslots - 1))
		if (f->slots[i] == 0 || memcmp(&f->names[f->slots[i] - 1], name, sizeof(*name)) == 0)
			return &f->slots[i];
}

/* Slots are a power of two; names have room for half as many. */
static int grow_files(struct files *f, struct err *e)
{
	size_t n = f->nslots ? f->nslots * 2 : 16;
	uint32_t *slots = calloc(n, sizeof(*slots));
	struct file_name *names = realloc(f->names, n / 2 * sizeof(*names));
	bool *is_void = realloc(f->is_void, n / 2 * sizeof(*is_void));

	f->names = names ? names : f->names;
	f->is_void = is_void ? is_void : f->is_void;
	if (!slots || !names || !is_void) {
		free(slots);
		return err_set(e, ERR_NOMEM, "out of memory for %zu files", f->n);
	}
	free(f->slots);
	f->slots = slots;
	f->nslots = n;
	for (size_t i = 0; i < f->n; i++)
		*find_slot(f, &f->names[i]) = (uint32_t)i + 1;
	return 0;
}

int files_find(struct files *f, struct slice id, uint32_t *number, struct err *e)
{
	struct file_name name;
	uint32_t *slot;

	if (name_of(id, &name, e) || (f->n * 2 >= f->nslots && grow_files(f, e)))
		return -1;
	slot = find_slot(f, &name);
	if (*slot == 0) {
		f->names[f->n] = name;
		f->is_void[f->n] = false;
		*slot = (uint32_t)++f->n;
	}
	*number = *slot - 1;
	return 0;
}

void files_void(struct files *f, uint32_t number)
{
	f->is_void[number] = true;
}

bool files_is_void(const struct files *f, uint32_t number)
{
	return f->is_void[number];
}

void files_release(struct files *f)
{
	free(f->slots);
	free(f->names);
	free(f->is_void);
	*f = (struct files){0};
}
