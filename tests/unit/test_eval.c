#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "model/read/read.h"
#include "model/variant.h"
#include "model/write/write.h"
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
		{"!If [Dev, x, !FindInMap [M, !Ref Stage, size]]", "(Dev ? x : large)"},
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

// --- conditions ---

static void conditions_are_decided(void **state)
{
	static const char head[] =
		"Parameters:\n"
		"  P: {Type: String}\n"
		"  Q: {Type: String}\n"
		"  Of: {Type: String, AllowedValues: [dev, prod, yes, '012']}\n"
		"  Long: {Type: String, MinLength: 1}\n"
		"  Id: {Type: String, AllowedPattern: '[0-9]{12}'}\n"
		"  Ssm: {Type: 'AWS::SSM::Parameter::Value<String>', AllowedValues: [/a]}\n"
		"  L: {Type: CommaDelimitedList, AllowedValues: [a]}\n"
		"Resources: {}\n"
		"Conditions:\n"
		"  Pa: !Equals [!Ref P, a]\n"
		"  Pb: !Equals [b, {Ref: P}]\n"
		"  Qa: !Equals [!Ref Q, a]\n"
		"  Loop: !Not [!Condition Loop]\n"
		"  Loop1: !And [!Condition Loop2, !Condition Pa]\n"
		"  Loop2: !Or [!Condition Loop1, !Condition Pb]\n"
		"  X: ";
	const struct {
		const char *text;
		enum truth truth;
	} cases[] = {
		{"!Equals [a, a]", TRUTH_YES},
		{"!Equals [a, A]", TRUTH_NO},
		{"!Equals ['', '']", TRUTH_YES},
		{"!Equals [true, 'true']", TRUTH_YES},
		{"!Equals [True, 'true']", TRUTH_YES},
		{"!Equals [1, '1']", TRUTH_YES},
		{"!Equals [yes, yes]", TRUTH_YES},
		{"!Equals [yes, no]", TRUTH_NO},
		// Whether YAML's "yes" is a boolean depends on the reader.
		{"!Equals [yes, 'yes']", TRUTH_UNKNOWN},
		{"!Equals [yes, true]", TRUTH_UNKNOWN},
		{"!Equals [012, '012']", TRUTH_UNKNOWN},
		{"!Equals [012, a]", TRUTH_NO},
		{"!Equals [!Ref P, !Ref P]", TRUTH_YES},
		{"!Equals [!Ref P, !Ref Q]", TRUTH_UNKNOWN},
		{"!Equals [!Ref P, a]", TRUTH_UNKNOWN},
		{"!Equals [!Ref Of, test]", TRUTH_NO},
		{"!Equals [!Ref Of, dev]", TRUTH_UNKNOWN},
		{"!Equals [!Ref Long, '']", TRUTH_NO},
		{"!Equals [!Ref AWS::Region, '']", TRUTH_NO},
		{"!Equals [!Ref Id, '']", TRUTH_NO},
		{"!Equals [!Ref Id, '012345678901']", TRUTH_UNKNOWN},
		{"!Equals [!Ref Ssm, /b]", TRUTH_UNKNOWN},
		{"!Equals [!Ref L, b]", TRUTH_UNKNOWN},
		{"!Equals [!Sub 'x${P}', '']", TRUTH_NO},
		{"!Equals [!Sub 'x${P}', z]", TRUTH_NO},
		{"!Equals [!Sub 'x${P}', x]", TRUTH_UNKNOWN},
		{"!Equals [!Sub '${P}x', xz]", TRUTH_NO},
		{"!Equals [!Sub 'ab${P}ba', aba]", TRUTH_NO},
		{"!Equals [!Join ['', [a, !Ref P]], '']", TRUTH_NO},
		{"!Equals [!Join ['', !Ref L], '']", TRUTH_UNKNOWN},
		{"!Equals [!Join ['', [a, b]], ab]", TRUTH_YES},
		{"!And [!Condition Pa, !Condition Pb]", TRUTH_NO},
		{"!Or [!Condition Pa, !Not [!Condition Pa]]", TRUTH_YES},
		{"!Or [!Condition Pa, !Condition Qa]", TRUTH_UNKNOWN},
		{"!And [!Equals [!Ref P, !Ref Q], !Not [!Equals [!Ref P, !Ref Q]]]", TRUTH_NO},
		{"!And [!Equals [!Sub 'x${P}', x1], !Equals [!Sub 'x${P}', x2]]", TRUTH_NO},
		{"!And [!Equals [!Select [0, !Ref L], a], !Equals [!Select [0, !Ref L], b]]",
		 TRUTH_NO},
		{"!And [!Equals [!Select [0, !Ref L], a], !Equals [!Select [1, !Ref L], b]]",
		 TRUTH_UNKNOWN},
		{"!Or [!Equals [!Ref Of, dev], !Equals [!Ref Of, prod], !Equals [!Ref Of, yes],\n"
		 "    !Equals [!Ref Of, '012']]", TRUTH_YES},
		{"!Condition Pa", TRUTH_UNKNOWN},
		{"!Condition Nothing", TRUTH_UNKNOWN},
		{"{Condition: Pa}", TRUTH_UNKNOWN},
		{"!Condition X", TRUTH_UNKNOWN},
		{"!Or [!Condition Loop, !Not [!Condition Loop]]", TRUTH_UNKNOWN},
		{"!Condition Loop1", TRUTH_UNKNOWN},
		{"!Equals [a]", TRUTH_UNKNOWN},
		{"!Equals [a, b, c]", TRUTH_UNKNOWN},
		{"!Equals [[a], [b]]", TRUTH_UNKNOWN},
		{"!Equals a", TRUTH_UNKNOWN},
		{"!Not []", TRUTH_UNKNOWN},
		{"!And []", TRUTH_UNKNOWN},
		{"!And [!Equals [a, b]]", TRUTH_NO},
		{"!If [Pa, a, b]", TRUTH_UNKNOWN},
		{"!Equals [!If [Pa, a, b], c]", TRUTH_UNKNOWN},
		{"a", TRUTH_UNKNOWN},
		{"{}", TRUTH_UNKNOWN},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text = arena_printf(&arena, "%s%s\n", head, cases[i].text);
		struct eval *e = eval_doc(read_doc("test", text), NULL);
		if (eval_condition(e, S("X")) != cases[i].truth)
			fail_msg("%s is %d", cases[i].text, (int)eval_condition(e, S("X")));
	}
}

