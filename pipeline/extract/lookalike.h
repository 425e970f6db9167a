/* Elements and attributes inside records that no field takes, and that are called almost as one that a field
 * does: another namespace, case or hyphen, one letter more, less or other. Whatever else a sender adds is its
 * own matter; these are a field that is lost. */
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
};

/* What stands in a known element of a record and is none of its own. nfields: slots from there on are no
 * field's. */
void lookalikes_element(
	struct lookalikes *l, const struct node *in, const xmlChar *name, unsigned nfields, long line);
void lookalikes_attribute(
	struct lookalikes *l, const struct node *in, const xmlChar *name, unsigned nfields, long line);

#endif
