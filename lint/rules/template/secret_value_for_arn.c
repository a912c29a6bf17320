#include "lint/lint.h"
#include "lint/template/look.h"

static bool wants_arn(struct str key)
{
	return str_ends(key, "SecretArn") || str_ends(key, "SecretARN") ||
	       str_ends(key, "SecretsManagerSecretId");
}

static void secret_value_for_arn(struct lint *l, const struct node *key,
                                 const struct node *value)
{
	struct str text = node_str(value);

	if (!l->template || !wants_arn(node_str(key)) ||
	    !str_starts(text, "{{resolve:secretsmanager:"))
		return;
	lint_report(l, value, "%.*s takes the ARN of the secret, and this is its value",
	            STR(node_str(key)))->hint = "write !Ref of the secret, or its ARN";
}

const struct lint_rule rule_secret_value_for_arn = {
	.rule = {
		.id = "CFN073",
		.name = "secret-value-for-arn",
		.severity = SEV_ERROR,
		.summary = "a secret's value stands where its ARN belongs",
		.why =
			"A property that ends in SecretArn takes the ARN of the secret, and the service\n"
			"reads the value itself. A dynamic reference puts the value there: the service\n"
			"refuses it, and the secret is in its logs.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "dynamic-references-secretsmanager.html",
		.bad =
			"Resources:\n"
			"  Proxy:\n"
			"    Type: AWS::RDS::DBProxy\n"
			"    Properties:\n"
			"      DBProxyName: proxy\n"
			"      EngineFamily: MYSQL\n"
			"      RoleArn: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:role/proxy\n"
			"      VpcSubnetIds: [subnet-0a1b2c3d, subnet-1a2b3c4d]\n"
			"      Auth:\n"
			"        - AuthScheme: SECRETS\n"
			"          SecretArn: '{{resolve:secretsmanager:database}}' #!\n",
		.good =
			"Resources:\n"
			"  Secret:\n"
			"    Type: AWS::SecretsManager::Secret\n"
			"  Proxy:\n"
			"    Type: AWS::RDS::DBProxy\n"
			"    Properties:\n"
			"      DBProxyName: proxy\n"
			"      EngineFamily: MYSQL\n"
			"      RoleArn: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:role/proxy\n"
			"      VpcSubnetIds: [subnet-0a1b2c3d, subnet-1a2b3c4d]\n"
			"      Auth:\n"
			"        - AuthScheme: SECRETS\n"
			"          SecretArn: !Ref Secret\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  User:\n"
			"    Type: AWS::IAM::User\n"
			"    Properties:\n"
			"      LoginProfile: {Password: '{{resolve:secretsmanager:user}}'}\n",
			"Resources:\n"
			"  Hook:\n"
			"    Type: Custom::Hook\n"
			"    Properties:\n"
			"      ServiceToken: !ImportValue hook\n"
			"      SecretArn: '{{resolve:ssm:/hook/secret-arn}}'\n",
			NULL,
		},
	},
	.scalar = secret_value_for_arn,
};
