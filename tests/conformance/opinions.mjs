// Where AWS's offline validator and orgc differ over templates, and who is right. Each row is
// a judgement: it holds for one id of either side, and where `when` is said only of cases
// that show what it is about.

const page = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/'
const functions = page + 'intrinsic-function-reference-'
const notLooked = 'the validator does not look there; '

// What the validator finds and orgc does not.
const theirs = {
	E1022: { why: 'false: Fn::Join takes the list of Fn::GetAZs, ' + functions + 'join.html',
		when: (d) => d.message.includes('Fn::GetAZs') },
	E3047: { why: 'false: Cpu and Memory are chosen by one key, never of two rows of a mapping',
		when: (d) => d.q.text.includes('FindInMap') },
	F3033: { why: 'false: a parameter without default gets its value when it is deployed',
		when: (d) => d.message.startsWith('length 0') },
	W1011: { why: 'advice: a NoEcho parameter is one of the ways that AWS names' },
	W1028: { why: 'false: HasRoles is an And with UsesRunbook, which can hold without it',
		when: (d) => d.message.includes('HasRoles') },
	W2512: { why: 'advice: orgc says it where NotAction leaves IAM in (IAM078)' },
	W3010: { why: 'advice: a zone by name is right where the template is of one account' },
	W3045: { why: 'advice: AccessControl is old, and works beside OwnershipControls' },
	W9002: { why: 'advice: an ARN by name is right where the resource is of another template' },
	W9003: { why: 'advice: a number is taken for a string' },
	W9008: { why: 'advice: whether storage is encrypted is a decision, no mistake' },
	W9013: { why: 'advice: an account id is right where another account is meant' },
}

// What orgc finds in a bad example and the validator does not.
const ours = {
	IAM: { why: 'the validator reads no policies; the rule names its page' },
	TRU: { why: 'the validator reads no trust policies; the rule names its page' },
	SCP: { why: 'the validator reads no service control policies; the rule names its page' },
	RCP: { why: 'the validator reads no resource control policies; the rule names its page' },
	SSM: { why: 'the validator reads no documents of Systems Manager; the rule names its page' },
	SET: { why: 'the validator knows nothing of where a StackSet goes; the rule names its page' },
	CFN003: { why: 'right: its reader is not that of YAML 1.1, which CloudFormation follows' },
	CFN013: { why: 'right: null values are refused: ' + page + 'troubleshooting.html' },
	CFN014: { why: 'right: Value is required: ' + page + 'outputs-section-structure.html' },
	CFN023: { why: 'right: ' + functions + 'join.html' },
	CFN024: { why: 'right: ' + functions + 'select.html' },
	CFN025: { why: 'right: ' + functions + 'split.html' },
	CFN028: { why: 'right: the count is 1 to 256: ' + functions + 'cidr.html' },
	CFN030: { why: 'right: ' + functions + 'base64.html' },
	CFN038: { why: notLooked + page + 'parameters-section-structure.html' },
	CFN043: { why: notLooked + page + 'transform-reference.html' },
	CFN050: { why: notLooked + page + 'outputs-section-structure.html' },
	CFN073: { why: 'right: the property of this name takes an ARN' },
	CFN110: { why: notLooked + 'the attribute is of another kind than the property' },
	CFN113: { why: notLooked + 'the page of the rule says that names are unique' },
	CFN114: { why: notLooked + 'the second resource finds the name taken' },
	CFN122: { why: notLooked + 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html' },
	CFN124: { why: notLooked + 'a state that is named is not there' },
	CFN125: { why: notLooked + 'a state has to say what comes next' },
	CFN126: { why: notLooked + 'fields of a pattern have lists' },
	CFN134: { why: notLooked + 'an account has one in a Region' },
	CFN135: { why: notLooked + 'a priority is in use once' },
	CFN136: { why: notLooked + 'a destination has one route' },
	CFN144: { why: notLooked + 'the quota is 4 KB' },
	CFN145: { why: notLooked + 'a task needs an essential container' },
	CFN147: { why: notLooked + 'the task definition is in the template' },
	CFN149: { why: notLooked + 'the first stage is of sources' },
	CFN150: { why: notLooked + 'an artifact is made before it is taken' },
	CFN151: { why: 'right: ServiceToken is required' },
	CFN112: { why: 'right: the API takes a key once, and none that begins with aws:' },
}

// Mistakes that orgc finds and the validator does not.
const mistakes = {
	'an output has no Value': ours.CFN014,
	'a Ref is misspelt': { why: 'right: the validator leaves out conditions that nothing uses' },
	'a name in Sub is misspelt': { why: 'right: the validator leaves out conditions that nothing uses' },
	'a string stands for a map': { why: 'right: the property is a map' },
	'Join has a string for its list': ours.CFN023,
	'FindInMap names no map': { why: 'right: ' + functions + 'findinmap.html' },
	'FindInMap names no key': { why: 'right: ' + functions + 'findinmap.html' },
	'a function is misspelt': { why: 'right: there is no such function' },
	'a pattern is malformed': ours.CFN038,
	'a value is null': ours.CFN013,
	'a value is none of those allowed': { why: 'right: the API has these values only' },
	'a number is out of range': { why: 'right: the page of the property has the range' },
	'a tag key comes twice': ours.CFN112,
	'a tag key is one of AWS': ours.CFN112,
	'an id stands for an ARN': ours.CFN110,
	'a schedule is malformed': { why: 'right: rate(1 minutes) is refused: https://docs.aws.amazon.com/' +
		'eventbridge/latest/userguide/eb-scheduled-rule-pattern.html' },
	'a mapping has a function': { why: 'right: ' + page + 'mappings-section-structure.html' },
	'the transform is misspelt': ours.CFN043,
}

// Mistakes that orgc need not find, with the reason.
export const missed = () => ({})

// What differs over one template: the examples by what is wrong with them, mutations by
// whether their mistake is found at all.
export function differences(q, found, answer) {
	if (answer.refused)
		return []
	const wrong = answer.findings.filter((f) => f.level === 'error')
	if (!q.bad)
		return answer.findings.map((f) => ({ who: 'they', id: f.id, message: f.message, q }))
	if (wrong.length && !found.length)
		return wrong.map((f) => ({ who: 'they', id: f.id, message: f.message, q }))
	if (!wrong.length && found.some((f) => f.severity === 'error'))
		return [{ who: 'we', id: q.rule ?? q.what, message: found[0].message, q }]
	return []
}

export function opinionOf(d) {
	const rows = d.who === 'they' ? theirs : d.q.rule ? ours : mistakes
	const row = rows[d.id] ?? rows[d.id.slice(0, 3)]
	return row && (!row.when || row.when(d)) ? `${d.who} ${d.id}: ${row.why}` : undefined
}
