# python3 changes.py ORGC [RANDOM [SEED]]
#
# Changes an organization, asks `orgc plan OLD NEW` what will happen, deploys both builds
# into the emulator, and holds what did happen against what was said: stack by stack,
# account by account. Listed changes come first, one of each kind, then RANDOM ones of
# SEED. Where a deployment fails, the plan has to have said that it would.
import copy
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from emulator import Api, Cloud, MEMBER_SERVICE, Organization, Refused

orgc = os.path.abspath(sys.argv[1])
counts = {'passed': 0, 'failed': 0}

TOPIC = '''AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Keep: {Type: Number, Default: 7}
Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /NAME
      RetentionInDays: !Ref Keep
'''
PLAIN = '''AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Topic:
    Type: AWS::SNS::Topic
'''
SCP = json.dumps({'Version': '2012-10-17', 'Statement': [{'Effect': 'Deny',
	'Action': 'organizations:LeaveOrganization', 'Resource': '*'}]})


def base():
	"""org.yaml as a tree, and the files beside it."""
	return {
		'version': 1,
		'organization': {'id': 'o-c4ang3s001', 'root': 'r-c4an'},
		'management': {'id': '300000000001', 'name': 'payer'},
		'regions': {'home': 'eu-west-1', 'all': ['eu-west-1', 'us-east-1']},
		'ous': {'Shared': {'id': 'ou-c4an-11111111'}, 'Prod': {'id': 'ou-c4an-22222222'},
			'Prod/Eu': {'id': 'ou-c4an-33333333'}, 'Dev': {'id': 'ou-c4an-44444444'}},
		'accounts': {
			'deployer': {'id': '300000000002', 'ou': 'Shared'},
			'network': {'id': '300000000003', 'ou': 'Shared'},
			'prod-eu': {'id': '300000000004', 'ou': 'Prod/Eu'},
			'prod-us': {'id': '300000000005', 'ou': 'Prod'},
			'dev-one': {'id': '300000000006', 'ou': 'Dev'},
			'dev-two': {'id': '300000000007', 'ou': 'Dev'}},
		'delegated-administrators': {'stacksets': 'deployer', 'systems-manager': 'deployer'},
		'features': {'automation': {'admin': 'deployer', 'console': ['role/Runner'],
			'in': ['Prod', 'Dev']}},
		'stacksets': {
			'log': {'template': 'log.yaml', 'in': ['Prod', 'Dev'], 'regions': 'all'},
			'topic': {'template': 'topic.yaml', 'in': 'all', 'after': ['log']}},
		'policies': {'stay': {'type': 'scp', 'file': 'stay.json', 'in': ['Dev']}},
		'rollout': {'order': ['Dev']},
	}, {'log.yaml': TOPIC.replace('NAME', 'log'), 'topic.yaml': PLAIN, 'stay.json': SCP}


# --- a build, deployed ---

def write(org, files, folder):
	shutil.rmtree(folder, ignore_errors=True)
	os.makedirs(folder)
	for name, text in {**files, 'org.yaml': json.dumps(org, indent=1)}.items():
		with open(f'{folder}/{name}', 'w') as f:
			f.write(text)


