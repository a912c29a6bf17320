// Random requests with policies around them, from a seed: the same seed gives the same
// cases, each a document of tests/policy_case.h. What the simulator is known to take in
// another way than AWS's pages (explained.mjs) is put in now and then only, so that most
// cases have no excuse.

export function randomOf(seed) {
	let state = seed >>> 0
	const next = () => { // mulberry32
		state = (state + 0x6d2b79f5) >>> 0
		let t = Math.imul(state ^ (state >>> 15), state | 1)
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296
	}
	const below = (n) => Math.floor(next() * n)
	const pick = (list) => list[below(list.length)]
	const chance = (p) => next() < p
	const some = (list, p) => list.filter(() => chance(p))
	return { below, pick, chance, some }
}

const accounts = ['111111111111', '222222222222', '033333333333']
const names = ['bo', 'app', 'ops-1', 'stacksets-exec-0f1e']
const paths = ['', '', 'team/', 'a/b/']
const regions = ['eu-west-1', 'us-east-1', 'ap-northeast-1']

// action, its resource (A: an account, R: a Region, N: a name)
const actions = [
	['s3:GetObject', 'arn:aws:s3:::N-logs/N/x.txt'],
	['s3:PutObject', 'arn:aws:s3:::N-logs/N/y'],
	['s3:ListBucket', 'arn:aws:s3:::N-logs'],
	['ec2:RebootInstances', 'arn:aws:ec2:R:A:instance/i-0456'],
	['ec2:StopInstances', 'arn:aws:ec2:R:A:instance/i-0123'],
	['iam:CreateRole', 'arn:aws:iam::A:role/N'],
	['iam:PassRole', 'arn:aws:iam::A:role/team/N'],
	['sts:AssumeRole', 'arn:aws:iam::A:role/N'],
	['sts:AssumeRole', 'arn:aws:iam::A:role/team/N'],
	['kms:Decrypt', 'arn:aws:kms:R:A:key/0a1b'],
	['kms:ListAliases', '*'],
	['sqs:SendMessage', 'arn:aws:sqs:R:A:N-queue'],
	['lambda:InvokeFunction', 'arn:aws:lambda:R:A:function:N:live'],
	['logs:PutLogEvents', 'arn:aws:logs:R:A:log-group:/aws/N:log-stream:s'],
	['ssm:GetParameter', 'arn:aws:ssm:R:A:parameter/N/db'],
	['organizations:ListRoots', '*'],
	['s3:GetObject', 'arn:aws:s3:R:A:accesspoint/N/object/x.txt'],
	['ec2:RunInstances', 'arn:aws:ec2:R:A:instance/i-0789'],
	['ec2:RunInstances', 'arn:aws:ec2:R:A:subnet/subnet-0123'],
	['ec2:RunInstances', 'arn:aws:ec2:R::image/ami-0123'],
	['iam:DeleteUser', 'arn:aws:iam::A:user/team/N'],
	['iam:AttachRolePolicy', 'arn:aws:iam::A:role/N'],
	['dynamodb:GetItem', 'arn:aws:dynamodb:R:A:table/N'],
	['dynamodb:Query', 'arn:aws:dynamodb:R:A:table/N/index/by-day'],
	['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:R:A:secret:N-AbCdEf'],
	['sns:Publish', 'arn:aws:sns:R:A:N'],
	['events:PutEvents', 'arn:aws:events:R:A:event-bus/N'],
	['states:StartExecution', 'arn:aws:states:R:A:stateMachine:N'],
	['ecr:BatchGetImage', 'arn:aws:ecr:R:A:repository/team/N'],
	['rds:DeleteDBInstance', 'arn:aws:rds:R:A:db:N'],
	['route53:ChangeResourceRecordSets', 'arn:aws:route53:::hostedzone/Z0123'],
	['cloudformation:DeleteStack', 'arn:aws:cloudformation:R:A:stack/N/0a1b'],
]

