// What the walk over a template hands to rules: properties with their facts and paths,
// positions of functions, references; and patterns that are compiled once.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "lint/engine.h"
#include "model/read/read.h"
#include "model/write/write.h"

static const char template[] =
	"Parameters:\n"
	"  Wide: {Type: String}\n"
	"Conditions:\n"
	"  Big: !Equals [!Ref Wide, 'yes']\n"
	"Resources:\n"
	"  Topic:\n"
	"    Type: AWS::SNS::Topic\n"
	"    Condition: Big\n"
	"    Properties:\n"
	"      DisplayName: !If [Big, !Sub '${Wide}-${Queue.Arn}', none]\n"
	"      Tags: [{Key: a, Value: !Join ['-', [b, !Ref Wide]]}]\n"
	"      Nothing: 1\n"
	"  Queue:\n"
	"    Type: AWS::SQS::Queue\n"
	"    DependsOn: Topic\n";

// Rules that write down what they are asked, into a text after l->result.
static struct out seen;

static void property(struct lint *l, const struct lint_property *p)
{
	out_printf(&seen, "property %s %s\n", lint_path(l, p), p->facts.row ? "known" : "unknown");
}

static void value(struct lint *l, const struct lint_property *p)
{
	out_printf(&seen, "value %s: %.*s%s\n", lint_path(l, p), STR(p->expected),
	           node_is(p->value, "none") ? " none" : "");
}

static void function(struct lint *l, const struct node *n, enum function f,
                     const struct node *argument)
{
	static const char *const expects[] = {
		[EXPECTS_ANY] = "any",         [EXPECTS_STRING] = "string",
		[EXPECTS_NUMBER] = "number",   [EXPECTS_BOOLEAN] = "boolean",
		[EXPECTS_LIST] = "list",       [EXPECTS_MAP] = "map",
		[EXPECTS_CONDITION] = "condition",
	};
	struct lint_position p = lint_position(l);

	(void)n;
	(void)argument;
	out_printf(&seen, "%s in %.*s: %s, %.*s\n", function_name(f),
	           p.entry ? (int)p.entry->name.len : 0, p.entry ? p.entry->name.at : "",
	           expects[p.expects], STR(p.expected));
}

static const struct lint_rule watcher = {.property = property, .value = value,
                                         .function = function};
static struct asker asker = {&watcher, 0};

static void walk(struct arena *a, struct lint *l, struct lint_result *result,
                 const struct lint_hooks *hooks)
{
	struct doc *doc;

	result->diags.arena = a;
	doc = doc_read(a, source_new(a, "t.yaml", str_of(template)), SYNTAX_YAML, template_tags,
	               &result->diags);
	assert_int_equal(result->diags.count, 0);
	*l = (struct lint){.arena = a, .scratch = arena_new(a, struct arena), .doc = doc,
	                   .result = result, .document = arena_new(a, struct document)};
	l->template = template_of(a, doc);
	l->eval = eval_new(a, l->template, NULL);
	l->hooks = arena_new(a, struct lint_hooks);
	*l->hooks = *hooks;
	seen = (struct out){.arena = a};
	walk_template(l);
	arena_free(l->scratch);
}

static void test_properties(void **state)
{
	struct askers one = {&asker, 1, 1};
	struct lint_hooks hooks = {.any_type = {.property = one, .value = one}};
	struct lint_result result = {0};
	struct arena a = {0};
	struct lint l;

	(void)state;
	walk(&a, &l, &result, &hooks);
	// Where the topic is, its condition holds: the other branch is not there.
	assert_string_equal(arena_cstring(&a, out_str(&seen)),
		"property Resources.Topic.Properties.DisplayName known\n"
		"value Resources.Topic.Properties.DisplayName: string\n"
		"property Resources.Topic.Properties.Tags known\n"
		"value Resources.Topic.Properties.Tags: [tag]\n"
		"value Resources.Topic.Properties.Tags[0]: tag\n"
		"property Resources.Topic.Properties.Tags[0].Key unknown\n"
		"value Resources.Topic.Properties.Tags[0].Key: string\n"
		"property Resources.Topic.Properties.Tags[0].Value unknown\n"
		"value Resources.Topic.Properties.Tags[0].Value: string\n"
		"property Resources.Topic.Properties.Nothing unknown\n"
		"value Resources.Topic.Properties.Nothing: \n");
	arena_free(&a);
}

static void test_positions(void **state)
{
	struct lint_hooks hooks = {.function = {&asker, 1, 1}};
	struct lint_result result = {0};
	struct arena a = {0};
	struct lint l;

	(void)state;
	walk(&a, &l, &result, &hooks);
	assert_string_equal(arena_cstring(&a, out_str(&seen)),
		"Fn::Equals in Big: condition, \n"
		"Ref in Big: string, \n"
		"Fn::If in Topic: string, string\n"
		"Fn::Sub in Topic: string, string\n"
		"Fn::Join in Topic: string, string\n"
		"Ref in Topic: string, \n");
	arena_free(&a);
}

static void test_graph(void **state)
{
	struct lint_hooks hooks = {0};
	struct lint_result result = {0};
	struct arena a = {0};
	const struct graph *g;
	const struct entry *topic, *queue, *wide, *big;
	const struct reference *r;
	struct lint l;

	(void)state;
	walk(&a, &l, &result, &hooks);
	g = lint_graph(&l);
	topic = entries_find(&l.template->resources, S("Topic"));
	queue = entries_find(&l.template->resources, S("Queue"));
	wide = entries_find(&l.template->parameters, S("Wide"));
	big = entries_find(&l.template->conditions, S("Big"));
	// From the topic: Condition, Fn::If, ${Wide}, ${Queue.Arn}, Ref Wide.
	r = graph_from(g, topic);
	assert_true(r->to == big && r->function == FN_CONDITION);
	assert_true(r->next_from->to == big && r->next_from->function == FN_IF);
	r = r->next_from->next_from;
	assert_true(r->to == wide && r->function == FN_SUB);
	r = r->next_from;
	assert_true(r->to == queue && str_is(r->attribute, "Arn"));
	assert_true(r->next_from->to == wide && !r->next_from->next_from);
	// To the topic: DependsOn of the queue alone.
	r = graph_to(g, topic);
	assert_true(r->from == queue && r->function == FN_NONE && !r->next_to);
	assert_true(graph_to(g, wide)->from == big);
	arena_free(&a);
}

static void test_patterns(void **state)
{
	struct arena a = {0};
	struct regexes r = {.arena = &a};

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(regex_search(&r, S("b+"), S("abc")), MATCH_YES);
		assert_int_equal(regex_search(&r, S("^b"), S("abc")), MATCH_NO);
		assert_int_equal(regex_match(&r, S("b+"), S("abc")), MATCH_NO);
		assert_int_equal(regex_match(&r, S("b+"), S("bb")), MATCH_YES);
		assert_int_equal(regex_search(&r, S("(b"), S("b")), MATCH_NOT_EVALUATED);
	}
	assert_int_equal(r.count, 4);
	regexes_free(&r);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_positions),
		cmocka_unit_test(test_graph),
		cmocka_unit_test(test_patterns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