static void what_is_there_is_known(void **state)
{
	const struct doc *d = read_doc(
		"test",
		"Parameters: {P: {Type: String}}\n"
		"Conditions: {Yes: !Equals [a, a], No: !Equals [a, b], C: !Equals [!Ref P, a]}\n"
		"Resources:\n"
		"  A: {Type: T}\n"
		"  B: {Type: T, Condition: Yes}\n"
		"  C: {Type: T, Condition: No}\n"
		"  D: {Type: T, Condition: C, X: !If [C, a, b]}\n"
		"  E: {Type: T, Condition: Nothing, X: !If [C, a, b]}\n"
		"  F: {Type: T, Condition: !Ref Yes}\n"
		"  G: a\n");
	const enum truth expected[] = {TRUTH_YES,     TRUTH_YES,     TRUTH_NO, TRUTH_UNKNOWN,
	                               TRUTH_UNKNOWN, TRUTH_UNKNOWN, TRUTH_YES};
	const struct template *t = template_of(&arena, d);
	struct eval *e = eval_new(&arena, t, NULL);
	const struct entry *with = &t->resources.items[3], *other = &t->resources.items[4];

	(void)state;
	for (size_t i = 0; i < t->resources.count; i++)
		assert_int_equal(eval_exists(e, &t->resources.items[i]), expected[i]);
	assert_int_equal(eval_condition(e, S("Nothing")), TRUTH_UNKNOWN);
	// What a resource says, it says where its own condition holds.
	assert_string_equal(shown(e, eval_value_in(e, &arena, with, node_get(with->value, "X"))), "a");
	assert_string_equal(shown(e, eval_value(e, node_get(with->value, "X"))), "(C ? a : b)");
	assert_string_equal(shown(e, eval_value_in(e, &arena, other, node_get(other->value, "X"))),
	                    "(C ? a : b)");
	assert_string_equal(shown(e, eval_value(e, NULL)), "-");
}

// --- what is known of holes, and places ---

static const struct node *value_of(const struct doc *d, struct eval **e)
{
	*e = eval_doc(d, NULL);
	return eval_value(*e, node_path(d->root, "Resources/R/X"));
}