function callerOf(g) {
	const account = g.pick(accounts), name = g.pick(names), path = g.pick(paths)
	const iam = `arn:aws:iam::${account}:`, sts = `arn:aws:sts::${account}:`
	const role = { caller: `${sts}assumed-role/${name}/s-1`, type: 'AssumedRole',
		entity: `${iam}role/${path}${name}`, account }
	role.principalArn = role.entity
	switch (g.chance(0.02) ? 12 : g.below(12)) {
	case 0: case 1: case 2: case 3: {
		const arn = `${iam}user/${path}${name}`
		return { caller: arn, principalArn: arn, type: 'User', account, username: name }
	}
	case 12:
		return { caller: `${iam}root`, principalArn: `${iam}root`, type: 'Account', account }
	case 4: {
		const arn = `${sts}federated-user/${name}`
		return { caller: arn, entity: `${iam}user/${name}`, principalArn: arn,
			type: 'FederatedUser', account }
	}
	case 5:
		return { caller: g.pick(['ec2.amazonaws.com', 'logs.amazonaws.com']), service: true }
	default:
		return role
	}
}

// What the request holds: keys with one value, and keys with several.
const single = {
	'aws:SourceIp': ['10.1.2.3', '203.0.113.9', '2001:db8::7', '198.51.100.1'],
	'aws:SecureTransport': ['true', 'false'],
	'aws:MultiFactorAuthPresent': ['true', 'false'],
	'aws:MultiFactorAuthAge': ['0', '60', '3600', '3600.5'],
	'aws:CurrentTime': ['2026-01-01T00:00:00Z', '2026-06-30T12:00:00Z', '2025-12-31T23:59:59Z'],
	'aws:RequestedRegion': regions,
	'aws:PrincipalOrgID': ['o-a1b2c3d4e5', 'o-zzzzzzzzzz'],
	'aws:PrincipalTag/team': ['logs', 'app', 'Ops', ''],
	'aws:RequestTag/Env': ['prod', 'dev', 'Prod'],
	'aws:SourceArn': ['arn:aws:sns:eu-west-1:111111111111:topic', 'arn:aws:s3:::bo-logs'],
	'aws:SourceVpce': ['vpce-1', 'vpce-22'],
	's3:prefix': ['home/bo/', 'home/', ''],
}
const several = {
	'aws:TagKeys': ['Env', 'team', 'Cost', 'env'],
	'aws:CalledVia': ['cloudformation.amazonaws.com', 'athena.amazonaws.com'],
	'aws:PrincipalOrgPaths': ['o-a1b2c3d4e5/r-ab12/ou-1/', 'o-a1b2c3d4e5/r-ab12/ou-2/ou-3/'],
}

