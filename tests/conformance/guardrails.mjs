// node guardrails.mjs PROGRAM PEER INSTANCES SEED
//
// Random organizations: what preflight, why, replay and expect say of them (the program
// PROGRAM) is held to an independent simulator (the module PEER, for tests only), which gets
// the policies by a reading of the organization of its own: which policies hang on the path of
// an account, who is beyond them, in which Region a call counts as made. An instance is a
// stack, a question, a record or a sentence.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { randomOf } from './cases.mjs'

const [program, peer, wanted, seed] = process.argv.slice(2)
const { runSimulation } = await import(pathToFileURL(resolve(peer)))
const g = randomOf(Number(seed))
const managementId = '111111111111', organizationId = 'o-a1b2c3d4e5'
const allRegions = ['eu-west-1', 'us-east-1', 'ap-northeast-1']

// --- organizations ---

const types = {
	Topic: { Type: 'AWS::SNS::Topic' },
	Queue: { Type: 'AWS::SQS::Queue' },
	Bucket: { Type: 'AWS::S3::Bucket', Properties: {
		PublicAccessBlockConfiguration: { BlockPublicAcls: true } } },
	Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {
		Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole',
			Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::111111111111:root' } } }] } } },
	Logs: { Type: 'AWS::Logs::LogGroup' },
	Setting: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'x' } },
	Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: {} } },
}
const roles = ['Admin', 'Deployer', 'team/Operator', 'stacksets-exec-0f1e', 'break-glass',
	'aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM',
	'aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef']
const actions = ['sns:CreateTopic', 'sns:DeleteTopic', 'sqs:CreateQueue', 'sqs:DeleteQueue',
	's3:CreateBucket', 's3:DeleteBucket', 's3:PutBucketPublicAccessBlock', 'iam:CreateRole',
	'iam:DeleteRole', 'iam:TagRole', 'logs:CreateLogGroup', 'ssm:PutParameter',
	'secretsmanager:CreateSecret', 'secretsmanager:DeleteSecret', 'cloudformation:CreateStack']
const resourceOf = {
	sns: 'arn:aws:sns:R:A:N', sqs: 'arn:aws:sqs:R:A:N', s3: 'arn:aws:s3:::N',
	iam: 'arn:aws:iam::A:role/N', logs: 'arn:aws:logs:R:A:log-group:N',
	ssm: 'arn:aws:ssm:R:A:parameter/N', secretsmanager: 'arn:aws:secretsmanager:R:A:secret:N',
	cloudformation: 'arn:aws:cloudformation:R:A:stack/N/0a1b',
}

const actionPattern = () => {
	const [service, verb] = g.pick(actions).split(':')
	return g.pick(['*', `${service}:*`, `${service}:${verb}`, `${service}:${verb.slice(0, 6)}*`,
		`${service}:*${verb.slice(-5)}`.toUpperCase()])
}
const rolePattern = () => 'arn:aws:iam::' + g.pick(['*', '*', '222222222222']) + ':' +
	g.pick(['role/Admin', 'role/stacksets-exec-*', 'role/*', 'role/team/*', 'role/*r', 'user/bo',
		'root', 'role/D*', 'role/aws-reserved/*', '*/bo', 'role/break-glass'])
