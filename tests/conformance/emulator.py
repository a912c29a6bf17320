# An AWS that keeps an inventory: as much of organizations, iam, ssm, kms, s3 and
# cloudformation as deploy.sh and steps.sh of a build ask for, for the tests that deploy
# builds (deploy.py). It is no part of the program.
#
# Commands go through the AWS CLI itself, in this process: it reads the arguments, judges
# them, and prints; only the call over the network is answered here. A shell script asks
# by way of a small client that stands first on its PATH (`client`), over loopback.
#
# StackSets do what the public handler of AWS::CloudFormation::StackSet does: one call
# for each entry of StackInstancesGroup, one parameter set for an OU once there is a
# filter, deletions before the new template, additions after it, and a template that is
# rolled out only where its text, or what else the handler compares, differs.
import contextlib
import copy
import functools
import hashlib
import io
import itertools
import json
import os
import re
import socketserver
import sys
import threading

os.environ.update(AWS_EC2_METADATA_DISABLED='true', AWS_PAGER='',
	AWS_SHARED_CREDENTIALS_FILE='/dev/null')
from awscli.clidriver import create_clidriver # brings its own botocore
from ruamel.yaml import YAML

MEMBER_SERVICE = 'member.org.stacksets.cloudformation.amazonaws.com'
BODY_LIMIT = 51200
# The property that names a resource, and how far the name has to be unique.
NAMED = {
	'AWS::IAM::Role': ('RoleName', 'account'),
	'AWS::IAM::User': ('UserName', 'account'),
	'AWS::IAM::Group': ('GroupName', 'account'),
	'AWS::IAM::ManagedPolicy': ('ManagedPolicyName', 'account'),
	'AWS::IAM::InstanceProfile': ('InstanceProfileName', 'account'),
	'AWS::S3::Bucket': ('BucketName', 'world'),
	'AWS::Organizations::Policy': ('Name', 'account'),
	'AWS::Budgets::Budget': ('Budget/BudgetName', 'account'),
	'AWS::CloudFormation::StackSet': ('StackSetName', 'region'),
	'AWS::AccessAnalyzer::Analyzer': ('AnalyzerName', 'region'),
	'AWS::KMS::Alias': ('AliasName', 'region'),
	'AWS::Lambda::Function': ('FunctionName', 'region'),
	'AWS::Logs::LogGroup': ('LogGroupName', 'region'),
	'AWS::SNS::Topic': ('TopicName', 'region'),
	'AWS::SQS::Queue': ('QueueName', 'region'),
	'AWS::SSM::Document': ('Name', 'region'),
	'AWS::SSM::Parameter': ('Name', 'region'),
	'AWS::SSM::Association': ('AssociationName', 'region'),
	'AWS::CloudWatch::Alarm': ('AlarmName', 'region'),
	'AWS::DynamoDB::Table': ('TableName', 'region'),
	'AWS::Events::Rule': ('Name', 'region'),
}


class Refused(Exception):
	"""What AWS answers: a code and a message."""

	def __init__(self, code, message):
		super().__init__(message)
		self.code, self.message = code, message


# --- templates ---

class Tagged:
	def __init__(self, tag, value):
		self.tag, self.value = tag, value


def template_reader():
	yaml = YAML(typ='safe')

	def construct(loader, suffix, node):
		if node.id == 'scalar':
			value = loader.construct_scalar(node)
		elif node.id == 'sequence':
			value = loader.construct_sequence(node, deep=True)
		else:
			value = loader.construct_mapping(node, deep=True)
		if suffix == 'Ref' or suffix == 'Condition':
			return {suffix: value}
		if suffix == 'GetAtt' and isinstance(value, str):
			value = value.split('.', 1)
		return {'Fn::' + suffix: value}

	yaml.constructor.add_multi_constructor('!', construct)
	yaml.constructor.yaml_constructors.pop('tag:yaml.org,2002:timestamp', None)
	return yaml


@functools.lru_cache(maxsize=4096)
def read_template(text):
	"""The tree of a template, which nobody changes."""
	return json.loads(text) if text.lstrip().startswith('{') else template_reader().load(text)


