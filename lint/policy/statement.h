// What rules ask of a statement and of the texts in it.
#ifndef LINT_POLICY_STATEMENT_H
#define LINT_POLICY_STATEMENT_H

#include "lint/lint.h"
#include "model/truth.h"

bool text_is_action(const struct statement *s, const struct lint_text *t);
bool text_is_resource(const struct statement *s, const struct lint_text *t);

// Whether something fills a part in before AWS reads the text, or when it does: a
// deployment, a policy variable, the placeholder of another tool.
bool text_is_open(struct str text);
bool text_has_wildcard(struct str text);
// The text as a person knows it: what is not known yet as an ellipsis.
const char *text_readable(struct arena *a, struct str text);
// Whether there is nothing in it but letters, digits and the marks in `more`.
bool text_is_word(struct str text, const char *more);
// "s3:GetObject" -> "s3"; empty without a colon.
struct str action_prefix(struct str action);

// The texts of a whole list, for rules that compare them. Those of plain files are not
// copied.
struct lint_value {
	const struct leaf *leaf;
	struct str text; // holes as HOLE_BYTE
};
size_t lint_values(struct lint *l, const struct leaf *leaves, size_t count,
                   struct lint_value **values);

// Whether the statement is about an action, given in lower case.
enum truth statement_names_action(struct lint *l, const struct statement *s,
                                  const char *action);
// Whether the Action or the Resource of a statement surely holds "*".
bool statement_has_any_action(const struct statement *s);
bool statement_has_any_resource(const struct statement *s);

// The day of the facts of a kind, for messages: "actions", "managed policies".
struct str lint_facts_day(const char *kind);

// Offers to write `by` over `old`, which is a part of a text, where the file has it as it is.
void lint_fix_text(struct lint *l, struct diag *d, const struct lint_text *t, struct str old,
                   struct str by);

#endif
