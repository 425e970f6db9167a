#include "compute/quantity.h"

void quantity_init(struct quantity *q)
{
	*q = (struct quantity){.is_missing = true};
	mpq_init(q->value);
}

void quantity_release(struct quantity *q)
{
	mpq_clear(q->value);
}
