/* territories.csv and admin_units.csv: provinces and districts, and the units in them. */
#ifndef MODEL_TERRITORY_ROWS_H
#define MODEL_TERRITORY_ROWS_H

#include "model/rows.h"

struct territory {
	struct row_head head;
	const char *territory, *root_agency, *gso_code;
};

enum admin_level { ADMIN_UNSAID, ADMIN_PROVINCE, ADMIN_DISTRICT, ADMIN_COMMUNE };

struct admin_unit {
	struct row_head head;
	enum admin_level level;
	const char *code, *name_vi, *province, *district;
};

struct territories {
	const struct rows *rows, *units;
};

/* Both tables. Errors: as rows_get. Memory: the catalogue's. */
int territories_open(struct territories *t, struct catalog *c, struct err *e);

/* By its name; by the agency that is its root; NULL when there is none on date (NULL: any). */
const struct territory *territory_find(const struct territories *t, const char *territory, const char *date);
const struct territory *territory_of_root(const struct territories *t, const char *agency, const char *date);

/* The districts of a province, or the communes of a district, by its code, on any day; how many. */
size_t admin_units_of_province(
	const struct territories *t, const char *code, const struct admin_unit *const **first);
size_t admin_units_of_district(
	const struct territories *t, const char *code, const struct admin_unit *const **first);

extern const struct row_shape territory_shape, admin_unit_shape;

#endif