class Template:
	"""A template in one account and Region, its functions done as far as names need it."""

	def __init__(self, text, account, region, parameters=None):
		self.tree = read_template(text)
		self.account, self.region = account, region
		self.values = {'AWS::AccountId': account, 'AWS::Region': region,
			'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com',
			'AWS::NoValue': None, 'AWS::StackName': 'stack', 'AWS::StackId': 'stack'}
		given = parameters or {}
		for name, parameter in (self.tree.get('Parameters') or {}).items():
			if name in given:
				self.values[name] = given[name]
			elif 'Default' in parameter:
				self.values[name] = str(parameter['Default'])
			else:
				raise Refused('ValidationError', f'Parameters: [{name}] must have values')
		for name in given:
			if name not in (self.tree.get('Parameters') or {}):
				raise Refused('ValidationError',
					f'Parameters: [{name}] do not exist in the template')

	def holds(self, condition):
		return self.value(self.tree.get('Conditions', {})[condition])

	def value(self, n):
		if isinstance(n, list):
			return [self.value(item) for item in n]
		if not isinstance(n, dict):
			return n
		if len(n) == 1:
			key, argument = next(iter(n.items()))
			if key == 'Ref':
				return self.values.get(argument, f'<{argument}>')
			if key == 'Condition' and isinstance(argument, str):
				return self.holds(argument)
			if key.startswith('Fn::'):
				return self.call(key[4:], argument)
		return {key: self.value(item) for key, item in n.items()}

	def call(self, name, argument):
		if name == 'Sub':
			text, own = argument if isinstance(argument, list) else (argument, {})
			known = {**self.values, **self.value(own)}
			return re.sub(r'\$\{([^!}][^}]*)\}',
				lambda m: str(known.get(m[1].strip(), f'<{m[1]}>')), text)
		if name == 'If':
			return self.value(argument[1 if self.holds(argument[0]) else 2])
		if name == 'GetAtt':
			return f'<{".".join(map(str, argument))}>'
		args = self.value(argument)
		if name == 'Join':
			return args[0].join(map(str, args[1])) if isinstance(args[1], list) else args
		if name == 'Select':
			return args[1][int(args[0])]
		if name == 'Split':
			return str(args[1]).split(args[0])
		if name == 'Equals':
			return str(args[0]) == str(args[1])
		if name == 'And':
			return all(args)
		if name == 'Or':
			return any(args)
		if name == 'Not':
			return not args[0]
		if name == 'FindInMap':
			try:
				return self.value(self.tree['Mappings'][args[0]][args[1]][args[2]])
			except KeyError:
				if len(args) > 3:
					return args[3]['DefaultValue']
				raise Refused('ValidationError', f'Template error: Unable to get mapping for '
					f'{args[0]}::{args[1]}::{args[2]}')
		return f'<{name}>'

	def resources(self):
		"""Logical id to (type, properties, how a removal goes)."""
		found = {}
		for name, resource in self.tree['Resources'].items():
			if 'Condition' in resource and not self.holds(resource['Condition']):
				continue
			properties = self.value(resource.get('Properties') or {})
			found[name] = (resource['Type'], properties,
				resource.get('DeletionPolicy', 'Delete'))
		return found

	def order(self):
		"""The logical ids, each after what it depends on."""
		tree, done, ids = self.tree['Resources'], [], set(self.resources())

		def visit(name):
			if name in done or name not in ids:
				return
			after = tree[name].get('DependsOn') or []
			for other in [after] if isinstance(after, str) else after:
				visit(other)
			done.append(name)

		for name in tree:
			visit(name)
		return done


def physical_name(kind, properties):
	if kind not in NAMED:
		return None
	value = properties
	for key in NAMED[kind][0].split('/'):
		value = value.get(key) if isinstance(value, dict) else None
	return value if isinstance(value, str) and '<' not in value else None


# --- the organization ---

class Organization:
	"""OUs and accounts as org.yaml has them."""

	def __init__(self, tree):
		self.root = tree['organization']['root']
		self.ous = {'/': self.root}
		for path, ou in (tree.get('ous') or {}).items():
			self.ous[path] = ou['id'] if isinstance(ou, dict) else ou
		self.accounts = {}
		for name, account in (tree.get('accounts') or {}).items():
			self.accounts[str(account['id'])] = {'name': name,
				'ou': self.ous[account.get('ou', '/')],
				'suspended': account.get('status') == 'suspended'}
		self.management = str(tree['management']['id'])
		self.profiles = {tree['management'].get('name', 'management'): self.management,
			**{a['name']: id for id, a in self.accounts.items()}}
		self.parents = {}
		for path, id in self.ous.items():
			if path != '/':
				above = path.rsplit('/', 1)[0] if '/' in path else '/'
				self.parents[id] = self.ous[above]

	def inside(self, id, ou):
		"""Whether an account is in an OU, or in one below it."""
		at = self.accounts[id]['ou']
		while at != ou:
			if at not in self.parents:
				return False
			at = self.parents[at]
		return True

	def accounts_of(self, ou):
		return {id for id, account in self.accounts.items()
			if not account['suspended'] and self.inside(id, ou)}


# --- stacks ---

def tags_of(properties):
	"""Tags as a dict, where CloudFormation takes them."""
	tags = properties.get('Tags', [])
	found = {t['Key']: t['Value'] for t in tags}
	if len(tags) > 50 or len(found) < len(tags) or not all(1 <= len(k) <= 128 and
			len(v) <= 256 and not k.lower().startswith('aws:') for k, v in found.items()):
		raise Refused('ValidationError', 'Tags are not what they must be')
	return found


class Stack:
	serials = itertools.count()

	def __init__(self, name, account, region):
		self.name, self.account, self.region = name, account, region
		self.serial = next(Stack.serials) # of all stacks that were ever made
		self.status = 'REVIEW_IN_PROGRESS'
		self.text, self.parameters, self.resources = None, {}, {}
		self.tags = {}
		self.events = []
		self.capabilities = ()
		self.protected = False
		self.token = '' # of the operation that is on

	def arn(self):
		return (f'arn:aws:cloudformation:{self.region}:{self.account}:stack/{self.name}/'
			+ hashlib.md5(self.name.encode()).hexdigest())

	def say(self, id, kind, status, reason='', physical=''):
		self.events.insert(0, {'ClientRequestToken': self.token,
			'PhysicalResourceId': physical, 'StackId': self.arn(), 'EventId': str(len(self.events)),
			'StackName': self.name, 'LogicalResourceId': id, 'ResourceType': kind,
			'ResourceStatus': status, 'ResourceStatusReason': reason,
			'Timestamp': '2026-01-01T00:00:00Z'})


class StackSet:
	def __init__(self, name, account, region):
		self.name, self.account, self.region = name, account, region
		self.properties = {}
		self.instances = {} # (account, Region) -> Stack
		self.operations = [] # (status, [(account, Region, reason)])

	def text(self, cloud):
		if 'TemplateBody' in self.properties:
			return self.properties['TemplateBody']
		return cloud.object(self.properties['TemplateURL'])


