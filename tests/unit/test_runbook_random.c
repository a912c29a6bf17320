// Runbooks made at random: those that are well typed give no finding, and those in which
// exactly one thing is broken give exactly that one, at its line. SEED in the environment
// repeats a run, and ROUNDS asks for more.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lint/lint.h"
#include "model/read/read.h"
#include "tests/unit/random_tree.h"

enum { STEPS_MOST = 9, VALUES_MOST = 40 };

// What can be broken, and the rule that says so.
enum fault {
	SOUND,
	FAULT_PARAMETER,
	FAULT_STEP,
	FAULT_OUTPUT,
	FAULT_ACTION,
	FAULT_INPUT_MISSING,
	FAULT_INPUT,
	FAULT_INPUT_VALUE,
	FAULT_NEXT_STEP,
	FAULT_LIST_AS_TEXT,
	FAULT_API_INPUT_MISSING,
	FAULT_OPERATION,
	FAULT_API_INPUT,
	FAULT_RUNTIME,
	FAULT_HANDLER,
	FAULT_EVENT,
	FAULT_INDENT,
	FAULT_BRACKET,
	FAULT_SELECTOR,
	FAULT_OUTPUT_TYPE,
	FAULT_PARAMETER_TYPE,
	FAULT_DURATION,
	FAULT_OR_OF_ONE,
	FAULT_OPERATOR,
	FAULT_NAME_TWICE,
	FAULT_VERSION,
	FAULT_LATER,
	FAULT_GLOBAL,
	FAULT_VARIABLE,
	FAULT_TIMEOUT,
	FAULTS,
};
static const char *const expected[FAULTS] = {
	[FAULT_PARAMETER] = "SSM042",   [FAULT_STEP] = "SSM043",
	[FAULT_OUTPUT] = "SSM044",      [FAULT_ACTION] = "SSM015",
	[FAULT_INPUT_MISSING] = "SSM018", [FAULT_INPUT] = "SSM017",
	[FAULT_INPUT_VALUE] = "SSM020", [FAULT_NEXT_STEP] = "SSM023",
	[FAULT_LIST_AS_TEXT] = "SSM052", [FAULT_API_INPUT_MISSING] = "SSM073",
	[FAULT_OPERATION] = "SSM071",   [FAULT_API_INPUT] = "SSM072",
	[FAULT_RUNTIME] = "SSM074",     [FAULT_HANDLER] = "SSM077",
	[FAULT_EVENT] = "SSM080",       [FAULT_INDENT] = "SSM078",
	[FAULT_BRACKET] = "SSM079",     [FAULT_SELECTOR] = "SSM092",
	[FAULT_OUTPUT_TYPE] = "SSM064", [FAULT_PARAMETER_TYPE] = "SSM054",
	[FAULT_DURATION] = "SSM086",    [FAULT_OR_OF_ONE] = "SSM035",
	[FAULT_OPERATOR] = "SSM036",    [FAULT_NAME_TWICE] = "SSM013",
	[FAULT_VERSION] = "SSM003",     [FAULT_LATER] = "SSM045",
	[FAULT_GLOBAL] = "SSM047",      [FAULT_VARIABLE] = "SSM046",
	[FAULT_TIMEOUT] = "SSM030",
};

// A value that steps can refer to: a parameter, or an output with its step.
struct value {
	enum ssm_form form;
	const char *step; // NULL: a parameter
	const char *name;
};

struct maker {
	struct out o;
	struct dice dice;
	enum fault fault;
	size_t place;  // of those where the fault could be made, the one that is
	size_t places; // seen so far
	unsigned line; // of the fault; 0: none was made
	struct value values[VALUES_MOST];
	size_t value_count;
	size_t steps, step_count;
	const char *last_step;
};

static unsigned line_now(const struct maker *m)
{
	unsigned line = 1;

	for (size_t i = 0; i < m->o.len; i++)
		line += m->o.at[i] == '\n';
	return line;
}

