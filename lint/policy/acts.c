// Matches what a policy says of resources with what AWS says of actions.
#include "lint/policy/acts.h"

// --- patterns against patterns ---

enum { LONGEST = 256, RUNS_MOST = 5 }; // of what is compared; keeps hostile texts cheap

// One letter, or any run of them, but for letters that never stand there.
struct token {
	enum { LETTER, ONE, RUN } kind;
	char letter; // LETTER: this; else one that is never meant, or 0
	char also;   // another one, or 0
};
struct tokens {
	struct token items[LONGEST + 1];
	size_t count, runs;
};

static void add(struct tokens *t, int kind, char letter)
{
	t->runs += kind == RUN;
	t->items[t->count++] = (struct token){.kind = kind, .letter = letter};
}

// "${BucketName}": at least one letter. aws/arns.hand.txt says which never stand there;
// `never` is for the other names.
static void add_hole(struct tokens *t, struct str name, char never)
{
	struct str row = fact_value(fact_find(fact_get(fact_file("arns"), "holes"), name));
	bool only_first = str_starts(row, "^");
	char letter = row.len > 0 ? row.at[only_first] : '\0';

	add(t, ONE, letter);
	t->items[t->count - 1].also = never;
	add(t, RUN, only_first ? '\0' : letter);
	t->items[t->count - 1].also = never;
}

// What AWS's own list has: texts with holes; "?" is any letter.
static void read_pattern(struct tokens *t, struct str text, char never)
{
	for (size_t i = 0; i < text.len; i++) {
		ptrdiff_t end = -1;

		if (str_starts(str_slice(text, i, text.len), "${"))
			end = str_find_byte(text, i, '}');
		if (end > 0)
			add_hole(t, str_slice(text, i + 2, (size_t)end), never);
		else
			add(t, text.at[i] == '?' ? ONE : text.at[i] == '*' ? RUN : LETTER,
			    text.at[i] == '?' || text.at[i] == '*' ? '\0' : text.at[i]);
		if (end > 0)
			i = (size_t)end;
	}
}

// What a policy says: wildcards, variables, and holes that deployment fills.
static void read_text(struct tokens *t, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		ptrdiff_t end = -1;
		char c = text.at[i];

		if (str_starts(str_slice(text, i, text.len), "${"))
			end = str_find_byte(text, i, '}');
		if (end > 0 || c == '*' || c == HOLE_BYTE)
			add(t, RUN, '\0');
		else
			add(t, c == '?' ? ONE : LETTER, c == '?' ? '\0' : c);
		if (end > 0)
			i = (size_t)end;
	}
}

static bool letters_meet(struct token x, struct token y)
{
	if (x.kind == LETTER && y.kind == LETTER)
		return x.letter == y.letter;
	if (x.kind == LETTER)
		return x.letter != y.letter && x.letter != y.also;
	return y.kind != LETTER || (y.letter != x.letter && y.letter != x.also);
}

// Whether some text fits both: row by row over the one, `now[j]` says whether what stands
// before meets the first j of the other.
static bool tokens_meet(const struct tokens *x, const struct tokens *y)
{
	bool rows[2][LONGEST + 1] = {{false}}, *now = rows[0], *next = rows[1], *swap;
	struct token none = {.kind = RUN};

	for (size_t i = 0; i <= x->count; i++) {
		for (size_t j = 0; j <= y->count; j++) {
			struct token p = i ? x->items[i - 1] : none;
			struct token q = j ? y->items[j - 1] : none;
			bool meets = i == 0 && j == 0;

			if (i && p.kind == RUN)
				meets |= now[j] || (j && next[j - 1] && letters_meet(p, q));
			if (j && q.kind == RUN)
				meets |= next[j - 1] || (i && now[j] && letters_meet(p, q));
			if (i && j && p.kind != RUN && q.kind != RUN)
				meets |= now[j - 1] && letters_meet(p, q);
			next[j] = meets;
		}
		swap = now;
		now = next;
		next = swap;
	}
	return now[y->count];
}

static bool same_start(const struct tokens *x, const struct tokens *y)
{
	for (size_t i = 0; i < x->count && i < y->count; i++) {
		if (x->items[i].kind != LETTER || y->items[i].kind != LETTER)
			return true;
		if (x->items[i].letter != y->items[i].letter)
			return false;
	}
	return true;
}

static bool is_letter(char c)
{
	return c != '*' && c != '?' && c != '$' && c != HOLE_BYTE;
}

// What most are told by: the letters that both begin with.
static enum truth letters_decide(struct str text, struct str pattern)
{
	for (size_t i = 0;; i++) {
		bool text_ends = i == text.len, pattern_ends = i == pattern.len;

		if (text_ends && pattern_ends)
			return TRUTH_YES;
		if ((!text_ends && !is_letter(text.at[i])) ||
		    (!pattern_ends && !is_letter(pattern.at[i])))
			return TRUTH_UNKNOWN;
		if (text_ends || pattern_ends || text.at[i] != pattern.at[i])
			return TRUTH_NO;
	}
}

