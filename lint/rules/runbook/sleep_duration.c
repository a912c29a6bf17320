#include "lint/runbook/runbook.h"

// Seconds of "P1DT2H3M4S"; -1 where it is none.
static long seconds_of(struct str text)
{
	static const char date[] = "D", time[] = "HMS";
	static const long date_worth[] = {86400}, time_worth[] = {3600, 60, 1};
	bool in_time = false;
	size_t next = 0;
	long total = 0, number = -1;

	if (text.len < 3 || text.len > 24 || text.at[0] != 'P')
		return -1;
	for (size_t i = 1; i < text.len; i++) {
		char c = text.at[i];
		const char *units = in_time ? time : date, *unit;

		if (c >= '0' && c <= '9') {
			number = (number < 0 ? 0 : number) * 10 + (c - '0');
			if (number > 100000000)
				return -1;
			continue;
		}
		if (c == 'T' && !in_time && number < 0) {
			in_time = true;
			next = 0;
			continue;
		}
		unit = strchr(units + next, c);
		if (number < 0 || !unit || next > strlen(units))
			return -1;
		next = (size_t)(unit - units) + 1;
		total += number * (in_time ? time_worth : date_worth)[unit - units];
		number = -1;
	}
	return number < 0 && total > 0 ? total : -1;
}

static void sleep_duration(struct lint *l, const struct ssm_document *d,
						   const struct ssm_step *s)
{
	const struct node *value = ssm_input(s, "Duration");
	struct str text;
	long seconds;

	(void)d;
	if (!ssm_step_is(s, "aws:sleep") || !ssm_text(value, &text) ||
		ssm_has_reference(value) || str_find_byte(text, 0, '.') >= 0)
		return;
	seconds = seconds_of(text);
	if (seconds < 0)
		lint_report(l, value, "%s is no duration", say_text(l->arena, text))->hint =
			"write it as in PT10M or P1D";
	else if (seconds >= limit("automation-sleep-seconds"))
		lint_report(l, value, "a sleep is shorter than seven days");
}

const struct lint_rule rule_sleep_duration = {
	.rule = {
		.id = "SSM086",
		.name = "sleep-duration-malformed",
		.severity = SEV_ERROR,
		.summary = "the duration of a sleep is none, or longer than a week",
		.why =
			"Duration is written as in ISO 8601: PT10M, PT1H30M, P1D. The step fails on\n"
			"anything else, and on more than seven days (604799 seconds).",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-sleep.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: 10m #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT10M\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Minutes:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: 'PT{{ Minutes }}M'\n"
			"  - name: waitMore\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: P6DT23H59M59S\n",
			NULL,
		},
	},
	.step = sleep_duration,
};
