#include <string.h>

#include "lint/template/property.h"
#include "model/text/say.h"

static const char rate_form[] =
	"^rate\\( *(1 (minute|hour|day)|([2-9]|[1-9][0-9]+) (minutes|hours|days)) *\\)$";

// Where schedules stand, and what they may be there.
struct schedule {
	const char *type, *property;
	bool seconds;  // a cron() may have a field more, in front
	bool cron_only;
};
static const struct schedule schedules[] = {
	{"AWS::Events::Rule", "ScheduleExpression", false, false},
	{"AWS::Scheduler::Schedule", "ScheduleExpression", false, false},
	{"AWS::ApplicationAutoScaling::ScalableTarget", "Schedule", false, false},
	{"AWS::SSM::Association", "ScheduleExpression", true, false},
	{"AWS::SSM::MaintenanceWindow", "Schedule", true, false},
	{"AWS::Backup::BackupPlan", "ScheduleExpression", false, true},
	{"AWS::Glue::Trigger", "Schedule", false, true},
	{"AWS::Glue::Crawler", "ScheduleExpression", false, true},
};
enum { SCHEDULES = sizeof schedules / sizeof *schedules };

// The fields of a cron, each of the letters that it may hold.
static const char *const fields[] = {
	"^[0-9*,/-]+$",
	"^[0-9*,/-]+$",
	"^([0-9*?,/LW-]+)$",
	"^[0-9A-Za-z*,/-]+$",
	"^[0-9A-Za-z*?,/#-]+$",
	"^[0-9*,/-]+$",
};
enum { FIELDS = sizeof fields / sizeof *fields };

static const char *cron_mistake(struct lint *l, struct str inside, bool seconds)
{
	struct str word[FIELDS + 1] = {{0}}, next;
	size_t count = 0;

	while (inside.len > 0) {
		while (inside.len > 0 && inside.at[0] == ' ')
			inside = str_slice(inside, 1, inside.len);
		if (!fact_word(&inside, &next))
			break;
		if (count <= FIELDS)
			word[count] = next;
		count++;
	}
	if (seconds && count == FIELDS + 1) {
		memmove(word, word + 1, FIELDS * sizeof *word);
		count--;
	}
	if (count != FIELDS)
		return arena_printf(l->arena, "cron() has six fields, here %zu", count);
	for (size_t i = 0; i < FIELDS; i++)
		if (lint_search(l, str_of(fields[i]), word[i]) == MATCH_NO ||
		    str_ends(word[i], ","))
			return arena_printf(l->arena, "field %zu of cron() cannot be %s", i + 1,
			                    say_text(l->arena, word[i]));
	if (!str_is(word[2], "?") && !str_is(word[4], "?"))
		return "one of day of month and day of week must be ? in cron()";
	return NULL;
}

static const char *mistake(struct lint *l, const struct schedule *s, struct str text)
{
	if (str_starts(text, "rate(") && !s->cron_only)
		return lint_search(l, S(rate_form), text) == MATCH_NO
		               ? "rate() has a whole number and minute(s), hour(s) or day(s)" : NULL;
	if (str_starts(text, "cron(") && str_ends(text, ")"))
		return cron_mistake(l, str_slice(text, 5, text.len - 1), s->seconds);
	if (str_starts(text, "at("))
		return NULL;
	return s->cron_only ? "a schedule is cron(…) here" : "a schedule is rate(…) or cron(…)";
}

static const struct schedule *schedule_of(const struct lint_property *p)
{
	for (size_t i = 0; i < SCHEDULES; i++)
		if (str_is(p->name, schedules[i].property) &&
		    str_is(fact_name(p->type), schedules[i].type))
			return &schedules[i];
	return NULL;
}

// What SAM makes an EventBridge rule or a schedule of.
static void check_event(struct lint *l, const struct node *event)
{
	static const struct schedule of_rule = {"", "Schedule", false, false};
	static const struct schedule of_schedule = {"", "ScheduleExpression", false, false};
	const struct schedule *s = node_is(node_get(event, "Type"), "Schedule")     ? &of_rule
	                           : node_is(node_get(event, "Type"), "ScheduleV2") ? &of_schedule
	                                                                            : NULL;
	const struct node *value = s ? node_get(node_get(event, "Properties"), s->property) : NULL;
	const char *what;
	struct str text;

	if (!value || !node_known_text(l, eval_value(l->eval, value), &text) || text.len == 0)
		return;
	what = mistake(l, s, text);
	if (what)
		lint_report(l, value, "%s", what);
}

static void check_events(struct lint *l, const struct entry *r)
{
	const struct node *events = node_path(r->value, "Properties/Events");

	if (str_starts(template_type(r), "AWS::Serverless::"))
		node_each_pair(events, name)
			check_event(l, name->next);
}