// Keys that only some requests have, by the action and the resource they are about. A list
// within the values is one value of a key that can have several.
const tagged = (key) => ({ [key]: ['logs', 'app', 'Ops', ''] })
const ofService = [
	[/^s3:(GetObject|PutObject|ListBucket) /, { 's3:TlsVersion': ['1.2', '1.3'],
		's3:signatureAge': ['60', '600000'] }],
	[/^s3:GetObject .*s3:::/, tagged('s3:ExistingObjectTag/team')],
	[/^s3:PutObject /, { 's3:x-amz-acl': ['private', 'public-read'],
		's3:RequestObjectTagKeys': [['team'], ['team', 'Cost']],
		's3:x-amz-server-side-encryption': ['aws:kms', 'AES256'] }],
	[/^s3:ListBucket .*s3:::/, { 's3:max-keys': ['10', '1000'], 's3:delimiter': ['/', ''] }],
	[/^ec2:.*:instance\//, { 'ec2:InstanceType': ['t3.micro', 'T3.MICRO', 'm7g.large'],
		'ec2:EbsOptimized': ['true', 'false'], 'ec2:Region': regions,
		...tagged('ec2:ResourceTag/team'), ...tagged('aws:ResourceTag/team') }],
	[/^ec2:.*:subnet\//, { 'ec2:AvailabilityZone': ['eu-west-1a', 'us-east-1b'],
		...tagged('ec2:ResourceTag/team') }],
	[/^ec2:.*:image\//, { 'ec2:ImageType': ['machine', 'kernel'], 'ec2:Owner': ['amazon', 'self'],
		'ec2:Public': ['true', 'false'] }],
	[/^iam:PassRole /, { 'iam:PassedToService': ['ec2.amazonaws.com', 'lambda.amazonaws.com'],
		'iam:AssociatedResourceArn': ['arn:aws:ec2:eu-west-1:111111111111:instance/i-0123'] }],
	[/^iam:AttachRolePolicy /, { 'iam:PolicyARN': ['arn:aws:iam::aws:policy/ReadOnlyAccess',
		'arn:aws:iam::111111111111:policy/team/bo'] }],
	[/^sts:AssumeRole /, { 'sts:ExternalId': ['bo-1', 'BO-1'], 'sts:RoleSessionName': names,
		'sts:TransitiveTagKeys': [['team'], ['team', 'Env']] }],
	[/^kms:Decrypt /, { 'kms:ViaService': ['s3.eu-west-1.amazonaws.com'],
		'kms:CallerAccount': accounts, 'kms:EncryptionAlgorithm': ['SYMMETRIC_DEFAULT'],
		'kms:EncryptionContextKeys': [['app'], ['app', 'team']],
		'kms:ResourceAliases': [['alias/bo'], ['alias/bo', 'alias/app']] }],
	[/^dynamodb:/, { 'dynamodb:LeadingKeys': [['bo'], ['bo', 'app']],
		'dynamodb:Attributes': [['id'], ['id', 'Secret']],
		'dynamodb:Select': ['SPECIFIC_ATTRIBUTES', 'COUNT'] }],
	[/^secretsmanager:/, { 'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPREVIOUS'],
		...tagged('aws:ResourceTag/team') }],
	[/^ssm:GetParameter /, tagged('ssm:resourceTag/team')],
	[/^events:/, { 'events:source': [['app'], ['app', 'ops']] }],
	[/^ecr:/, tagged('ecr:ResourceTag/team')],
	[/^rds:/, { 'rds:DatabaseClass': ['db.t3.micro', 'db.r7g.large'],
		'rds:StorageEncrypted': ['true', 'false'], 'rds:Piops': ['0', '3000'] }],
	[/^route53:/, { 'route53:ChangeResourceRecordSetsRecordTypes': [['TXT'], ['TXT', 'A']],
		'route53:ChangeResourceRecordSetsActions': [['CREATE'], ['CREATE', 'DELETE']] }],
]
const keysOfService = Object.assign({}, ...ofService.map(([, keys]) => keys))
const valuesOf = (key) => (single[key] ?? several[key] ?? keysOfService[key] ?? ['x']).flat()
const isSeveral = (key) => key in several || Array.isArray(keysOfService[key]?.[0])

function addKeysOfService(g, keys, action, resource) {
	for (const [of, more] of ofService)
		for (const key of of.test(`${action} ${resource}`) ? g.some(Object.keys(more), 0.7) : [])
			keys[key] = g.pick(more[key])
}

function keysOf(g, who, resourceAccount, action, resource) {
	const keys = { 'aws:PrincipalIsAWSService': String(Boolean(who.service)) }
	keys['aws:ResourceAccount'] = resourceAccount
	if (who.account) {
		keys['aws:PrincipalArn'] = who.principalArn
		keys['aws:PrincipalAccount'] = who.account
		keys['aws:PrincipalType'] = who.type
	}
	if (who.username)
		keys['aws:username'] = who.username
	if (who.service)
		keys['aws:PrincipalServiceName'] = who.caller
	for (const key of g.some(Object.keys(single), 0.6))
		if (key !== 's3:prefix' || action === 's3:ListBucket')
			keys[key] = g.pick(single[key])
	for (const key of g.some(Object.keys(several), 0.5))
		keys[key] = g.some(several[key], 0.5)
	addKeysOfService(g, keys, action, resource)
	for (const key in keys)
		if (keys[key].length === 0 && Array.isArray(keys[key]))
			delete keys[key]
	return keys
}

// --- patterns ---

const otherCase = (g, text) => g.chance(0.5) ? text.toLowerCase() : text.toUpperCase()

function actionPattern(g, action) {
	const [service, verb] = action.split(':')
	switch (g.below(9)) {
	case 0: return '*'
	case 1: case 2: return `${service}:*`
	case 3: return otherCase(g, action)
	case 4: return `${service}:${verb.slice(0, 3)}*`
	case 5: return `${service}:*${verb.slice(-4)}`
	case 6: return `${service}:?${verb.slice(1)}`
	case 7: return g.pick(actions)[0]
	default: return action
	}
}

