// Fn::ForEach unfolded: rules judge what loops make, and findings stand in the loop, once.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "templates/loops.h"
#include "tests/unit/verdict.h"

#define EXTENDED "Transform: AWS::LanguageExtensions\n"
#define TOPICS(items, properties)                                                         \
	EXTENDED "Resources:\n"                                                               \
	"  Fn::ForEach::Topics:\n"                                                            \
	"    - Name\n"                                                                        \
	"    - " items "\n"                                                                   \
	"    - Topic${Name}:\n"                                                               \
	"        Type: AWS::SNS::Topic\n"                                                     \
	"        Properties: {" properties "}\n"
#define OUTPUT(value) "Outputs:\n  One: {Value: " value "}\n"

static const struct template *unfold(struct arena *a, const char *text)
{
	struct diags diags = {.arena = a};
	struct source *source = source_new(a, "loop.yaml", str_of(text));

	return template_without_loops(
		a, template_of(a, doc_read(a, source, SYNTAX_GUESS, template_tags, &diags)));
}

static void test_names(void **state)
{
	struct arena a = {0};
	const struct template *t =
		unfold(&a, EXTENDED
	           "Resources:\n"
	           "  Fn::ForEach::Outer:\n"
	           "    - X\n"
	           "    - [A, B]\n"
	           "    - Fn::ForEach::Inner:\n"
	           "        - Y\n"
	           "        - [10.1, 10.2]\n"
	           "        - Queue${X}&{Y}: {Type: AWS::SQS::Queue}\n"
	           "      Topic${X}: {Type: AWS::SNS::Topic}\n");
	const char *const made[] = {"QueueA101", "QueueA102", "TopicA", "QueueB101", "QueueB102",
	                            "TopicB"};

	(void)state;
	assert_int_equal(t->resources.count, 6);
	for (size_t i = 0; i < 6; i++) {
		assert_true(str_is(t->resources.items[i].name, made[i]));
		assert_true(t->resources.items[i].key->start > 0);
	}
	assert_false(t->loops);
	arena_free(&a);
}

static void test_unknown_list_stays(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_true(unfold(&a, TOPICS("!Ref Names", ""))->loops);
	assert_true(unfold(&a, EXTENDED "Resources:\n"
	                       "  One:\n"
	                       "    Type: AWS::SNS::Topic\n"
	                       "    Properties:\n"
	                       "      Fn::ForEach::P: [N, !Ref Names, {'${N}': x}]\n")->loops);
	assert_false(unfold(&a, EXTENDED "Metadata: {Fn::ForEach::A: [N, !Ref B, {}]}\n"
	                        "Resources: {One: {Type: AWS::SNS::Topic}}\n")->loops);
	arena_free(&a);
}

// Ten loops in one another, of ten items each, would make 10^10 topics.
static void test_bounded(void **state)
{
	struct arena a = {0};
	const char *loop = "Topic: {Type: AWS::SNS::Topic}";

	(void)state;
	for (int i = 0; i < 10; i++)
		loop = arena_printf(&a, "Fn::ForEach::L%d: [N%d, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], {%s}]",
		                    i, i, loop);
	assert_true(unfold(&a, arena_printf(&a, EXTENDED "Resources: {%s}\n", loop))->loops);
	arena_free(&a);
}

static void test_what_loops_make_is_judged(void **state)
{
	static const struct sample rows[] = {
		{"a.yaml", TOPICS("[A, B]", "DisplayNam: a"), "CFN101"},
		{"b.yaml", TOPICS("[A, B]", "DisplayName: !Ref Nam"), "CFN001"},
		{"c.yaml", TOPICS("[A, B]", "DisplayName: a") OUTPUT("!Ref TopicC"), "CFN001"},
		{"d.yaml", TOPICS("[A, B]", "DisplayName: a") OUTPUT("!GetAtt TopicA.Nam"), "CFN054"},
		{"e.yaml", TOPICS("[A-1, B]", "DisplayName: a"), "CFN012"},
		{"f.yaml", TOPICS("[A, B]", "Fn::ForEach::P: [K, [TopicNam], {'${K}': x}]"), "CFN101"},
		{"g.yaml", TOPICS("[A, B]", "TopicName: !Sub 'x-${Name}', DisplayName: !Ref Name")
		           OUTPUT("!Sub '${TopicB.TopicName}'"), NULL},
		{"h.yaml", TOPICS("[A, B]", "Fn::ForEach::P: [K, [DisplayName], {'${K}': !Ref K}]"), NULL},
		{"k.yaml", TOPICS("[A, B]", "TopicName: same"), "CFN114"},
		{"i.yaml", "Parameters: {Names: {Type: CommaDelimitedList}}\n"
		           TOPICS("!Ref Names", "DisplayName: !Ref Name") OUTPUT("!Ref TopicA"), NULL},
		{"j.yaml", "Mappings: {M: {k: {l: [A, B]}}}\n"
		           TOPICS("!FindInMap [M, k, l]", "DisplayName: !Ref Name")
		           OUTPUT("!Ref TopicB"), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

static void test_said_once_without_fix(void **state)
{
	struct arena a = {0};
	struct lint_result result = {.diags = {.arena = &a}};
	struct lint_result *results[] = {&result};
	const char *text = TOPICS("[A, B, C]", "DisplayName: AWS::Region, DisplayNam: b");
	struct doc *doc = doc_read(&a, source_new(&a, "a.yaml", str_of(text)), SYNTAX_GUESS,
	                           template_tags, &result.diags);

	(void)state;
	lint_document(&a, doc, POLICY_UNSURE, &result);
	lint_finish(results, 1, NULL);
	assert_int_equal(result.findings.count, 2);
	for (size_t i = 0; i < 2; i++) {
		const struct diag *d = &result.findings.items[i];
		assert_true(str_starts(str_slice(str_of(text), d->start, 1000),
		                       i == 0 ? "AWS::Region" : "DisplayNam:"));
		assert_null(d->fix);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_unknown_list_stays),
		cmocka_unit_test(test_bounded),
		cmocka_unit_test(test_what_loops_make_is_judged),
		cmocka_unit_test(test_said_once_without_fix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
