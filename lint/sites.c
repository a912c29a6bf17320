// The places of templates that hold policies.
#include "lint/sites.h"

#include "aws/aws.h"

// false for a property that names managed policies
static bool kind_of_word(struct str word, enum policy_kind *kind)
{
	static const struct {
		const char *word;
		enum policy_kind kind;
	} kinds[] = {
		{"identity", POLICY_IDENTITY},
		{"organization", POLICY_SCP},
		{"resource", POLICY_RESOURCE},
		{"trust", POLICY_TRUST},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!str_is(word, kinds[i].word))
			continue;
		*kind = kinds[i].kind;
		return true;
	}
	return false;
}

bool policy_site_next(struct str type, struct policy_site *site)
{
	const struct fact *sites = policy_sites(type);
	const struct fact *row = site->row ? fact_next(sites, site->row) : fact_at(sites, 0);

	while (row && !kind_of_word(fact_value(row), &site->kind))
		row = fact_next(sites, row);
	site->row = row;
	site->property = fact_name(row);
	site->inner = fact_value(fact_get(row, "in"));
	site->limit = fact_value(fact_get(row, "limit"));
	return row != NULL;
}

bool policy_text_is(const struct node *n)
{
	struct str text = node_str(n);
	size_t at = 0;

	while (at < text.len && (text.at[at] == ' ' || text.at[at] == '\n'))
		at++;
	return at < text.len && text.at[at] == '{';
}

// What the AWS CLI prints: where in it a policy stands, as a map or as JSON in a text.
static const struct {
	const char *path;
	enum policy_kind kind;
	const char *type; // path of a text that must say `is`; NULL: none
	const char *is;
} printed[] = {
	{"Policy/Content", POLICY_SCP, "Policy/PolicySummary/Type", "SERVICE_CONTROL_POLICY"},
	{"Policy/Content", POLICY_RCP, "Policy/PolicySummary/Type", "RESOURCE_CONTROL_POLICY"},
	{"PolicyVersion/Document", POLICY_IDENTITY, NULL, NULL},
	{"PolicyDocument", POLICY_IDENTITY, "PolicyName", NULL},
	{"Role/AssumeRolePolicyDocument", POLICY_TRUST, NULL, NULL},
	{"Policy", POLICY_RESOURCE, NULL, NULL},
	{"policy", POLICY_RESOURCE, NULL, NULL},
};
enum { PRINTED = sizeof printed / sizeof *printed };

// The policy that one of those rows finds, or NULL.
static const struct node *policy_of_row(const struct node *root, size_t row)
{
	const struct node *value = node_path(root, printed[row].path);
	const struct node *type = printed[row].type ? node_path(root, printed[row].type) : NULL;

	if (printed[row].type && (!type || (printed[row].is && !node_is(type, printed[row].is))))
		return NULL;
	return policy_is(value) || policy_text_is(value) ? value : NULL;
}

const struct node *printed_policy(const struct node *root, enum policy_kind *kind)
{
	for (size_t i = 0; i < PRINTED; i++) {
		const struct node *value = policy_of_row(root, i);
		if (value) {
			*kind = printed[i].kind;
			return value;
		}
	}
	return NULL;
}

// The next word of a path at or after *at; empty at the end.
static struct str next_word(struct str path, size_t *at)
{
	size_t start;

	while (*at < path.len && !char_is_alnum(path.at[*at]))
		++*at;
	start = *at;
	while (*at < path.len && char_is_alnum(path.at[*at]))
		++*at;
	return str_slice(path, start, *at);
}

static bool is_policy_word(struct str word)
{
	return str_eq_nocase(word, S("policy")) || str_eq_nocase(word, S("policies"));
}

enum policy_kind policy_kind_of_path(struct str path)
{
	struct str before = {0}, middle = {0}, word;
	bool scp = false, rcp = false;

	for (size_t at = 0; (word = next_word(path, &at)).len > 0;) {
		bool control = is_policy_word(word) && str_eq_nocase(middle, S("control"));

		scp |= str_eq_nocase(word, S("scp")) || str_eq_nocase(word, S("scps")) ||
		       (control && str_eq_nocase(before, S("service")));
		rcp |= str_eq_nocase(word, S("rcp")) || str_eq_nocase(word, S("rcps")) ||
		       (control && str_eq_nocase(before, S("resource")));
		before = middle;
		middle = word;
	}
	if (scp == rcp)
		return POLICY_UNSURE;
	return scp ? POLICY_SCP : POLICY_RCP;
}
