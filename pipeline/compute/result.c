#include "compute/result.h"

#include <stdlib.h>
#include <string.h>
#include "core/rational.h"

struct result *result_new(struct err *e)
{
	struct result *r = calloc(1, sizeof(*r));

	if (!r) {
		err_set(e, ERR_NOMEM, "out of memory for an indicator");
		return NULL;
	}
	mpq_inits(r->numerator.number, r->denominator.number, r->value.number, r->score.number, NULL);
	r->target = r->status = r->national_target = r->national_status = r->score_max = "";
	r->due_status = r->national_due_status = "";
	return r;
}

void result_free(struct result *r)
{
	while (r) {
		struct result *next = r->next;

		for (size_t i = 0; i < r->nvariables; i++)
			quantity_release(&r->variables[i].q);
		mpq_clears(
			r->numerator.number, r->denominator.number, r->value.number, r->score.number, NULL);
		buf_release(&r->target_text);
		buf_release(&r->national_target_text);
		buf_release(&r->shown);
		flags_release(&r->flags);
		buf_release(&r->reason);
		buf_release(&r->rules);
		buf_release(&r->beside);
		free(r);
		r = next;
	}
}

int result_flag(struct result *r, const char *code, const char *message, const char *proof, struct err *e)
{
	return flags_add(&r->flags, SEVERITY_FLAG, code, message, proof, e);
}

int result_tell(
	struct result *r, const char *code, const struct sentence *s, const char *proof, struct err *e)
{
	struct buf text = {0};
	int rc = message_add(&text, s->messages, s->id, s->values, e);

	rc = rc ? rc : result_flag(r, code, buf_slice(&text).text, proof, e);
	buf_release(&text);
	return rc;
}

const struct measure *result_stated(const struct result *r, const char *var)
{
	for (size_t i = 0; i < r->nvariables; i++)
		if (strcmp(r->variables[i].of->var, var) == 0)
			return r->variables[i].q.row;
	return NULL;
}

int result_show(const mpq_t q, unsigned digits, struct buf *out, struct err *e)
{
	size_t from = out->len;

	if (rational_round(q, digits, out, e))
		return -1;
	for (char *c = out->data + from; *c; c++)
		if (*c == '.')
			*c = ',';
	return 0;
}
