#include "lint/template/property.h"
#include "model/text/say.h"

enum { MOST = 64 };

// Names of attributes in any deployment, with their places.
struct names_at {
	struct str name[MOST];
	const struct node *at[MOST];
	size_t count;
	bool known; // all of them
};

static void add_names(struct lint *l, struct names_at *n, const struct node *list)
{
	if (!list || list->kind == NODE_NONE)
		return;
	if (list->kind == NODE_CHOICE) {
		add_names(l, n, list->first);
		add_names(l, n, list->first->next);
		return;
	}
	n->known = n->known && node_is_seq(list);
	node_each(list, item) {
		const struct node *name = node_get(item, "AttributeName");
		if (!name || n->count == MOST || !node_known_text(l, name, &n->name[n->count])) {
			n->known = false;
			continue;
		}
		n->at[n->count++] = name;
	}
}

// The hash key stands first in a list of keys.
static void check_order(struct lint *l, const struct node *keys)
{
	const struct node *kind = node_get(node_item(keys, 0), "KeyType");
	struct str text;

	if (kind && node_known_text(l, kind, &text) && str_is(text, "RANGE"))
		lint_report(l, kind, "the first key must be of KeyType HASH");
}

static void add_indexes(struct lint *l, struct names_at *n, const struct node *indexes)
{
	if (!indexes || indexes->kind == NODE_NONE)
		return;
	if (indexes->kind == NODE_CHOICE) {
		add_indexes(l, n, indexes->first);
		add_indexes(l, n, indexes->first->next);
		return;
	}
	n->known = n->known && node_is_seq(indexes);
	node_each(indexes, index) {
		if (!node_is_map(index))
			n->known = false;
		check_order(l, node_get(index, "KeySchema"));
		add_names(l, n, node_get(index, "KeySchema"));
	}
}

static bool has_name(const struct names_at *n, struct str name)
{
	for (size_t i = 0; i < n->count; i++)
		if (str_eq(n->name[i], name))
			return true;
	return false;
}

static void table_attributes_and_keys(struct lint *l, const struct entry *r)
{
	const struct node *p = lint_evaluate(l, node_get(r->value, "Properties"));
	struct names_at defined = {.known = true}, used = {.known = true};

	if (map_is_open(l, p))
		return;
	add_names(l, &defined, node_get(p, "AttributeDefinitions"));
	add_names(l, &used, node_get(p, "KeySchema"));
	check_order(l, node_get(p, "KeySchema"));
	add_indexes(l, &used, node_get(p, "GlobalSecondaryIndexes"));
	add_indexes(l, &used, node_get(p, "LocalSecondaryIndexes"));
	for (size_t i = 0; used.known && used.count > 0 && i < defined.count; i++)
		if (!has_name(&used, defined.name[i]))
			lint_report(l, defined.at[i], "no key uses attribute %s",
			            say_text(l->arena, defined.name[i]));
	for (size_t i = 0; defined.known && defined.count > 0 && i < used.count; i++)
		if (!has_name(&defined, used.name[i]))
			lint_report(l, used.at[i], "AttributeDefinitions lacks %s",
			            say_text(l->arena, used.name[i]));
}

static const char *const silent[] = {
	"Conditions:\n"
	"  Sorted: !Equals [!Ref AWS::Region, eu-west-1]\n"
	"Resources:\n"
	"  Orders:\n"
	"    Type: AWS::DynamoDB::Table\n"
	"    DeletionPolicy: Retain\n"
	"    UpdateReplacePolicy: Retain\n"
	"    Properties:\n"
	"      BillingMode: PAY_PER_REQUEST\n"
	"      AttributeDefinitions:\n"
	"        - AttributeName: id\n"
	"          AttributeType: S\n"
	"        - AttributeName: day\n"
	"          AttributeType: S\n"
	"      KeySchema: !If\n"
	"        - Sorted\n"
	"        - - AttributeName: id\n"
	"            KeyType: HASH\n"
	"          - AttributeName: day\n"
	"            KeyType: RANGE\n"
	"        - - AttributeName: id\n"
	"            KeyType: HASH\n",
	"Resources:\n"
	"  Orders:\n"
	"    Type: AWS::DynamoDB::Table\n"
	"    DeletionPolicy: Retain\n"
	"    UpdateReplacePolicy: Retain\n"
	"    Properties:\n"
	"      BillingMode: PAY_PER_REQUEST\n"
	"      AttributeDefinitions:\n"
	"        - AttributeName: id\n"
	"          AttributeType: S\n"
	"        - AttributeName: day\n"
	"          AttributeType: S\n"
	"      KeySchema:\n"
	"        - AttributeName: id\n"
	"          KeyType: HASH\n"
	"      GlobalSecondaryIndexes:\n"
	"        - IndexName: by-day\n"
	"          KeySchema:\n"
	"            - AttributeName: day\n"
	"              KeyType: HASH\n"
	"          Projection:\n"
	"            ProjectionType: ALL\n",
	NULL,
};

static const char *const types[] = {"AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", NULL};

const struct lint_rule rule_table_attributes_and_keys = {
	.rule = {
		.id = "CFN140",
		.name = "table-attributes-and-keys",
		.severity = SEV_ERROR,
		.summary = "the attributes of a DynamoDB table are not those of its keys",
		.why =
			"DynamoDB refuses a table whose AttributeDefinitions are not just the attributes that the keys\n"
			"of the table and of its indexes name: \"Number of attributes in KeySchema does not exactly\n"
			"match number of attributes defined in AttributeDefinitions\".",
		.source = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/"
		          "API_CreateTable.html",
		.bad =
			"Resources:\n"
			"  Orders:\n"
			"    Type: AWS::DynamoDB::Table\n"
			"    DeletionPolicy: Retain\n"
			"    UpdateReplacePolicy: Retain\n"
			"    Properties:\n"
			"      BillingMode: PAY_PER_REQUEST\n"
			"      AttributeDefinitions:\n"
			"        - AttributeName: id\n"
			"          AttributeType: S\n"
			"        - AttributeName: customer #!\n"
			"          AttributeType: S\n"
			"      KeySchema:\n"
			"        - AttributeName: id\n"
			"          KeyType: HASH\n"
			"        - AttributeName: day #!\n"
			"          KeyType: RANGE\n",
		.good =
			"Resources:\n"
			"  Orders:\n"
			"    Type: AWS::DynamoDB::Table\n"
			"    DeletionPolicy: Retain\n"
			"    UpdateReplacePolicy: Retain\n"
			"    Properties:\n"
			"      BillingMode: PAY_PER_REQUEST\n"
			"      AttributeDefinitions:\n"
			"        - AttributeName: id\n"
			"          AttributeType: S\n"
			"        - AttributeName: customer\n"
			"          AttributeType: S\n"
			"      KeySchema:\n"
			"        - AttributeName: id\n"
			"          KeyType: HASH\n"
			"        - AttributeName: customer\n"
			"          KeyType: RANGE\n",
		.silent = silent,
	},
	.types = types,
	.resource = table_attributes_and_keys,
};
