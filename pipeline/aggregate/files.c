#include "aggregate/files.h"

#include <stdlib.h>

struct file_slot {
	struct slice id; /* text NULL: free */
	uint32_t number;
};

static struct file_slot *slot_find(struct file_slot *slots, size_t nslots, struct slice id)
{
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < id.len; i++)
		h = (h ^ (unsigned char)id.text[i]) * 1099511628211u;
	for (size_t i = h % nslots;; i = (i + 1) % nslots)
		if (!slots[i].id.text || slice_same(slots[i].id, id))
			return &slots[i];
}

static int files_grow(struct files *f, struct err *e)
{
	size_t n = f->nslots ? f->nslots * 2 : 16;
	struct file_slot *slots = calloc(n, sizeof(*slots));
	bool *is_void = realloc(f->is_void, n * sizeof(*is_void));
	if (is_void)
		f->is_void = is_void;
	if (!slots || !is_void) {
		free(slots);
		return err_set(e, ERR_NOMEM, "out of memory for %zu files", f->n);
	}
	for (size_t i = 0; i < f->nslots; i++)
		if (f->slots[i].id.text)
			*slot_find(slots, n, f->slots[i].id) = f->slots[i];
	free(f->slots);
	f->slots = slots;
	f->nslots = n;
	return 0;
}

int files_find(struct files *f, struct slice id, uint32_t *number, struct err *e)
{
	struct file_slot *slot;
	if (f->last_id.text && slice_same(f->last_id, id)) {
		*number = f->last;
		return 0;
	}
	if (f->n * 2 >= f->nslots && files_grow(f, e))
		return -1;
	slot = slot_find(f->slots, f->nslots, id);
	if (!slot->id.text) {
		char *copy = arena_copy(&f->arena, id.text ? id.text : "", id.len, e);
		if (!copy)
			return -1;
		*slot = (struct file_slot){{copy, id.len}, (uint32_t)f->n};
		f->is_void[f->n++] = false;
	}
	f->last_id = slot->id;
	*number = f->last = slot->number;
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
	free(f->is_void);
	arena_release(&f->arena);
	*f = (struct files){0};
}