// Whether the thing that comes next is to be broken in this way.
static bool broken(struct maker *m, enum fault fault)
{
	if (fault != m->fault || m->places++ != m->place)
		return false;
	m->line = line_now(m);
	return true;
}

static const char *text_of(struct maker *m, const char *format, size_t number)
{
	return arena_printf(m->o.arena, format, number);
}

static void add_value(struct maker *m, enum ssm_form form, const char *step,
                      const char *name)
{
	m->values[m->value_count++] = (struct value){form, step, name};
}

static const struct value *pick(struct maker *m, enum ssm_form form)
{
	size_t start = dice_roll(&m->dice, m->value_count);

	for (size_t i = 0; i < m->value_count; i++)
		if (m->values[(start + i) % m->value_count].form == form)
			return &m->values[(start + i) % m->value_count];
	return NULL;
}

static void put_reference(struct maker *m, const struct value *v)
{
	out_text(&m->o, dice_roll(&m->dice, 2) ? "{{ " : "{{");
	if (!v->step)
		out_printf(&m->o, "%s%s", v->name, broken(m, FAULT_PARAMETER) ? "Q" : "");
	else
		out_printf(&m->o, "%s%s.%s%s", v->step, broken(m, FAULT_STEP) ? "Q" : "", v->name,
		           broken(m, FAULT_OUTPUT) ? "Q" : "");
	out_text(&m->o, dice_roll(&m->dice, 2) ? " }}" : "}}");
}

// The whole text of an input of type String, after its key.
static void put_text(struct maker *m)
{
	static const struct value later = {SSM_STRING, "tell", "MessageId"};
	const struct value *v = pick(m, SSM_STRING);

	out_byte(&m->o, '\'');
	if (broken(m, FAULT_LIST_AS_TEXT))
		v = pick(m, SSM_STRING_LIST);
	else if (broken(m, FAULT_LATER))
		v = &later;
	else if (dice_roll(&m->dice, 4) == 0)
		out_printf(&m->o, "of-{{ global:%s }}-", broken(m, FAULT_GLOBAL) ? "TIMES" : "DATE");
	put_reference(m, v);
	out_text(&m->o, "'\n");
}

static void put_list(struct maker *m)
{
	bool is_whole = dice_roll(&m->dice, 2);

	out_text(&m->o, is_whole ? "'" : "['");
	put_reference(m, pick(m, is_whole ? SSM_STRING_LIST : SSM_STRING));
	out_text(&m->o, is_whole ? "'\n" : "']\n");
}

// --- steps ---

static void begin_step(struct maker *m, const char *name, const char *action)
{
	if (m->last_step && broken(m, FAULT_NAME_TWICE))
		out_printf(&m->o, "  - name: %s\n    action: aws:pause\n    inputs: {}\n",
		           m->last_step);
	out_printf(&m->o, "  - name: %s\n", name);
	out_printf(&m->o, "    action: %s%s\n", action, broken(m, FAULT_ACTION) ? "s" : "");
	if (dice_roll(&m->dice, 3) == 0)
		out_printf(&m->o, "    timeoutSeconds: %s\n",
		           broken(m, FAULT_TIMEOUT) ? "5m" : "300");
	if (dice_roll(&m->dice, 3) == 0)
		out_text(&m->o, "    onFailure: Abort\n");
	m->last_step = name;
}

static void begin_inputs(struct maker *m)
{
	out_text(&m->o, "    inputs:\n");
}

static void put_image(struct maker *m, const char *name)
{
	begin_step(m, name, "aws:createImage");
	begin_inputs(m);
	out_text(&m->o, "      InstanceId: ");
	put_text(m);
	out_printf(&m->o, "      ImageName: of-%s\n", name);
	out_printf(&m->o, "      NoReboot%s: true\n", broken(m, FAULT_INPUT) ? "s" : "");
	add_value(m, SSM_STRING, name, "ImageId");
}

