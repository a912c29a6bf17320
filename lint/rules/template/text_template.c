#include "lint/lint.h"

// The engine reports it, in place of all other rules.

const struct lint_rule rule_text_template = {
	.rule = {
		.id = "CFN055",
		.name = "text-template",
		.severity = SEV_INFO,
		.summary = "the file is not a template yet: another tool fills it in",
		.why =
			"Jinja, cookiecutter, the Serverless Framework, org-formation, Rain and build\n"
			"scripts put values and parts into such a file before CloudFormation sees it.\n"
			"Nothing is said of what they will make; judge their output.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "template-guide.html",
		.bad =
			"Resources: #!\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      TopicName: news-${self:provider.stage}\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      TopicName: !Sub news-${AWS::StackName}\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Document:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      Content: {schemaVersion: '2.2', mainSteps: []}\n"
			"      Name: a {{ global:REGION }} 100%% of %%\n",
			"Resources:\n"
			"  Machine:\n"
			"    Type: AWS::EC2::Instance\n"
			"    Properties:\n"
			"      ImageId: ami-0abcdef1234567890\n"
			"      UserData:\n"
			"        Fn::Base64: |\n"
			"          {% if private %}\n"
			"          {{ name }}\n"
			"          {% endif %}\n",
			NULL,
		},
	},
	.documents = LINT_TEMPLATE,
};