static bool meet(struct str text, struct str pattern, char never)
{
	enum truth decided = letters_decide(text, pattern);
	struct tokens x, y;

	if (decided != TRUTH_UNKNOWN)
		return decided == TRUTH_YES;
	if (text.len > LONGEST || pattern.len > LONGEST)
		return true;
	x.count = y.count = x.runs = y.runs = 0;
	read_text(&x, text);
	read_pattern(&y, pattern, never);
	return same_start(&x, &y) && (x.runs > RUNS_MOST || tokens_meet(&x, &y));
}

// --- ARNs ---

bool arn_is_clear(struct str text, struct arn *arn)
{
	return arn_split(text, arn) && str_find(text, 0, "{{") < 0 &&
	       str_find_byte(text, 0, '<') < 0 && str_find_byte(text, 0, '[') < 0 &&
	       (str_is(arn->account, "*") || !text_has_wildcard(arn->account)) &&
	       (arn->account.len == 0 || str_is(arn->account, "*") ||
	        text_is_open(arn->account) || str_all_digits(arn->account) ||
	        str_is(arn->account, "aws")) &&
	       !text_has_wildcard(arn->service) && !text_is_open(arn->service);
}

// Whether a field of the text may be empty, as the pattern's is.
static bool may_be_empty(struct str field)
{
	return field.len == 0 || text_has_wildcard(field) || text_is_open(field);
}

// From the Region on: "*:*:/aws/glue/*" also is the ARN of a log group, since a wildcard
// reaches over colons, which no name holds.
static struct str tail(const struct arn *arn)
{
	return (struct str){arn->region.at,
	                    (size_t)(arn->resource.at - arn->region.at) + arn->resource.len};
}

static bool resources_meet(const struct arn *arn, const struct arn *pattern)
{
	if (meet(arn->resource, pattern->resource, '\0'))
		return true;
	return (text_has_wildcard(arn->region) || text_has_wildcard(arn->account)) &&
	       meet(tail(arn), tail(pattern), ':');
}

enum arn_fit arn_fits(const struct arn *arn, struct str pattern)
{
	struct arn p;

	if (!arn_split(pattern, &p))
		return ARN_FITS;
	if (!meet(arn->service, p.service, '\0') || !resources_meet(arn, &p))
		return ARN_OTHER;
	if (arn->region.len == 0 && p.region.len > 0 && !str_is(p.region, "*"))
		return ARN_NO_REGION;
	if (arn->account.len == 0 && p.account.len > 0 && !str_is(p.account, "*"))
		return ARN_NO_ACCOUNT;
	if (p.region.len == 0 && !may_be_empty(arn->region))
		return ARN_HAS_REGION;
	if (p.account.len == 0 && !may_be_empty(arn->account))
		return ARN_HAS_ACCOUNT;
	return ARN_FITS;
}

// --- actions ---

bool row_is_kind(const struct fact *row)
{
	return str_find_byte(fact_name(row), 0, ':') < 0;
}

struct acted acted_of(struct str name)
{
	struct acted acted = {.action = action_find(name)};

	if (!acted.action)
		return acted;
	acted.service = action_service(action_prefix(name));
	fact_each(acted.action, row)
		acted.has_kinds |= row_is_kind(row);
	return acted;
}

static const struct fact *by_hand(const char *what, const struct fact *service)
{
	return fact_find(fact_get(fact_file("arns"), what), fact_name(service));
}

static enum arn_fit fits_kind(const struct arn *arn,
                              const struct fact *service, struct str kind)
{
	const struct fact *row = fact_find(by_hand("instead", service), kind);
	const struct fact *more = fact_find(by_hand("more", service), kind);
	enum arn_fit fit, other;

	if (!row)
		row = fact_find(action_resources(service), kind);
	fit = arn_fits(arn, fact_value(row));
	if (!more || fit == ARN_FITS)
		return fit;
	other = arn_fits(arn, fact_value(more));
	return other > fit ? other : fit;
}

// Of "s3:Get*": the best over every kind of the service.
static enum arn_fit fits_service(const struct arn *arn, struct str action)
{
	struct str prefix = action_prefix(action);
	const struct fact *service = action_service(prefix);
	enum arn_fit best = ARN_OTHER;

	if (text_has_wildcard(prefix) || fact_count(action_resources(service)) == 0)
		return ARN_FITS;
	fact_each(action_resources(service), row) {
		enum arn_fit fit = fits_kind(arn, service, fact_name(row));

		if (fit > best)
			best = fit;
	}
	return best;
}

// The lists of what can be tagged are never whole.
static bool is_own(const struct arn *arn, const struct fact *service)
{
	return str_eq(arn->service, fact_name(service));
}

enum arn_fit arn_fits_action(const struct arn *arn, struct str action)
{
	struct acted acted = acted_of(action);
	enum arn_fit best = ARN_OTHER;

	if (text_is_open(action))
		return ARN_FITS;
	if (text_has_wildcard(action))
		return fits_service(arn, action);
	if (!acted.has_kinds || (str_find(action, 0, "Tag") > 0 && is_own(arn, acted.service)))
		return ARN_FITS;
	fact_each(acted.action, row) {
		enum arn_fit fit = row_is_kind(row)
		                           ? fits_kind(arn, acted.service, fact_name(row))
		                           : ARN_OTHER;

		if (fit > best)
			best = fit;
	}
	return best;
}