static void put_stop(struct maker *m, const char *name)
{
	bool is_missing;

	begin_step(m, name, "aws:changeInstanceState");
	is_missing = broken(m, FAULT_INPUT_MISSING);
	begin_inputs(m);
	out_text(&m->o, "      InstanceIds: ");
	put_list(m);
	if (!is_missing)
		out_printf(&m->o, "      DesiredState: %s\n",
		           broken(m, FAULT_INPUT_VALUE) ? "halted" : "stopped");
}

static void put_output(struct maker *m, const char *name, const char *output,
                       const char *selector, enum ssm_form form)
{
	out_printf(&m->o, "      - Name: %s\n", output);
	out_printf(&m->o, "        Selector: %s\n",
	           broken(m, FAULT_SELECTOR) ? selector + 2 : selector);
	out_printf(&m->o, "        Type: %s%s\n", ssm_form_name(form),
	           broken(m, FAULT_OUTPUT_TYPE) ? "s" : "");
	add_value(m, form, name, output);
}

static void put_get(struct maker *m, const char *name)
{
	bool is_missing;

	begin_step(m, name, "aws:executeAwsApi");
	begin_inputs(m);
	out_text(&m->o, "      Service: ssm\n");
	is_missing = broken(m, FAULT_API_INPUT_MISSING);
	out_printf(&m->o, "      Api: %s%s\n",
	           dice_roll(&m->dice, 2) ? "GetParameter" : "get-parameter",
	           broken(m, FAULT_OPERATION) ? "q" : "");
	if (!is_missing) {
		out_text(&m->o, "      Name: ");
		put_text(m);
	}
	out_printf(&m->o, "      WithDecryption%s: true\n", broken(m, FAULT_API_INPUT) ? "s" : "");
	out_text(&m->o, "    outputs:\n");
	put_output(m, name, "Value", "$.Parameter.Value", SSM_STRING);
}

static void put_images(struct maker *m, const char *name)
{
	begin_step(m, name, "aws:executeAwsApi");
	begin_inputs(m);
	out_text(&m->o, "      Service: ec2\n      Api: DescribeImages\n      Owners: ");
	put_list(m);
	out_text(&m->o, "    outputs:\n");
	put_output(m, name, "Ids", "$.Images[*].ImageId", SSM_STRING_LIST);
	put_output(m, name, "First", "$.Images[0].ImageId", SSM_STRING);
}

static void put_script(struct maker *m, const char *name)
{
	begin_step(m, name, "aws:executeScript");
	begin_inputs(m);
	out_printf(&m->o, "      Runtime: %s\n", broken(m, FAULT_RUNTIME) ? "python3.8"
	                                                                 : "python3.12");
	out_printf(&m->o, "      Handler: %s\n", broken(m, FAULT_HANDLER) ? "handlerq" : "handler");
	out_text(&m->o, "      InputPayload:\n        ids: ");
	put_list(m);
	out_text(&m->o, "      Script: |-\n        def handler(events, context):\n");
	out_printf(&m->o, "%s        ids = events[\"ids\"]\n",
	           broken(m, FAULT_INDENT) ? "" : "    ");
	out_printf(&m->o, "            return {\"first\": ids[0%s\n",
	           broken(m, FAULT_BRACKET) ? ")}" : "]}");
	if (m->fault == FAULT_EVENT && broken(m, FAULT_EVENT)) {
		m->o.len -= strlen("            return {\"first\": ids[0]}\n");
		m->line--;
		out_text(&m->o, "            return {\"first\": events[\"many\"]}\n");
	}
	out_text(&m->o, "    outputs:\n");
	put_output(m, name, "First", "$.Payload.first", SSM_STRING);
}

static void put_wait(struct maker *m, const char *name)
{
	begin_step(m, name, "aws:sleep");
	begin_inputs(m);
	out_printf(&m->o, "      Duration: %s\n", broken(m, FAULT_DURATION) ? "10m" : "PT10M");
}

