#include "load/result.h"

#include <inttypes.h>

int load_result_line(const struct load_result *r, struct buf *out, struct err *e)
{
	static const char *const states[] = {"loaded", "duplicate", "bad"};

	if (buf_addf(out, e,
		    "file=%s state=%s load=%" PRId64 " read=%" PRIu64 " kept=%" PRIu64 " rejected=%" PRIu64
		    " duplicate=%" PRIu64 " repeated=%" PRIu64 " sent_at=%s sent_from=%s periods=%s",
		    r->file, states[r->outcome], r->load_id, r->read, r->kept, r->rejected, r->duplicate,
		    r->repeated, r->sent_at, r->sent_from, r->periods))
		return -1;
	if (r->strangers && buf_addf(out, e, " strangers=%" PRIu64, r->strangers))
		return -1;
	return r->outcome == OUTCOME_BAD ? buf_addf(out, e, " reason=%s", r->reason) : 0;
}

void load_total_add(struct load_total *t, const struct load_result *r)
{
	t->read += r->read;
	t->kept += r->kept;
	t->rejected += r->rejected;
	t->duplicate += r->duplicate;
	t->strangers += r->strangers;
	t->has_bad = t->has_bad || r->outcome == OUTCOME_BAD;
}
