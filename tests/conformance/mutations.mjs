// Mistakes to make in a good template, each with its known place, and changes that mean
// nothing. An operator lists where it applies; each place changes a copy of the template
// and says which keys a finding may point at.
import { isMap } from './emit.mjs'

const get = (tree, path) => path.reduce((v, key) => v?.[key], tree)
const parent = (tree, path) => get(tree, path.slice(0, -1))
const last = (path) => path[path.length - 1]

function set(tree, path, value) {
	parent(tree, path)[last(path)] = value
}

// Keeps the order of keys.
function rename(tree, path, key) {
	const map = parent(tree, path), pairs = Object.entries(map)
	for (const [name] of pairs)
		delete map[name]
	for (const [name, value] of pairs)
		map[name === last(path) ? key : name] = value
	return [...path.slice(0, -1), key]
}

function remove(tree, path) {
	const around = parent(tree, path)
	if (Array.isArray(around))
		around.splice(last(path), 1)
	else
		delete around[last(path)]
}

function* walk(v, path = []) {
	yield [path, v]
	if (v !== null && typeof v === 'object')
		for (const key of Object.keys(v))
			yield* walk(v[key], [...path, key])
}

const without = (text, at) => text.slice(0, at) + text.slice(at + 1)
// One letter less, where it does not show at once.
const misspelt = (name) => without(name, Math.max(1, Math.floor(name.length / 2)))

const section = (name) => (t) => Object.keys(t[name] ?? {})
	.filter((key) => !key.startsWith('Fn::')).map((key) => [name, key])
const resources = section('Resources')
const typed = (t) => resources(t).filter((p) => typeof get(t, p)?.Type === 'string')
const known = (t) => typed(t).filter((p) => /^AWS::(?!CloudFormation|Serverless)/
	.test(get(t, p).Type))
const nodes = (t, test, sections = ['Resources', 'Outputs', 'Conditions']) =>
	sections.flatMap((s) => t[s] ? [...walk(t[s], [s])].filter(([p, v]) => test(v, p)).map(([p]) => p) : [])
const calls = (name, test = () => true) => (t) =>
	nodes(t, (v) => isMap(v) && Object.keys(v).length === 1 && name in v && test(v[name], t))
// Properties right under Properties, by the value they have.
const properties = (test) => (t) => known(t).flatMap((p) =>
	Object.entries(get(t, p).Properties ?? {}).filter(([k, v]) => test(v, k, get(t, p)))
		.map(([k]) => [...p, 'Properties', k]))

const isText = (v) => typeof v === 'string'
const local = (t, name) => isText(name) && (t.Resources?.[name] || t.Parameters?.[name])

// Of these the type says that they must be there.
const required = {
	'AWS::Lambda::Function': ['Code', 'Role'], 'AWS::EC2::Subnet': ['VpcId'],
	'AWS::IAM::Role': ['AssumeRolePolicyDocument'], 'AWS::DynamoDB::Table': ['KeySchema'],
	'AWS::EC2::SecurityGroup': ['GroupDescription'], 'AWS::EC2::Route': ['RouteTableId'],
	'AWS::S3::BucketPolicy': ['Bucket', 'PolicyDocument'], 'AWS::RDS::DBCluster': [],
	'AWS::KMS::Alias': ['AliasName', 'TargetKeyId'], 'AWS::SSM::Parameter': ['Type', 'Value'],
	'AWS::Lambda::Permission': ['Action', 'FunctionName', 'Principal'],
	'AWS::CloudWatch::Alarm': ['ComparisonOperator'],
	'AWS::Route53::RecordSet': ['Name', 'Type'],
	'AWS::CloudFront::Distribution': ['DistributionConfig'],
	'AWS::CertificateManager::Certificate': ['DomainName'],
	'AWS::ElasticLoadBalancingV2::Listener': ['DefaultActions', 'LoadBalancerArn'],
	'AWS::Lambda::EventSourceMapping': ['FunctionName'],
	'AWS::RDS::DBSubnetGroup': ['DBSubnetGroupDescription', 'SubnetIds'],
	'AWS::EC2::SubnetRouteTableAssociation': ['RouteTableId', 'SubnetId'],
	'AWS::IAM::ManagedPolicy': ['PolicyDocument'], 'AWS::IAM::Policy': ['PolicyDocument'],
}
const numbers = [['AWS::Lambda::Function', 'MemorySize', 64], ['AWS::Lambda::Function', 'Timeout', 901],
	['AWS::SQS::Queue', 'VisibilityTimeout', 43201], ['AWS::RDS::DBCluster', 'BackupRetentionPeriod', 36],
	['AWS::SQS::Queue', 'MessageRetentionPeriod', 30]]
