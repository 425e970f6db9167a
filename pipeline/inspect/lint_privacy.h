/* What the register of processing needs of each field. */
#ifndef INSPECT_LINT_PRIVACY_H
#define INSPECT_LINT_PRIVACY_H

#include "inspect/lint.h"

/* Whatever holds, or could hold, personal data has a purpose and a legal basis; a pseudonym is of somebody,
 * and what stands beside it is that person's too; what is sensitive never leaves the first step; what is
 * found by is a kept id. (That every field has a class, and which bases there are, says schema.csv.) Errors:
 * lint_add's, ERR_CATALOG. Source: L91-2025 (Law 91/2025/QH15), minimisation at the first
 * step. */
int lint_privacy(struct lint *l, struct err *e);

#endif
