#include "lint/policy/text.h"
#include "model/text/names.h"

// Each is reported once in a policy.
struct seen {
	struct str names[LINT_PER_TEXT];
	size_t count;
};

static bool add(struct seen *seen, struct str name)
{
	for (size_t i = 0; i < seen->count; i++)
		if (str_eq(seen->names[i], name))
			return false;
	if (seen->count == LINT_PER_TEXT)
		return false;
	seen->names[seen->count++] = name;
	return true;
}

static void check_text(struct lint *l, const struct node *n, struct seen *seen)
{
	struct str text = node_str(n);
	struct placeholder p = {0};

	while (placeholder_next(text, p.end, &p)) {
		struct str name = str_slice(text, p.start, p.end);
		struct diag *d;

		if (!add(seen, name))
			continue;
		d = lint_report(l, n,
		                "%.*s looks like a placeholder that no one has filled in",
		                STR(name));
		d->start = node_offset(l->doc, n, p.start);
		d->end = node_offset(l->doc, n, p.end);
		d->hint = l->template && str_starts(name, "${") ? "use Fn::Sub"
		                                                : "write what is meant";
	}
}

static void walk(struct lint *l, const struct node *n, struct seen *seen)
{
	if (!n || n->tag != TAG_NONE || n->kind == NODE_HOLE || n->kind == NODE_NONE)
		return;
	if (n->kind == NODE_SCALAR) {
		check_text(l, n, seen);
	} else if (n->kind == NODE_MAP) {
		node_each_pair(n, key)
			walk(l, key->next, seen);
	} else {
		for (const struct node *child = n->first; child; child = child->next)
			walk(l, child, seen);
	}
}

static void placeholder_left_in(struct lint *l, const struct policy *p)
{
	struct seen seen = {.count = 0};

	if (l->template && l->template->has_macro)
		return;
	for (size_t i = 0; i < p->count; i++) {
		const struct statement *s = &p->statements[i];

		walk(l, s->principal.value, &seen);
		walk(l, s->not_principal.value, &seen);
		walk(l, s->action.value, &seen);
		walk(l, s->not_action.value, &seen);
		walk(l, s->resource.value, &seen);
		walk(l, s->not_resource.value, &seen);
		walk(l, s->condition.value, &seen);
	}
}

// --- the same in many files ---

// So many files use the same ${NAME}: some tool fills it in.
enum { FILES_OF_A_TOOL = 3 };

struct use {
	size_t files;
	const struct lint_result *last;
};

// "${PREFIX}", where the finding points at one; other marks are for people.
static struct str placeholder_of(const struct lint_run *r, const struct diag *d)
{
	struct str rest;
	ptrdiff_t end;

	if (d->rule != &r->rule->rule || !d->source || d->start >= d->source->text.len)
		return (struct str){0};
	rest = str_slice(d->source->text, d->start, d->source->text.len);
	end = str_find_byte(rest, 0, '}');
	return str_starts(rest, "${") && end > 0 ? str_slice(rest, 0, (size_t)end + 1)
	                                         : (struct str){0};
}

// Which of `uses` counts a placeholder; a new one where there is none yet.
static struct use *use_of(struct names *names, struct use *uses, struct str name)
{
	uint32_t known = names_add(names, name, (uint32_t)names->count);

	return &uses[known == NAME_NONE ? names->count - 1 : known];
}

static void judge_files(struct lint_run *r, struct names *names, struct use *uses, bool lower)
{
	for (size_t i = 0; i < r->count; i++) {
		struct diags *d = &r->results[i]->findings;

		for (size_t j = 0; j < d->count; j++) {
			struct str name = placeholder_of(r, &d->items[j]);
			struct use *use = name.len ? use_of(names, uses, name) : NULL;

			if (use && lower && use->files >= FILES_OF_A_TOOL)
				d->items[j].severity = SEV_INFO;
			if (use && !lower)
				use->files += use->last != r->results[i];
			if (use)
				use->last = r->results[i];
		}
	}
}

static void settle(struct lint_run *r)
{
	struct names names = {.arena = r->scratch};
	struct use *uses;
	size_t count = 0;

	for (size_t i = 0; i < r->count; i++)
		for (size_t j = 0; j < r->results[i]->findings.count; j++)
			count += placeholder_of(r, &r->results[i]->findings.items[j]).len > 0;
	uses = arena_array(r->scratch, struct use, count);
	judge_files(r, &names, uses, false);
	judge_files(r, &names, uses, true);
}

const struct lint_rule rule_placeholder_left_in = {
	.rule = {
		.id = "IAM043",
		.name = "placeholder-left-in",
		.severity = SEV_WARNING,
		.summary = "a placeholder of an example has not been filled in",
		.why =
			"Published policies leave names out: ${Account}, <account>, [ADMIN_ROLE],\n"
			"YOUR-BUCKET. AWS takes such a word for the name itself, or for a policy\n"
			"variable that it does not know: nothing matches it, and an exemption\n"
			"exempts no one. Fill it in, or make sure that some tool does so before\n"
			"AWS sees the policy. A ${NAME} that three files or more use is for such a tool:\n"
			"then this is just worth knowing.",
		.source = "https://docs.aws.amazon.com/organizations/latest/userguide/"
		          "orgs_manage_policies_scps_examples.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: cloudtrail:StopLogging\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/[ADMIN_ROLE] #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: cloudtrail:StopLogging\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/admin\n",
	},
	.policies = POLICIES_ALL,
	.policy = placeholder_left_in,
	.run = settle,
};
