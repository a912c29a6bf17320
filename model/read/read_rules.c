// What the readers can say. Up to DOC099: the file cannot be read, or not by everybody in
// the same way. From DOC101 on: sound YAML that AWS does not take.
#include "model/read/read.h"
#include "model/read/read_private.h"

#define YAML_SPEC "https://yaml.org/spec/1.1/"
#define JSON_SPEC "https://www.rfc-editor.org/rfc/rfc8259"
#define FORMATS \
	"https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html"

const struct rule rule_doc_bytes = {
	.id = "DOC001",
	.name = "unreadable-bytes",
	.severity = SEV_ERROR,
	.summary = "file is not clean UTF-8",
	.why =
		"AWS takes templates, policies and documents as UTF-8. Bytes that are no\n"
		"UTF-8, NUL bytes, control characters and a byte order mark in the middle of\n"
		"the file (left there when files are joined) are refused, or end up inside of\n"
		"a name. Save the file as UTF-8, and take out what cannot be seen.",
	.source = YAML_SPEC,
	.bad =
		"Resources: {Topic: {Type: AWS::SNS::Topic}}\n"
		"\xEF\xBB\xBFMetadata: {}  #!\n",
	.good =
		"Resources: {Topic: {Type: AWS::SNS::Topic}}\n"
		"Metadata: {}\n",
};

const struct rule rule_doc_yaml = {
	.id = "DOC002",
	.name = "yaml-syntax",
	.severity = SEV_ERROR,
	.summary = "text is not YAML",
	.why =
		"A file that cannot be read deploys nothing: CloudFormation answers \"Template\n"
		"format error: YAML not well-formed\". Of several mistakes the first is shown,\n"
		"since what follows it cannot be told apart.",
	.source = YAML_SPEC,
	.bad =
		"Resources:\n"
		"  Logs:\n"
		"    Type:AWS::S3::Bucket  #!\n"
		"    DeletionPolicy: Retain\n",
	.good =
		"Resources:\n"
		"  Logs:\n"
		"    Type: AWS::S3::Bucket\n"
		"    DeletionPolicy: Retain\n",
};

const struct rule rule_doc_json = {
	.id = "DOC003",
	.name = "json-syntax",
	.severity = SEV_ERROR,
	.summary = "text is not JSON",
	.why =
		"IAM and Organizations refuse a policy that is not JSON to the letter.\n"
		"CloudFormation tries YAML on a template that is not JSON, and YAML allows\n"
		"commas after the last item, single quotes and comments: then it is a\n"
		"warning, since every other tool that reads JSON stops there.",
	.source =
		"https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/"
		"API_ValidateTemplate.html",
	.bad =
		"{\n"
		"  \"Version\": \"2012-10-17\"  #!\n"
		"  \"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]\n"
		"}\n",
	.good =
		"{\n"
		"  \"Version\": \"2012-10-17\",\n"
		"  \"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]\n"
		"}\n",
};

const struct rule rule_doc_bound = {
	.id = "DOC004",
	.name = "file-over-a-bound",
	.severity = SEV_ERROR,
	.summary = "file is larger or deeper than any that AWS takes",
	.why =
		"A file may come from a stranger, so reading it must end: at 64 MiB, 200 maps\n"
		"and lists inside of one another, a million nodes that aliases add up to. All\n"
		"of these are far beyond what AWS takes (a template has at most 1 MB).",
	.source =
		"https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		"cloudformation-limits.html",
	.bad =
		"a: &a [x, x, x, x, x, x, x, x, x, x]\n"
		"b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
		"c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
		"d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
		"e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n"
		"f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]  #!\n",
	.good =
		"Metadata: {a: [x, x, x, x, x, x, x, x, x, x]}\n"
		"Resources: {Topic: {Type: AWS::SNS::Topic}}\n",
};

const struct rule rule_doc_duplicate_key = {
	.id = "DOC005",
	.name = "duplicate-key",
	.severity = SEV_ERROR,
	.summary = "key stands twice in one map",
	.why =
		"CloudFormation takes the last one and silently drops what the others say: a\n"
		"resource, a statement or a tag is not there, and nothing tells of it. For\n"
		"whole sections AWS calls the outcome undefined. Rename one, or join the two.",
	.source = FORMATS,
	.bad =
		"Parameters:\n"
		"  Team:\n"
		"    Type: String\n"
		"  Stage:\n"
		"    Type: String\n"
		"  Team:  #!\n"
		"    Type: Number\n",
	.good =
		"Parameters:\n"
		"  Team:\n"
		"    Type: String\n"
		"  Stage:\n"
		"    Type: String\n"
		"  TeamNumber:\n"
		"    Type: Number\n",
};

