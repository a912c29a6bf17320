// What replaying a trail costs: records a second, beside counting lines of the same bytes, and
// beside unpacking them.
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "gen/build.h"
#include "model/read/read.h"
#include "replay/replay.h"
#include "replay/trail.h"
#include "tests/bench/bench.h"

enum { RECORDS = 200000, ROUNDS = 3 };

static const char org_text[] =
	"version: 1\n"
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	"management: {id: \"111111111111\"}\n"
	"regions: {home: eu-west-1, all: [eu-west-1, sa-east-1]}\n"
	"accounts: {dev: {id: \"444444444444\", ou: /}, lab: {id: \"555555555555\", ou: /}}\n"
	"policies:\n"
	"  stay: {type: scp, preset: deny-leaving-organization, in: all}\n"
	"  regions: {type: scp, preset: region-deny, in: all}\n"
	"  roles: {type: scp, preset: protect-stackset-roles, in: all}\n"
	"  buckets: {type: scp, preset: protect-public-access-block, in: all}\n";

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	(void)context, (void)a, (void)path, (void)text;
	return 2;
}

// Ids as AWS makes them: records do not compress better than they do in earnest.
static const char *id(char to[40])
{
	static uint64_t state = 20261128;
	uint64_t z = state += 0x9e3779b97f4a7c15u, y;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	y = (z ^ z >> 27) * 0x94d049bb133111ebu;
	snprintf(to, 40, "%08x-%04x-%04x-%04x-%012llx", (unsigned)z, (unsigned)(z >> 32) & 0xffff,
	         (unsigned)(z >> 48), (unsigned)y & 0xffff, (unsigned long long)(y >> 16));
	return to;
}

static size_t put_record(char *to, size_t room, unsigned i)
{
	static const char *const events[][2] = {
		{"s3", "GetObject"}, {"sqs", "SendMessage"}, {"dynamodb", "PutItem"},
		{"ec2", "DescribeInstances"}, {"s3", "PutBucketPublicAccessBlock"}};
	const char *const *e = events[i % 5];
	char ids[5][40];
	const char *account = i % 3 ? "444444444444" : "555555555555";

	return (size_t)snprintf(
		to, room,
		"{\"eventVersion\":\"1.10\",\"userIdentity\":{\"type\":\"AssumedRole\","
		"\"principalId\":\"%s\",\"accessKeyId\":\"%s\",\"arn\":\"arn:aws:sts::%s:assumed-role/Role%u/s\","
		"\"accountId\":\"%s\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\","
		"\"arn\":\"arn:aws:iam::%s:role/Role%u\",\"accountId\":\"%s\"},\"attributes\":"
		"{\"creationDate\":\"2026-11-20T09:00:00Z\",\"mfaAuthenticated\":\"false\"}}},"
		"\"eventTime\":\"2026-11-%02uT%02u:00:00Z\",\"eventSource\":\"%s.amazonaws.com\","
		"\"eventName\":\"%s\",\"awsRegion\":\"%s\",\"sourceIPAddress\":\"192.0.2.%u\","
		"\"userAgent\":\"aws-sdk-go/1.44 (go1.20; linux; amd64)\",\"requestParameters\":"
		"{\"bucketName\":\"bucket-%u\",\"key\":\"path/to/%s\",\"nested\":[{\"a\":1}]},"
		"\"responseElements\":null,\"additionalEventData\":{\"CipherSuite\":"
		"\"ECDHE-RSA-AES128-GCM-SHA256\",\"bytesTransferredOut\":%u},\"requestID\":"
		"\"%s\",\"eventID\":\"%s\",\"readOnly\":"
		"true,\"eventType\":\"AwsApiCall\",\"managementEvent\":false,\"recipientAccountId\":"
		"\"%s\",\"eventCategory\":\"Data\"}\n",
		id(ids[0]), id(ids[1]), account, i % 997, account, account, i % 997, account, 1 + i % 28, i % 24, e[0],
		e[1], i % 7 ? "eu-west-1" : "us-west-2", i % 250, i % 99,
		id(ids[2]), i * 7, id(ids[3]), id(ids[4]), account);
}

static void write_trail(const char *path, const char *mode)
{
	gzFile file = gzopen(path, mode);
	char record[4096];

	for (unsigned i = 0; i < RECORDS; i++) {
		size_t len = put_record(record, sizeof record, i);
		gzwrite(file, record, (unsigned)len);
	}
	gzclose(file);
}

static struct guardrails *guardrails(struct arena *a)
{
	struct diags *diags = arena_new(a, struct diags);
	struct file_set files = {.arena = a};
	struct made_list made = {0};
	struct loader loader = {load, NULL};
	struct guardrails *g;

	diags->arena = a;
	if (!gen_build(org_read(a, doc_read(a, source_new(a, "org.yaml", S(org_text)), SYNTAX_YAML,
	                                    template_tags, diags), diags), &loader, &files, &made))
		abort();
	g = guardrails_of(a, made.policies);
	guardrails_ready(g);
	return g;
}

static double replay_seconds(const char *path, struct guardrails *g)
{
	double least = 1e9;

	for (int i = 0; i < ROUNDS; i++) {
		struct arena a = {0};
		struct replay *r = replay_new(&a, g, NULL);
		struct trail_losses losses = {0};
		double start = cpu_seconds();
		if (trail_read(path, replay_record, r, &losses) != 0 || r->records != RECORDS)
			abort();
		start = cpu_seconds() - start;
		least = start < least ? start : least;
		replay_end(r);
		arena_free(&a);
	}
	return least;
}

// Unpacks, where it is packed, and counts line breaks.
static double lines_seconds(const char *path)
{
	static char buffer[1 << 20];
	double least = 1e9;

	for (int i = 0; i < ROUNDS; i++) {
		double start = cpu_seconds();
		gzFile file = gzopen(path, "rb");
		size_t lines = 0;
		for (int got; (got = gzread(file, buffer, sizeof buffer)) > 0;)
			for (char *at = buffer; (at = memchr(at, '\n', (size_t)(buffer + got - at)));
			     at++)
				lines++;
		gzclose(file);
		if (lines != RECORDS)
			abort();
		start = cpu_seconds() - start;
		least = start < least ? start : least;
	}
	return least;
}

int main(void)
{
	char plain[] = "/tmp/orgc-bench-XXXXXX", packed[] = "/tmp/orgc-bench-XXXXXX";
	struct arena a = {0};
	struct guardrails *g = guardrails(&a);
	double replay, lines;

	close(mkstemp(plain));
	close(mkstemp(packed));
	write_trail(plain, "wT");
	write_trail(packed, "wb");
	replay = replay_seconds(plain, g);
	lines = lines_seconds(plain);
	printf("replay, plain: %.0f records a second on a core (at least 200,000), %.1f x counting "
	       "lines\n", RECORDS / replay, replay / lines);
	replay = replay_seconds(packed, g);
	lines = lines_seconds(packed);
	printf("replay, gzip: %.0f records a second on a core, %.2f x unpacking (at most 3)\n",
	       RECORDS / replay, replay / lines);
	unlink(plain);
	unlink(packed);
	arena_free(&a);
	return 0;
}
