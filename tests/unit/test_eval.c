#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "model/read.h"
#include "model/variant.h"
#include "model/write.h"
#include "templates/eval.h"

static struct arena arena;

static struct doc *read_doc(const char *name, const char *text)
{
	struct diags diags = {.arena = &arena};
	struct source *source = source_new(&arena, name, str_of(text));
	struct doc *d = doc_read(&arena, source, SYNTAX_GUESS, template_tags, &diags);

	for (size_t i = 0; i < diags.count; i++)
		print_message("%s\n", diags.items[i].message);
	assert_int_equal(diags_count(&diags, SEV_ERROR), 0);
	return d;
}

static struct eval *eval_doc(const struct doc *d, const char *bindings)
{
	return eval_new(&arena, template_of(&arena, d),
	                bindings ? read_doc("bindings.yaml", bindings)->root : NULL);
}

// --- values on one line ---

static void print_value(struct out *o, const struct eval *e, const struct node *n);

static void print_children(struct out *o, const struct eval *e, const struct node *n)
{
	for (const struct node *child = n->first; child; child = child->next) {
		if (child != n->first && n->kind != NODE_TEXT)
			out_text(o, ", ");
		if (n->kind == NODE_MAP) {
			out_bytes(o, node_str(child));
			out_text(o, ": ");
			child = child->next;
		}
		print_value(o, e, child);
	}
}

// A text as it is, holes as <name>, lists as [], maps as {}, choices as (C ? a : b), no
// value as "-".
static void print_value(struct out *o, const struct eval *e, const struct node *n)
{
	struct str name;

	assert_int_equal(n->tag, TAG_NONE);
	switch (n->kind) {
	case NODE_SCALAR:
		out_bytes(o, node_str(n));
		break;
	case NODE_HOLE:
		assert_non_null(n->hole->expr);
		out_printf(o, "<%.*s%s>", STR(n->hole->name), n->hole->is_list ? "[]" : "");
		break;
	case NODE_NONE:
		out_text(o, "-");
		break;
	case NODE_CHOICE:
		name = eval_condition_name(e, n);
		out_printf(o, "(%.*s ? ", STR(name));
		print_value(o, e, n->first);
		out_text(o, " : ");
		print_value(o, e, n->first->next);
		out_text(o, ")");
		break;
	default:
		out_text(o, n->kind == NODE_SEQ ? "[" : n->kind == NODE_MAP ? "{" : "");
		print_children(o, e, n);
		out_text(o, n->kind == NODE_SEQ ? "]" : n->kind == NODE_MAP ? "}" : "");
	}
}

static const char *shown(const struct eval *e, const struct node *value)
{
	struct out o = {.arena = &arena};

	print_value(&o, e, value);
	return arena_cstring(&arena, out_str(&o));
}

static void assert_shown(const char *label, const char *got, const char *expected)
{
	if (strcmp(got, expected) != 0)
		fail_msg("%s\n      is %s\n  but is to be %s", label, got, expected);
}

// --- single values ---

static const char template_head[] =
	"Parameters:\n"
	"  Name: {Type: String, Default: fall}\n"
	"  Stage: {Type: String, AllowedValues: [dev, prod]}\n"
	"  Long: {Type: String, MinLength: 1}\n"
	"  List: {Type: CommaDelimitedList, Default: 'a, b,c'}\n"
	"  Empty: {Type: CommaDelimitedList, Default: ''}\n"
	"  Subnets: {Type: 'List<AWS::EC2::Subnet::Id>'}\n"
	"  Secret: {Type: String, NoEcho: true, Default: x}\n"
	"  Ssm: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a/b}\n"
	"Mappings:\n"
	"  M:\n"
	"    dev: {size: small, zones: [a, b], only: d}\n"
	"    prod: {size: large, zones: [c]}\n"
	"    test: {size: small, zones: [a, b]}\n"
	"Conditions:\n"
	"  Prod: !Equals [!Ref Stage, prod]\n"
	"  Dev: !Equals [!Ref Stage, dev]\n"
	"  Named: !Not [!Equals [!Ref Name, '']]\n"
	"  Yes: !Equals [a, a]\n"
	"  No: !Equals [a, b]\n"
	"Resources:\n"
	"  Role: {Type: AWS::IAM::Role}\n"
	"Outputs:\n"
	"  V:\n"
	"    Value: ";

