// What the examples of the rules of org.yaml share.
#ifndef ORG_RULES_EXAMPLES_H
#define ORG_RULES_EXAMPLES_H

// Examples share what every org.yaml has. Lines that start with "#| " show the template
// that the example names.
#define HEAD                                                                              \
	"version: 1\n"                                                                        \
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"                                    \
	"management: {id: \"111111111111\"}\n"                                                \
	"regions: {home: us-east-1, all: [us-east-1, eu-west-1]}\n"
#define OUS "ous: {Workloads: {id: ou-ab12-11111111}}\n"
#define DEV "accounts: {dev: {id: \"222222222222\", ou: Workloads}}\n"
#define AUTOMATION "features:\n  automation:\n"
#define TOPIC "#| Resources: {Topic: {Type: AWS::SNS::Topic}}\n"
#define ALERTS "stacksets:\n  alerts:\n    template: alerts.yaml\n"

#define OWN "orgc show schema"
#define ORGANIZATIONS                                                                     \
	"https://docs.aws.amazon.com/organizations/latest/APIReference/"
#define STACKSETS "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
#define TWO_ACCOUNTS                                                                      \
	"accounts:\n"                                                                         \
	"  operations: {id: \"222222222222\", ou: /}\n"                                       \
	"  search: {id: \"333333333333\", ou: /}\n"

#endif
