// What reading costs beside the bare library: libyaml's events taken and thrown away, and
// cJSON, on the same bytes. The ways take turns, and of each the median round counts.
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cjson/cJSON.h>

#include "model/read/read.h"
#include "model/write/write.h"
#include "tests/bench/bench.h"

enum { ROUNDS = 31, LARGE = 1 << 20, SMALL = 2 << 10, SMALL_FILES = 500 };

static const char *const tags[] = {
	"", "!Ref", "!Sub", "!GetAtt", "!Join", "!Select", "!Equals", "!If", "!FindInMap",
	"!ImportValue", "!Split", "!Base64", "!Cidr", NULL,
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

// --- texts ---

static void add_yaml_resource(struct out *o, int i)
{
	out_printf(o,
	           "  Role%d:\n"
	           "    Type: AWS::IAM::Role\n"
	           "    DependsOn: [Bucket%d, Topic]  # must be there first\n"
	           "    Properties:\n"
	           "      RoleName: !Sub '${AWS::StackName}-operator-%d'\n"
	           "      AssumeRolePolicyDocument:\n"
	           "        Version: \"2012-10-17\"\n"
	           "        Statement:\n"
	           "          - Effect: Allow\n"
	           "            Principal: {AWS: !Sub \"arn:${AWS::Partition}:iam::111111111111:root\"}\n"
	           "            Action: sts:AssumeRole\n"
	           "            Condition:\n"
	           "              StringEquals:\n"
	           "                aws:PrincipalOrgID: o-a1b2c3d4e5\n"
	           "      Tags:\n"
	           "        - Key: Owner\n"
	           "          Value: !Ref Owner\n"
	           "  # A bucket for what the role writes.\n"
	           "  Bucket%d:\n"
	           "    Type: AWS::S3::Bucket\n"
	           "    Condition: IsProduction\n"
	           "    Properties:\n"
	           "      BucketName: !Join ['-', [!Ref Prefix, logs, \"%d\"]]\n"
	           "      Note: |\n"
	           "        Kept for a year, then removed.\n"
	           "        Ask the owners before that.\n"
	           "\n",
	           i, i, i, i, i);
}

static void add_json_resource(struct out *o, int i)
{
	out_printf(o,
	           "%s\n    \"Role%d\": {\n"
	           "      \"Type\": \"AWS::IAM::Role\",\n"
	           "      \"Properties\": {\n"
	           "        \"RoleName\": {\"Fn::Sub\": \"${AWS::StackName}-operator-%d\"},\n"
	           "        \"MaxSessionDuration\": 3600,\n"
	           "        \"AssumeRolePolicyDocument\": {\n"
	           "          \"Version\": \"2012-10-17\",\n"
	           "          \"Statement\": [\n"
	           "            {\n"
	           "              \"Effect\": \"Allow\",\n"
	           "              \"Principal\": {\"AWS\": \"arn:aws:iam::111111111111:root\"},\n"
	           "              \"Action\": [\"sts:AssumeRole\", \"sts:TagSession\"],\n"
	           "              \"Condition\": {\"Bool\": {\"aws:SecureTransport\": true}}\n"
	           "            }\n"
	           "          ]\n"
	           "        },\n"
	           "        \"Description\": \"May read, not write:\\n\\\"operators\\\" only\"\n"
	           "      }\n"
	           "    }",
	           i ? "," : "", i, i);
}

static struct str yaml_text(struct arena *a, size_t size)
{
	struct out o = {.arena = a};

	out_text(&o, "AWSTemplateFormatVersion: \"2010-09-09\"\nResources:\n");
	for (int i = 0; o.len < size; i++)
		add_yaml_resource(&o, i);
	return out_str(&o);
}

static struct str json_text(struct arena *a, size_t size)
{
	struct out o = {.arena = a};

	out_text(&o, "{\n  \"Description\": \"A bench\",\n  \"Resources\": {");
	for (int i = 0; o.len < size; i++)
		add_json_resource(&o, i);
	out_text(&o, "\n  }\n}\n");
	return arena_copy(a, out_str(&o)); // with the NUL that cJSON wants
}

static struct str with_accents(struct arena *a, struct str text)
{
	struct out o = {.arena = a};

	for (size_t i = 0; i < text.len; i++)
		if (str_starts(str_slice(text, i, text.len), "Kept"))
			out_text(&o, "\xE4\xBF\x9D\xE5\xAD\x98 K");
		else
			out_bytes(&o, str_slice(text, i, i + 1));
	return out_str(&o);
}

// --- ways ---

static void parse_json(struct str text)
{
	cJSON *json = cJSON_Parse(text.at);

	if (!json)
		abort();
	cJSON_Delete(json);
}

static void read_document(struct str text, enum syntax syntax)
{
	struct arena arena = {0};
	struct diags diags = {.arena = &arena};
	struct source *source = source_new(&arena, "bench", text);
	struct doc *doc = doc_read(&arena, source, syntax, tags, &diags);

	if (!doc->root || diags.count)
		abort();
	arena_free(&arena);
}

static void read_yaml_document(struct str text)
{
	read_document(text, SYNTAX_YAML);
}

static void read_json_document(struct str text)
{
	read_document(text, SYNTAX_JSON);
}

// --- measuring ---

static double seconds(void (*way)(struct str), struct str text, int times)
{
	double start = now();

	for (int i = 0; i < times; i++)
		way(text);
	return now() - start;
}

static void compare(const char *what, struct str text, int times, const char *library,
                    void (*theirs)(struct str), void (*ours)(struct str))
{
	double their[ROUNDS], our[ROUNDS], ratio[ROUNDS];
	double megabytes = (double)text.len * times / 1e6;

	for (int i = 0; i < ROUNDS; i++) {
		their[i] = seconds(theirs, text, times);
		our[i] = seconds(ours, text, times);
		ratio[i] = our[i] / their[i];
	}
	qsort(their, ROUNDS, sizeof *their, by_size);
	qsort(our, ROUNDS, sizeof *our, by_size);
	qsort(ratio, ROUNDS, sizeof *ratio, by_size);
	printf("%-22s %s %7.1f MB/s   doc_read %7.1f MB/s   %.2f times\n", what, library,
	       megabytes / their[ROUNDS / 2], megabytes / our[ROUNDS / 2], ratio[ROUNDS / 2]);
}

int main(void)
{
	struct arena arena = {0};
	struct str yaml = yaml_text(&arena, LARGE);
	struct str small_yaml = yaml_text(&arena, SMALL);

	compare("1 MB of YAML", yaml, 1, "libyaml", parse_yaml, read_yaml_document);
	compare("  not only ASCII", with_accents(&arena, yaml), 1, "libyaml", parse_yaml,
	        read_yaml_document);
	compare("500 small YAML files", small_yaml, SMALL_FILES, "libyaml", parse_yaml,
	        read_yaml_document);
	compare("1 MB of JSON", json_text(&arena, LARGE), 1, "cJSON  ", parse_json,
	        read_json_document);
	compare("500 small JSON files", json_text(&arena, SMALL), SMALL_FILES, "cJSON  ",
	        parse_json, read_json_document);
	arena_free(&arena);
	return 0;
}