static void holes_tell_what_a_parameter_can_be(void **state)
{
	const struct {
		const char *value, *fallback, *allowed, *pattern;
	} cases[] = {
		{"!Ref P", "d", "[d, e]", "[a-z]"},
		{"!Sub '${P}'", "d", "[d, e]", "[a-z]"},
		{"!Ref L", "[a, b, c d]", NULL, NULL},
		{"!Select [1, !Ref L]", "b", NULL, NULL},
		{"!Join ['-', !Ref L]", "a-b-c d", NULL, NULL},
		{"!Split [d, !Ref P]", "[, ]", NULL, NULL},
		{"!Select [0, !Ref M]", "x", "[x, y]", "."},
		{"!Ref Secret", NULL, "[s]", NULL},
		{"!Ref Ssm", NULL, NULL, NULL},
		{"!Ref SsmList", NULL, NULL, NULL},
		{"!Ref None", NULL, NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct doc *d = read_doc("test", arena_printf(&arena,
			"Parameters:\n"
			"  P: {Type: String, Default: d, AllowedValues: [d, e], AllowedPattern: '[a-z]'}\n"
			"  L: {Type: CommaDelimitedList, Default: 'a, b , c d'}\n"
			"  M: {Type: List<String>, Default: x, AllowedValues: [x, 'y'], AllowedPattern: .}\n"
			"  Secret: {Type: String, Default: s, NoEcho: true, AllowedValues: [s]}\n"
			"  Ssm: {Type: AWS::SSM::Parameter::Value<String>, Default: /a,\n"
			"        AllowedValues: [/a], AllowedPattern: /.}\n"
			"  SsmList: {Type: AWS::SSM::Parameter::Value<List<String>>, Default: /a}\n"
			"  None: {Type: String}\n"
			"Resources: {R: {Type: T, X: %s}}\n", cases[i].value));
		struct eval *e;
		const struct node *value = value_of(d, &e);
		const struct hole *h = value->hole;
		assert_int_equal(value->kind, NODE_HOLE);
		assert_int_equal(!h->fallback, !cases[i].fallback);
		if (h->fallback)
			assert_shown(cases[i].value, shown(e, h->fallback), cases[i].fallback);
		assert_int_equal(!h->allowed, !cases[i].allowed);
		if (h->allowed)
			assert_shown(cases[i].value, shown(e, h->allowed), cases[i].allowed);
		assert_true(str_eq(h->pattern, str_of(cases[i].pattern)));
	}
}

// The letters of a value as they stand in the file, one piece after the other.
static void add_places(struct out *o, const struct doc *d, const struct node *n)
{
	if (n->kind == NODE_HOLE && n->hole->fallback)
		add_places(o, d, n->hole->fallback);
	if (n->kind == NODE_SCALAR || n->kind == NODE_HOLE) {
		out_printf(o, "<%.*s>", STR(node_source_text(d, n)));
		return;
	}
	for (const struct node *child = n->first; child; child = child->next)
		add_places(o, d, child);
}

static void letters_point_at_where_they_stand(void **state)
{
	const struct {
		const char *value, *places;
	} cases[] = {
		{"!Sub 'a${P}b'", "<a><d><${P}><b>"},
		{"!Sub a${!P}b", "<a${><P}b>"},
		{"!Sub 'a ${AWS::Region}/b ''!'", "<a ><${AWS::Region}></b ''!'>"},
		{"!Sub |\n        one ${AWS::Region}\n        two/*\n",
		 "<one ><${AWS::Region}><\n        two/*>"},
		{"!Join [':', [a, 'b']]", "<a><':'><'b'>"},
		{"!FindInMap [M, a, b]", "<'role/*'>"},
		{"!Sub ['x${V}', {V: !FindInMap [M, a, b]}]", "<x><'role/*'>"},
		{"!Ref L", "<p><q><!Ref L>"},
		{"!Select [1, !Ref L]", "<q><!Select [1, !Ref L]>"},
		{"!Split [',', 'r,s']", "<r><s>"},
		{"!If [C, e, !GetAtt R.Arn]", "<e><!GetAtt R.Arn>"},
		{"{Fn::Base64: x}", "<{Fn::Base64: x}>"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct doc *d = read_doc("test", arena_printf(&arena,
			"Parameters:\n"
			"  P: {Type: String, Default: d}\n"
			"  L: {Type: CommaDelimitedList, Default: 'p,q'}\n"
			"Mappings: {M: {a: {b: 'role/*'}}}\n"
			"Conditions: {C: !Equals [!Ref P, x]}\n"
			"Resources:\n"
			"  R:\n"
			"    Type: T\n"
			"    X: %s\n", cases[i].value));
		struct out o = {.arena = &arena};
		struct eval *e;
		add_places(&o, d, value_of(d, &e));
		assert_shown(cases[i].value, arena_cstring(&arena, out_str(&o)), cases[i].places);
	}
}

static void what_has_no_functions_comes_back_as_it_is(void **state)
{
	const struct doc *d = read_doc("test",
	                               "Resources: {R: {Type: T, X: {a: [b, {c: d}]}, Y: [!Ref Z]}}\n");
	struct eval *e;
	const struct node *x = node_path(d->root, "Resources/R/X");
	const struct node *y = node_path(d->root, "Resources/R/Y");

	(void)state;
	assert_ptr_equal(value_of(d, &e), x);
	assert_ptr_not_equal(eval_value(e, y), y);
}

// --- loops ---

static void loops_in_properties(void **state)
{
	const struct value_case cases[] = {
		{"{Fn::ForEach::X: [I, [a, b], {'k${I}': !Ref I}], z: 1}", "{ka: a, kb: b, z: 1}"},
		{"{Fn::ForEach::X: [I, [a-1], {'k&{I}': !Sub '${I}${Name}'}]}", "{ka1: a-1<Name>}"},
		{"{Fn::ForEach::X: [I, !Ref List, {'k${I}': x}]}", "<>"},
		{"{Fn::ForEach::X: [I, [a, !Ref Name], {'k${I}': x}]}", "<>"},
		{"{Fn::ForEach::X: [I, [a], b]}", "<>"},
		{"{Fn::ForEach::X: a}", "<>"},
		{"{Fn::ForEach::X: [I, [a], {Fn::ForEach::Y: [J, [b, c], {'${I}${J}': 1}]}]}",
		 "{ab: 1, ac: 1}"},
		{"{Fn::ForEach::X: [I, [a], {Fn::ForEach::Y: [J, !Ref List, {'${I}${J}': 1}]}]}",
		 "<>"},
		{"{Fn::ForEach::X: [I, [dev, prod], {'${I}': !FindInMap [M, !Ref I, size]}]}",
		 "{dev: small, prod: large}"},
	};

	(void)state;
	CHECK_VALUES(cases, NULL);
}

// --- hostile templates ---

// Texts in texts, each twice: 2 to the power of 40 pieces.
static void what_multiplies_ends(void **state)
{
	const char *value = "{\"Ref\":\"P\"}", *text;
	struct eval *e;
	struct variants v;

	(void)state;
	for (int i = 0; i < 40; i++)
		value = arena_printf(&arena, "{\"Fn::Sub\":[\"${V}${V}\",{\"V\":%s}]}", value);
	text = arena_printf(&arena, "{\"Resources\":{\"R\":{\"Type\":\"T\",\"X\":%s}}}", value);
	assert_int_equal(value_of(read_doc("test", text), &e)->kind, NODE_HOLE);

	// 2 to the power of 20 ways for one text.
	text = "Conditions:\n";
	for (int i = 0; i < 20; i++)
		text = arena_printf(&arena, "%s  C%d: !Equals [!Ref P%d, a]\n", text, i, i);
	text = arena_printf(&arena, "%sResources: {R: {Type: T, X: !Join ['', [", text);
	for (int i = 0; i < 20; i++)
		text = arena_printf(&arena, "%s!If [C%d, a, b], ", text, i);
	text = arena_printf(&arena, "%sz]]}}\n", text);
	v = variants_of(&arena, value_of(read_doc("test", text), &e), false);
	assert_true(v.count >= 32 && v.count <= VARIANTS_MAX);
	for (size_t i = 0; i < v.count; i++)
		assert_true(str_ends(variant_pattern(&arena, &v.items[i]), "z"));
}

// One resource that asks for all the work there is leaves the next one its own.
static void each_part_has_its_own_work(void **state)
{
	const char *text = "Resources:\n  Big: {Type: T, X: [", *xs = "xxxxxxxx";
	const struct entry *big, *small;
	const struct doc *d;
	struct eval *e;

	(void)state;
	for (int i = 0; i < 5; i++)
		xs = arena_printf(&arena, "!Join [xxxxxxxx, !Split [x, %s]]", xs);
	for (int i = 0; i < 200; i++)
		text = arena_printf(&arena, "%s%s%s", text, i ? ", " : "", xs);
	text = arena_printf(&arena, "%s]}\n  Small: {Type: T, X: !Join ['', [a, b]]}\n", text);
	d = read_doc("test", text);
	e = eval_new(&arena, template_of(&arena, d), NULL);
	big = &template_of(&arena, d)->resources.items[0];
	small = &template_of(&arena, d)->resources.items[1];

	eval_turn_to(e, big->value);
	for (const struct node *x = node_get(big->value, "X")->first; x; x = x->next)
		eval_value(e, x);
	assert_true(eval_is_cut(e));
	eval_turn_to(e, small->value);
	assert_int_not_equal(eval_value(e, node_get(small->value, "X"))->kind, NODE_HOLE);
	assert_false(eval_is_cut(e));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(references),
		cmocka_unit_test(texts),
		cmocka_unit_test(mappings),
		cmocka_unit_test(choices),
		cmocka_unit_test(bindings_are_put_in),
		cmocka_unit_test(conditions_are_decided),
		cmocka_unit_test(what_is_there_is_known),
		cmocka_unit_test(holes_tell_what_a_parameter_can_be),
		cmocka_unit_test(letters_point_at_where_they_stand),
		cmocka_unit_test(what_has_no_functions_comes_back_as_it_is),
		cmocka_unit_test(loops_in_properties),
		cmocka_unit_test(what_multiplies_ends),
		cmocka_unit_test(each_part_has_its_own_work),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