const someOf = (make) => Array.from({ length: 1 + g.below(3) }, make)
const conditions = [
	() => ({ [g.pick(['ArnLike', 'ArnNotLike', 'ArnNotLike', 'StringNotLike'])]:
		{ 'aws:PrincipalArn': someOf(rolePattern) } }),
	() => ({ [g.pick(['StringEquals', 'StringNotEquals', 'StringNotLike'])]:
		{ 'aws:RequestedRegion': someOf(() => g.pick([...allRegions, 'eu-*', 'sa-east-1'])) } }),
	() => ({ [g.pick(['Bool', 'BoolIfExists'])]:
		{ 'aws:MultiFactorAuthPresent': g.pick(['true', 'false']) } }),
	() => ({ [g.pick(['IpAddress', 'NotIpAddress', 'NotIpAddressIfExists'])]:
		{ 'aws:SourceIp': g.pick(['10.0.0.0/8', '203.0.113.0/24']) } }),
	() => ({ [g.pick(['StringEquals', 'StringNotEquals', 'StringNotEqualsIfExists'])]:
		{ 'aws:PrincipalOrgID': g.pick([organizationId, 'o-zzzzzzzzzz']) } }),
	() => ({ [g.pick(['StringEquals', 'StringNotLike'])]:
		{ 'aws:PrincipalTag/team': someOf(() => g.pick(['app', 'logs', 'l*'])) } }),
	() => ({ Null: { 'aws:SourceVpce': g.pick(['true', 'false']) } }),
	() => ({ StringEquals: { 'aws:PrincipalAccount': g.pick(['222222222222', '333333333333']) } }),
	() => ({ NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } }),
]

function statement(isRcp, effect) {
	const s = { Effect: effect }
	if (isRcp)
		s.Principal = '*'
	if (isRcp || effect === 'Allow' || g.chance(0.8)) {
		const services = isRcp ? ['s3:*', 'sqs:*', 's3:Put*', 'sqs:CreateQueue',
			'secretsmanager:*'] : undefined
		s.Action = someOf(() => services ? g.pick(services) : actionPattern())
	} else {
		s.NotAction = someOf(actionPattern).filter((a) => a !== '*')
		s.NotAction.push('cloudformation:*')
	}
	s.Resource = '*'
	if (effect === 'Deny' && g.chance(0.15))
		s.Resource = g.pick(['arn:aws:s3:::logs-*', 'arn:aws:iam::*:role/team/*',
			'arn:aws:sns:*:*:app*', 'arn:aws:sqs:eu-west-1:*:*'])
	if (effect === 'Deny' && g.chance(0.7))
		s.Condition = Object.assign({}, ...Array.from({ length: 1 + g.below(2) },
			() => g.pick(conditions)()))
	return s
}

const where = (o) => g.chance(0.4) ? 'all'
	: [g.pick([...Object.keys(o.ous), ...Object.keys(o.accounts)])]

function sentence(o) {
	const s = { do: someOf(() => g.pick([...actions, 'sns:*', 'iam:*Role', 's3:Put*'])),
		in: where(o) }
	if (g.chance(0.7))
		s.who = g.pick(['anyone', 'stacksets', 'root', 'role/Admin', 'role/*', 'user/bo',
			'permission-set/Ops'])
	if (g.chance(0.4))
		s.but = [g.pick(['role/Admin', 'stacksets', 'root', 'user/*', 'role/team/*'])]
	return { [g.pick(['never', 'always'])]: s }
}

function organization() {
	const o = { ous: { Work: {}, 'Work/Dev': {}, Play: {} }, accounts: {}, policies: {} }
	const files = {}
	Object.values(o.ous).forEach((ou, i) => { ou.id = `ou-ab12-0000000${i}` })
	for (const [i, name] of ['dev', 'prod', 'toy', 'logs'].entries())
		o.accounts[name] = { id: String(i + 2).repeat(12),
			ou: g.pick(['/', ...Object.keys(o.ous)]) }
	for (let i = 0, count = 1 + g.below(3); i < count; i++) {
		const isRcp = g.chance(0.2), name = `p${i}`
		const policy = { Version: '2012-10-17',
			Statement: someOf(() => statement(isRcp, 'Deny')) }
		o.policies[name] = { type: isRcp ? 'rcp' : 'scp', file: `${name}.json`, in: where(o) }
		if (!isRcp && g.chance(0.2)) {
			policy.Statement.push(statement(false, 'Allow'))
			o.policies[name]['replace-full-access'] = true
		}
		files[`${name}.json`] = JSON.stringify(policy)
	}
	o.stacksets = { base: { template: 'base.yaml', in: where(o), regions: g.pick(['all', 'home']) } }
	files['base.yaml'] = JSON.stringify({ Resources: Object.fromEntries(
		[g.pick(Object.keys(types)), g.pick(Object.keys(types))].map((t) => [t, types[t]])) })
	o.expect = [sentence(o), sentence(o)]
	const org = { version: 1, organization: { id: organizationId, root: 'r-ab12' },
		management: { id: managementId }, regions: { home: 'eu-west-1', all: allRegions }, ...o }
	return { o, files, org: JSON.stringify(org) }
}

