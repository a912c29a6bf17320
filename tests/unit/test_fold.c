#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "model/read/read.h"
#include "model/write/write.h"
#include "templates/eval.h"

static struct arena arena;

static struct doc *read_doc(const char *text)
{
	struct diags diags = {.arena = &arena};
	struct source *source = source_new(&arena, "test.yaml", str_of(text));
	struct doc *d = doc_read(&arena, source, SYNTAX_YAML, template_tags, &diags);

	if (diags_count(&diags, SEV_ERROR))
		fail_msg("%s\n%s", diags.items[0].message, text);
	return d;
}

static struct doc *fold(const struct doc *d, const char *bindings, bool short_forms)
{
	const struct doc *origin = bindings ? read_doc(bindings) : NULL;
	struct eval *e = eval_new(&arena, template_of(&arena, d), origin ? origin->root : NULL);

	return fold_template(e, origin, short_forms);
}

struct fold_case {
	const char *label, *template, *bindings, *expected;
};

static void check(const struct fold_case *c)
{
	const struct doc *folded = fold(read_doc(c->template), c->bindings, true);
	const struct doc *expected = read_doc(c->expected), *again;
	struct str got = write_yaml(&arena, folded);
	// Styles of collections are the writer's business.
	struct str wanted = write_yaml(&arena, expected);

	if (!node_same(folded->root, expected->root) || !str_eq(got, wanted))
		fail_msg("%s\n--- is ---\n%.*s--- is to be ---\n%.*s", c->label, STR(got),
		         STR(wanted));
	again = fold(folded, NULL, true);
	if (!node_same(again->root, folded->root))
		fail_msg("%s\n--- folded twice ---\n%.*s", c->label,
		         STR(write_yaml(&arena, again)));
}

static void check_all(const struct fold_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check(&cases[i]);
}
#define CHECK_ALL(cases) check_all((cases), sizeof(cases) / sizeof *(cases))

// --- the spelling of one value ---