class Cloud:
	def __init__(self, organization):
		self.organization = organization
		self.stacks, self.stacksets, self.changes = {}, {}, {}
		self.names = {}       # (type, scope, name) -> who holds it
		self.retained = set() # those that no stack holds any more
		self.objects, self.buckets = {}, set()
		self.services, self.delegates, self.policy_types = set(), set(), set()
		self.stacksets_trusted = False
		self.loose = [] # (StackSet, stack) that it left behind
		self.activations, self.detached = {}, set()
		self.broken = lambda account, region, kind, name: None # for tests: a reason
		self.calls = 0
		self.last_failure = None # a StackSet that its rollback deleted again

	# --- resources ---

	def scope(self, kind, account, region):
		how = NAMED[kind][1]
		return {'world': (), 'account': (account,), 'region': (account, region)}[how]

	def claim(self, stack, id, kind, properties):
		reason = self.broken(stack.account, stack.region, kind, id)
		if reason:
			raise Refused('HandlerFailure', reason)
		name = physical_name(kind, properties)
		if name is None or kind == 'AWS::CloudFormation::StackSet':
			return None
		key = (kind, self.scope(kind, stack.account, stack.region), name)
		# A resource under another logical id is another one, and so is a stack that was
		# deleted and made anew.
		mine = (stack.account, stack.region, stack.name, stack.serial, id)
		if self.names.setdefault(key, mine) != mine:
			raise Refused('AlreadyExists', f'{name} already exists')
		return key

	def release(self, key, keep=False):
		if key and keep:
			self.names[key] = ('retained',)
		elif key:
			self.names.pop(key, None)

	def update_resources(self, stack, template):
		"""Adds and changes, then removes; what CloudFormation does, in its order."""
		wanted = template.resources()
		if 'AWS::IAM::' in ' '.join(kind for kind, _, _ in wanted.values()):
			named = any(kind.startswith('AWS::IAM::') and physical_name(kind, p)
				for kind, p, _ in wanted.values())
			if named and 'CAPABILITY_NAMED_IAM' not in stack.capabilities or \
					not {'CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'} & set(stack.capabilities):
				raise Refused('InsufficientCapabilities', 'Requires capabilities : '
					f'[{"CAPABILITY_NAMED_IAM" if named else "CAPABILITY_IAM"}]')
		made = []
		try:
			for id in template.order():
				kind, properties, deletion = wanted[id]
				old = stack.resources.get(id)
				key = self.claim(stack, id, kind, properties)
				if old and old[2] != key:
					made.append(('old', old[2]))
				if kind == 'AWS::CloudFormation::StackSet':
					self.put_stackset(stack, old and old[1], properties)
				if not old:
					made.append(('new', id))
				stack.resources[id] = (kind, properties, key, deletion)
		except Refused as e:
			e.id, e.kind = id, kind
			if kind == 'AWS::CloudFormation::StackSet':
				e.physical = f'{properties["StackSetName"]}:1'
			raise
		for what, key in made:
			if what == 'old':
				self.release(key)
		for id in [id for id in reversed(list(stack.resources)) if id not in wanted]:
			self.remove_resource(stack, id)

	def remove_resource(self, stack, id):
		kind, properties, key, deletion = stack.resources[id]
		try:
			if kind == 'AWS::CloudFormation::StackSet' and deletion != 'Retain':
				self.delete_stackset(stack, properties)
		except Refused as e:
			e.id, e.kind = id, kind
			raise
		del stack.resources[id]
		self.release(key, keep=deletion == 'Retain')

	def remove_all(self, stack):
		for id in reversed(list(stack.resources)):
			self.remove_resource(stack, id)

	# --- StackSets ---

	def allowed_to_roll_out(self, account):
		if not self.stacksets_trusted:
			raise Refused('ValidationError', 'You must enable organizations access to operate '
				'a service managed stack set')
		if account != self.organization.management and \
				(account, MEMBER_SERVICE) not in self.delegates:
			raise Refused('ValidationError',
				'You must be the management account or delegated admin account of an '
				'organization before operating a SERVICE_MANAGED stack set')

	def judge_groups(self, properties):
		groups = properties.get('StackInstancesGroup', [])
		filtered = any('AccountFilterType' in g['DeploymentTargets'] for g in groups)
		sets = {}
		for g in groups:
			targets = g['DeploymentTargets']
			how = targets.get('AccountFilterType')
			if not targets.get('OrganizationalUnitIds'):
				raise Refused('InvalidRequest', 'OrganizationalUnitIds are required')
			if how not in (None, 'NONE') and not targets.get('Accounts'):
				raise Refused('InvalidRequest', 'Accounts are required with a filter')
			if 'Accounts' in targets and how is None and filtered:
				raise Refused('InvalidRequest', 'AccountFilterType is required with Accounts')
			for ou in targets['OrganizationalUnitIds']:
				mine = id(g) if 'ParameterOverrides' in g else None
				if filtered and sets.setdefault(ou, mine) != mine:
					raise Refused('InvalidRequest', 'An OrganizationalUnitIds cannot be '
						'associated with more than one Parameters set')

	def targets(self, properties):
		"""(account, Region) -> values of its own."""
		found = {}
		for g in properties.get('StackInstancesGroup', []):
			t = g['DeploymentTargets']
			picked, how = set(map(str, t.get('Accounts', []))), t.get('AccountFilterType')
			own = {o['ParameterKey']: o['ParameterValue']
				for o in g.get('ParameterOverrides', [])}
			for ou in t['OrganizationalUnitIds']:
				accounts = self.organization.accounts_of(ou)
				if how == 'INTERSECTION' or how is None and picked:
					accounts &= picked
				elif how == 'DIFFERENCE':
					accounts -= picked
				elif how == 'UNION':
					accounts |= picked
				for account in sorted(accounts):
					for region in g['Regions']:
						found[account, region] = own
		return found

	def put_instance(self, stackset, place, own):
		account, region = place
		stack = stackset.instances.get(place)
		if not stack:
			stack = Stack(f'StackSet-{stackset.name}', account, region)
		p = stackset.properties
		stack.capabilities = tuple(p.get('Capabilities', []))
		stack.tags = tags_of(p)
		values = {v['ParameterKey']: v['ParameterValue'] for v in p.get('Parameters', [])}
		text = stackset.text(self)
		try:
			self.update_resources(stack, Template(text, account, region, {**values, **own}))
		except Refused:
			if place not in stackset.instances:
				self.remove_all(stack)
			raise
		stack.text, stack.parameters = text, own
		stackset.instances[place] = stack

	def operation(self, stackset, places, act):
		failed = []
		for place in places:
			try:
				act(place)
			except Refused as e:
				failed.append((*place, f'ResourceLogicalId:{getattr(e, "id", "")}, '
					f'ResourceType:{getattr(e, "kind", "")}, '
					f'ResourceStatusReason:{e.message}.'))
				break
		stackset.operations.insert(0, ('FAILED' if failed else 'SUCCEEDED', failed))
		if failed:
			raise Refused('GeneralServiceException', 'Stack set operation [1] was '
				'unexpectedly stopped or failed. status reason(s): '
				+ ' '.join(f'[{reason}]' for _, _, reason in failed))

	def judge_template(self, stackset):
		kinds = {r.get('Type') for r in read_template(stackset.text(self))['Resources'].values()}
		if kinds & {'AWS::CloudFormation::StackSet', 'AWS::CloudFormation::Stack'}:
			raise Refused('InvalidRequest', 'Nested stacks are not supported')

	def put_stackset(self, stack, old, new):
		place = (stack.account, stack.region, new['StackSetName'])
		if ('TemplateBody' in new) == ('TemplateURL' in new):
			raise Refused('InvalidRequest', 'Either TemplateBody or TemplateURL')
		if len(new.get('TemplateBody', '').encode()) > BODY_LIMIT:
			raise Refused('ValidationError', 'TemplateBody is too long')
		self.allowed_to_roll_out(stack.account)
		self.judge_groups(new)
		tags_of(new)
		if old and old['StackSetName'] != new['StackSetName']:
			self.put_stackset(stack, None, new)
			self.delete_stackset(stack, old)
		elif not old:
			if place in self.stacksets:
				raise Refused('AlreadyExists', f'StackSet {new["StackSetName"]} already exists')
			stackset = self.stacksets[place] = StackSet(place[2], *place[:2])
			stackset.properties = copy.deepcopy(new)
			self.judge_template(stackset)
			targets = self.targets(new)
			try:
				self.operation(stackset, targets,
					lambda p: self.put_instance(stackset, p, targets[p]))
			except Refused:
				self.delete_instances(stackset, list(stackset.instances))
				del self.stacksets[place]
				self.last_failure = stackset
				raise
		elif old != new:
			self.update_stackset(self.stacksets[place], old, new)

	def delete_instances(self, stackset, places):
		for place in places:
			self.remove_all(stackset.instances[place])
			del stackset.instances[place]

	def update_stackset(self, stackset, old, new):
		# What leaves is what the old groups name and the new ones do not: accounts that
		# came or went in between are in neither list.
		# An OU that is asked for no more loses its stacks, even where another entry has the
		# same accounts.
		before, now = self.targets(old), self.targets(new)
		left = self.ous_asked(old) - self.ous_asked(new)
		self.delete_instances(stackset, [p for p in stackset.instances if p in before
			and (p not in now or self.ou_over(old, p[0]) in left)])
		compared = ('TemplateBody', 'Parameters', 'AutoDeployment', 'Description', 'Tags')
		rolls = 'TemplateURL' in new or any(old.get(k) != new.get(k) for k in compared)
		stackset.properties = copy.deepcopy(new)
		try:
			if rolls:
				self.judge_template(stackset)
				text = stackset.text(self)
				self.operation(stackset, [p for p, s in stackset.instances.items()
						if (s.text != text or s.tags != tags_of(new)) and self.is_reached(p[0])],
					lambda p: self.put_instance(stackset, p, now.get(p, {})))
			gone = self.changed_targets(old, new)
			self.operation(stackset, [p for p in now if p not in stackset.instances and
					(p not in before or p in gone)],
				lambda p: self.put_instance(stackset, p, now[p]))
			self.operation(stackset, [p for p, s in stackset.instances.items()
					if p in now and s.parameters != now[p]],
				lambda p: self.put_instance(stackset, p, now[p]))
		except Refused:
			stackset.properties = copy.deepcopy(old)
			raise

	def is_reached(self, account):
		"""StackSets pass over accounts that are suspended or gone."""
		return not self.organization.accounts.get(account, {'suspended': True})['suspended']

	def ous_asked(self, properties):
		return {ou for g in properties['StackInstancesGroup']
			for ou in g['DeploymentTargets']['OrganizationalUnitIds']}

	def ou_over(self, properties, account):
		"""The nearest OU above an account that is asked for."""
		asked, at = self.ous_asked(properties), self.organization.accounts[account]['ou']
		while at not in asked and at in self.organization.parents:
			at = self.organization.parents[at]
		return at

	def changed_targets(self, old, new):
		"""Places of OUs and Regions whose entries differ: only these are asked for again."""
		def entries(properties):
			found = {}
			for g in properties.get('StackInstancesGroup', []):
				for ou in g['DeploymentTargets']['OrganizationalUnitIds']:
					for region in g['Regions']:
						found.setdefault((ou, region), []).append(
							(g['DeploymentTargets'].get('AccountFilterType'),
							tuple(g['DeploymentTargets'].get('Accounts', []))))
			return found
		a, b = entries(old), entries(new)
		return {(account, region) for (ou, region), how in b.items() if a.get((ou, region)) != how
			for account in self.organization.accounts_of(ou)}

	def delete_stackset(self, stack, properties):
		place = (stack.account, stack.region, properties['StackSetName'])
		stackset = self.stacksets[place]
		named = self.targets(properties)
		self.delete_instances(stackset, [p for p in stackset.instances if p in named])
		if stackset.instances:
			raise Refused('StackSetNotEmptyException', 'StackSet is not empty')
		del self.stacksets[place]

	def automatic(self):
		"""The StackSets that deploy by themselves."""
		return [s for s in self.stacksets.values()
			if s.properties.get('AutoDeployment', {}).get('Enabled')]

	def join(self, account):
		"""Automatic deployment, for an account that came or moved: what it leaves goes
		first."""
		inside = {s.name: any(self.organization.inside(account, ou)
			for ou in self.ous_asked(s.properties)) for s in self.automatic()}
		for stackset in self.automatic():
			if not inside[stackset.name]:
				self.leave(stackset, account)
		for stackset in self.automatic():
			for g in stackset.properties['StackInstancesGroup']:
				for region in g['Regions']:
					if inside[stackset.name] and (account, region) not in stackset.instances:
						try:
							self.put_instance(stackset, (account, region), {})
						except Refused:
							pass # its operation fails, and nobody waits for it

	def leave(self, stackset, account):
		"""An account that moved away, or left the organization."""
		places = [p for p in stackset.instances if p[0] == account]
		if stackset.properties['AutoDeployment'].get('RetainStacksOnAccountRemoval') in (
				False, 'false'):
			self.delete_instances(stackset, places)
			return
		for place in places:
			self.loose.append((stackset, stackset.instances.pop(place)))

	# --- what tests look at ---

	def stands(self):
		"""Each stack, as (name, account, Region, account and Region of its StackSet)."""
		for (account, region, name), stack in self.stacks.items():
			if stack.resources:
				yield (name, account, region, None, None), stack
		for stackset, stack in self.loose:
			yield (stackset.name, stack.account, stack.region, stackset.account,
				stackset.region), stack
		for stackset in self.stacksets.values():
			for (account, region), stack in stackset.instances.items():
				yield (stackset.name, account, region, stackset.account, stackset.region), stack

	def inventory(self):
		"""The same -> a digest of what stands there."""
		return {place: hashlib.md5(json.dumps([stack.serial, stack.text, stack.parameters, stack.tags])
			.encode()).hexdigest() for place, stack in self.stands()}

	def object(self, url):
		found = re.fullmatch(r'https://([^.]+)\.s3\.[^/]*amazonaws\.com/(.+)', url)
		if not found or found[1] not in self.buckets:
			raise Refused('ValidationError', 'S3 error: The specified bucket does not exist')
		try:
			return self.objects[found[1], found[2]]
		except KeyError:
			raise Refused('ValidationError', 'S3 error: The specified key does not exist')