static void put_condition(struct maker *m, const char *indent)
{
	out_printf(&m->o, "%sVariable: '", indent);
	put_reference(m, pick(m, SSM_STRING));
	out_text(&m->o, "'\n");
	out_printf(&m->o, "%sStringEquals%s: a%zu\n", indent,
	           broken(m, FAULT_OPERATOR) ? "q" : "", dice_roll(&m->dice, 1000));
}

// Leads on to some later step, or to the next one.
static void put_branch(struct maker *m, const char *name)
{
	size_t later = m->step_count + 1 + dice_roll(&m->dice, m->steps - m->step_count);
	bool is_or = dice_roll(&m->dice, 2), is_single;
	const char *target = later >= m->steps ? "tell" : text_of(m, "step%zu", later);

	begin_step(m, name, "aws:branch");
	begin_inputs(m);
	out_text(&m->o, "      Choices:\n        - NextStep: ");
	m->o.len -= strlen("        - NextStep: ");
	out_printf(&m->o, "        - NextStep: %s%s\n", target,
	           broken(m, FAULT_NEXT_STEP) ? "q" : "");
	is_single = is_or && broken(m, FAULT_OR_OF_ONE);
	if (!is_or) {
		put_condition(m, "          ");
		return;
	}
	out_text(&m->o, "          Or:\n");
	for (int i = 0; i < (is_single ? 1 : 2); i++) {
		size_t start = m->o.len;

		put_condition(m, "              ");
		m->o.at[start + 12] = '-';
	}
}

static void put_loop(struct maker *m, const char *name)
{
	begin_step(m, name, "aws:loop");
	begin_inputs(m);
	out_text(&m->o, "      Iterators: '");
	put_reference(m, pick(m, SSM_STRING_LIST));
	out_printf(&m->o, "'\n      Steps:\n        - name: %sInner\n"
	                  "          action: aws:deleteImage\n          inputs:\n"
	                  "            ImageId: '{{ %s.CurrentIteratorValue }}'\n",
	           name, name);
}

static void put_count(struct maker *m, const char *name)
{
	begin_step(m, name, "aws:updateVariable");
	begin_inputs(m);
	out_printf(&m->o, "      Name: variable:last\n      Value: 'x-{{ variable:last%s }}'\n",
	           "");
	if (m->fault == FAULT_VARIABLE && broken(m, FAULT_VARIABLE)) {
		m->o.len -= strlen(" }}'\n");
		m->line--;
		out_text(&m->o, "Q }}'\n");
	}
}

static void put_step(struct maker *m)
{
	static void (*const kinds[])(struct maker *m, const char *name) = {
		put_image, put_stop, put_get, put_images, put_script,
		put_wait,  put_branch, put_loop, put_count,
	};
	const char *name = text_of(m, "step%zu", m->step_count);

	kinds[dice_roll(&m->dice, sizeof kinds / sizeof *kinds)](m, name);
}

// Reads all there is, twice, so that nothing is unused if one of the readings is broken.
static void put_last(struct maker *m)
{
	static const char *const keys[] = {"Message", "Subject"};

	out_text(&m->o, "  - name: tell\n    action: aws:executeAwsApi\n    inputs:\n"
	                "      Service: sns\n      Api: Publish\n"
	                "      TopicArn: arn:aws:sns:eu-west-1:111122223333:runs\n");
	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		out_printf(&m->o, "      %s: '{{ variable:last }}", keys[k]);
		for (size_t i = 0; i < m->value_count; i++) {
			out_byte(&m->o, ' ');
			put_reference(m, &m->values[i]);
		}
		out_text(&m->o, "'\n");
	}
	out_text(&m->o, "    outputs:\n      - Name: MessageId\n"
	                "        Selector: $.MessageId\n");
}

