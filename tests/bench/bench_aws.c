// What one look-up in the fact files costs, a line for each kind: name, nanoseconds.
#define _POSIX_C_SOURCE 199309L
#include <stdio.h>
#include <time.h>

#include "aws/aws.h"

enum { ROUNDS = 200000 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static bool find_region(struct str name)
{
	return region_known(name);
}

static bool find_type(struct str name)
{
	return type_find(name) != NULL;
}

static bool find_property(struct str name)
{
	struct property p;

	return property_find(type_properties(type_find(S("AWS::S3::Bucket"))), name, &p);
}

static bool find_action(struct str name)
{
	return action_find(name) != NULL;
}

static bool find_key(struct str name)
{
	struct condition_key k;

	return condition_key_find(name, &k);
}

static bool find_policy(struct str name)
{
	struct managed_policy p;

	return managed_policy_find(name, &p);
}

static bool find_operation(struct str name)
{
	return operation_find(api_find(S("ec2")), name) != NULL;
}

static bool find_limit(struct str name)
{
	return limit(name.at) > 0;
}

int main(void)
{
	static const struct {
		const char *kind;
		bool (*find)(struct str name);
		const char *names[4];
	} kinds[] = {
		{"region", find_region, {"us-east-1", "af-south-1", "us-west-2", "ca-west-1"}},
		{"resource type", find_type,
		 {"AWS::IAM::Role", "AWS::XRay::Group", "AWS::SSM::Document", "AWS::EC2::VPC"}},
		{"property", find_property,
		 {"BucketName", "Tags", "WebsiteConfiguration", "AbacStatus"}},
		{"action", find_action,
		 {"s3:PutObject", "ec2:RunInstances", "iam:PassRole", "ssm:StartSession"}},
		{"condition key", find_key,
		 {"aws:PrincipalArn", "aws:SourceAccount", "s3:prefix", "sts:ExternalId"}},
		{"managed policy", find_policy,
		 {"AdministratorAccess", "service-role/AmazonSSMAutomationRole", "ReadOnlyAccess",
		  "AmazonSSMManagedInstanceCore"}},
		{"operation", find_operation,
		 {"DescribeInstances", "modify-image-attribute", "CreateTags", "run_instances"}},
		{"limit", find_limit,
		 {"role-name", "scp-characters", "template-body", "resources"}},
	};
	int status = 0;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		double start = now();
		for (size_t round = 0; round < ROUNDS; round++)
			if (!kinds[i].find(str_of(kinds[i].names[round % 4])))
				status = 1;
		printf("%-16s %4.0f ns\n", kinds[i].kind, (now() - start) / ROUNDS);
	}
	return status;
}