static void schedule_malformed(struct lint *l, const struct lint_property *p)
{
	const struct schedule *s = schedule_of(p);
	const char *what;
	struct str text;

	if (!s || !property_text(l, p, &text) || text.len == 0)
		return;
	what = mistake(l, s, text);
	if (what)
		lint_report(l, p->value, "%s", what);
}

static const char *const silent[] = {
	"Resources:\n"
	"  Workdays:\n"
	"    Type: AWS::Events::Rule\n"
	"    Properties:\n"
	"      ScheduleExpression: cron(0/15 8-17 ? * MON-FRI *)\n"
	"  Last:\n"
	"    Type: AWS::Scheduler::Schedule\n"
	"    Properties:\n"
	"      ScheduleExpression: cron(0 10 L * ? 2027/2)\n"
	"      FlexibleTimeWindow:\n"
	"        Mode: 'OFF'\n"
	"      Target:\n"
	"        Arn: !ImportValue target\n"
	"        RoleArn: !ImportValue role\n",
	"Resources:\n"
	"  Once:\n"
	"    Type: AWS::Scheduler::Schedule\n"
	"    Properties:\n"
	"      ScheduleExpression: at(2027-01-01T00:00:00)\n"
	"      FlexibleTimeWindow:\n"
	"        Mode: 'OFF'\n"
	"      Target:\n"
	"        Arn: !ImportValue target\n"
	"        RoleArn: !ImportValue role\n"
	"  Window:\n"
	"    Type: AWS::SSM::MaintenanceWindow\n"
	"    Properties:\n"
	"      Name: nightly\n"
	"      AllowUnassociatedTargets: false\n"
	"      Cutoff: 1\n"
	"      Duration: 3\n"
	"      Schedule: cron(0 0 3 ? * SUN#2 *)\n"
	"  Unknown:\n"
	"    Type: AWS::Events::Rule\n"
	"    Properties:\n"
	"      ScheduleExpression: '{{resolve:ssm:/schedule}}'\n",
	"Transform: AWS::Serverless-2016-10-31\n"
	"Resources:\n"
	"  Work:\n"
	"    Type: AWS::Serverless::Function\n"
	"    Properties:\n"
	"      Handler: a.b\n"
	"      Runtime: python3.13\n"
	"      CodeUri: s3://code/work.zip\n"
	"      Events:\n"
	"        Often: {Type: Schedule, Properties: {Schedule: rate(2 minutes)}}\n"
	"        Once: {Type: ScheduleV2, Properties: {ScheduleExpression: 'at(2027-01-01T00:00:00)'}}\n"
	"        Put: {Type: S3, Properties: {Schedule: none}}\n",
	NULL,
};

static const char *const types[] = {
	"AWS::Events::Rule", "AWS::Scheduler::Schedule", "AWS::SSM::Association",
	"AWS::SSM::MaintenanceWindow", "AWS::Backup::BackupPlan", "AWS::Glue::Trigger",
	"AWS::ApplicationAutoScaling::ScalableTarget", "AWS::Glue::Crawler",
	"AWS::Serverless::Function", "AWS::Serverless::StateMachine", NULL,
};

const struct lint_rule rule_schedule_malformed = {
	.rule = {
		.id = "CFN141",
		.name = "schedule-malformed",
		.severity = SEV_ERROR,
		.summary = "a schedule is neither rate() nor cron() of six fields",
		.why =
			"EventBridge and its scheduler refuse the rule: \"Parameter ScheduleExpression is not valid\". A\n"
			"rate has a whole number and minute, hour or day in the singular for 1, else in the plural; a\n"
			"cron has six fields with blanks between them, and one of day of month and day of week is \"?\".",
		.source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/"
		          "eb-scheduled-rule-pattern.html",
		.bad =
			"Resources:\n"
			"  Nightly:\n"
			"    Type: AWS::Events::Rule\n"
			"    Properties:\n"
			"      ScheduleExpression: cron(5, 0, 1, *, ?, *) #!\n"
			"  Often:\n"
			"    Type: AWS::Events::Rule\n"
			"    Properties:\n"
			"      ScheduleExpression: rate(1 minutes) #!\n",
		.good =
			"Resources:\n"
			"  Nightly:\n"
			"    Type: AWS::Events::Rule\n"
			"    Properties:\n"
			"      ScheduleExpression: cron(5 0 1 * ? *)\n"
			"  Often:\n"
			"    Type: AWS::Events::Rule\n"
			"    Properties:\n"
			"      ScheduleExpression: rate(1 minute)\n",
		.silent = silent,
	},
	.types = types,
	.resource = check_events,
	.value = schedule_malformed,
};