static void put_parameters(struct maker *m)
{
	static const enum ssm_form forms[] = {SSM_STRING, SSM_STRING_LIST, SSM_INTEGER,
	                                      SSM_BOOLEAN};
	size_t count = 2 + dice_roll(&m->dice, 3);

	out_text(&m->o, "parameters:\n");
	for (size_t i = 0; i < count; i++) {
		enum ssm_form form = forms[i < 2 ? i : dice_roll(&m->dice, 4)];
		const char *name = text_of(m, "Parameter%zu", i);

		out_printf(&m->o, "  %s:\n", name);
		out_printf(&m->o, "    type: %s%s\n", ssm_form_name(form),
		           broken(m, FAULT_PARAMETER_TYPE) ? "q" : "");
		add_value(m, form, NULL, name);
	}
}

static struct maker make(struct arena *a, uint64_t seed, enum fault fault, size_t place)
{
	struct maker m = {.o = {.arena = a}, .dice = {seed}, .fault = fault, .place = place};

	m.steps = 1 + dice_roll(&m.dice, STEPS_MOST);
	out_text(&m.o, broken(&m, FAULT_VERSION) ? "schemaVersion: 0.3\n"
	                                         : "schemaVersion: '0.3'\n");
	put_parameters(&m);
	out_text(&m.o, "variables:\n  last:\n    type: String\n    default: none\nmainSteps:\n");
	for (m.step_count = 0; m.step_count < m.steps; m.step_count++)
		put_step(&m);
	put_last(&m);
	return m;
}

// --- judging ---

static void fail_with(const struct maker *m, const struct lint_result *r, struct source *s)
{
	print_error("%.*s\nexpected %s at line %u; found:\n", STR(out_str(&m->o)),
	            m->fault ? expected[m->fault] : "nothing", m->line);
	for (size_t i = 0; i < r->findings.count; i++)
		print_error("  line %u: %s [%s]\n",
		            source_place(r->diags.arena, s, r->findings.items[i].start).line,
		            r->findings.items[i].message, r->findings.items[i].rule->id);
	fail();
}

static void judge(struct arena *a, const struct maker *m)
{
	struct source *source = source_new(a, "random.yaml", out_str(&m->o));
	struct lint_result result = {.diags.arena = a}, *results[] = {&result};
	const struct diag *only;

	lint_document(a, doc_read(a, source, SYNTAX_YAML, template_tags, &result.diags),
	              POLICY_UNSURE, &result);
	lint_finish(results, 1, NULL);
	only = result.findings.items;
	if (result.findings.count != (m->fault != SOUND) ||
	    (m->fault && (strcmp(only->rule->id, expected[m->fault]) != 0 ||
	                  source_place(a, source, only->start).line != m->line)))
		fail_with(m, &result, source);
}

static size_t rounds(void)
{
	const char *said = getenv("ROUNDS");

	return said ? strtoul(said, NULL, 10) : 300;
}

static void test_sound(void **state)
{
	struct dice dice = dice_from_environment("sound runbooks");

	(void)state;
	for (size_t i = rounds(); i > 0; i--) {
		struct arena a = {0};
		struct maker m = make(&a, dice_next(&dice), SOUND, 0);

		judge(&a, &m);
		arena_free(&a);
	}
}

static void test_broken(void **state)
{
	struct dice dice = dice_from_environment("broken runbooks");
	size_t made[FAULTS] = {0};

	(void)state;
	for (size_t done = 0; done < rounds();) {
		struct arena a = {0};
		uint64_t seed = dice_next(&dice);
		enum fault fault = (enum fault)(1 + dice_roll(&dice, FAULTS - 1));
		struct maker m = make(&a, seed, fault, SIZE_MAX);

		if (m.places > 0) {
			m = make(&a, seed, fault, dice_roll(&dice, m.places));
			judge(&a, &m);
			made[fault]++;
			done++;
		}
		arena_free(&a);
	}
	for (int i = 1; i < FAULTS && rounds() >= 1000; i++)
		assert_true(made[i] > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sound),
		cmocka_unit_test(test_broken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
