// Where the simulator and the engine differ, and the page of AWS that decides. A reason
// holds only for a case that shows what the page is about.

import { malformed } from './cases.mjs'

const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/'
const organizations = 'https://docs.aws.amazon.com/organizations/latest/userguide/'

const list = (value) => value === undefined ? [] : [].concat(value)

function statementsOf(c) {
	const policies = [...c.scps.flat(), ...c.rcps.flat(), ...c.identity, ...c.boundary,
		...c.session, ...c.resourcePolicy]
	return policies.flatMap((p) => list(p.Statement).map((s) => ({ ...s, Version: p.Version })))
}

// Every condition as {operator, key, values, present}: what the request has of the key.
function conditionsOf(c) {
	const keys = Object.fromEntries(
		Object.entries(c.keys).map(([k, v]) => [k.toLowerCase(), v]))
	return statementsOf(c).flatMap((s) => Object.entries(s.Condition ?? {}).flatMap(
		([operator, tests]) => Object.entries(tests).map(([key, values]) => ({
			operator, key, values: list(values), present: keys[key.toLowerCase()],
			variables: s.Version === '2012-10-17' }))))
}

const resourcesOf = (c) => statementsOf(c).flatMap(
	(s) => [...list(s.Resource), ...list(s.NotResource)])

const globs = (pattern, text) => new RegExp('^' + pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
	.replaceAll('*', '.*').replaceAll('?', '.') + '$', 's').test(text)

function fields(arn) {
	const parts = arn.split(':')
	return [...parts.slice(0, 5), parts.slice(5).join(':')]
}

const bySegment = (pattern, text) => pattern === '*' ||
	fields(pattern).every((p, i) => globs(p, fields(text)[i]))

const isNegated = (operator) => /Not/.test(operator)
const isSet = (operator) => /^For/.test(operator)
const isV6 = (text) => text.includes(':')

function isMissing(c, value) {
	const keys = Object.keys(c.keys).map((k) => k.toLowerCase())
	return [...value.matchAll(/\$\{([^}]+:[^},]+)\}/g)].some(
		([, key]) => !keys.includes(key.toLowerCase()))
}

// Whether we left it open, or what is open does not save the request.
const isOpen = (ours, theirs) => ours === 'Depends' ||
	(ours === 'ImplicitlyDenied' && theirs === 'ExplicitlyDenied')

