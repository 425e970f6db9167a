/* What successors.c and successors_keep.c share. */
#ifndef MODEL_SUCCESSORS_ROWS_H
#define MODEL_SUCCESSORS_ROWS_H

#include "model/successors.h"

#define SUCCESSOR_STEPS 32 /* lint lets no chain turn back; two reorganisations are 2 */

struct link {
	const char *agency, *successor, *weight, *date;
	const struct row *row; /* of the catalogue, for messages */
};

struct successors {
	struct agencies *agencies;
	struct link *links; /* by agency, then date */
	size_t n;
	struct link *tasks; /* what a body gave away and goes on: its figures stay */
	size_t ntasks;
	const char *date;
};

/* Adds to the parts where a share of the agency's stands, by the links after `since`; step: how many were
 * followed. Errors: ERR_NOMEM, ERR_CATALOG. */
int successors_lead(const struct successors *s, const char *agency, const char *since, const mpq_t share,
	int step, struct successor_parts *out, struct err *e);

/* Names the row that the parts' rest is shown under. Errors: as successors_lead. */
int successors_rest(const struct successors *s, const char *agency, const char *from,
	struct successor_parts *out, struct err *e);

#endif
