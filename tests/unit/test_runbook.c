// What a document of Systems Manager is made of, what its references stand for, and which
// step can follow which.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/read/read.h"
#include "runbooks/api.h"
#include "runbooks/graph.h"
#include "runbooks/reference.h"

static const char *const no_tags[] = {"", NULL};

static struct ssm_document *read(struct arena *a, const char *text)
{
	struct diags diags = {.arena = a};
	struct source *source = source_new(a, "runbook.yaml", str_of(text));
	struct doc *doc = doc_read(a, source, SYNTAX_YAML, no_tags, &diags);

	assert_int_equal(diags.count, 0);
	return ssm_document_of(a, doc->root, (struct str){0});
}

static void assert_text(struct str found, const char *wanted)
{
	if (!str_is(found, wanted))
		print_error("found \"%.*s\", wanted \"%s\"\n", STR(found), wanted);
	assert_true(str_is(found, wanted));
}

static const char sample[] =
	"schemaVersion: '0.3'\n"
	"parameters:\n"
	"  Ids: {type: StringList}\n"
	"  Id: {type: AWS::EC2::Instance::Id, default: i-1}\n"
	"variables:\n"
	"  tries: {type: Integer, default: 0}\n"
	"mainSteps:\n"
	"  - name: image\n"
	"    action: aws:createImage\n"
	"    onFailure: step:clean\n"
	"    inputs: {InstanceId: '{{ Id }}', ImageName: 'of-{{Id}}-{{ global:DATE }}'}\n"
	"  - name: choose\n"
	"    action: aws:branch\n"
	"    inputs:\n"
	"      Choices:\n"
	"        - {NextStep: each, Variable: '{{ image.ImageState }}', StringEquals: available}\n"
	"      Default: clean\n"
	"  - name: each\n"
	"    action: aws:loop\n"
	"    isEnd: true\n"
	"    inputs:\n"
	"      Iterators: '{{ Ids }}'\n"
	"      Steps:\n"
	"        - name: count\n"
	"          action: aws:updateVariable\n"
	"          inputs: {Name: 'variable:tries', Value: '{{ variable:tries }}'}\n"
	"        - name: stop\n"
	"          action: aws:executeAwsApi\n"
	"          inputs:\n"
	"            Service: ec2\n"
	"            Api: stop-instances\n"
	"            InstanceIds: ['{{ each.CurrentIteratorValue }}']\n"
	"          outputs: [{Name: State, Selector: '$.StoppingInstances[0]', Type: StringMap}]\n"
	"  - name: never\n"
	"    action: aws:sleep\n"
	"    inputs: {Duration: PT1M}\n"
	"  - name: clean\n"
	"    action: aws:deleteImage\n"
	"    inputs: {ImageId: '{{ image.ImageId }}'}\n";

static void test_parts(void **state)
{
	struct arena a = {0};
	struct ssm_document *d = read(&a, sample);

	(void)state;
	assert_int_equal(d->kind, SSM_AUTOMATION);
	assert_text(d->version, "0.3");
	assert_int_equal(d->parameter_count, 2);
	assert_int_equal(ssm_parameter(d, S("Ids"))->type.form, SSM_STRING_LIST);
	assert_int_equal(ssm_parameter(d, S("Id"))->type.form, SSM_STRING);
	assert_text(node_str(ssm_parameter(d, S("Id"))->fallback), "i-1");
	assert_null(ssm_parameter(d, S("id")));
	assert_int_equal(ssm_variable(d, S("tries"))->type.form, SSM_INTEGER);
	assert_int_equal(d->count, 7);
	assert_text(d->steps[4].name, "stop");
	assert_ptr_equal(d->steps[4].loop, ssm_step(d, S("each")));
	assert_int_equal(d->steps[2].after, 5);
	assert_int_equal(d->steps[3].after, 4);
	assert_int_equal(d->steps[4].after, d->count);
	assert_false(d->varies);
	assert_text(ssm_step_nearest(d, S("imagee")), "image");
	arena_free(&a);
}

static void test_kinds(void **state)
{
	static const struct {
		const char *text;
		enum ssm_kind kind;
		bool is;
	} rows[] = {
		{"schemaVersion: '2.2'\nmainSteps: [{action: aws:runShellScript}]", SSM_COMMAND, true},
		{"schemaVersion: '1.2'\nruntimeConfig: {}", SSM_COMMAND, true},
		{"schemaVersion: '1.0'\nsessionType: Standard_Stream", SSM_SESSION, true},
		{"mainSteps: [{action: 'aws:sleep'}]", SSM_AUTOMATION, true},
		{"schemaVersion: 2\nmediaType: application/json", SSM_UNSURE, false},
		{"Resources: {}\nmainSteps: [{action: 'aws:sleep'}]", SSM_AUTOMATION, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		struct ssm_document *d = read(&a, rows[i].text);

		assert_int_equal(d->kind, rows[i].kind);
		assert_int_equal(ssm_is(d->root), rows[i].is);
		arena_free(&a);
	}
}

static void test_references(void **state)
{
	static const char *const names[] = {"Id", "Id", "DATE", "image.ImageState", "Ids", "tries",
	                                    "each.CurrentIteratorValue", "image.ImageId"};
	struct arena a = {0};
	struct ssm_document *d = read(&a, sample);

	(void)state;
	assert_int_equal(d->reference_count, sizeof names / sizeof *names);
	for (size_t i = 0; i < d->reference_count; i++)
		assert_text(d->references[i].name, names[i]);
	assert_true(d->references[0].whole);
	assert_false(d->references[1].whole);
	assert_int_equal(d->references[1].at, 3);
	assert_int_equal(d->references[2].to, SSM_REFERS_GLOBAL);
	assert_text(d->references[3].step, "image");
	assert_text(d->references[3].output, "ImageState");
	assert_ptr_equal(d->references[6].in, ssm_step(d, S("stop")));
	assert_int_equal(ssm_reference_type(d, &d->references[4]).form, SSM_STRING_LIST);
	assert_int_equal(ssm_reference_type(d, &d->references[5]).form, SSM_INTEGER);
	assert_int_equal(ssm_reference_type(d, &d->references[6]).form, SSM_STRING);
	arena_free(&a);
}

static void test_what_is_a_reference(void **state)
{
	static const char *const none[] = {"{{ a b }}", "{{}}", "{{ a", "{ a }", "{{ a | b }}",
	                                   "{{.Names}}", "{{-1}}", "{{ \"a\" }}"};
	struct ssm_reference r;
	size_t at;

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		at = 0;
		assert_false(ssm_reference_next(str_of(none[i]), &at, &r));
	}
	at = 0;
	assert_true(ssm_reference_next(S("x{{{a}}{{ ssm:/b/c }}"), &at, &r));
	assert_text(r.name, "a");
	assert_true(ssm_reference_next(S("x{{{a}}{{ ssm:/b/c }}"), &at, &r));
	assert_int_equal(r.to, SSM_REFERS_STORE);
	assert_text(r.name, "/b/c");
	assert_int_equal(r.end, 21);
}