struct value_case {
	const char *text, *expected;
};

static void check_values(const struct value_case *cases, size_t count, const char *bindings)
{
	for (size_t i = 0; i < count; i++) {
		const char *text = arena_printf(&arena, "%s%s\n", template_head, cases[i].text);
		const struct doc *d = read_doc("test", text);
		const struct node *v = node_path(d->root, "Outputs/V/Value");
		struct eval *e = eval_doc(d, bindings);
		assert_shown(cases[i].text, shown(e, eval_value(e, v)), cases[i].expected);
	}
}
#define CHECK_VALUES(cases, bindings)                                                       \
	check_values((cases), sizeof(cases) / sizeof *(cases), (bindings))

static void references(void **state)
{
	const struct value_case cases[] = {
		{"plain", "plain"},
		{"!Ref Name", "<Name>"},
		{"{Ref: Name}", "<Name>"},
		{"!Ref AWS::Region", "<AWS::Region>"},
		{"!Ref AWS::NoValue", "-"},
		{"!Ref Role", "<Role>"},
		{"!Ref List", "<List[]>"},
		{"!Ref Subnets", "<Subnets[]>"},
		{"!Ref AWS::NotificationARNs", "<AWS::NotificationARNs[]>"},
		{"!GetAtt Role.Arn", "<Role.Arn>"},
		{"!GetAtt [Role, Arn]", "<Role.Arn>"},
		{"{Fn::GetAtt: [Role, Arn]}", "<Role.Arn>"},
		{"{Fn::GetAtt: [Role, !Ref Name]}", "<>"},
		{"{Fn::GetAtt: [!Sub Role, !Select [0, [Arn]]]}", "<Role.Arn>"},
		{"{Ref: !Sub 'Ro${!x}'}", "<Ro${x}>"},
		{"!Ref [a]", "<>"},
		{"!ImportValue x", "<>"},
		{"!GetAZs ''", "<[]>"},
		{"!Cidr [10.0.0.0/16, 2, 8]", "<[]>"},
		{"{Fn::Unheard: x}", "<>"},
		{"!Unheard x", "<>"},
		{"!Equals [a, a]", "<>"},
		{"[a, !Ref AWS::NoValue, !Ref Name]", "[a, <Name>]"},
		{"{a: !Ref AWS::NoValue, b: !Ref Name}", "{b: <Name>}"},
		{"{Condition: Yes}", "{Condition: Yes}"},
		{"!Condition Yes", "<>"},
		{"{a: b, Fn::Transform: {Name: x}}", "<>"},
	};

	(void)state;
	CHECK_VALUES(cases, NULL);
}

