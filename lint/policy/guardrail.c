// Whether one statement of an SCP or RCP alone denies a request.
#include "lint/policy/guardrail.h"

bool guardrail_denies(struct lint *l, const struct statement *s, const struct request *r)
{
	struct policy *alone = arena_new(l->scratch, struct policy);
	struct statement *copy = arena_new(l->scratch, struct statement);
	const struct prepared *prepared;
	struct situation situation = {0};
	struct level level = {.name = S("root"), .policies = {&prepared, 1, true}};
	struct ou_path path = {&level, 1, true};
	struct answer answer;

	*alone = *l->policy;
	*copy = *s;
	alone->open = false;
	alone->statements = copy;
	alone->count = 1;
	if (l->policy->kind == POLICY_RCP) {
		situation.rcps = path;
	} else {
		alone->kind = POLICY_SCP;
		situation.scps = path;
	}
	prepared = policy_prepare(l->scratch, alone);
	answer = engine_ask_guardrails(r, &situation, l->scratch);
	return answer.verdict == VERDICT_DENIED && answer.is_explicit;
}
