/* Elements and attributes inside records that no field takes, and that are called almost as one that a field
 * does: another namespace, case or hyphen, one letter more, less or other; or called so, and in an element
 * that nobody knows. Whatever else a sender adds is its own matter; these are a field that is lost. */
#ifndef EXTRACT_LOOKALIKE_H
#define EXTRACT_LOOKALIKE_H

#include <stdint.h>
#include "extract/path.h"

#define LOOKALIKES 8	/* different ones are told, in the order in which they came */
#define LOOKALIKE_LEN 5 /* shorter names are one letter from each other by chance */

struct lookalikes {
	struct lookalike {
		const struct node *in;
		const xmlChar *name, *meant; /* as it came; as the catalogue has it */
		unsigned slot;		     /* of the field */
		bool is_attribute;
		long line; /* of the first */
		uint64_t n;
	} list[LOOKALIKES];
	unsigned n;
	/* of the record at hand: fields of it that stand deeper than they should, in what no path names */
	struct lookalike strays[LOOKALIKES];
	unsigned nstrays;
};

/* What stands in a known element of a record and is none of its own. nfields: slots from there on are no
 * field's. */
void lookalikes_element(
	struct lookalikes *l, const struct node *in, const xmlChar *name, unsigned nfields, long line);
void lookalikes_attribute(
	struct lookalikes *l, const struct node *in, const xmlChar *name, unsigned nfields, long line);

/* Deeper in such an element; it is one of them when the record at its end has no such field itself. */
void lookalikes_stray(
	struct lookalikes *l, const struct node *record, const xmlChar *name, unsigned nfields, long line);
void lookalikes_end_record(
	struct lookalikes *l, bool (*is_absent)(const void *arg, unsigned slot), const void *arg);

#endif
