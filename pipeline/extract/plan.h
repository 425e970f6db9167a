/* Turns the catalogue's rows of a feed into the trie and slots that the walker follows. */
#ifndef EXTRACT_PLAN_H
#define EXTRACT_PLAN_H

#include "extract/envelope.h"
#include "extract/walk.h"
#include "model/catalog.h"
#include "model/feed.h"

/* Slots of our own, after the feed's fields: from PLAN_FAULTS on the code and the text of a fault of each
 * envelope, then of each row of faults.csv; behind them what each row of senders.csv looks at. */
enum plan_slot { PLAN_MESSAGE, PLAN_SENT, PLAN_FAULTS };

/* Fills w->trie and w->slots for one feed; names: the dictionary that the parsers will be given. sent_path:
 * the path of feeds.sent_at, or NULL. The faults' paths are the rows of faults.csv. Owns: trie_release,
 * slots_release, also after an error. Errors: ERR_CATALOG with the row, ERR_USAGE (pseudonym without key),
 * ERR_NOMEM. */
int plan_feed(struct walk *w, xmlDictPtr names, const struct feed *f, const struct envelopes *envelopes,
	const char *sent_path, struct catalog *c, const char *date, struct pseudonym *p, struct err *e);

/* Reads the tables that plans are made of: where plans are made, no file may be opened. Errors: ERR_CATALOG.
 */
int plan_prepare(struct catalog *c, struct err *e);

/* The record paths of every feed of the catalogue; node feed numbers are rows of feeds.csv, from 1. A feed
 * whose path cannot be read is left out, and the first told in wrong: what it costs is its own. Errors:
 * ERR_CATALOG (namespaces, feeds), ERR_NOMEM. */
int plan_probe(struct walk *w, xmlDictPtr names, struct catalog *c, const char *date, struct err *wrong,
	struct err *e);

#endif
