# python3 runbooks.py ORGC [FILE|FOLDER...]
#
# Holds what orgc says of the steps that call AWS (aws:executeAwsApi and its like) against
# the AWS CLI's own model of every API and its validation of parameters: whether service
# and operation exist, which inputs they take, and which have to be there.
#
# Judged are the runbooks in the folder beside this file, those given, and made steps: for
# each operation that the CLI knows one with all inputs, one with none, and two with a name
# that is not there. What AWS has changed since Debian's CLI of January 2023 stands in
# changed-apis.txt, by name: services and operations that are gone, inputs that are gone or
# that have to be there, or no longer. Any other difference is a failure.
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

os.environ.update(AWS_EC2_METADATA_DISABLED='true', AWS_DEFAULT_REGION='us-east-1',
	AWS_CONFIG_FILE='/dev/null', AWS_SHARED_CREDENTIALS_FILE='/dev/null')
import awscli # noqa: F401, brings its own botocore
import botocore.session
from botocore import xform_name
from botocore.exceptions import UnknownServiceError
from botocore.validate import ParamValidator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

SERVICE, OPERATION, UNKNOWN, MISSING = 'SSM070', 'SSM071', 'SSM072', 'SSM073'
IDS = {SERVICE, OPERATION, UNKNOWN, MISSING}
# Inputs of the actions themselves.
OWN = {'Service', 'Api', 'PropertySelector', 'DesiredValues'}
ACTIONS = {'aws:executeAwsApi', 'aws:assertAwsResourceProperty',
	'aws:waitForAwsResourceProperty'}

STEPS = 20 # of a made document

orgc = os.path.abspath(sys.argv[1])
here = os.path.dirname(os.path.abspath(__file__))
session = botocore.session.get_session()
services = set(session.get_available_services())
models = {}


def operation_of(service, api):
	"""The CLI's operation by its name, as API, CLI or SDK spell it; None where there is none."""
	if service not in models:
		model = session.get_service_model(service)
		models[service] = model, {spelled: name for name in model.operation_names
			for spelled in (name, xform_name(name, '-'), xform_name(name))}
	model, by_name = models[service]
	name = by_name.get(api)
	return name and model.operation_model(name)


def verdict(inputs):
	"""What the CLI has against a step: pairs of a rule's id and the name that it is about."""
	service, api = inputs['Service'], inputs['Api']
	if service not in services:
		return {(SERVICE, service)}
	operation = operation_of(service, api)
	if operation is None:
		return {(OPERATION, api)}
	given = {key: value for key, value in inputs.items() if key not in OWN}
	shape = operation.input_shape
	if shape is None:
		return {(UNKNOWN, name) for name in given}
	# These the CLI fills in.
	tokens = {name: 'x' for name in operation.idempotent_members}
	report = ParamValidator().validate(tokens | given, shape)
	wrong = {(MISSING, more['required_name']) for reason, name, more in report._errors
		if reason == 'missing required field' and name == ''}
	return wrong | {(UNKNOWN, name) for name in given if name not in shape.members}


# --- what orgc says ---

def findings_of(paths):
	run = subprocess.run([orgc, 'lint', '--format', 'json', *paths], text=True,
		stdout=subprocess.PIPE)
	return json.loads(run.stdout)['findings']


def named_by(finding):
	"""The name that a finding is about, out of its message."""
	message, names = finding['message'], {
		SERVICE: r'no service (\S+) was', OPERATION: r'had no operation (\S+) on',
		UNKNOWN: r'had no input (\S+) on', MISSING: r'needs the input (\S+)$'}
	return re.search(names[finding['id']], message)[1].strip('"')


# --- steps of a file, with their lines ---

def steps_in(node):
	"""Every step that calls AWS, at any depth: loops have steps, templates documents."""
	if isinstance(node, list):
		for item in node:
			yield from steps_in(item)
	if isinstance(node, dict):
		inputs = node.get('inputs')
		if node.get('action') in ACTIONS and isinstance(inputs, dict):
			yield node
		for value in node.values():
			yield from steps_in(value)


def plain(value):
	if isinstance(value, dict):
		return {str(key): plain(item) for key, item in value.items()}
	return [plain(item) for item in value] if isinstance(value, list) else value


def lines_of(node):
	"""The first and last line of a map, as far as its keys tell."""
	lines = [line for pair in node.lc.data.values() for line in pair[::2]]
	inner = [lines_of(v) for v in node.values() if isinstance(v, dict) and v.lc.data]
	return min(lines) + 1, max(lines + [last - 1 for _, last in inner]) + 1