const values = [['AWS::Lambda::Function', 'Architectures', ['arm46']],
	['AWS::DynamoDB::Table', 'BillingMode', 'PAY_PER_REQEST'], ['AWS::Events::Rule', 'State', 'ENABLE'],
	['AWS::CloudWatch::Alarm', 'ComparisonOperator', 'GreaterThan'],
	['AWS::Logs::LogGroup', 'RetentionInDays', 8], ['AWS::Route53::RecordSet', 'Type', 'AX'],
	['AWS::ECS::TaskDefinition', 'NetworkMode', 'aws-vpc'],
	['AWS::ElasticLoadBalancingV2::LoadBalancer', 'Scheme', 'external'],
	['AWS::ElasticLoadBalancingV2::TargetGroup', 'TargetType', 'host']]

// An operator that sets what stands at a path and expects the finding there.
const setting = (name, at, value) => ({ name, at, isValue: true, change(t, p) {
	set(t, p, value(get(t, p), t, p))
	return [p]
} })
// One that gives a key another name.
const renaming = (name, at, key) => ({ name, at, change: (t, p) => [rename(t, p, key(last(p)))] })
// One that adds a key to what stands at a path.
const adding = (name, at, key, value) => ({ name, at, change(t, p) {
	get(t, p)[key] = value(get(t, p), t, p)
	return [[...p, key]]
} })
// One that takes a key away: the finding is at what lacks it.
const dropping = (name, at, also = []) => ({ name, at, change(t, p) {
	remove(t, p)
	const owner = p.slice(0, -1)
	return [owner, ...also.map((key) => [...owner, key]),
		...(last(owner) === 'Properties' ? [owner.slice(0, -1), [...owner.slice(0, -1), 'Type']] : [])]
} })
// Arguments of functions; the place of the function, of its argument or of the part is right.
const argument = (name, at, value) => ({ name, at, isValue: true, change(t, p) {
	const key = Object.keys(get(t, p))[0], path = [...p, key]
	set(t, path, value(get(t, path), t))
	return [p, path, ...(Array.isArray(get(t, path)) ? get(t, path).map((_, i) => [...path, i]) : [])]
} })
const ofType = (rows) => (t) => rows.flatMap(([type, key, value]) =>
	typed(t).filter((p) => get(t, p).Type === type && get(t, p).Properties?.[key] !== undefined)
		.map((p) => Object.assign([...p, 'Properties', key], { value })))
const parameterIn = (test) => (t) => section('Parameters')(t).filter((p) => isMap(get(t, p)) &&
	test(get(t, p)))