// --- the other reading ---

const full = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }

function levels({ o, files }, account, type) {
	const path = ['all'], ou = o.accounts[account]?.ou ?? '/'
	if (ou !== '/')
		ou.split('/').forEach((_, i, parts) => path.push(parts.slice(0, i + 1).join('/')))
	path.push(account)
	return path.map((place) => {
		const here = Object.entries(o.policies).filter(
			([, p]) => p.type === type && [].concat(p.in).includes(place))
		const policies = here.map(([name, p]) => ({ name, policy: JSON.parse(files[p.file]) }))
		if (type === 'scp' && !here.some(([, p]) => p['replace-full-access']))
			policies.push({ name: 'full', policy: full })
		return { orgIdentifier: place, policies }
	})
}

const global = new Set(['iam', 'organizations', 'route53', 'cloudfront'])
const requestedRegion = (action, region) => global.has(action.split(':')[0]) ? 'us-east-1' : region

// "Allowed" or another verdict; "refused" where it takes the request for an impossible one.
async function askPeer(world, r) {
	const isManagement = r.account === 'management', linked = r.principal.includes('/aws-service-role/')
	const id = isManagement ? managementId : world.o.accounts[r.account].id
	const answer = await runSimulation({
		request: {
			principal: r.principal, action: r.action,
			resource: { resource: r.resource, accountId: id },
			contextVariables: {
				'aws:PrincipalArn': r.principal, 'aws:PrincipalAccount': id,
				'aws:ResourceAccount': id, 'aws:PrincipalIsAWSService': 'false',
				'aws:PrincipalOrgID': organizationId, 'aws:SecureTransport': 'true',
				'aws:RequestedRegion': requestedRegion(r.action, r.region), ...r.keys },
		},
		serviceControlPolicies: isManagement || linked ? [] : levels(world, r.account, 'scp'),
		resourceControlPolicies: isManagement || linked ? [] : levels(world, r.account, 'rcp'),
		identityPolicies: [{ name: 'all', policy: full }],
	}, { simulationMode: 'Strict' })
	if (answer.resultType === 'error') {
		refusals[`${answer.errors.message} ${r.action}`] ??= JSON.stringify(answer.errors)
		return 'refused'
	}
	return answer.overallResult
}

// --- questions ---

const fill = (text, account, region) => text.replaceAll('A', account.id).replaceAll('R', region)
	.replaceAll('N', g.pick(['logs-1', 'app-2', 'other']))

function question(world) {
	const account = g.pick(Object.keys(world.o.accounts)), action = g.pick(actions)
	const region = g.pick(allRegions), of = world.o.accounts[account], keys = {}
	const principal = `arn:aws:iam::${of.id}:` +
		(g.chance(0.8) ? `role/${g.pick(roles)}` : g.pick(['user/bo', 'root']))
	for (const [key, values] of [['aws:MultiFactorAuthPresent', ['true', 'false']],
		['aws:SourceIp', ['10.1.2.3', '203.0.113.9', '198.51.100.1']],
		['aws:PrincipalTag/team', ['app', 'logs']], ['aws:SourceVpce', ['vpce-1']],
		['aws:MultiFactorAuthAge', ['60', '7200']]])
		keys[key] = g.chance(0.5) ? g.pick(values) : null
	return { account, principal, action, region, keys,
		resource: fill(resourceOf[action.split(':')[0]], of, region) }
}