# --- what the CLI asks ---

class Api:
	"""Answers operations by name: parameters in, what the CLI would have parsed out."""

	def __init__(self, cloud):
		self.cloud = cloud
		self.limits = {} # operation -> how many more before one fails, for tests

	def answer(self, service, operation, params, account, region):
		cloud = self.cloud
		cloud.calls += 1
		method = getattr(self, f'{service.replace("-", "_")}_{operation}', None)
		if not method:
			raise Refused('NotEmulated', f'{service} {operation} is not emulated')
		if operation in self.limits:
			self.limits[operation] -= 1
			if self.limits[operation] < 0:
				raise Refused('Throttling', 'Rate exceeded')
		return method(params, account, region) or {}

	# sts, s3, ssm

	def sts_GetCallerIdentity(self, p, account, region):
		return {'Account': account, 'Arn': f'arn:aws:iam::{account}:user/deployer',
			'UserId': 'AIDAEXAMPLE'}

	def s3_PutObject(self, p, account, region):
		if p['Bucket'] not in self.cloud.buckets:
			raise Refused('NoSuchBucket', 'The specified bucket does not exist')
		body = p['Body']
		self.cloud.objects[p['Bucket'], p['Key']] = (
			body if isinstance(body, bytes) else body.read()).decode()

	def ssm_CreateActivation(self, p, account, region):
		id = f'{len(self.cloud.activations) + 1:08d}-2222-3333-4444-555555555555'
		self.cloud.activations[id] = (account, region, p['IamRole'])
		return {'ActivationId': id, 'ActivationCode': 'SecretSecretSecret01'}

	def ssm_DescribeActivations(self, p, account, region):
		return {'ActivationList': [{'ActivationId': id, 'Expired': False, 'IamRole': a[2]}
			for id, a in self.cloud.activations.items() if a[:2] == (account, region)]}

	def ssm_DeleteActivation(self, p, account, region):
		self.cloud.activations.pop(p['ActivationId'])

	def ssm_DescribeInstanceInformation(self, p, account, region):
		return {'InstanceInformationList': []}

	# organizations

	def management_only(self, account):
		if account != self.cloud.organization.management:
			raise Refused('AccessDeniedException', "You don't have permissions to access "
				'this resource.')

	def organizations_ListAWSServiceAccessForOrganization(self, p, account, region):
		self.management_only(account)
		return {'EnabledServicePrincipals': [{'ServicePrincipal': s}
			for s in sorted(self.cloud.services)]}

	def organizations_EnableAWSServiceAccess(self, p, account, region):
		self.management_only(account)
		self.cloud.services.add(p['ServicePrincipal'])

	def organizations_DisableAWSServiceAccess(self, p, account, region):
		self.management_only(account)
		if any(service == p['ServicePrincipal'] for _, service in self.cloud.delegates):
			raise Refused('ConstraintViolationException', 'There are delegated administrators')
		self.cloud.services.discard(p['ServicePrincipal'])

	def organizations_ListDelegatedAdministrators(self, p, account, region):
		self.management_only(account)
		return {'DelegatedAdministrators': [{'Id': a} for a, service in
			sorted(self.cloud.delegates) if p.get('ServicePrincipal') in (None, service)]}

	def organizations_RegisterDelegatedAdministrator(self, p, account, region):
		self.management_only(account)
		key = (p['AccountId'], p['ServicePrincipal'])
		if key in self.cloud.delegates:
			raise Refused('AccountAlreadyRegisteredException', 'It is registered already')
		if p['ServicePrincipal'] != MEMBER_SERVICE and \
				p['ServicePrincipal'] not in self.cloud.services:
			raise Refused('ConstraintViolationException', 'Enable trusted access first')
		self.cloud.delegates.add(key)

	def organizations_DeregisterDelegatedAdministrator(self, p, account, region):
		self.management_only(account)
		key = (p['AccountId'], p['ServicePrincipal'])
		if key not in self.cloud.delegates:
			raise Refused('AccountNotRegisteredException', 'It is not registered')
		self.cloud.delegates.remove(key)

	def organizations_ListRoots(self, p, account, region):
		return {'Roots': [{'Id': self.cloud.organization.root, 'PolicyTypes': [
			{'Type': t, 'Status': 'ENABLED'} for t in sorted(self.cloud.policy_types)]}]}

	def organizations_EnablePolicyType(self, p, account, region):
		self.management_only(account)
		if p['PolicyType'] in self.cloud.policy_types:
			raise Refused('PolicyTypeAlreadyEnabledException', 'It is enabled already')
		self.cloud.policy_types.add(p['PolicyType'])

	def organizations_DisablePolicyType(self, p, account, region):
		self.management_only(account)
		self.cloud.policy_types.remove(p['PolicyType'])

	def policies(self):
		return [(id, p, stack) for stack in self.cloud.stacks.values()
			for id, (kind, p, *_) in stack.resources.items()
			if kind == 'AWS::Organizations::Policy']

	def organizations_ListPolicies(self, p, account, region):
		return {'Policies': [{'Id': f'p-{id.lower()}', 'Name': q['Name'], 'AwsManaged': False}
			for id, q, _ in self.policies() if q['Type'] == p['Filter']]
			+ [{'Id': 'p-FullAWSAccess', 'Name': 'FullAWSAccess', 'AwsManaged': True}]}

	def organizations_ListPoliciesForTarget(self, p, account, region):
		found = [{'Id': f'p-{id.lower()}', 'Name': q['Name']} for id, q, _ in self.policies()
			if q['Type'] == p['Filter'] and p['TargetId'] in map(str, q.get('TargetIds', []))]
		if p['TargetId'] not in self.cloud.detached:
			found.append({'Id': 'p-FullAWSAccess', 'Name': 'FullAWSAccess'})
		return {'Policies': found}

	def organizations_DetachPolicy(self, p, account, region):
		self.cloud.detached.add(p['TargetId'])

	def organizations_AttachPolicy(self, p, account, region):
		self.cloud.detached.discard(p['TargetId'])

	# cloudformation

	def find(self, name, account, region):
		name = name.split('/')[1] if name.startswith('arn:') else name
		stack = self.cloud.stacks.get((account, region, name))
		if not stack:
			raise Refused('ValidationError', f'Stack with id {name} does not exist')
		return stack

	def cloudformation_DescribeStacks(self, p, account, region):
		stack = self.find(p['StackName'], account, region)
		status = stack.status
		# Each operation is seen once on its way.
		if getattr(stack, 'pending', None):
			status, stack.pending = stack.pending, None
		return {'Stacks': [{'StackName': stack.name, 'StackStatus': status,
			'StackId': stack.arn(), 'EnableTerminationProtection': stack.protected,
			'CreationTime': '2026-01-01T00:00:00Z'}]}

	def cloudformation_DescribeStackEvents(self, p, account, region):
		return {'StackEvents': self.find(p['StackName'], account, region).events}

	def cloudformation_UpdateTerminationProtection(self, p, account, region):
		self.find(p['StackName'], account, region).protected = \
			p['EnableTerminationProtection']

	def cloudformation_CreateChangeSet(self, p, account, region):
		place = (account, region, p['StackName'])
		stack = self.cloud.stacks.get(place)
		create = p.get('ChangeSetType') == 'CREATE'
		if create and stack and stack.status != 'REVIEW_IN_PROGRESS':
			raise Refused('AlreadyExistsException', f'Stack [{p["StackName"]}] already exists')
		if not create and (not stack or stack.status == 'REVIEW_IN_PROGRESS'):
			raise Refused('ValidationError', f'Stack [{p["StackName"]}] does not exist')
		if not create and stack.status in ('ROLLBACK_COMPLETE', 'ROLLBACK_FAILED',
				'DELETE_FAILED', 'UPDATE_ROLLBACK_FAILED'):
			raise Refused('ValidationError', f'Stack:{stack.arn()} is in {stack.status} state '
				'and can not be updated.')
		if ('TemplateBody' in p) == ('TemplateURL' in p):
			raise Refused('ValidationError', 'Either TemplateBody or TemplateURL')
		text = p.get('TemplateBody') or self.cloud.object(p['TemplateURL'])
		if len(p.get('TemplateBody', '').encode()) > BODY_LIMIT:
			raise Refused('ValidationError', "1 validation error detected: Value at "
				"'templateBody' failed to satisfy constraint: Member must have length less "
				'than or equal to 51200')
		values = {v['ParameterKey']: v['ParameterValue'] for v in p.get('Parameters', [])}
		Template(text, account, region, values)
		if not stack:
			stack = self.cloud.stacks[place] = Stack(p['StackName'], account, region)
		tags = tags_of(p) if 'Tags' in p else stack.tags
		change = {'text': text, 'values': values, 'create': create, 'tags': tags,
			'capabilities': tuple(p.get('Capabilities', [])),
			'same': stack.text is not None and stack.parameters == values
				and stack.tags == tags and read_template(stack.text) == read_template(text)}
		self.cloud.changes[place, p['ChangeSetName']] = change
		return {'Id': f'arn:aws:cloudformation:{region}:{account}:changeSet/'
			f'{p["ChangeSetName"]}/1', 'StackId': stack.arn()}

	def change(self, p, account, region):
		key = ((account, region, p['StackName']), p['ChangeSetName'])
		if key not in self.cloud.changes:
			raise Refused('ChangeSetNotFound', f'ChangeSet [{p["ChangeSetName"]}] does not exist')
		return key, self.cloud.changes[key]

	def cloudformation_DescribeChangeSet(self, p, account, region):
		(place, _), change = self.change(p, account, region)
		if change['same']:
			return {'Status': 'FAILED', 'Changes': [], 'StatusReason': 'The submitted '
				"information didn't contain changes. Submit different information to create a "
				'change set.'}
		old = self.cloud.stacks[place].resources
		new = Template(change['text'], account, region, change['values']).resources()
		changes = [{'Type': 'Resource', 'ResourceChange': {'LogicalResourceId': id,
			'Action': action, 'ResourceType': (new.get(id) or old[id])[0]}}
			for id in {**old, **new} for action in [
				'Remove' if id not in new else 'Add' if id not in old else
				'Modify' if old[id][1] != new[id][1] else None] if action]
		return {'Status': 'CREATE_COMPLETE', 'ExecutionStatus': 'AVAILABLE',
			'Changes': changes}

	def cloudformation_DeleteChangeSet(self, p, account, region):
		key, _ = self.change(p, account, region)
		del self.cloud.changes[key]

	def cloudformation_ExecuteChangeSet(self, p, account, region):
		cloud = self.cloud
		key, change = self.change(p, account, region)
		stack = cloud.stacks[key[0]]
		del cloud.changes[key]
		word = 'CREATE' if change['create'] else 'UPDATE'
		template = Template(change['text'], account, region, change['values'])
		before = stack.text, stack.parameters, stack.capabilities
		stack.capabilities = change['capabilities']
		stack.pending = f'{word}_IN_PROGRESS'
		stack.token = p.get('ClientRequestToken', '')
		stack.say(stack.name, 'AWS::CloudFormation::Stack', f'{word}_IN_PROGRESS')
		try:
			cloud.update_resources(stack, template)
			stack.text, stack.parameters = change['text'], change['values']
			stack.tags = change['tags']
			stack.status = f'{word}_COMPLETE'
		except Refused as e:
			stack.say(getattr(e, 'id', stack.name), getattr(e, 'kind', ''),
				f'{word}_FAILED', e.message, getattr(e, 'physical', ''))
			self.roll_back(stack, before, change['create'])
		stack.say(stack.name, 'AWS::CloudFormation::Stack', stack.status)

	def roll_back(self, stack, before, create):
		cloud = self.cloud
		stack.text, stack.parameters, stack.capabilities = before
		if create:
			cloud.remove_all(stack)
			stack.text, stack.status = None, 'ROLLBACK_COMPLETE'
			return
		broken, cloud.broken = cloud.broken, lambda *_: None
		try:
			cloud.update_resources(stack, Template(before[0], stack.account, stack.region,
				before[1]))
			stack.status = 'UPDATE_ROLLBACK_COMPLETE'
		except Refused as e:
			stack.say(getattr(e, 'id', ''), '', 'UPDATE_FAILED', e.message)
			stack.status = 'UPDATE_ROLLBACK_FAILED'
		cloud.broken = broken

	def cloudformation_DeleteStack(self, p, account, region):
		place = (account, region, p['StackName'])
		stack = self.cloud.stacks.get(place)
		if not stack:
			return
		if stack.protected:
			raise Refused('ValidationError', f'Stack [{stack.name}] cannot be deleted while '
				'TerminationProtection is enabled')
		stack.token = p.get('ClientRequestToken', '')
		try:
			self.cloud.remove_all(stack)
			del self.cloud.stacks[place]
		except Refused as e:
			stack.say(getattr(e, 'id', ''), getattr(e, 'kind', ''), 'DELETE_FAILED', e.message)
			stack.status = 'DELETE_FAILED'

	def stackset(self, p, account, region):
		if p.get('CallAs', 'SELF') == 'SELF' and account != self.cloud.organization.management:
			raise Refused('StackSetNotFoundException', 'StackSet not found')
		name = p['StackSetName'].split(':')[0]
		found = self.cloud.stacksets.get((account, region, name)) or self.cloud.last_failure
		if not found or found.name != name:
			raise Refused('StackSetNotFoundException', 'StackSet not found')
		return found

	def cloudformation_ListStackSets(self, p, account, region):
		return {'Summaries': [{'StackSetName': name, 'Status': 'ACTIVE'}
			for a, r, name in self.cloud.stacksets if (a, r) == (account, region)]}

	def cloudformation_ListStackSetOperations(self, p, account, region):
		return {'Summaries': [{'OperationId': str(i), 'Status': status} for i, (status, _)
			in enumerate(self.stackset(p, account, region).operations)]}

	def cloudformation_ListStackSetOperationResults(self, p, account, region):
		operations = self.stackset(p, account, region).operations
		return {'Summaries': [{'Account': a, 'Region': r, 'Status': 'FAILED',
			'StatusReason': reason} for a, r, reason in operations[int(p['OperationId'])][1]]}

	# Commands that are newer than the CLI of Debian 12: by their arguments.

	def newer(self, words, account, region):
		cloud = self.cloud
		if words[:2] == ['ssm-quicksetup', 'list-configuration-managers']:
			return '' # the console is not there, and never will be
		if words[1:2] != ['describe-organizations-access'] and \
				account != cloud.organization.management:
			raise Refused('AccessDeniedException', 'Only the management account may do this')
		if words[1] == 'describe-organizations-access':
			return ('ENABLED' if cloud.stacksets_trusted else 'DISABLED') + '\n'
		if words[1] == 'deactivate-organizations-access' and cloud.stacksets:
			raise Refused('InvalidOperationException', 'There are StackSets')
		cloud.stacksets_trusted = words[1] == 'activate-organizations-access'
		return ''