// Puts a star for a run of letters, or '?' for one.
function holed(g, text) {
	const at = g.below(text.length + 1)
	if (g.chance(0.2))
		return text.slice(0, at) + '?' + text.slice(at + 1)
	return text.slice(0, at) + '*' + text.slice(Math.min(text.length, at + g.below(8)))
}

const variables = ['${aws:username}', '${aws:PrincipalTag/team}', '${AWS:PRINCIPALTAG/TEAM}',
	"${aws:PrincipalTag/team, 'logs'}", '${aws:PrincipalAccount}', '${aws:nothing}',
	'${*}', '${$}', "${aws:username, 'bo'}"]

function resourcePattern(g, resource) {
	const colons = resource.split(':')
	if (resource === '*')
		return g.chance(0.8) ? '*' : g.pick(actions)[1]
	switch (g.below(10)) {
	case 0: case 1: case 2: return '*'
	case 3: case 4: return resource
	case 5: {
		const end = Math.max(resource.lastIndexOf(':'), resource.indexOf('/')) + 1
		return resource.slice(0, end + g.below(resource.length - end)) + '*'
	}
	case 6: {
		// Wildcards in the type, and over colons, are left to the last case.
		const tail = colons.slice(5).join(':'), from = tail.search(/[/:]/) + 1
		return [...colons.slice(0, 5), tail.slice(0, from) + holed(g, tail.slice(from))].join(':')
	}
	case 7: {
		const at = 3 + g.below(2)
		if (colons[at])
			colons[at] = g.pick(['*', holed(g, colons[at])])
		return colons.join(':')
	}
	case 8: {
		const slash = resource.lastIndexOf('/')
		if (slash < 0)
			return resource
		return resource.slice(0, slash + 1) + g.pick(variables) + g.pick(['', '*', '/x.txt'])
	}
	default:
		if (!g.chance(0.1))
			return g.pick(actions)[1].replaceAll('N', 'bo').replaceAll('A', accounts[0])
				.replaceAll('R', regions[0])
		return holed(g, holed(g, resource))
	}
}

const oneOrMore = (g, make) =>
	g.chance(0.6) ? make() : Array.from({ length: 1 + g.below(3) }, make)

// --- conditions ---

const operators = {
	string: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase',
		'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike'],
	arn: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
	number: ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals',
		'NumericGreaterThan', 'NumericGreaterThanEquals'],
	date: ['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals',
		'DateGreaterThan', 'DateGreaterThanEquals'],
	bool: ['Bool'],
	ip: ['IpAddress', 'NotIpAddress'],
}
const typeOf = {
	'aws:SourceIp': 'ip', 'aws:SecureTransport': 'bool', 'aws:MultiFactorAuthPresent': 'bool',
	'aws:PrincipalIsAWSService': 'bool', 'aws:MultiFactorAuthAge': 'number',
	'aws:CurrentTime': 'date', 'aws:PrincipalArn': 'arn', 'aws:SourceArn': 'arn',
	's3:TlsVersion': 'number', 's3:signatureAge': 'number', 's3:max-keys': 'number',
	'ec2:EbsOptimized': 'bool', 'ec2:Public': 'bool', 'iam:AssociatedResourceArn': 'arn',
	'iam:PolicyARN': 'arn', 'rds:StorageEncrypted': 'bool', 'rds:Piops': 'number',
}
const allKeys = [...Object.keys(single), ...Object.keys(several), 'aws:PrincipalArn',
	'aws:PrincipalArn', 'aws:PrincipalAccount', 'aws:PrincipalType', 'aws:username',
	'aws:PrincipalServiceName', 'aws:PrincipalIsAWSService', 'aws:ResourceAccount']

function textValue(g, key, keys, operator) {
	const like = operator.includes('Like')
	const known = keys[key] === undefined ? valuesOf(key) : [].concat(keys[key])
	const text = g.pick(g.chance(0.6) || valuesOf(key)[0] === 'x' ? known : valuesOf(key))
	if (g.chance(operator.includes('Not') ? 0.01 : 0.12))
		return g.pick(['', text]) + g.pick(variables)
	if (like && g.chance(0.5))
		return holed(g, text)
	return g.chance(0.1) ? otherCase(g, text) : text
}