// As CloudTrail would record the call; what it does not tell is left out of the keys.
function record(q, world) {
	const id = world.o.accounts[q.account].id, [service, name] = q.action.split(':')
	const isRole = q.principal.includes(':role/'), leaf = q.principal.split('/').pop()
	const identity = { accountId: id, arn: q.principal, type: q.principal.endsWith(':root') ? 'Root'
		: isRole ? 'AssumedRole' : 'IAMUser' }
	if (isRole) {
		identity.arn = `arn:aws:sts::${id}:assumed-role/${leaf}/s-1`
		identity.sessionContext = { sessionIssuer: { type: 'Role', arn: q.principal },
			attributes: { mfaAuthenticated: q.keys['aws:MultiFactorAuthPresent'] ?? 'false' } }
	}
	return JSON.stringify({ eventSource: `${service}.amazonaws.com`, eventName: name,
		awsRegion: requestedRegion(q.action, q.region), eventTime: '2026-11-20T09:12:44Z',
		sourceIPAddress: q.keys['aws:SourceIp'] ?? '198.51.100.7', userIdentity: identity,
		resources: [{ ARN: q.resource, accountId: id }] })
}

const given = (keys) => Object.fromEntries(Object.entries(keys).filter(([, v]) => v !== null))

// --- comparing ---

const refusals = {}, tally = {}
let unexplained = 0

function differs(what, world, r, ours, theirs) {
	if (unexplained++ < 3)
		console.log(`${what}: ours ${ours}, theirs ${theirs}\n  ${JSON.stringify(r)}\n  ${world.org}\n` +
			`  ${JSON.stringify(world.files)}`)
}

// A verdict that is sure has to be theirs.
function compare(what, world, r, ours, theirs) {
	const key = theirs === 'refused' ? `${what} refused by the simulator` : `${what} ${ours}`
	tally[key] = (tally[key] ?? 0) + 1
	if (theirs === 'refused' || ours === 'depends')
		return
	if ((ours === 'allowed') !== (theirs === 'Allowed'))
		differs(what, world, r, ours, theirs)
}

// Where we do not know the resource, any will do.
async function askAny(world, r, n) {
	const first = await askPeer(world, r), account = world.o.accounts[n.account]
	if (first !== 'refused' || !n.resource.startsWith('\u001a'))
		return first
	const named = resourceOf[n.action.split(':')[0]]
	for (const resource of [named && fill(named, account ?? { id: managementId }, n.region), '*'])
		if (resource && await askPeer(world, { ...r, resource }) !== 'refused')
			return askPeer(world, { ...r, resource })
	return first
}

async function compareStacks(world, ours) {
	const stacks = {}
	for (const n of ours.needs) {
		const id = world.o.accounts[n.account]?.id ?? managementId
		const r = { ...n, keys: { 'aws:MultiFactorAuthPresent': 'false' },
			resource: n.resource.replace(/(:stack.*)\u001a$/, '$1x/1').replaceAll('\u001a', 'x1'),
			principal: `arn:aws:iam::${id}:role/stacksets-exec-0f1e` }
		const theirs = await askAny(world, r, n)
		const key = `${n.deployment} ${n.account} ${n.region}`
		const stack = stacks[key] ??= { deployment: n.deployment, blocked: false, open: false }
		compare('preflight', world, r, n.verdict, theirs)
		stack.blocked ||= n.sure === 'yes' && theirs !== 'Allowed' && theirs !== 'refused'
		stack.open ||= theirs === 'refused' || n.verdict === 'depends'
	}
	// And so have the counts, which are made by classes of accounts.
	const rows = {}
	for (const { deployment, instances, blocked, maybe } of ours.rows) {
		const row = rows[deployment] ??= { deployment, instances: 0, blocked: 0, maybe: 0 }
		row.instances += instances
		row.blocked += blocked
		row.maybe += maybe
	}
	for (const row of Object.values(rows)) {
		const mine = Object.values(stacks).filter((s) => s.deployment === row.deployment)
		const blocked = mine.filter((s) => s.blocked && !s.open).length
		const most = mine.filter((s) => s.blocked || s.open).length
		if (row.instances !== mine.length || row.blocked < blocked || row.blocked > most ||
			row.blocked + row.maybe < blocked)
			differs('row', world, row, row.blocked, `${blocked} to ${most} of ${mine.length}`)
	}
	return Object.keys(stacks).length
}