newer = {('cloudformation', f'{verb}-organizations-access')
	for verb in ('activate', 'deactivate', 'describe')} | {
	('ssm-quicksetup', 'list-configuration-managers')}


class Http:
	def __init__(self, status):
		self.status_code, self.headers = status, {}


class Cli:
	"""The AWS CLI, in this process, its calls answered by an Api."""

	def __init__(self, api, config):
		self.api, self.lock, self.drivers = api, threading.Lock(), {}
		os.environ['AWS_CONFIG_FILE'] = config
		with open(config, 'w') as f:
			for name in api.cloud.organization.profiles:
				f.write(f'[profile {name}]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n'
					'aws_secret_access_key = none\ncli_pager =\n')

	def answer(self, account, model, params, context, region):
		try:
			parsed = self.api.answer(model.service_model.service_name, model.name,
				context['asked'], account, region)
			return Http(200), {**parsed, 'ResponseMetadata': {}}
		except Refused as e:
			return Http(400), {'Error': {'Code': e.code, 'Message': e.message},
				'ResponseMetadata': {}}

	def driver(self, profile, account, region):
		"""A CLI for each place: reading the models of the services takes a while."""
		if (profile, region) not in self.drivers:
			driver = self.drivers[profile, region] = create_clidriver()
			events = driver.session.get_component('event_emitter')
			events.register('provide-client-params.*.*',
				lambda params, context, **_: context.update(asked=params))
			events.register('before-call.*.*', lambda model, params, context, **_:
				self.answer(account, model, params, context, region))
		return self.drivers[profile, region]

	def run(self, words, env, folder):
		"""(exit status, standard output, standard error) of aws WORDS."""
		out, err = io.StringIO(), io.StringIO()
		with self.lock:
			for key in ('AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION'):
				os.environ.pop(key, None)
				if key in env:
					os.environ[key] = env[key]
			home = os.getcwd()
			os.chdir(folder)
			try:
				with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
					status = self.main(words, env)
			finally:
				os.chdir(home)
		return status, out.getvalue(), err.getvalue()

	def main(self, words, env):
		profile = env.get('AWS_PROFILE')
		region = env.get('AWS_REGION') or env.get('AWS_DEFAULT_REGION')
		for option in ('--profile', '--region'):
			if option in words:
				value = words[words.index(option) + 1]
				profile, region = (value, region) if option == '--profile' else (profile, value)
		account = self.api.cloud.organization.profiles.get(profile)
		if not account:
			print('Unable to locate credentials', file=sys.stderr)
			return 253
		if tuple(words[:2]) in newer:
			try:
				print(self.api.newer(words, account, region), end='')
				return 0
			except Refused as e:
				print(f'An error occurred ({e.code}): {e.message}', file=sys.stderr)
				return 254
		driver = self.driver(profile, account, region)
		try:
			return driver.main(list(words))
		except SystemExit as e:
			return e.code