def run(*words):
	return subprocess.run(words, stdin=subprocess.DEVNULL, text=True,
		stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def build(folder):
	done = run(orgc, 'build', f'{folder}/org.yaml', '-o', f'{folder}/build')
	return None if os.path.exists(f'{folder}/build/plan.json') else done.stderr


def entries(folder):
	"""(name, account, Region, file) of each stack, in the order of deploy.sh."""
	for line in run('sh', f'{folder}/build/deploy.sh', '--dry-run').stdout.splitlines():
		words = line.replace('(', '').replace('),', '').split()
		if words[1] != 'steps.sh':
			yield words[1], words[3], words[4], words[5]


def prepare(cloud, org):
	"""What steps.sh does before a deployment."""
	cloud.stacksets_trusted = True
	cloud.buckets.add('b')
	delegate = org.get('delegated-administrators', {}).get('stacksets')
	if delegate:
		cloud.delegates.add((org['accounts'][delegate]['id'], MEMBER_SERVICE))


def deploy(cloud, folder):
	"""Deploys as deploy.sh does, without the CLI; the reason where it fails."""
	api = Api(cloud)
	with open(f'{folder}/build/plan.json') as f:
		tags = {d['name']: d.get('tags') for d in json.load(f)['deployments']
			if d['kind'] == 'stack'}
	for name, profile, region, file in entries(folder):
		account = cloud.organization.profiles[profile]
		with open(f'{folder}/build/{file}') as f:
			text = f.read()
		asked = {'StackName': name, 'ChangeSetName': 'change',
			'Capabilities': ['CAPABILITY_NAMED_IAM']}
		cloud.objects['b', f'{name}-{hash(text)}'] = text
		asked['TemplateURL'] = f'https://b.s3.{region}.amazonaws.com/{name}-{hash(text)}'
		if tags.get(name):
			asked['Tags'] = [{'Key': k, 'Value': v} for k, v in tags[name].items()]
		if (account, region, name) not in cloud.stacks:
			asked['ChangeSetType'] = 'CREATE'
		try:
			api.cloudformation_CreateChangeSet(asked, account, region)
		except Refused as e:
			return f'{name}: {e.message}'
		if api.cloudformation_DescribeChangeSet(asked, account, region)['Status'] == 'FAILED':
			continue
		api.cloudformation_ExecuteChangeSet(asked, account, region)
		stack = cloud.stacks[account, region, name]
		if 'ROLLBACK' in stack.status or 'FAILED' in stack.status:
			return f'{name}: ' + ' '.join(e['ResourceStatusReason'] for e in stack.events)
	return None


def move_accounts(cloud, org):
	"""The organization as it is when the new build is deployed: accounts come, go and move
	by themselves, and automatic deployment sees it."""
	before = cloud.organization
	cloud.organization = now = Organization(org)
	for id in before.accounts:
		if id not in now.accounts:
			for stackset in cloud.automatic():
				cloud.leave(stackset, id)
	for id, account in now.accounts.items():
		old = before.accounts.get(id)
		if not account['suspended'] and (not old or old['ou'] != account['ou']):
			cloud.join(id)


# --- what was said and what was done ---

def said(old, new):
	return json.loads(run(orgc, 'plan', f'{old}/org.yaml', f'{new}/org.yaml', '--format',
		'json').stdout)


def said_stacks(plan):
	found = {'added': set(), 'removed': set(), 'changed': set(), 'stays': set()}
	for d in plan['deployments']:
		for i in d.get('instances', []):
			for region in i['regions']:
				found[i['change']].add((d['name'], i['account'], region))
	return found


def done_stacks(before, after):
	"""StackSets of another account or Region are others: the name alone is not enough."""
	places = {'added': set(after) - set(before), 'removed': set(before) - set(after),
		'changed': {k for k in after if k in before and before[k] != after[k]}}
	return {what: {k[:3] for k in found if k[0] != 'stacksets'}
		for what, found in places.items()}


def holds(name, problem):
	counts['failed' if problem else 'passed'] += 1
	if problem:
		print(f'{name}\n  {problem}', flush=True)


class Start:
	"""An organization that is built and deployed, to be changed again and again."""

	def __init__(self, org, files, folder):
		self.org, self.files, self.folder = org, files, folder
		write(org, files, folder)
		self.error = build(folder)
		self.cloud = Cloud(Organization(org))
		prepare(self.cloud, org)
		self.error = self.error or deploy(self.cloud, folder)

	def after(self, change):
		org, files = copy.deepcopy(self.org), dict(self.files)
		change(org, files)
		return org, files


def judge(name, start, change, folder):
	"""Whether all came as it was said; None where the changed organization does not build."""
	org, files = start.after(change)
	write(org, files, folder)
	if build(folder):
		return None
	plan = said(start.folder, folder)
	cloud = copy.deepcopy(start.cloud)
	before = cloud.inventory()
	move_accounts(cloud, org)
	prepare(cloud, org)
	failure = deploy(cloud, folder)
	problem = compare(plan, failure, done_stacks(before, cloud.inventory()))
	holds(name, problem)
	return problem is None


def compare(plan, failure, done):
	sure = [f for f in plan['fails'] if f['sure']]
	if failure and not plan['fails']:
		return f'it fails, and the plan does not say so: {failure[:600]}'
	if sure and not failure:
		return f'the plan says that it fails, and it does not: {json.dumps(sure)[:600]}'
	if failure:
		return None
	told = said_stacks(plan)
	# Automatic deployment fails by itself, and no deployment waits for it.
	names = {i['account']: i['name'] for d in plan['deployments'] for i in d.get('instances', [])}
	told['added'] -= {place for place in told['added'] - done['added'] for f in plan['fails']
		if f['name'] == place[0] and names[place[1]] in f['accounts']}
	for what in ('added', 'removed', 'changed'):
		if told[what] != done[what]:
			return (f'{what}: said and not done {sorted(told[what] - done[what])[:4]}, '
				f'done and not said {sorted(done[what] - told[what])[:4]}')
	return None


# --- changes ---

def change(f):
	listed.append((f.__doc__, f))
	return f


listed = []


@change
def nothing(org, files):
	"""nothing changes"""


@change
def account_added(org, files):
	"""an account joins an OU"""
	org['accounts']['dev-three'] = {'id': '300000000008', 'ou': 'Dev'}


@change
def account_moved(org, files):
	"""an account moves to another OU"""
	org['accounts']['dev-two']['ou'] = 'Prod'


@change
def account_moved_out(org, files):
	"""an account moves out of all that is deployed to OUs"""
	org['accounts']['dev-two']['ou'] = 'Shared'


@change
def account_renamed(org, files):
	"""an account has another name in org.yaml"""
	org['accounts']['dev-zwei'] = org['accounts'].pop('dev-two')


@change
def region_added(org, files):
	"""a Region more"""
	org['regions']['all'].append('eu-central-1')


@change
def region_removed(org, files):
	"""a Region less"""
	org['regions']['all'].remove('us-east-1')


@change
def home_moved(org, files):
	"""another home Region"""
	org['regions']['home'] = 'us-east-1'


@change
def template_changed(org, files):
	"""a resource of a template changes"""
	files['log.yaml'] = files['log.yaml'].replace('Default: 7', 'Default: 30')


@change
def comment_changed(org, files):
	"""a comment of a template changes"""
	files['topic.yaml'] += '# nothing of importance\n'


@change
def parameter_given(org, files):
	"""a parameter has a value"""
	org['stacksets']['log']['parameters'] = {'Keep': 14}


@change
def override_given(org, files):
	"""an account has a value of its own"""
	org['stacksets']['log']['overrides'] = {'prod-us': {'Keep': 14}}


@change
def excepted(org, files):
	"""an account is taken out of a StackSet"""
	org['stacksets']['log']['except'] = ['prod-us']


@change
def narrowed(org, files):
	"""a StackSet goes to one OU less"""
	org['stacksets']['log']['in'] = ['Prod']


@change
def widened(org, files):
	"""a StackSet goes to one OU more"""
	org['stacksets']['log']['in'].append('Shared')


@change
def stackset_added(org, files):
	"""a StackSet more"""
	org['stacksets']['second'] = {'template': 'second.yaml', 'in': ['Dev']}
	files['second.yaml'] = TOPIC.replace('NAME', 'second')


@change
def stackset_removed(org, files):
	"""a StackSet less"""
	del org['stacksets']['topic']


@change
def stackset_renamed(org, files):
	"""the key of a StackSet changes, its resources have no names"""
	org['stacksets']['subject'] = org['stacksets'].pop('topic')


@change
def stackset_renamed_with_names(org, files):
	"""the key of a StackSet changes, its resources have names"""
	org['stacksets']['logs'] = org['stacksets'].pop('log')
	org['stacksets']['topic']['after'] = ['logs']


@change
def stackset_renamed_name_kept(org, files):
	"""the key of a StackSet changes, name: keeps its name"""
	org['stacksets']['subject'] = {**org['stacksets'].pop('topic'), 'name': 'topic'}


@change
def stackset_named(org, files):
	"""a StackSet has another name in AWS"""
	org['stacksets']['log']['name'] = 'logging'


@change
def suffix_given(org, files):
	"""StackSets of a wave have other names in AWS"""
	org['ous']['Dev']['stackset-suffix'] = org['ous']['Dev']['id']


@change
def ou_renamed(org, files):
	"""an OU has another name"""
	org['ous']['Development'] = org['ous'].pop('Dev')
	text = json.dumps({k: v for k, v in org.items() if k != 'ous'}).replace('"Dev"',
		'"Development"')
	org.update(json.loads(text))


@change
def ou_renamed_suffix_kept(org, files):
	"""an OU has another name, and its StackSets keep theirs"""
	ou_renamed(org, files)
	org['ous']['Development']['stackset-suffix'] = 'Dev'


@change
def account_suspended(org, files):
	"""an account is suspended"""
	org['accounts']['prod-us']['status'] = 'suspended'


@change
def account_left(org, files):
	"""an account leaves the organization"""
	del org['accounts']['dev-one']


@change
def account_in_the_root(org, files):
	"""an account moves to the root"""
	org['accounts']['network']['ou'] = '/'


@change
def ou_excepted(org, files):
	"""an OU is taken out of a StackSet"""
	org['stacksets']['log']['except'] = ['Prod/Eu']


@change
def accounts_named(org, files):
	"""a StackSet goes to single accounts"""
	org['stacksets']['log']['in'] = ['prod-us', 'dev-one']


@change
def stacksets_gone(org, files):
	"""no StackSet is left"""
	del org['stacksets'], org['features']


@change
def stackset_renamed_previously(org, files):
	"""the key of a StackSet changes, previously: says what it was"""
	org['stacksets']['logs'] = {**org['stacksets'].pop('log'), 'previously': 'log'}
	org['stacksets']['topic']['after'] = ['logs']


@change
def policy_renamed_previously(org, files):
	"""the key of a policy changes, previously: says what it was"""
	org['policies']['remain'] = {**org['policies'].pop('stay'), 'previously': 'stay'}


@change
def policies_gone(org, files):
	"""no policy is left"""
	del org['policies']


@change
def resource_retained(org, files):
	"""a resource outlives its stack"""
	files['log.yaml'] = files['log.yaml'].replace('    Type:', '    DeletionPolicy: Retain\n    Type:')


@change
def resource_renamed(org, files):
	"""a resource has another logical id and the same name"""
	files['log.yaml'] = files['log.yaml'].replace('  Log:', '  Logs:')


@change
def wave_added(org, files):
	"""a wave more"""
	org['rollout']['order'].append('Prod')


@change
def wave_removed(org, files):
	"""no waves any more"""
	del org['rollout']['order']


@change
def waves_swapped(org, files):
	"""the first wave is another OU"""
	org['rollout']['order'] = ['Prod']


@change
def rollout_from(org, files):
	"""another account deploys"""
	org['rollout']['from'] = 'deployer'


@change
def policy_changed(org, files):
	"""a policy denies more"""
	files['stay.json'] = files['stay.json'].replace('organizations:Leave',
		'organizations:*Leave')


@change
def policy_widened(org, files):
	"""a policy is attached to one OU more"""
	org['policies']['stay']['in'].append('Prod')


@change
def policy_renamed(org, files):
	"""the key of a policy changes"""
	org['policies']['remain'] = org['policies'].pop('stay')


@change
def policy_renamed_name_kept(org, files):
	"""the key of a policy changes, name: keeps its name"""
	org['policies']['remain'] = {**org['policies'].pop('stay'), 'name': 'stay'}


@change
def feature_admin(org, files):
	"""another account administers a feature"""
	org['features']['automation']['admin'] = 'network'


@change
def tagged(org, files):
	"""everything has a tag"""
	org['tags'] = {'Owner': 'platform, "all"'}


@change
def stackset_tagged(org, files):
	"""a StackSet has a tag of its own"""
	org['stacksets']['topic']['tags'] = {'Owner': 'topics', 'Stage': ''}


@change
def feature_tagged(org, files):
	"""a feature has a tag of its own"""
	org['features']['automation']['tags'] = {'Owner': "it's us"}


@change
def rolled_out_otherwise(org, files):
	"""a StackSet is rolled out otherwise than all others"""
	org['rollout']['concurrency'] = 3
	org['stacksets']['log']['rollout'] = {'concurrency': '50%', 'tolerate': '10%',
		'regions': 'parallel', 'managed-execution': True}


@change
def retained(org, files):
	"""StackSets leave their stacks in accounts that leave"""
	org['stacksets']['topic']['retain'] = org['stacksets']['log']['retain'] = True


@change
def capable(org, files):
	"""a StackSet is given a capability"""
	org['stacksets']['topic']['capabilities'] = ['CAPABILITY_NAMED_IAM']


@change
def values_given(org, files):
	"""values stand in texts, and another one in each account"""
	org['values'] = {'days': '14'}
	org['accounts']['prod-us']['tags'] = {'days': '30'}
	org['stacksets']['log']['parameters'] = {'Keep': '{{account.tags.days|7}}'}
	org['tags'] = {'Days': '{{days}}', 'Root': '{{organization.root}}'}


@change
def ids_given(org, files):
	"""a parameter is a list of accounts"""
	files['topic.yaml'] = PLAIN.replace('Resources:', "Parameters:\n  Ids: {Type: "
		"CommaDelimitedList}\nResources:") + ("    Properties:\n      DisplayName: !Join ['-', "
		'!Ref Ids]\n')
	org['stacksets']['topic']['parameters'] = {'Ids': {'in': ['Dev', 'prod-us']}}


@change
def tag_policy_added(org, files):
	"""a policy of another type"""
	files['tags.json'] = json.dumps({'tags': {'owner': {'tag_key': {'@@assign': 'Owner'}}}})
	org['policies']['tags'] = {'type': 'tag', 'file': 'tags.json', 'in': 'all'}


@change
def name_taken(org, files):
	"""a new StackSet wants a name that another one has in the same account"""
	org['stacksets']['twin'] = {'template': 'twin.yaml', 'in': ['Prod']}
	files['twin.yaml'] = TOPIC.replace('NAME', 'log').replace('Keep', 'Days')


@change
def name_handed_over(org, files):
	"""a new StackSet takes the name of one that goes"""
	name_taken(org, files)
	del org['stacksets']['log']
	del org['stacksets']['topic']['after']


# What is there before, and what changes then.
followed = [(retained, account_moved), (retained, account_moved_out), (retained, account_left),
	(tagged, stackset_tagged), (tagged, feature_tagged), (values_given, account_moved),
	(ids_given, account_added), (ids_given, account_moved)]


def random_change(seed):
	dice = random.Random(seed)
	picked = dice.sample(range(len(listed)), dice.choice([1, 1, 2, 2, 3]))

	def several(org, files):
		for i in picked:
			try:
				listed[i][1](org, files)
			except (KeyError, ValueError):
				pass # an earlier one took away what this one changes
		accounts = org['accounts']
		for _ in range(dice.choice([0, 0, 1, 2])):
			accounts[dice.choice(sorted(accounts))]['ou'] = dice.choice(sorted(org['ous']))
	return ', '.join(listed[i][0] for i in picked), several


def main():
	wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 200
	seed = int(sys.argv[3]) if len(sys.argv) > 3 else int(time.time())
	skipped = 0
	with tempfile.TemporaryDirectory() as work:
		first = Start(*base(), f'{work}/old')
		assert not first.error, first.error
		for name, f in listed:
			holds(f'{name}: builds', 'no' if judge(name, first, f, f'{work}/new') is None
				else None)
		for before, f in followed:
			start = Start(*first.after(before)[:2], f'{work}/start')
			judge(f'{before.__doc__}, then {f.__doc__}', start, f, f'{work}/new')
		for i in range(seed, seed + wanted):
			# Every fourth starts from an organization that was changed before.
			start = first
			if i % 4 == 0:
				start = Start(*first.after(random_change(-i)[1]), f'{work}/start')
			name, change = random_change(i)
			if start.error:
				start = first
			skipped += judge(f'seed {i}: {name}', start, change, f'{work}/new') is None
	print(f'changes: {len(listed)} listed, {wanted} random from seed {seed}, {skipped} refused')
	print(f'{counts["passed"]} passed, {counts["failed"]} failed')
	return 1 if counts['failed'] else 0


sys.exit(main())