async function compareSentences(world, ours) {
	for (const e of ours.expected) {
		tally[`expect ${e.outcome}`] = (tally[`expect ${e.outcome}`] ?? 0) + 1
		if (e.outcome !== 'broken')
			continue
		// What is known of the roles that StackSets make is no key of the request that is shown.
		const assumed = /:role\/stacksets-exec-/.test(e.principal)
			? { 'aws:MultiFactorAuthPresent': 'false' } : {}
		const theirs = await askPeer(world, { ...e, keys: { ...assumed, ...e.keys } })
		if (theirs === 'refused' || (e.always === 'yes') === (theirs === 'Allowed'))
			differs('expect', world, e, e.sentence, theirs)
	}
}

// What holds is tried with a request of chance: none may break it.
async function trySentences(world, ours, questions) {
	for (const [i, e] of ours.expected.entries()) {
		const map = Object.values(world.o.expect[i])[0]
		if (e.outcome !== 'holds' || map.who || map.but || map.in !== 'all')
			continue
		for (const q of questions) {
			const isAsked = map.do.includes(q.action) && !q.principal.includes('aws-service-role')
			if (isAsked && (await askPeer(world, { ...q, keys: given(q.keys) }) === 'Allowed') !==
				(e.always === 'yes'))
				differs('holds', world, q, e.sentence, 'a request breaks it')
		}
	}
}

let done = 0, refused = 0
console.log(`guardrails: ${wanted} instances, seed ${seed}`)
while (done < Number(wanted)) {
	const worlds = Array.from({ length: 20 }, () => {
		const world = organization()
		world.questions = Array.from({ length: 15 }, () => question(world))
		world.records = world.questions.map((q) => record(q, world))
		return world
	})
	const input = worlds.map((w) => JSON.stringify(w) + '\n').join('')
	const run = spawnSync(program, { input, maxBuffer: 1 << 28, encoding: 'utf8' })
	if (run.status !== 0)
		throw new Error(`${program}: ${run.status} ${run.signal ?? ''} ${run.stderr}`)
	for (const [i, line] of run.stdout.trimEnd().split('\n').entries()) {
		const world = worlds[i], ours = JSON.parse(line)
		if (ours.refused) {
			refused++
			refusals[`orgc: ${ours.refused}`] ??= ''
			continue
		}
		done += await compareStacks(world, ours)
		for (const [j, q] of world.questions.entries()) {
			const theirs = await askPeer(world, { ...q, keys: given(q.keys) })
			compare('why', world, q, ours.why[j], theirs)
			// A record tells neither tags nor endpoints, and root and users have no session.
			const replayed = { same: 'allowed', 'would be denied': 'denied', depends: 'depends',
				'service-linked roles': 'allowed' }[ours.replayed[j]] ?? ours.replayed[j]
			const told = { 'aws:SourceIp': q.keys['aws:SourceIp'] ?? '198.51.100.7' }
			if (q.principal.includes(':role/'))
				told['aws:MultiFactorAuthPresent'] = q.keys['aws:MultiFactorAuthPresent'] ?? 'false'
			compare('replay', world, q, replayed, await askPeer(world, { ...q, keys: told }))
		}
		await compareSentences(world, ours)
		await trySentences(world, ours, world.questions)
		done += 2 * world.questions.length + ours.expected.length
	}
}
console.log(`${done} instances, ${refused} organizations refused by orgc`)
console.log(tally)
if (Object.keys(refusals).length)
	console.log('refused, for example:', Object.entries(refusals).slice(0, 6))
console.log(`unexplained: ${unexplained}`)
process.exit(unexplained || refused > done / 100 ? 1 : 0)