function arnValue(g, operator, key, keys) {
	const arn = keys[key] ?? 'arn:aws:iam::111111111111:role/bo'
	const parts = arn.split(':')
	switch (g.below(9)) {
	case 0: return arn
	case 1: return [...parts.slice(0, 4), '*', parts.slice(5).join(':')].join(':')
	case 2: return [...parts.slice(0, 5), parts[5].replace(/[^/]*$/, '*')].join(':')
	case 3: return [...parts.slice(0, 5), holed(g, parts.slice(5).join(':'))].join(':')
	case 4: return 'arn:aws:iam::*:role/stacksets-exec-*'
	case 5: return 'arn:aws:iam::111111111111:user/${aws:username}'
	case 6:
		if (operator.includes('Not') && g.chance(0.9))
			return arn
		return parts.slice(0, 4 + g.below(2)).join(':') + '*' // fewer than six fields
	case 7:
		if (!g.chance(0.1))
			return `arn:aws:sts::${accounts[0]}:assumed-role/*`
		return '*'
	default: return '*:*:*:*:*:*'.replace(/^\*/, 'arn')
	}
}

export const malformed = { number: 'ten', date: 'tomorrow', bool: 'yes', ip: '10.0.0.0/99' }

function valueOf(g, type, operator, key, keys) {
	if (malformed[type] && g.chance(0.004)) {
		return malformed[type]
	}
	switch (type) {
	case 'arn': return arnValue(g, operator, key, keys)
	case 'number': return g.pick(['0', '60', '60.0', '3600', '10000', '-1', '3600.50'])
	case 'bool': return g.pick(['true', 'false', 'True', 'FALSE'])
	case 'ip':
		if (g.chance(0.98) && key in keys && operator.includes('Not'))
			return keys[key].includes(':') ? '2001:db8::/32' : '10.0.0.0/8'
		if (g.chance(0.01))
			return '0.0.0.0/0'
		return g.pick(['10.0.0.0/8', '10.1.2.3/32', '203.0.113.0/24', '128.0.0.0/1',
		'2001:db8::/32', '2001:DB8:0::/48', '::/0', '10.1.2.3'])
	case 'date':
		if (g.chance(0.03)) {
			return g.pick(['2026', '2026-01', '2026-01-01', '1767225600',
				'2026-01-01T01:00:00+01:00', '2026-01-01T00:00Z'])
		}
		return g.pick(['2026-01-01T00:00:00Z', '2026-06-30T12:00:00Z', '2027-01-01T00:00:00Z'])
	default: return textValue(g, key, keys, operator)
	}
}

function condition(g, keys) {
	// Those that the request may have, mostly, and those of other services.
	const ofOthers = g.chance(0.03) ? Object.keys(keysOfService) : []
	const own = Object.keys(keys).filter((k) => k in keysOfService)
	const key = g.pick(ofOthers.length ? ofOthers : own.length && g.chance(0.4) ? own : allKeys)
	const multi = isSeveral(key)
	const type = g.chance(0.85) ? typeOf[key] ?? 'string' : 'string'
	let operator = g.pick(operators[type])
	const name = g.chance(0.15) ? otherCase(g, key) : key
	if (g.chance(0.1))
		return [{ Null: { [name]: g.pick(['true', 'false']) } }, name]
	const make = () => valueOf(g, type, operator, key, keys)
	const value = oneOrMore(g, make)
	const set = multi !== g.chance(0.01) ? g.pick(['ForAllValues:', 'ForAnyValue:']) : ''
	if (g.chance(set === 'ForAnyValue:' ? 0.02 : 0.2))
		operator += 'IfExists'
	operator = set + operator
	return [{ [operator]: { [name]: value } }, name]
}

function conditions(g, keys) {
	const all = {}
	for (let left = 1 + g.below(2); left > 0; left--) {
		const [one] = condition(g, keys)
		for (const operator in one)
			all[operator] = { ...one[operator] }
	}
	return all
}

// --- principals ---