def check_file(path):
	try:
		trees = list(YAML(typ='rt').load_all(open(path, encoding='utf-8')))
	except (YAMLError, UnicodeDecodeError):
		return
	findings = [f for f in findings_of([path]) if f['id'] in IDS]
	for step in steps_in(trees):
		inputs = plain(step['inputs'])
		if not all(isinstance(inputs.get(k), str) and '{{' not in inputs[k]
				for k in ('Service', 'Api')):
			continue
		first, last = lines_of(step)
		said = {(f['id'], named_by(f)) for f in findings if first <= f['line'] <= last}
		compare(f'{path}:{first}', inputs, said)


# --- made steps ---

def value_for(shape):
	kinds = {'list': [], 'map': {}, 'structure': {}, 'integer': 1, 'long': 1, 'boolean': True}
	return kinds.get(shape.type_name, 'x')


def made_steps(service):
	operations = session.get_service_model(service)
	for at, name in enumerate(operations.operation_names):
		shape = operations.operation_model(name).input_shape
		members = shape.members if shape else {}
		if OWN & set(members): # no step can give these
			continue
		bare = {'Service': service, 'Api': xform_name(name, '-') if at % 2 else name}
		yield bare | {key: value_for(member) for key, member in members.items()}
		yield bare
		yield bare | {next(iter(members), 'Value') + 'Zq': 'x'}
		yield {'Service': service, 'Api': name + 'Zq'}
	yield {'Service': service + 'zq', 'Api': 'DescribeThings'}


def check_made(folder):
	steps = [step for service in sorted(services) for step in made_steps(service)]
	for at in range(0, len(steps), STEPS):
		# A line for each: findings have lines.
		lines = ',\n'.join(json.dumps({'name': f's{i}', 'action': 'aws:executeAwsApi',
			'inputs': inputs}) for i, inputs in enumerate(steps[at:at + STEPS]))
		with open(os.path.join(folder, f'{at:06}.json'), 'w') as file:
			file.write('{"schemaVersion": "0.3", "mainSteps": [\n' + lines + '\n]}\n')
	said = [set() for _ in steps]
	for finding in findings_of([folder]):
		if finding['id'] in IDS:
			at = int(os.path.basename(finding['file'])[:6]) + finding['line'] - 2
			said[at].add((finding['id'], named_by(finding)))
	for inputs, says in zip(steps, said):
		compare('made', inputs, says)
	return len(steps)


# --- both ---

with open(os.path.join(here, 'changed-apis.txt')) as file:
	changed = {line.strip() for line in file if not line.startswith('#')}
counts = {'steps': 0, 'changed': 0, 'wrong': 0}


def differences(inputs, wanted, said):
	"""As the lines of changed-apis.txt have them."""
	service, api = inputs['Service'], inputs['Api']
	ids = {id for id, _ in wanted ^ said}
	if SERVICE in ids:
		return {service}
	if OPERATION in ids:
		operation = operation_of(service, api)
		return {f'{service} {operation.name if operation else api}'}
	return {f'{service} {operation_of(service, api).name} {name}' for _, name in wanted ^ said}


def compare(where, inputs, said):
	wanted = verdict(inputs)
	found = differences(inputs, wanted, said)
	counts['steps'] += 1
	counts['changed'] += bool(found)
	if found - changed:
		counts['wrong'] += 1
		print(f'{where}: {", ".join(sorted(found))}\n  the CLI: {sorted(wanted)}'
			f'\n  orgc: {sorted(said)}')


def files_in(path):
	return [path] if os.path.isfile(path) else sorted(
		file for kind in ('yaml', 'yml', 'json')
		for file in glob.glob(f'{path}/**/*.{kind}', recursive=True))


for path in [os.path.join(here, 'runbooks'), *sys.argv[2:]]:
	before = counts['steps']
	for file in files_in(path):
		check_file(file)
	print(f'{counts["steps"] - before} steps in {os.path.relpath(path)}')
with tempfile.TemporaryDirectory() as folder:
	print(f'{check_made(folder)} steps made of what the CLI knows')
print(f'{counts["steps"] - counts["wrong"]} passed, {counts["wrong"]} failed; '
	f'{counts["changed"]} on what AWS has changed since')
sys.exit(counts['wrong'] > 0)