export const mistakes = [
	renaming('a property is misspelt', properties((v, k) => k.length > 5), misspelt),
	dropping('a required property is dropped', (t) => typed(t).flatMap((p) =>
		(required[get(t, p).Type] ?? []).filter((k) => get(t, p).Properties?.[k] !== undefined)
			.map((k) => [...p, 'Properties', k]))),
	setting('a string stands for a list', properties((v) => Array.isArray(v) &&
		v.every((x) => isText(x) || isMap(x) && 'Ref' in x)), () => 'one'),
	setting('a list stands for a string', properties((v, k) => isText(v) && !/^Value$|Content/.test(k) ||
		isMap(v) && k !== 'Content' && ('Fn::GetAtt' in v || 'Fn::Sub' in v)), (v) => [v]),
	setting('a map stands for a string', properties((v) => isText(v)), () => ({ Key: 'a' })),
	setting('a string stands for a map', properties((v, k) => isMap(v) &&
		!Object.keys(v)[0]?.match(/^(Ref|Fn::)/) && !/Policy|Document|Content|Arguments|^Definition$|Pattern|^Code$|^Parameters$/.test(k)), () => 'one'),
	setting('a type is misspelt', (t) => known(t).map((p) => [...p, 'Type']),
		(v) => without(v, v.length - 2)),
	dropping('a type is dropped', (t) => typed(t).filter((p) => get(t, p).Properties).map((p) => [...p, 'Type'])),
	renaming('Type is misspelt', (t) => typed(t).map((p) => [...p, 'Type']), () => 'Typ'),
	renaming('Properties is misspelt', (t) => typed(t).filter((p) => get(t, p).Properties)
		.map((p) => [...p, 'Properties']), () => 'Propertes'),
	renaming('a section is misspelt', (t) => ['Parameters', 'Conditions', 'Outputs', 'Mappings']
		.filter((s) => t[s]).map((s) => [s]), misspelt),
	adding('a section is unknown', () => [[]], 'Imports', () => ({})),
	dropping('an output has no Value', (t) => section('Outputs')(t).map((p) => [...p, 'Value'])),
	setting('an output is a list', (t) => section('Outputs')(t).map((p) => [...p, 'Value']),
		(v) => [v]),
	adding('an output has an unknown key', section('Outputs'), 'Exports', () => 'x'),
	// The letter stands in front: SAM makes names that go on after that of a function.
	argument('a Ref is misspelt', calls('Ref', (name, t) => local(t, name)), (v) => 'X' + v),
	argument('GetAtt names no resource', calls('Fn::GetAtt', (a) => Array.isArray(a)),
		([id, name]) => ['X' + id, name]),
	argument('an attribute is misspelt', calls('Fn::GetAtt', (a, t) => Array.isArray(a) &&
		isText(a[1]) && /^AWS::(?!CloudFormation|ServiceCatalog)/.test(t.Resources?.[a[0]]?.Type)),
	([id, name]) => [id, without(name, 1)]),
	argument('a name in Sub is misspelt', calls('Fn::Sub', (v) => isText(v) && /\$\{[A-Z]\w+[.}]/.test(v)),
		(v) => v.replace(/\$\{([A-Z]\w+)([.}])/, '${X$1$2')),
	adding('DependsOn names nothing', resources, 'DependsOn', () => 'Nothing'),
	adding('a condition is not defined', (t) => resources(t).filter((p) => isMap(get(t, p))),
		'Condition', () => 'IsNothing'),
	argument('If names no condition', calls('Fn::If', Array.isArray), (v) => ['IsNothing', ...v.slice(1)]),
	argument('If has two parts', calls('Fn::If', Array.isArray), (v) => v.slice(0, 2)),
	argument('Equals has three parts', calls('Fn::Equals', Array.isArray), (v) => [...v, 'x']),
	argument('And has one part', calls('Fn::And', Array.isArray), (v) => v.slice(0, 1)),
	argument('Join has a string for its list', calls('Fn::Join', Array.isArray), (v) => [v[0], 'text']),
	argument('Select has no number', calls('Fn::Select', Array.isArray), (v) => ['first', v[1]]),
	argument('Split has one part', calls('Fn::Split', Array.isArray), (v) => v.slice(0, 1)),
	argument('FindInMap names no map', calls('Fn::FindInMap', (a) => Array.isArray(a) && isText(a[0])),
		(v) => [v[0] + 'X', ...v.slice(1)]),
	argument('FindInMap names no key', calls('Fn::FindInMap', (a, t) => Array.isArray(a) &&
		isText(a[2]) && !('DefaultValue' in (a[3] ?? {}))), (v) => [v[0], v[1], v[2] + 'X']),
	argument('FindInMap has two parts', calls('Fn::FindInMap', Array.isArray), (v) => v.slice(0, 2)),
	{ name: 'a function is misspelt', at: (t) => nodes(t, (v, p) => isMap(v) && p[2] === 'Properties' &&
		Object.keys(v).length === 1 && /^Fn::(Join|Sub|GetAtt|Select|If|FindInMap)$/.test(Object.keys(v)[0])),
	change(t, p) {
		const key = Object.keys(get(t, p))[0]
		return [p, rename(t, [...p, key], key + 's')]
	} },
	adding('a default is a function', parameterIn(() => true), 'Default', () => ({ Ref: 'AWS::Region' })),
	adding('a default is not allowed', parameterIn((v) => Array.isArray(v.AllowedValues)), 'Default',
		() => 'none-of-them'),
	adding('a parameter has an unknown key', parameterIn(() => true), 'Defaults', () => 'x'),
	setting('a parameter has an unknown type', (t) => section('Parameters')(t).map((p) => [...p, 'Type']),
		() => 'Strng'),
	adding('a pattern is malformed', parameterIn((v) => v.Type === 'String'), 'AllowedPattern', () => '[a-z'),
	{ name: 'two resources wait for each other', at: (t) => resources(t).filter((p) =>
		!get(t, p).Condition && [...walk(get(t, p))].some(([, v]) => isMap(v) && t.Resources[v.Ref] && v.Ref !== p[1] &&
			!t.Resources[v.Ref].DependsOn)),
	change(t, p) {
		const [, ref] = [...walk(get(t, p))].find(([, v]) => isMap(v) && t.Resources[v.Ref] &&
			v.Ref !== p[1] && !t.Resources[v.Ref].DependsOn)
		t.Resources[ref.Ref].DependsOn = p[1]
		return [['Resources', ref.Ref, 'DependsOn'], p, ['Resources', ref.Ref],
			...[...walk(get(t, p), p)].filter(([, v]) => isMap(v) && v.Ref === ref.Ref)
				.flatMap(([q]) => [q, [...q, 'Ref']])]
	} },
	adding('a resource waits for itself', (t) => JSON.stringify(t).includes('Fn::ForEach') ? [] : resources(t), 'DependsOn', (v, t, p) => p[1]),
	{ name: 'conditions are a circle', at: section('Conditions'), change(t, p) {
		set(t, p, { 'Fn::Not': [{ Condition: p[1] }] })
		return [p, [...p, 'Fn::Not', 0], [...p, 'Fn::Not', 0, 'Condition']]
	} },
	adding('a deletion policy is unknown', resources, 'DeletionPolicy', () => 'Keep'),
	setting('a value is null', properties(isText), () => null),
	renaming('a logical id has a dash', (t) => resources(t).filter((p) =>
		!JSON.stringify(t).includes(`"${p[1]}"}`)), (key) => key + '-1'),
	{ name: 'a parameter is named like a resource', at: resources, change(t, p) {
		t.Parameters = { ...t.Parameters, [p[1]]: { Type: 'String' } }
		return [p, ['Parameters', p[1]]]
	} },
	setting('a value is none of those allowed', ofType(values), (v, t, p) => p.value),
	setting('a number is out of range', ofType(numbers), (v, t, p) => p.value),
	{ name: 'a tag key comes twice', at: (t) => nodes(t, (v, p) => last(p) === 'Tags' && Array.isArray(v) &&
		v.length > 0 && isText(v[0].Key)), change(t, p) {
		get(t, p).push({ ...get(t, p)[0] })
		const at = [...p, get(t, p).length - 1]
		return [at, [...at, 'Key']]
	} },
	{ name: 'a tag key is one of AWS', at: (t) => nodes(t, (v, p) => last(p) === 'Tags' &&
		Array.isArray(v) && v.length > 0 && isText(v[0].Key)).map((p) => [...p, 0, 'Key']),
	change(t, p) {
		set(t, p, 'aws:owner')
		return [p]
	} },
	{ name: 'an id stands for an ARN', at: (t) => known(t).filter((p) =>
		get(t, p).Properties?.Role?.['Fn::GetAtt']?.[1] === 'Arn').map((p) => [...p, 'Properties', 'Role']),
	change(t, p) {
		set(t, p, { Ref: get(t, p)['Fn::GetAtt'][0] })
		return [p, [...p, 'Ref']]
	} },
	setting('a function lacks its transform', properties((v) => Array.isArray(v) && v.length > 1),
		(v) => ({ 'Fn::Length': v })),
	setting('a dynamic reference has blanks', properties((v, k) => isText(v) && /Name$|Description$/.test(k)),
		() => '{{ resolve:ssm:name }}'),
	{ name: 'Sub is forgotten', at: (t) => calls('Fn::Sub', (v) => isText(v) && !/[^$]\{(?!\w)/.test(v) &&
		[...v.matchAll(/\$\{(\w+)/g)].some(([, name]) => local(t, name) || name === 'AWS'))(t)
		.filter((p) => p[0] !== 'Resources' || /^AWS::(?!CloudFormation|Serverless|SSM)/.test(t.Resources[p[1]].Type)),
	change(t, p) {
		set(t, p, get(t, p)['Fn::Sub'])
		return [p]
	} },
	setting('AWS::NoValue is a string', properties((v, k) => isText(v) && k !== 'Description'), () => 'AWS::NoValue'),
	setting('a runtime is gone', ofType([['AWS::Lambda::Function', 'Runtime', 'nodejs8.10']]), () => 'nodejs8.10'),
	setting('a FIFO queue is not named so', (t) => typed(t).filter((p) => get(t, p).Properties?.FifoQueue === true &&
		get(t, p).Properties.QueueName).map((p) => [...p, 'Properties', 'QueueName']), () => 'queue'),
	{ name: 'a key has no attribute', at: (t) => typed(t).filter((p) => get(t, p).Type === 'AWS::DynamoDB::Table' &&
		get(t, p).Properties?.AttributeDefinitions?.[0]?.AttributeName), change(t, p) {
		const first = [...p, 'Properties', 'AttributeDefinitions', 0]
		get(t, first).AttributeName += 'X'
		return [first, [...first, 'AttributeName'], ...[...walk(get(t, p), p)].filter(([q, v]) =>
			last(q) === 'AttributeName' && v + 'X' === get(t, first).AttributeName).map(([q]) => q)]
	} },
	setting('a schedule is malformed', (t) => properties((v) => isText(v) || v?.['Fn::Sub'])(t)
		.filter((p) => last(p) === 'ScheduleExpression'), () => 'rate(1 minutes)'),
	{ name: 'a mapping has a function', at: (t) => t.Transform ? [] : [...walk(t.Mappings ?? {}, ['Mappings'])]
		.filter(([p]) => p.length === 4).map(([p]) => p), change(t, p) {
		set(t, p, { Ref: 'AWS::Region' })
		return [p, [...p, 'Ref']]
	} },
	setting('the version is another one', (t) => t.AWSTemplateFormatVersion ? [['AWSTemplateFormatVersion']] : [],
		() => '2010-09-10'),
	{ name: 'the transform is misspelt', at: () => [[]], change(t) {
		t.Transform = 'AWS::LanguageExtension'
		return [['Transform']]
	} },
]

// Nothing is known of what a macro makes, nor of what is filled in before.
export const isOpen = (tree, text) => /\{\{[^r]|%%|<%/.test(text) ||
	[tree.Transform ?? []].flat().some((name) => !/^AWS::(Serverless|LanguageExt)/.test(name)) ||
	text.includes('Fn::Transform')

// --- changes that mean nothing ---

function mapAll(v, change) {
	const done = change(v)
	if (done !== v || v === null || typeof v !== 'object')
		return done
	if (Array.isArray(v))
		return v.map((item) => mapAll(item, change))
	return Object.fromEntries(Object.entries(v).map(([k, item]) => [k, mapAll(item, change)]))
}

const turned = (map) => Object.fromEntries(Object.entries(map).reverse())

// Sections, resources, properties and keys of maps in the reverse order.
function reversed(v) {
	if (Array.isArray(v))
		return v.map(reversed)
	return isMap(v) ? turned(Object.fromEntries(Object.entries(v).map(([k, x]) => [k, reversed(x)]))) : v
}

// Every logical id of a resource gets a letter more, wherever it is named.
function renamed(tree) {
	const ids = Object.keys(tree.Resources ?? {}).filter((id) => !tree.Parameters?.[id])
	const text = ids.map((id) => [new RegExp('\\$\\{' + id + '(?=[.}])', 'g'), '${' + id + 'Q'])
	const name = (v) => ids.includes(v) ? v + 'Q' : isText(v) && ids.includes(v.split('.')[0])
		? v.replace('.', 'Q.') : v
	const again = (v) => {
		if (isText(v))
			return text.reduce((done, [from, to]) => done.replace(from, to), v)
		if (Array.isArray(v))
			return v.map(again)
		return isMap(v) ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k.includes('.') ? name(k) : k,
			k === 'Ref' ? name(x) : k === 'DependsOn' ? Array.isArray(x) ? x.map(name) : name(x)
			: k === 'Fn::GetAtt' ? Array.isArray(x) ? [name(x[0]), ...again(x.slice(1))] : name(x)
			: again(x)])) : v
	}
	// What SAM makes of a resource has a name that begins with its name.
	if (tree.Transform)
		return tree
	const all = again(tree)
	if (all.Resources)
		all.Resources = Object.fromEntries(Object.entries(all.Resources).map(([k, v]) => [name(k), v]))
	return all
}

const withBlanks = (tree) => mapAll(tree, (v) => {
	const text = isMap(v) && v['Fn::Sub']
	return isText(text) ? { 'Fn::Sub': text.replace(/\$\{([\w:.]+)\}/g, '${ $1 }') } : v
})

// A nothing in each list, and each text of a property on both sides of a condition.
function underCondition(tree) {
	const copy = structuredClone(tree), nothing = { Ref: 'AWS::NoValue' }
	let used = false
	for (const r of Object.values(copy.Resources ?? {}))
		for (const [key, v] of Object.entries(isMap(r?.Properties) ? r.Properties : {})) {
			if (key.startsWith('Fn::') || key === 'TemplateBody')
				continue
			const isList = Array.isArray(v) && v.length
			if (isList)
				v.push({ 'Fn::If': ['IsQ', nothing, nothing] })
			else if (isText(v) || isMap(v) && 'Ref' in v)
				r.Properties[key] = { 'Fn::If': ['IsQ', v, v] }
			used ||= r.Properties[key] !== v || isList
		}
	if (!used || copy.Conditions && !isMap(copy.Conditions))
		return tree
	copy.Parameters = { ...copy.Parameters, ParameterQ: { Type: 'String' } }
	copy.Conditions = { ...copy.Conditions, IsQ: { 'Fn::Equals': [{ Ref: 'ParameterQ' }, 'q'] } }
	return copy
}

const yaml = { short: true }
export const sameMeaning = [
	{ name: 'JSON', style: { json: true } },
	{ name: 'long forms', style: {} },
	{ name: 'quotes', style: { short: true, quotes: true } },
	{ name: 'another order', style: yaml, change: reversed },
	{ name: 'other names', style: yaml, change: renamed },
	{ name: 'blanks in ${ }', style: yaml, change: withBlanks },
	{ name: 'If with NoValue', style: yaml, change: underCondition, doubles: true },
]