static void texts(void **state)
{
	const struct value_case cases[] = {
		{"!Sub plain", "plain"},
		{"!Sub ''", ""},
		{"!Sub 'a${Name}b'", "a<Name>b"},
		{"!Sub '${Name}'", "<Name>"},
		{"!Sub '${Role.Arn}/x'", "<Role.Arn>/x"},
		{"!Sub '${Role.Outputs.X}'", "<Role.Outputs.X>"},
		{"!Sub '${!Name}'", "${Name}"},
		{"!Sub '${Name'", "${Name"},
		{"!Sub ['${A}-${Name}', {A: x}]", "x-<Name>"},
		{"!Sub ['${Name}', {Name: x}]", "x"},
		{"!Sub ['${A.B}', {A.B: x}]", "x"},
		{"!Sub ['${A}', {A: !Sub 'y${Name}'}]", "y<Name>"},
		{"!Sub ['${A}-', {A: [x]}]", "<>-"},
		{"!Sub ['${A}']", "<A>"},
		{"!Sub [!Ref Name, {}]", "<>"},
		{"!Sub [a, b]", "<>"},
		{"!Sub {a: b}", "<>"},
		{"{Fn::Sub: !Ref Name}", "<>"},
		{"!Join ['', [a, b]]", "ab"},
		{"!Join [':', [a, !Ref Name, !Ref AWS::NoValue, b]]", "a:<Name>:b"},
		{"!Join ['', []]", ""},
		{"!Join [',', !Ref List]", "<>"},
		{"!Join [!Ref Name, [a]]", "<>"},
		{"!Join ['', [a, [b]]]", "<>"},
		{"!Join a", "<>"},
		{"!Join ['', !Split [',', 'a,b']]", "ab"},
		{"!Select [1, [a, b]]", "b"},
		{"!Select ['1', [a, !Ref Name]]", "<Name>"},
		{"!Select [0, [!Ref AWS::NoValue, b]]", "b"},
		{"!Select [2, [a, b]]", "<>"},
		{"!Select [-1, [a, b]]", "<>"},
		{"!Select [0, !GetAZs '']", "<>"},
		{"!Select [!Ref Name, [a]]", "<>"},
		{"!Split [':', 'a:b:']", "[a, b, ]"},
		{"!Split ['::', 'a::b:c']", "[a, b:c]"},
		{"!Split [',', !Ref Name]", "<[]>"},
		{"!Split [':', !Sub 'arn:${AWS::Partition}:x']", "[arn, <AWS::Partition>, x]"},
		{"!Split [':', !Sub 'arn:${Name}:x']", "<[]>"},
		{"!Split ['', a]", "<[]>"},
		{"!Base64 hello", "aGVsbG8="},
		{"{Fn::Base64: !Sub 'ab'}", "YWI="},
		{"{Fn::Base64: !Ref Name}", "<>"},
		{"!Length [a, b, !Ref AWS::NoValue]", "2"},
		{"{Fn::Length: !Ref List}", "<>"},
		{"{Fn::ToJsonString: {a: [1, x, 'true', true], b: {}}}",
		 "{\"a\":[1,\"x\",\"true\",true],\"b\":{}}"},
		{"!ToJsonString {a: !Sub '\"${AWS::Region}'}", "{\"a\":\"\\\"<AWS::Region>\"}"},
		{"!ToJsonString {a: !Ref Name}", "<>"},
	};

	(void)state;
	CHECK_VALUES(cases, NULL);
}

static void mappings(void **state)
{
	const struct value_case cases[] = {
		{"!FindInMap [M, dev, size]", "small"},
		{"!FindInMap [M, dev, zones]", "[a, b]"},
		{"!Select [1, !FindInMap [M, dev, zones]]", "b"},
		{"!FindInMap [M, no, size]", "<>"},
		{"!FindInMap [M, dev, no]", "<>"},
		{"!FindInMap [No, dev, size]", "<>"},
		{"!FindInMap [M, no, size, {DefaultValue: x}]", "x"},
		{"!FindInMap [M, dev, no, {DefaultValue: !Ref Name}]", "<Name>"},
		{"!FindInMap [M, dev]", "<>"},
		{"!FindInMap [!Ref Name, dev, size]", "<>"},
		// Stage is dev or prod, which are conditions of the template.
		{"!FindInMap [M, !Ref Stage, size]", "( ? small : large)"},
		{"!FindInMap [M, !Ref Name, size]", "( ? small : ( ? large : small))"},
		{"!FindInMap [M, !Ref Name, only]", "( ? d : <>)"},
		{"!FindInMap [M, !Sub '${Name}x', size]", "<>"},
		{"!FindInMap [M, !If [Prod, prod, dev], size]", "(Prod ? large : small)"},
		{"!If [Prod, !FindInMap [M, !Ref Stage, size], x]", "(Prod ? large : x)"},
		{"!Sub ['${S}!', {S: !FindInMap [M, !Ref Stage, size]}]", "( ? small! : large!)"},
	};

	(void)state;
	CHECK_VALUES(cases, NULL);
}