static void values_are_spelled_as_a_person_would(void **state)
{
	static const char head[] =
		"Parameters: {P: {Type: String}, B: {Type: String},\n"
		"  L: {Type: CommaDelimitedList}, Q: {Type: CommaDelimitedList},\n"
		"  U: {Type: CommaDelimitedList}}\n"
		"Mappings: {M: {a: {b: c, l: [x, y]}}}\n"
		"Conditions: {C: !Equals [!Ref P, x]}\n"
		"Resources: {R: {Type: A::B::C, X: ";
	static const char bindings[] = "{B: v, L: [x, !Sub '${AWS::Region}y'], Q: ''}";
	const struct {
		const char *value, *expected;
	} cases[] = {
		{"!Ref B", "v"},
		{"!Ref L", "[x, !Sub '${AWS::Region}y']"},
		{"!Ref Q", "['']"},
		{"{Ref: P}", "!Ref P"},
		{"{Fn::GetAtt: [R, Arn]}", "!GetAtt R.Arn"},
		{"!GetAtt [R, !Ref P]", "!GetAtt [R, !Ref P]"},
		{"!GetAtt [R, !Ref B]", "!GetAtt R.v"},
		{"!Sub '${P}'", "!Ref P"},
		{"!Sub '${R.Arn}'", "!GetAtt R.Arn"},
		{"!Sub '${B}'", "v"},
		{"!Sub '${U}'", "!Sub '${U}'"}, // a list here is an error that stays one
		{"!Sub 'a-${B}-${P}'", "!Sub 'a-v-${P}'"},
		{"!Sub '${!B}'", "'${B}'"},
		{"!Sub '${!B}${P}'", "!Sub '${!B}${P}'"},
		{"!Sub '${P}${'", "!Sub '${P}${'"},
		{"!Join ['', ['${', !Ref P]]", "!Join ['', ['${', !Ref P]]"},
		{"!Join ['', ['${a}', !Ref P, '$']]", "!Sub '${!a}${P}$'"},
		{"!Join ['', ['$', '{x}', !Ref P]]", "!Sub '${!x}${P}'"},
		{"!Join [':', [a, !Ref P, !Ref B]]", "!Sub 'a:${P}:v'"},
		{"!Join [':', [a, !ImportValue x]]", "!Join [':', [a, !ImportValue x]]"},
		{"!Join [':', !Ref L]", "!Sub 'x:${AWS::Region}y'"},
		{"!Join [':', [!If [C, a, b], !Ref B]]", "!Join [':', [!If [C, a, b], v]]"},
		{"!Sub ['${V}-${B}', {V: !ImportValue x}]",
		 "!Sub ['${V}-v', {V: !ImportValue x}]"},
		{"!Sub ['${V}', {V: !ImportValue x}]", "!ImportValue x"},
		{"!Sub ['${V}${P}', {V: !Ref B}]", "!Sub 'v${P}'"},
		{"!Sub ['${V}${W}', {V: !Sub '${P}', P: x, W: !If [C, a, b]}]",
		 "!Sub ['${P}${W}', {W: !If [C, a, b]}]"},
		// A variable may not hide the parameter that stands beside it.
		{"!Sub ['${V}${P}', {V: !Ref P, P: !ImportValue x}]",
		 "!Sub ['${P}${P2}', {P2: !ImportValue x}]"},
		{"!Base64 x", "!Base64 x"},
		{"{Fn::Base64: !Sub 'a${B}'}", "!Base64 av"},
		{"{Fn::Base64: !Sub 'a${P}'}", "{Fn::Base64: !Sub 'a${P}'}"},
		{"!ImportValue x", "!ImportValue x"},
		{"{Fn::ImportValue: !Sub '${B}-x'}", "!ImportValue v-x"},
		{"{Fn::ImportValue: [!Ref B]}", "!ImportValue [v]"},
		{"{Fn::GetAZs: {Ref: AWS::Region}}", "{Fn::GetAZs: !Ref AWS::Region}"},
		{"!Select [0, {Fn::GetAZs: ''}]", "!Select [0, !GetAZs '']"},
		{"!Select [1, !Ref L]", "!Sub '${AWS::Region}y'"},
		{"!Split [',', !Ref P]", "!Split [',', !Ref P]"},
		{"!FindInMap [M, a, b]", "c"},
		{"!FindInMap [M, a, l]", "[x, y]"},
		{"!Cidr [!Ref P, 2, 8]", "!Cidr [!Ref P, 2, 8]"},
		{"!If [C, a, !Ref AWS::NoValue]", "!If [C, a, !Ref AWS::NoValue]"},
		{"!If [C, {a: !Ref B}, !If [C, x, [y]]]", "!If [C, {a: v}, [y]]"},
		{"[a, !If [C, b, !Ref AWS::NoValue], !Ref AWS::NoValue]",
		 "[a, !If [C, b, !Ref AWS::NoValue]]"},
		{"{Fn::Unheard: [!Ref B]}", "{Fn::Unheard: [v]}"},
		{"{Condition: C}", "{Condition: C}"},
		{"{Fn::Transform: {Name: x, Parameters: {a: !Ref B}}}",
		 "!Transform {Name: x, Parameters: {a: v}}"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text = arena_printf(&arena, "%s%s}}\n", head, cases[i].value);
		const struct doc *folded = fold(read_doc(text), bindings, true);
		const struct node *value = node_path(folded->root, "Resources/R/X");
		const struct node *expected = read_doc(cases[i].expected)->root;
		if (!node_same(value, expected))
			fail_msg("%s\n%.*s", cases[i].value, STR(write_yaml(&arena, folded)));
		struct doc *again = fold(folded, NULL, true);
		assert_true(node_same(again->root, folded->root));
	}
}

static void json_has_long_forms(void **state)
{
	const struct doc *d = read_doc(
		"Conditions: {C: !Not [!Condition D], D: !Equals [!Ref P, x]}\n"
		"Parameters: {P: {Type: String}}\n"
		"Resources: {R: {Condition: C, Type: A::B::C, X: [!Ref P, !GetAtt R.Outputs.Y,\n"
		"  !Sub '${P}-', !If [D, 1, '1'], !Base64 x, {Fn::GetAZs: !Ref AWS::Region}]}}\n");

	(void)state;
	assert_true(str_is(
		write_json_minified(&arena, fold(d, NULL, false)->root),
		"{\"Conditions\":{\"C\":{\"Fn::Not\":[{\"Condition\":\"D\"}]},"
		"\"D\":{\"Fn::Equals\":[{\"Ref\":\"P\"},\"x\"]}},"
		"\"Parameters\":{\"P\":{\"Type\":\"String\"}},"
		"\"Resources\":{\"R\":{\"Condition\":\"C\",\"Type\":\"A::B::C\",\"X\":["
		"{\"Ref\":\"P\"},{\"Fn::GetAtt\":[\"R\",\"Outputs.Y\"]},"
		"{\"Fn::Sub\":\"${P}-\"},\"1\",{\"Fn::Base64\":\"x\"},"
		"{\"Fn::GetAZs\":{\"Ref\":\"AWS::Region\"}}]}}}"));
}

// --- whole templates ---

static void what_is_dead_goes(void **state)
{
	const struct fold_case cases[] = {
		{"resources, outputs and what depends on them",
		 "Parameters: {P: {Type: String}}\n"
		 "Conditions:\n"
		 "  On: !Equals [!Ref P, a]\n"
		 "  Off: !Not [!Condition On]\n"
		 "Resources:\n"
		 "  A: {Type: T, Condition: Off}\n"
		 "  B: {Type: T, Condition: On, DependsOn: A}\n"
		 "  C: {Type: T, DependsOn: [A, B]}\n"
		 "  D: {Type: T, DependsOn: [A]}\n"
		 "Outputs:\n"
		 "  O: {Condition: Off, Value: !Ref A}\n",
		 "P: a",
		 "Resources:\n"
		 "  B: {Type: T}\n"
		 "  C: {Type: T, DependsOn: [B]}\n"
		 "  D: {Type: T}\n"},
		{"a condition that stays is assumed inside",
		 "Parameters: {P: {Type: String}, Q: {Type: String}}\n"
		 "Conditions:\n"
		 "  A: !Equals [!Ref P, a]\n"
		 "  B: !Equals [!Ref P, b]\n"
		 "  AB: !Or [!Condition A, !Condition B]\n"
		 "Resources:\n"
		 "  R: {Type: T, Condition: A, X: !If [AB, !If [B, 1, 2], 3], Y: !Ref Q}\n",
		 NULL,
		 "Parameters: {P: {Type: String}, Q: {Type: String}}\n"
		 "Conditions:\n"
		 "  A: !Equals [!Ref P, a]\n"
		 "Resources:\n"
		 "  R: {Type: T, Condition: A, X: 2, Y: !Ref Q}\n"},
		{"conditions shrink",
		 "Parameters: {P: {Type: String}, Q: {Type: String}, N: {Type: String}}\n"
		 "Conditions:\n"
		 "  A: !Equals [!Ref P, a]\n"
		 "  B: !And [!Condition A, !Equals [!Ref Q, b], !Not [!Equals [!Ref N, '']]]\n"
		 "  C: !Or [!Equals [!Ref Q, ''], !Condition B]\n"
		 "  D: !Not [!Not [!Condition C]]\n"
		 "  E: !Equals [!Sub '${N}${Q}', x]\n"
		 "Resources: {R: {Type: T, X: [!If [B, 1, 2], !If [C, 1, 2], !If [D, 1, 2],\n"
		 "  !If [E, 1, 2]]}}\n",
		 "{P: a, N: x}",
		 "Parameters: {Q: {Type: String}}\n"
		 "Conditions:\n"
		 "  B: !Equals [!Ref Q, b]\n"
		 "  C: !Or [!Equals [!Ref Q, ''], !Condition B]\n"
		 "  D: !Or [!Equals [!Ref Q, ''], !Condition B]\n"
		 "  E: !Equals [!Sub 'x${Q}', x]\n"
		 "Resources: {R: {Type: T, X: [!If [B, 1, 2], !If [C, 1, 2], !If [D, 1, 2],\n"
		 "  !If [E, 1, 2]]}}\n"},
		{"parameters, mappings and conditions that nothing names",
		 "Parameters: {P: {Type: String}, Q: {Type: String}, S: {Type: String}}\n"
		 "Mappings: {M: {a: {b: c}}, N: {a: {b: c}}, K: {x: {y: z}}}\n"
		 "Conditions:\n"
		 "  A: !Equals [!FindInMap [N, !Ref Q, b], x]\n"
		 "  B: !Equals [!Ref P, x]\n"
		 "Resources: {R: {Type: T, X: !If [A, !FindInMap [M, a, b], y]}}\n",
		 NULL,
		 "Parameters: {Q: {Type: String}}\n"
		 "Mappings: {N: {a: {b: c}}}\n"
		 "Conditions: {A: !Equals [!FindInMap [N, !Ref Q, b], x]}\n"
		 "Resources: {R: {Type: T, X: !If [A, c, y]}}\n"},
		{"what orgc is told, and how the console shows what is gone",
		 "Parameters: {P: {Type: String}, Q: {Type: String}}\n"
		 "Metadata:\n"
		 "  orgc: {a: b}\n"
		 "  AWS::CloudFormation::Interface:\n"
		 "    ParameterGroups:\n"
		 "      - {Label: {default: a}, Parameters: [P]}\n"
		 "      - {Label: {default: b}, Parameters: [P, Q]}\n"
		 "    ParameterLabels: {P: {default: c}, Q: {default: d}}\n"
		 "Resources: {R: {Type: T, X: [!Ref P, !Ref Q], Metadata: {orgc: {c: d}}}}\n",
		 "P: x",
		 "Parameters: {Q: {Type: String}}\n"
		 "Metadata:\n"
		 "  AWS::CloudFormation::Interface:\n"
		 "    ParameterGroups:\n"
		 "      - {Label: {default: b}, Parameters: [Q]}\n"
		 "    ParameterLabels: {Q: {default: d}}\n"
		 "Resources: {R: {Type: T, X: [x, !Ref Q], Metadata: {orgc: {c: d}}}}\n"},
		{"metadata that are empty then",
		 "Metadata: {orgc: {a: b}}\nResources: {}\n", NULL, "Resources: {}\n"},
		{"rules about what is decided",
		 "Parameters: {P: {Type: String}, Q: {Type: String}}\n"
		 "Rules:\n"
		 "  A: {Assertions: [{Assert: !Equals [!Ref P, x]}]}\n"
		 "  B: {Assertions: [{Assert: !Contains [[x], !Ref Q]}]}\n"
		 "  C: {Assertions: [{Assert: !EachMemberIn [!ValueOfAll [String, Tags], [x]]}]}\n"
		 "  D: {Assertions: [{Assert: !Equals [!Sub '${P}', x]}]}\n"
		 "Resources: {R: {Type: T}}\n",
		 "P: x",
		 "Parameters: {Q: {Type: String}}\n"
		 "Rules:\n"
		 "  B: {Assertions: [{Assert: !Contains [[x], !Ref Q]}]}\n"
		 "Resources: {R: {Type: T}}\n"},
		{"a function that we do not know keeps its parameters, with their values",
		 "Parameters:\n"
		 "  P: {Type: String, Default: other}\n"
		 "  L: {Type: CommaDelimitedList}\n"
		 "  Q: {Type: String}\n"
		 "  B: {Type: String}\n"
		 "Resources: {R: {Type: T, X: !Unheard [!Ref P, !Ref L]}}\n",
		 "{P: x, L: [a, b], B: z}",
		 "Parameters:\n"
		 "  P: {Type: String, Default: x}\n"
		 "  L: {Type: CommaDelimitedList, Default: 'a,b'}\n"
		 "  Q: {Type: String}\n"
		 "Resources: {R: {Type: T, X: !Unheard [!Ref P, !Ref L]}}\n"},
		{"a circle of conditions stays",
		 "Conditions: {A: !Condition B, B: !Not [!Condition A]}\n"
		 "Resources: {R: {Type: T, Condition: A}}\n",
		 NULL,
		 "Conditions: {A: !Not [!Condition A]}\n"
		 "Resources: {R: {Type: T, Condition: A}}\n"},
		{"a condition that no one defined stays",
		 "Resources: {R: {Type: T, Condition: A, X: !If [B, 1, 2]}}\n", NULL,
		 "Resources: {R: {Type: T, Condition: A, X: !If [B, 1, 2]}}\n"},
	};

	(void)state;
	CHECK_ALL(cases);
}

static void loops_and_transforms(void **state)
{
	const struct fold_case cases[] = {
		{"a loop over what is known is unfolded",
		 "Transform: AWS::LanguageExtensions\n"
		 "Parameters: {Names: {Type: CommaDelimitedList}}\n"
		 "Resources:\n"
		 "  Fn::ForEach::Topics:\n"
		 "    - Name\n"
		 "    - !Ref Names\n"
		 "    - 'Topic&{Name}':\n"
		 "        Type: AWS::SNS::Topic\n"
		 "        Properties:\n"
		 "          TopicName: !Ref Name\n"
		 "          DisplayName: !Sub '${Name}-${AWS::Region}'\n"
		 "          Tags: !Length [a, b]\n"
		 "          Fn::ForEach::Keys: [K, [x, y], {'${Name}${K}': !Ref K}]\n",
		 "Names: a-1,b",
		 "Resources:\n"
		 "  Topica1:\n"
		 "    Type: AWS::SNS::Topic\n"
		 "    Properties: {TopicName: a-1, DisplayName: !Sub 'a-1-${AWS::Region}',\n"
		 "      Tags: 2, a-1x: x, a-1y: 'y'}\n"
		 "  Topicb:\n"
		 "    Type: AWS::SNS::Topic\n"
		 "    Properties: {TopicName: b, DisplayName: !Sub 'b-${AWS::Region}',\n"
		 "      Tags: 2, bx: x, by: 'y'}\n"},
		{"loops in loops, and in the conditions and outputs that they need",
		 "Transform: [AWS::LanguageExtensions]\n"
		 "Parameters: {P: {Type: String}}\n"
		 "Conditions:\n"
		 "  Fn::ForEach::Cs: [I, [a, b], {'Is${I}': !Equals [!Ref P, !Ref I]}]\n"
		 "Resources:\n"
		 "  Fn::ForEach::Outer:\n"
		 "    - I\n"
		 "    - [a, b]\n"
		 "    - Fn::ForEach::Inner:\n"
		 "        - J\n"
		 "        - [x, 'y']\n"
		 "        - '${I}${J}': {Type: T, Condition: 'Is${I}', X: !If ['Is${I}', 1, 2]}\n",
		 "P: a",
		 "Resources:\n"
		 "  ax: {Type: T, X: 1}\n"
		 "  ay: {Type: T, X: 1}\n"},
		{"a loop over what is not known stays, with all that it may name",
		 "Transform: AWS::LanguageExtensions\n"
		 "Parameters: {L: {Type: CommaDelimitedList}, P: {Type: String}, B: {Type: String}}\n"
		 "Resources:\n"
		 "  Fn::ForEach::Topics:\n"
		 "    - Name\n"
		 "    - !Ref L\n"
		 "    - 'Topic${Name}': {Type: T, X: !Ref B}\n",
		 "B: x",
		 "Transform: AWS::LanguageExtensions\n"
		 "Parameters: {L: {Type: CommaDelimitedList}, P: {Type: String}}\n"
		 "Resources:\n"
		 "  Fn::ForEach::Topics:\n"
		 "    - Name\n"
		 "    - !Ref L\n"
		 "    - 'Topic${Name}': {Type: T, X: x}\n"},
		{"other transforms stay",
		 "Transform: [AWS::LanguageExtensions, AWS::SecretsManager-2020-07-23]\n"
		 "Resources: {R: {Type: T, X: !Length [a]}}\n",
		 NULL,
		 "Transform: [AWS::SecretsManager-2020-07-23]\n"
		 "Resources: {R: {Type: T, X: 1}}\n"},
		{"what still needs the transform keeps it",
		 "Transform: AWS::LanguageExtensions\n"
		 "Parameters: {L: {Type: CommaDelimitedList}}\n"
		 "Resources: {R: {Type: T, X: {Fn::Length: !Ref L}}}\n",
		 NULL,
		 "Transform: AWS::LanguageExtensions\n"
		 "Parameters: {L: {Type: CommaDelimitedList}}\n"
		 "Resources: {R: {Type: T, X: {Fn::Length: !Ref L}}}\n"},
		{"a default of a map's value needs the transform",
		 "Transform: AWS::LanguageExtensions\n"
		 "Parameters: {P: {Type: String}}\n"
		 "Mappings: {M: {a: {b: c}}}\n"
		 "Resources: {R: {Type: T, X: !FindInMap [M, !Ref P, b, {DefaultValue: d}]}}\n",
		 NULL,
		 "Transform: AWS::LanguageExtensions\n"
		 "Parameters: {P: {Type: String}}\n"
		 "Mappings: {M: {a: {b: c}}}\n"
		 "Resources: {R: {Type: T, X: !FindInMap [M, !Ref P, b, {DefaultValue: d}]}}\n"},
		{"a look-up without one does not",
		 "Transform: AWS::LanguageExtensions\n"
		 "Parameters: {P: {Type: String}}\n"
		 "Mappings: {M: {a: {b: c}}}\n"
		 "Resources: {R: {Type: T, X: !FindInMap [M, !Ref P, b]}}\n",
		 NULL,
		 "Parameters: {P: {Type: String}}\n"
		 "Mappings: {M: {a: {b: c}}}\n"
		 "Resources: {R: {Type: T, X: !FindInMap [M, !Ref P, b]}}\n"},
		{"inside a macro nothing is folded",
		 "Transform: Mine\n"
		 "Metadata: {orgc: {a: b}, c: d}\n"
		 "Parameters: {P: {Type: String}}\n"
		 "Conditions: {C: !Equals [a, b]}\n"
		 "Resources: {R: {Type: T, Condition: C, X: {Ref: P}}}\n",
		 "P: x",
		 "Transform: Mine\n"
		 "Metadata: {c: d}\n"
		 "Parameters: {P: {Type: String}}\n"
		 "Conditions: {C: !Equals [a, b]}\n"
		 "Resources: {R: {Type: T, Condition: C, X: !Ref P}}\n"},
	};

	(void)state;
	CHECK_ALL(cases);
}

static void odd_documents_are_left_alone(void **state)
{
	const char *const texts[] = {"", "a\n", "[a, !Ref b]\n", "Resources: a\n",
	                             "Resources: {R: !Ref P, S: a, T: [b]}\n",
	                             "Conditions: [a]\nParameters: a\nTransform: []\n"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct doc *d = read_doc(texts[i]), *folded = fold(d, "{P: x}", true);
		assert_true(i == 4 || i == 5 || node_same(folded->root, d->root));
	}
}

static void places_are_those_of_the_origin(void **state)
{
	const struct doc *d = read_doc(
		"Parameters: {P: {Type: String}}\n"
		"Resources: {R: {Type: T, X: !Ref P, Y: !Sub '${P}-${AWS::Region}'}}\n");
	const struct doc *origin = read_doc("P: bound\n");
	struct eval *e = eval_new(&arena, template_of(&arena, d), origin->root);
	const struct doc *folded = fold_template(e, origin, true);
	const struct node *x = node_path(folded->root, "Resources/R/X");
	const struct node *y = node_path(folded->root, "Resources/R/Y");
	const struct node *type = node_path(folded->root, "Resources/R/Type");

	(void)state;
	assert_int_equal(folded->source_count, 2);
	assert_ptr_equal(folded->sources[1], origin->sources[0]);
	assert_true(str_is(node_source_text(folded, x), "bound"));
	assert_true(str_is(node_source_text(folded, y), "!Sub '${P}-${AWS::Region}'"));
	assert_true(str_is(node_source_text(folded, type), "T"));
}

static void comments_of_the_template_stay(void **state)
{
	const struct doc *d = read_doc(
		"Parameters: {P: {Type: String}, L: {Type: CommaDelimitedList}}\n"
		"Conditions: {C: !Equals [!Ref P, b]}\n"
		"Resources:\n"
		"  # the thing\n"
		"  R:\n"
		"    Type: T # of type T\n"
		"    X:\n"
		"      # bound\n"
		"      - !Ref P\n"
		"      # chosen\n"
		"      - !If\n"
		"        - C\n"
		"        # then\n"
		"        - {a: b}\n"
		"        - !Ref AWS::NoValue\n"
		"      # not chosen\n"
		"      - !If [C, !Ref AWS::NoValue, c]\n"
		"    Z: !Ref L\n");
	const char *bindings = "P: b # of the binding\n"
	                       "L:\n"
	                       "  # of the item\n"
	                       "  - x\n";

	(void)state;
	assert_true(str_is(write_yaml(&arena, fold(d, bindings, true)),
	                   "Resources:\n"
	                   "  # the thing\n"
	                   "  R:\n"
	                   "    Type: T # of type T\n"
	                   "    X:\n"
	                   "      - b\n"
	                   "      # chosen\n"
	                   "      - a: b\n"
	                   "    Z:\n"
	                   "      - x\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_spelled_as_a_person_would),
		cmocka_unit_test(json_has_long_forms),
		cmocka_unit_test(what_is_dead_goes),
		cmocka_unit_test(loops_and_transforms),
		cmocka_unit_test(odd_documents_are_left_alone),
		cmocka_unit_test(places_are_those_of_the_origin),
		cmocka_unit_test(comments_of_the_template_stay),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