export const explanations = [
	{
		name: 'a wildcard in a resource reaches over colons at the end of a segment only',
		page: iam + 'reference_policies_elements_resource.html',
		holds: (c) => resourcesOf(c).some(
			(r) => globs(r, c.resource) && !bySegment(r, c.resource)),
	},
	{
		name: 'a wildcard in a resource may stand for its type, and for slashes',
		page: iam + 'reference_policies_elements_resource.html',
		holds: (c) => resourcesOf(c).some((r) => r !== '*' && globs(r, c.resource) &&
			/^[^/:]*[*?]/.test(fields(r)[5])),
	},
	{
		name: 'the root user of an account has full access to it',
		page: iam + 'reference_policies_evaluation-logic_policy-eval-denyallow.html',
		holds: (c, ours, doubts, theirs) => c.caller.endsWith(':root') &&
			ours === 'Allowed' && theirs === 'ImplicitlyDenied',
	},
	{
		name: 'service principals are not limited by SCPs',
		page: organizations + 'orgs_manage_policies_scps.html',
		holds: (c) => c.caller.endsWith('.amazonaws.com') && c.scps.length > 0,
	},
	{
		name: 'RCPs apply to some services only',
		page: organizations + 'orgs_manage_policies_rcps.html',
		holds: (c) => c.rcps.length > 0 &&
			!/^(s3|sts|kms|sqs|logs):/.test(c.action),
	},
	{
		name: 'an address is not one of another family',
		page: iam + 'reference_policies_elements_condition_operators.html#Conditions_IPAddress',
		holds: (c) => conditionsOf(c).some((t) => t.operator.includes('NotIpAddress') &&
			t.present && t.values.some((v) => isV6(v) !== isV6(t.present))),
	},
	{
		name: '…IfExists is true for a missing key, whatever stands before it',
		page: iam + 'reference_policies_elements_condition_operators.html#Conditions_IfExists',
		holds: (c) => conditionsOf(c).some((t) => t.present === undefined &&
			/^ForAnyValue:.*IfExists$/.test(t.operator)),
	},
	{
		name: 'ArnNotLike is true for what ArnLike cannot match: fewer than six fields',
		page: iam + 'reference_policies_elements_condition_operators.html#Conditions_ARN',
		holds: (c) => conditionsOf(c).some((t) => /Arn.*Not/.test(t.operator) &&
			t.values.some((v) => v.split(':').length < 6)),
	},
	{
		name: 'dates may be whole days, months, or seconds since 1970',
		page: iam + 'reference_policies_elements_condition_operators.html#Conditions_Date',
		holds: (c) => conditionsOf(c).some((t) => t.operator.includes('Date') &&
			t.present && t.values.some((v) => /^(\d{10}|\d{4}-\d\d(-\d\d)?)$/.test(v))),
	},
	{
		name: '/0 holds every address of its family',
		page: iam + 'reference_policies_elements_condition_operators.html#Conditions_IPAddress',
		holds: (c) => conditionsOf(c).some((t) => t.values.includes('0.0.0.0/0')),
	},
	{
		name: 'a value of the wrong shape: no page says what it does',
		page: iam + 'reference_policies_elements_condition_operators.html',
		holds: (c, ours, doubts, theirs) => isOpen(ours, theirs) &&
			conditionsOf(c).some((t) => t.values.some(
				(v) => Object.values(malformed).includes(v) || v === '2026')),
	},
	{
		name: "a lone '*' for an ARN: no page says whether it stands for six fields",
		page: iam + 'reference_policies_elements_condition_operators.html#Conditions_ARN',
		holds: (c, ours, doubts, theirs) => isOpen(ours, theirs) &&
			conditionsOf(c).some((t) => t.operator.includes('Arn') && t.values.includes('*')),
	},
	{
		name: 'a list under an operator for one value: no page says what it does',
		page: iam + 'reference_policies_condition-single-vs-multi-valued-context-keys.html',
		holds: (c, ours, doubts, theirs) => isOpen(ours, theirs) &&
			conditionsOf(c).some((t) => !isSet(t.operator) && Array.isArray(t.present)),
	},
	{
		name: 'what is granted to a session itself is not limited by its session policy',
		page: iam + 'reference_policies_evaluation-logic_policy-eval-denyallow.html',
		holds: (c, ours, doubts, theirs) => ours === 'Allowed' &&
			theirs === 'ImplicitlyDenied' && c.session.length > 0 &&
			statementsOf(c).some((s) => s.Effect === 'Allow' &&
				list(s.Principal?.AWS).includes(c.caller)),
	},
	{
		name: 'NotResource spares nothing by a variable without a value',
		page: iam + 'reference_policies_variables.html#policy-vars-no-value',
		holds: (c) => statementsOf(c).some((s) => s.Version === '2012-10-17' &&
			list(s.NotResource).some((r) => isMissing(c, r))),
	},
	{
		name: 'a variable whose value is empty: the page has "no value" both ways',
		page: iam + 'reference_policies_variables.html#policy-vars-no-value',
		holds: (c, ours, doubts, theirs) => isOpen(ours, theirs) &&
			Object.values(c.keys).includes('') && JSON.stringify(c).includes('${'),
	},
	{
		name: 'what is granted to everyone needs no more in the account, session policy or not',
		page: iam + 'reference_policies_elements_principal.html#principal-anonymous',
		holds: (c, ours, doubts, theirs) => ours === 'Allowed' &&
			theirs === 'ImplicitlyDenied' && c.session.length > 0 &&
			statementsOf(c).some((s) => s.Effect === 'Allow' &&
				(s.Principal === '*' || s.Principal?.AWS === '*')),
	},
	{
		name: 'before Version 2012-10-17 variables are plain text',
		page: iam + 'reference_policies_variables.html',
		holds: (c) => statementsOf(c).some(
			(s) => s.Version !== '2012-10-17' && JSON.stringify(s).includes('${')),
	},
	{
		name: 'a negated operator matches a variable without a value',
		page: iam + 'reference_policies_variables.html#policy-vars-no-value',
		holds: (c) => conditionsOf(c).some((t) => t.variables && isNegated(t.operator) &&
			t.values.some((v) => isMissing(c, v))),
	},
]

export function explanationOf(c, verdict, doubts, theirs) {
	return explanations.find(({ holds }) => holds(c, verdict, doubts, theirs))?.name
}