static void test_outputs(void **state)
{
	struct arena a = {0};
	struct ssm_document *d = read(&a, sample);
	const struct ssm_step *image = ssm_step(d, S("image")), *stop = ssm_step(d, S("stop"));
	struct ssm_type type;

	(void)state;
	assert_int_equal(ssm_output_exists(image, S("ImageId"), &type), TRUTH_YES);
	assert_int_equal(type.form, SSM_STRING);
	assert_int_equal(ssm_output_exists(image, S("ImageID"), &type), TRUTH_NO);
	assert_text(ssm_output_nearest(image, S("ImageID")), "ImageId");
	assert_int_equal(ssm_output_exists(stop, S("State"), &type), TRUTH_YES);
	assert_int_equal(type.form, SSM_STRING_MAP);
	assert_text(fact_name(ssm_operation(stop)), "StopInstances");
	arena_free(&a);
}

static void test_graph(void **state)
{
	struct arena a = {0};
	struct ssm_document *d = read(&a, sample);
	struct ssm_graph *g = ssm_graph_of(&a, d);
	size_t image = 0, choose = 1, each = 2, count = 3, stop = 4, never = 5, clean = 6;

	(void)state;
	assert_false(g->unsure);
	assert_true(g->reached[stop] && g->reached[clean] && !g->reached[never]);
	assert_true(g->ends[each] && g->ends[clean] && !g->ends[choose]);
	assert_int_equal(ssm_ran_before(g, image, choose), TRUTH_YES);
	assert_int_equal(ssm_ran_before(g, image, stop), TRUTH_YES);
	assert_int_equal(ssm_ran_before(g, choose, clean), TRUTH_UNKNOWN);
	assert_int_equal(ssm_ran_before(g, clean, choose), TRUTH_NO);
	assert_int_equal(ssm_ran_before(g, count, stop), TRUTH_YES);
	assert_int_equal(ssm_ran_before(g, stop, count), TRUTH_UNKNOWN);
	assert_int_equal(ssm_ran_before(g, never, clean), TRUTH_UNKNOWN);
	assert_null(ssm_endless(g));
	arena_free(&a);
}

static void test_endless(void **state)
{
	struct arena a = {0};
	struct ssm_document *d = read(&a,
		"mainSteps:\n"
		"  - {name: a, action: 'aws:sleep', onFailure: 'step:d', inputs: {}}\n"
		"  - {name: b, action: 'aws:sleep', inputs: {}}\n"
		"  - {name: c, action: 'aws:sleep', nextStep: b, inputs: {}}\n"
		"  - {name: d, action: 'aws:sleep', inputs: {}}\n");
	const bool *endless = ssm_endless(ssm_graph_of(&a, d));

	(void)state;
	assert_non_null(endless);
	assert_true(!endless[0] && endless[1] && endless[2] && !endless[3]);
	arena_free(&a);
}

static void test_types(void **state)
{
	(void)state;
	assert_int_equal(ssm_type_fits(SSM_STRING, SSM_STRING_LIST), TRUTH_NO);
	assert_int_equal(ssm_type_fits(SSM_STRING, SSM_INTEGER), TRUTH_YES);
	assert_int_equal(ssm_type_fits(SSM_STRING_LIST, SSM_STRING), TRUTH_YES);
	assert_int_equal(ssm_type_fits(SSM_STRING_MAP, SSM_STRING_LIST), TRUTH_NO);
	assert_int_equal(ssm_type_fits(SSM_INTEGER, SSM_STRING), TRUTH_UNKNOWN);
	assert_int_equal(ssm_type_fits(SSM_ANY, SSM_STRING), TRUTH_UNKNOWN);
	assert_int_equal(ssm_type_of(S("List<AWS::S3::Bucket::Name>")).form, SSM_STRING_LIST);
	assert_int_equal(ssm_type_of(S("MapList")).form, SSM_MAP_LIST);
	assert_int_equal(ssm_type_of(S("string")).form, SSM_ANY);
	assert_text(ssm_type_nearest(S("Strnig")), "String");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_references),
		cmocka_unit_test(test_what_is_a_reference),
		cmocka_unit_test(test_outputs),
		cmocka_unit_test(test_graph),
		cmocka_unit_test(test_endless),
		cmocka_unit_test(test_types),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