class Server:
	"""Serves the CLI to shell scripts; `environment` is what they have to run in."""

	def __init__(self, cli, folder):
		class Handler(socketserver.StreamRequestHandler):
			def handle(self):
				asked = json.loads(self.rfile.readline())
				answer = cli.run(asked['words'], asked['env'], asked['folder'])
				self.wfile.write(json.dumps(answer).encode())

		self.server = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Handler)
		self.server.daemon_threads = True
		threading.Thread(target=self.server.serve_forever, daemon=True).start()
		os.makedirs(os.path.join(folder, 'bin'), exist_ok=True)
		with open(os.path.join(folder, 'bin', 'aws'), 'w') as f:
			f.write(client % self.server.server_address[1])
		os.chmod(f.name, 0o755)
		self.environment = {**os.environ, 'PATH': f'{folder}/bin:{os.environ["PATH"]}'}

	def close(self):
		self.server.shutdown()
		self.server.server_close()


client = '''#!/usr/bin/python3 -ISs
import json, os, socket, sys
with socket.create_connection(('127.0.0.1', %d)) as s:
	s.sendall(json.dumps({'words': sys.argv[1:], 'folder': os.getcwd(), 'env': {
		k: v for k, v in os.environ.items() if k.startswith('AWS_')}}).encode() + b'\\n')
	status, out, err = json.loads(b''.join(iter(lambda: s.recv(65536), b'')))
sys.stdout.write(out)
sys.stderr.write(err)
sys.exit(status)
'''