static void choices(void **state)
{
	const struct value_case cases[] = {
		{"!If [Yes, a, b]", "a"},
		{"!If [No, a, b]", "b"},
		{"!If [Prod, a, b]", "(Prod ? a : b)"},
		{"!If [Prod, a, a]", "a"},
		{"!If [Prod, !Ref Name, {Ref: Name}]", "<Name>"},
		{"!If [Prod, a, !If [Prod, b, c]]", "(Prod ? a : c)"},
		{"!If [Prod, !If [Dev, b, c], d]", "(Prod ? c : d)"},
		// Stage has two values only.
		{"!If [Prod, a, !If [Dev, b, c]]", "(Prod ? a : b)"},
		{"!If [Prod, !If [Named, a, b], c]", "(Prod ? (Named ? a : b) : c)"},
		{"!If [Nothing, a, b]", "<>"},
		{"!If [!Ref Name, a, b]", "<>"},
		{"!If [Prod, a]", "<>"},
		{"!If Prod", "<>"},
		{"[a, !If [Prod, b, !Ref AWS::NoValue]]", "[a, (Prod ? b : -)]"},
		{"[a, !If [No, b, !Ref AWS::NoValue]]", "[a]"},
		{"{a: !If [No, b, !Ref AWS::NoValue], c: d}", "{c: d}"},
		{"!Sub ['x${A}', {A: !If [Prod, a, b]}]", "(Prod ? xa : xb)"},
		{"!Sub ['${A}${B}', {A: !If [Prod, a, b], B: !If [Dev, c, d]}]",
		 "(Prod ? ad : bc)"},
		{"!Join ['-', [x, !If [Prod, a, !Ref AWS::NoValue], y]]", "(Prod ? x-a-y : x-y)"},
		{"!Join ['-', !If [Prod, [a, b], [c]]]", "(Prod ? a-b : c)"},
		{"!Select [0, !If [Prod, [a, b], [c]]]", "(Prod ? a : c)"},
		{"!Select [1, [a, !If [Prod, b, c]]]", "(Prod ? b : c)"},
		{"!Select [1, [!If [Prod, b, !Ref AWS::NoValue], c, d]]", "(Prod ? c : d)"},
		{"!Select [0, [!If [Prod, b, !Ref AWS::NoValue], c, d]]", "(Prod ? b : c)"},
		{"!Select [0, [!If [Prod, !Ref AWS::NoValue, b]]]", "(Prod ? <> : b)"},
		{"!If [Prod, !Select [1, [!If [Prod, b, !Ref AWS::NoValue], c, d]], x]",
		 "(Prod ? c : x)"},
		{"!Split [',', !If [Prod, 'a,b', c]]", "(Prod ? [a, b] : [c])"},
		{"{Fn::Length: !If [Prod, [a, b], [c]]}", "(Prod ? 2 : 1)"},
		{"{Fn::Base64: !If [Prod, a, b]}", "(Prod ? YQ== : Yg==)"},
	};

	(void)state;
	CHECK_VALUES(cases, NULL);
}

static void bindings_are_put_in(void **state)
{
	const struct value_case cases[] = {
		{"!Ref Name", "n1"},
		{"!Sub '${Name}-${AWS::Region}'", "n1-eu-west-1"},
		{"!If [Prod, a, b]", "a"},
		{"!If [Dev, a, b]", "b"},
		{"!FindInMap [M, !Ref Stage, size]", "large"},
		{"!Ref List", "[arn:<AWS::Partition>:x, y]"},
		{"[!Ref List]", "[[arn:<AWS::Partition>:x, y]]"},
		{"!Select [0, !Ref List]", "arn:<AWS::Partition>:x"},
		{"!Join [',', !Ref List]", "arn:<AWS::Partition>:x,y"},
		{"!Ref Subnets", "[s-1, s-2]"},
		{"!Ref Empty", "[]"},
		{"!Length [a, !Ref Empty]", "2"},
		{"!Join ['', !Ref Empty]", ""},
		{"!Ref Long", "<Long>"},
		{"!Ref Role", "<Role>"},
	};

	(void)state;
	CHECK_VALUES(cases,
	             "Name: n1\n"
	             "Stage: prod\n"
	             "AWS::Region: eu-west-1\n"
	             "List: [!Sub 'arn:${AWS::Partition}:x', y]\n"
	             "Subnets: s-1, s-2\n"
	             "Empty: []\n"
	             "Long: !Ref Long\n"
	             "Role: a resource is not bound\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(references),
		cmocka_unit_test(texts),
		cmocka_unit_test(mappings),
		cmocka_unit_test(choices),
		cmocka_unit_test(bindings_are_put_in),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