const struct rule rule_doc_key = {
	.id = "DOC006",
	.name = "key-without-text",
	.severity = SEV_ERROR,
	.summary = "key of a map is a map, a list, tagged or not there",
	.why =
		"YAML lets anything be a key; templates, policies and documents are JSON in\n"
		"the end, where a key is a text. Often a value was meant: quotes or a line\n"
		"break are missing before it.",
	.source = JSON_SPEC "#section-4",
	.bad =
		"Outputs:\n"
		"  Names:\n"
		"    Value:\n"
		"      !Sub arn:aws:s3: bucket  #!\n",
	.good =
		"Outputs:\n"
		"  Names:\n"
		"    Value:\n"
		"      !Sub 'arn:aws:s3: bucket'\n",
};

const struct rule rule_doc_anchor = {
	.id = "DOC007",
	.name = "alias-without-anchor",
	.severity = SEV_ERROR,
	.summary = "alias names nothing that stands before it",
	.why =
		"To YAML an unquoted text that begins with * is an alias: it stands for the\n"
		"node that was marked by & and the same name. A wildcard must stand in\n"
		"quotes.",
	.source = YAML_SPEC,
	.bad =
		"Outputs:\n"
		"  Names:\n"
		"    Value: *all  #!\n",
	.good =
		"Outputs:\n"
		"  Names:\n"
		"    Value: '*'\n",
};

const struct rule rule_doc_merge_value = {
	.id = "DOC008",
	.name = "merge-of-no-map",
	.severity = SEV_ERROR,
	.summary = "<< is given something else than maps",
	.why =
		"The key << copies the pairs of the map, or the list of maps, that is its\n"
		"value. There is nothing to copy from a text.",
	.source = "https://yaml.org/type/merge.html",
	.bad =
		"Tags:\n"
		"  <<: common  #!\n"
		"  Stage: prod\n",
	.good =
		"Tags:\n"
		"  Stage: prod\n",
};

const struct rule rule_doc_tab = {
	.id = "DOC009",
	.name = "tab-indentation",
	.severity = SEV_ERROR,
	.summary = "tab stands where YAML wants spaces",
	.why =
		"YAML knows no width of a tab, so it allows none in indentation.\n"
		"CloudFormation answers \"YAML not well-formed\". Have the editor write spaces.",
	.source = YAML_SPEC,
	.bad =
		"Resources:\n"
		"\tLogs:  #!\n"
		"\t\tType: AWS::S3::Bucket\n",
	.good =
		"Resources:\n"
		"  Logs:\n"
		"    Type: AWS::S3::Bucket\n",
};

const struct rule rule_doc_quote = {
	.id = "DOC010",
	.name = "unclosed-quote",
	.severity = SEV_ERROR,
	.summary = "quote is closed too late, too early or never",
	.why =
		"The text then goes on through the lines below, or ends before it should.\n"
		"Inside of double quotes \" is written \\\", inside of single quotes ' is\n"
		"written ''.",
	.source = YAML_SPEC,
	.bad =
		"Parameters:\n"
		"  Team:\n"
		"    Type: \"String  #!\n"
		"    Default: it\n",
	.good =
		"Parameters:\n"
		"  Team:\n"
		"    Type: \"String\"\n"
		"    Default: it\n",
};

const struct rule rule_doc_bracket = {
	.id = "DOC011",
	.name = "unmatched-bracket",
	.severity = SEV_ERROR,
	.summary = "bracket has no partner, or the wrong one",
	.why =
		"Nothing after such a bracket can be read. A text that holds brackets of its\n"
		"own at the start must stand in quotes.",
	.source = YAML_SPEC,
	.bad =
		"Action: [s3:GetObject, s3:PutObject  #!\n"
		"Effect: Allow\n",
	.good =
		"Action: [s3:GetObject, s3:PutObject]\n"
		"Effect: Allow\n",
};

const struct rule rule_doc_indent = {
	.id = "DOC012",
	.name = "uneven-indentation",
	.severity = SEV_ERROR,
	.summary = "line is indented unlike its siblings",
	.why =
		"In YAML the indentation says what belongs to what: the keys of one map and\n"
		"the items of one list begin in the same column.",
	.source = YAML_SPEC,
	.bad =
		"Resources:\n"
		"  Logs:\n"
		"    Type: AWS::S3::Bucket\n"
		"   DeletionPolicy: Retain  #!\n",
	.good =
		"Resources:\n"
		"  Logs:\n"
		"    Type: AWS::S3::Bucket\n"
		"    DeletionPolicy: Retain\n",
};

const struct rule rule_doc_unquoted = {
	.id = "DOC013",
	.name = "text-without-quotes",
	.severity = SEV_ERROR,
	.summary = "text means something to YAML and must stand in quotes",
	.why =
		"Unquoted, a text cannot begin with * & ! | > % @ ` [ { or a quote, and\n"
		"cannot hold \": \" or \" #\". This strikes wildcards, dynamic references\n"
		"({{resolve:ssm:…}}) and sentences with a colon.",
	.source = YAML_SPEC,
	.bad =
		"Description: Roles for operators: read only  #!\n",
	.good =
		"Description: \"Roles for operators: read only\"\n",
};

