/* How grave a finding is, the word of checks.csv. */
#ifndef MODEL_SEVERITY_H
#define MODEL_SEVERITY_H

#include "core/buf.h"

/* info: to be known; flag: stands beside the figure; gate: holds the figure until a person has looked. */
enum severity { SEVERITY_INFO, SEVERITY_FLAG, SEVERITY_GATE, SEVERITIES };

const char *severity_name(enum severity s); /* info, flag, gate */

/* Shape: one of the three words. Errors: none; -1 for any other text. */
int severity_parse(struct slice text, enum severity *s);

#endif