function principal(g, who, denies) {
	const account = g.chance(0.8) ? who.account ?? accounts[0] : g.pick(accounts)
	const iam = `arn:aws:iam::${account}:`
	switch (g.below(9)) {
	case 0: return '*'
	case 1: return { AWS: '*' }
	case 2: return { AWS: account }
	case 3: return { AWS: `${iam}root` }
	case 4: return { AWS: [g.pick(accounts), who.entity ?? `${iam}role/bo`] }
	case 5: return { Service: ['ec2.amazonaws.com', 'ssm.amazonaws.com'] }
	case 6: return { AWS: who.entity ?? `${iam}user/bo` }
	default: return who.service ? { Service: who.caller } : { AWS: who.caller }
	}
}

// --- statements and policies ---

function statement(g, kind, c, who) {
	const denies = g.chance(kind === 'rcp' ? 1 : 0.3)
	const s = { Effect: denies ? 'Deny' : 'Allow' }
	if (g.chance(0.3))
		s.Sid = `S${g.below(1000)}`
	if (kind === 'rcp') {
		s.Principal = '*'
	} else if (kind === 'resource') {
		s.Principal = principal(g, who, denies)
		if (denies && g.chance(0.1)) {
			delete s.Principal
			s.NotPrincipal = { AWS: [...new Set(
				g.chance(0.5) && who.account ? [who.account, who.entity ?? who.caller]
					: ['999999999999', 'arn:aws:iam::999999999999:user/x'])] }
		}
	}
	const patterns = oneOrMore(g, () => actionPattern(g, c.action))
	s[kind !== 'rcp' && g.chance(0.1) ? 'NotAction' : 'Action'] = patterns
	if (kind === 'rcp' && [].concat(patterns).includes('*'))
		s.Action = `${c.action.split(':')[0]}:*`
	if (!(kind === 'resource' && c.action.startsWith('sts:'))) {
		const resources = oneOrMore(g, () => resourcePattern(g, c.resource))
		s[g.chance(0.1) ? 'NotResource' : 'Resource'] = resources
	}
	if (g.chance(denies ? 0.75 : 0.4))
		s.Condition = conditions(g, c.keys)
	return s
}

const fullAccess = { Version: '2012-10-17', Statement: [
	{ Effect: 'Allow', Action: '*', Resource: '*' }] }

function policy(g, kind, c, who, size) {
	const make = () => statement(g, kind, c, who)
	const version = kind === 'scp' || kind === 'rcp' || g.chance(0.85) ? { Version: '2012-10-17' }
		: g.pick([{}, { Version: '2008-10-17' }])
	const statements = Array.from({ length: 1 + g.below(size) }, make)
	return { ...version, Statement: statements.length === 1 && g.chance(0.3)
		? statements[0] : statements }
}

function path(g, kind, c, who, size) {
	const level = () => {
		const own = Array.from({ length: g.below(3) },
			() => policy(g, kind, c, who, size))
		return kind === 'scp' && g.chance(0.85) ? [fullAccess, ...own] : own
	}
	return [level(), level(), level()]
}

// One case; `size` bounds the statements of a policy.
export function caseOf(g, size) {
	const who = callerOf(g)
	const account = g.chance(0.65) && who.account ? who.account : g.pick(accounts)
	const [action, shape] = g.pick(actions)
	const resource = shape.replace('A', account).replace('R', g.pick(regions))
		.replaceAll('N', g.pick(names))
	const c = { caller: who.caller, action, resource, account,
		keys: keysOf(g, who, account, action, resource) }
	if (who.entity)
		c.entity = who.entity
	const policies = (kind, p) => g.chance(p) ? [policy(g, kind, c, who, size)] : []
	c.scps = g.chance(who.service ? 0.1 : 0.8) ? path(g, 'scp', c, who, size) : []
	c.rcps = g.chance(/^(s3|sts|kms|sqs|logs):/.test(action) ? 0.4 : 0.02) ? path(g, 'rcp', c, who, 1) : []
	c.identity = who.service || who.type === 'Account' ? [] : g.chance(0.4) ? [fullAccess, ...policies('identity', 0.5)]
		: policies('identity', 0.9)
	c.boundary = who.service || who.type === 'Account' ? [] : policies('identity', 0.15)
	c.session = who.type === 'AssumedRole' || who.type === 'FederatedUser'
		? policies('identity', 0.15) : []
	c.resourcePolicy = action.startsWith('sts:') || action === 'kms:Decrypt'
		? [policy(g, 'resource', c, who, size)] : policies('resource', 0.4)
	return c
}