const struct rule rule_doc_escape = {
	.id = "DOC014",
	.name = "unknown-escape",
	.severity = SEV_ERROR,
	.summary = "backslash inside of double quotes begins no escape",
	.why =
		"Inside of double quotes a backslash changes the meaning of the letter after\n"
		"it. Patterns such as \\d belong in single quotes, or have it doubled.",
	.source = YAML_SPEC,
	.bad =
		"AllowedPattern: \"\\d{12}\"  #!\n",
	.good =
		"AllowedPattern: '\\d{12}'\n",
};

const struct rule rule_doc_conflict = {
	.id = "DOC015",
	.name = "merge-conflict",
	.severity = SEV_ERROR,
	.summary = "version control left its marks in the file",
	.why =
		"Two people changed the same lines, and no one has yet said which of the two\n"
		"texts is right. Keep one of them, and take the three lines of marks out.",
	.source = "https://git-scm.com/docs/git-merge#_how_conflicts_are_presented",
	.bad =
		"Parameters:\n"
		"<<<<<<< HEAD  #!\n"
		"  Team: {Type: String}\n"
		"=======  #!\n"
		"  Group: {Type: String}\n"
		">>>>>>> feature  #!\n",
	.good =
		"Parameters:\n"
		"  Team: {Type: String}\n",
};

const struct rule rule_doc_web_page = {
	.id = "DOC016",
	.name = "web-page",
	.severity = SEV_ERROR,
	.summary = "file is a web page that shows a document",
	.why =
		"Saving the page that a repository shows for a file saves HTML.\n"
		"CloudFormation then answers with \"YAML not well-formed\" at some line of it.",
	.source =
		"https://docs.github.com/en/repositories/working-with-files/using-files/"
		"viewing-and-understanding-files",
	.bad =
		"<!DOCTYPE html>  #!\n"
		"<html lang=\"en\">\n",
	.good =
		"Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n",
};

const struct rule rule_doc_alias = {
	.id = "DOC101",
	.name = "yaml-alias",
	.aws_only = true,
	.severity = SEV_WARNING,
	.summary = "alias in a file for AWS",
	.why =
		"CloudFormation refuses a template with \"YAML aliases are not allowed in\n"
		"CloudFormation templates\". `aws cloudformation package` and `sam` write out\n"
		"what aliases stand for before they upload, so a template that is always\n"
		"deployed by them works: so it is a warning, not an error. Anchors alone do no\n"
		"harm.",
	.source = FORMATS,
	.bad =
		"Tags:\n"
		"  - &team\n"
		"    Key: team\n"
		"    Value: operations\n"
		"  - *team  #!\n",
	.good =
		"Tags:\n"
		"  - Key: team\n"
		"    Value: operations\n",
};

const struct rule rule_doc_merge = {
	.id = "DOC102",
	.name = "yaml-merge",
	.aws_only = true,
	.severity = SEV_WARNING,
	.summary = "merge key in a file for AWS",
	.why =
		"AWS says that CloudFormation does not support hash merges. `aws\n"
		"cloudformation package` and `sam` carry them out before they upload: so it is a\n"
		"warning, not an error. Write the pairs out where they belong.",
	.source = FORMATS,
	.bad =
		"Tags:\n"
		"  <<: {Team: it}  #!\n"
		"  Stage: prod\n",
	.good =
		"Tags:\n"
		"  Team: it\n"
		"  Stage: prod\n",
};

const struct rule rule_doc_type_tag = {
	.id = "DOC103",
	.name = "yaml-type-tag",
	.aws_only = true,
	.severity = SEV_ERROR,
	.summary = "tag of a YAML type that AWS does not support",
	.why =
		"Of the types of YAML, CloudFormation does not support binary, omap, pairs,\n"
		"set and timestamp. Take the tag off; a date in quotes is a text.",
	.source = FORMATS,
	.bad =
		"Metadata:\n"
		"  Since: !!timestamp 2024-01-31  #!\n",
	.good =
		"Metadata:\n"
		"  Since: '2024-01-31'\n",
};

const struct rule rule_doc_second = {
	.id = "DOC104",
	.name = "second-document",
	.aws_only = true,
	.severity = SEV_ERROR,
	.summary = "file holds more than one YAML document",
	.why =
		"A template, a policy and an SSM document is one document each: what stands\n"
		"after a line \"---\" is refused or not looked at. Put each document into its\n"
		"own file.",
	.source = FORMATS,
	.bad =
		"Description: one\n"
		"---  #!\n"
		"Description: two\n",
	.good =
		"Description: one\n",
};

const struct rule *const read_rules[] = {
	&rule_doc_bytes,
	&rule_doc_yaml,
	&rule_doc_json,
	&rule_doc_bound,
	&rule_doc_duplicate_key,
	&rule_doc_key,
	&rule_doc_anchor,
	&rule_doc_merge_value,
	&rule_doc_tab,
	&rule_doc_quote,
	&rule_doc_bracket,
	&rule_doc_indent,
	&rule_doc_unquoted,
	&rule_doc_escape,
	&rule_doc_conflict,
	&rule_doc_web_page,
	&rule_doc_alias,
	&rule_doc_merge,
	&rule_doc_type_tag,
	&rule_doc_second,
	NULL,
};
