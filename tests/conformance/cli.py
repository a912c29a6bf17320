# python3 cli.py ORGC
#
# Holds what the builds of the examples and of the golden cases tell a person to run,
# and the StackSets in them, against the AWS CLI itself: its own validation of
# parameters, in one process, without network or credentials. Every steps.sh is run with
# an aws that writes down what it is asked, once as if nothing were there and once as if
# all were; each command in its text has to be seen. Scripts have to pass shellcheck
# besides.
#
# Where a command or a property is newer than the CLI of Debian, `newer` and
# `newer_members` name it, and our table of facts judges it. A name that is not there is
# a failure. The pages in docs/ and the script of import are held to the same, and of
# commands in prose the operation has to exist.
import contextlib
import functools
import glob
import io
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

os.environ.update(AWS_EC2_METADATA_DISABLED='true', AWS_DEFAULT_REGION='us-east-1',
	AWS_CONFIG_FILE='/dev/null', AWS_SHARED_CREDENTIALS_FILE='/dev/null', AWS_PAGER='')
from awscli.clidriver import create_clidriver # brings its own botocore
from botocore import stub, xform_name
from ruamel.yaml import YAML

# The CLI makes up an answer, "Email" for an address of six characters at least, and then
# finds it wrong. Only what is asked matters.
stub.Stubber._validate_response = lambda *_: None

# Debian 12 has version 2.9.19 of January 2023.
newer = {
	'cloudformation activate-organizations-access', # later in 2023, as are its brothers
	'cloudformation deactivate-organizations-access',
	'cloudformation describe-organizations-access',
	'ssm-quicksetup list-configuration-managers', # the service came in 2024
}
newer_members = {
	('AutoDeployment', 'DependsOn'), # 2025
	('OperationPreferences', 'ConcurrencyMode'), # later in 2023
}
command = re.compile(r'\baws (?=([a-z][a-z0-9-]+) ([a-z]+-[a-z-]+))')
orgc = os.path.abspath(sys.argv[1])
counts = {'passed': 0, 'failed': 0}
judged = set()


def holds(what, problem):
	counts['failed' if problem else 'passed'] += 1
	if problem:
		print(f'{what}\n  {problem}')


# --- one command ---

@functools.cache
def facts(file, name):
	"""The rows below a name, as (depth, key, value)."""
	rows = []
	for line in open(f'aws/{file}'):
		depth = len(line) - len(line.lstrip('\t'))
		if depth == 0:
			if rows:
				break
			inside = line.split('\t')[0].strip() == name
		if depth > 0 and inside:
			rows.append((depth, *line.strip().partition('\t')[::2]))
	return rows


def inputs_of(service, operation):
	"""What an operation takes by our facts, None where they do not know it."""
	found = None
	for depth, key, value in facts('api.txt', service):
		if depth == 1:
			if found is not None:
				break
			found = {} if xform_name(key, '-') == operation else None
		elif found is not None:
			found['--' + xform_name(key, '-')] = 'required' in value
	return found


def facts_refuse(words):
	inputs = inputs_of(*words[:2])
	if inputs is None:
		return 'no such operation'
	inputs |= {'--query': False, '--output': False}
	options = [word for word in words[2:] if word.startswith('--')]
	unknown = [option for option in options if option not in inputs]
	missing = [key for key, required in inputs.items() if required and key not in options]
	return f'unknown {unknown}, missing {missing}' if unknown or missing else None


def cli_refuses(words):
	out = io.StringIO()
	# A command that is not of the API has no such option; it looks for the file first.
	is_deploy = words[:2] == ['cloudformation', 'deploy']
	end = ['--template-file', '/dev/null/none'] if is_deploy else \
		['--generate-cli-skeleton', 'output']
	with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
		try:
			status = create_clidriver().main([*words, *end])
		except SystemExit as e:
			status = e.code
	if is_deploy and 'Invalid template path' in out.getvalue():
		return None
	# Of the usage that it prints, what is wrong is enough.
	said = out.getvalue().split(': error: ')[-1].split(', valid choices')[0].strip()
	return None if status == 0 else said or f'exit {status}'


def refuses(words):
	refusal = cli_refuses(words)
	if ' '.join(words[:2]) in newer and refusal and 'Invalid choice' in refusal:
		return facts_refuse(words)
	return refusal


def judge(what, words):
	if tuple(words) not in judged:
		judged.add(tuple(words))
		holds(f'{what}: aws {" ".join(words)}', refuses(words))


# --- what a script runs ---

shim = '''#!/bin/sh
printf '%s\\0' $# "$@" >>"$CALLS"
[ -z "$THERE" ] || printf '%s\\n' ENABLED AWSQuickSetupType-SSM 11111111-2222-3333-4444
'''


def calls_of(arguments, work, there):
	"""What a command prints, and what it asked of aws: (number in the text, words)."""
	path, calls = os.path.join(work, 'bin'), os.path.join(work, 'calls')
	open(calls, 'w').close()
	env = {**os.environ, 'PATH': path + ':' + os.environ['PATH'], 'CALLS': calls,
		'THERE': there}
	run = subprocess.run(arguments, env=env, cwd=work, stdin=subprocess.DEVNULL, text=True,
		stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
	words, found = open(calls).read().split('\0')[:-1], []
	while words:
		count = int(words.pop(0))
		found.append((words[0], words[1:count]))
		del words[:count]
	return run.stdout, found


def lines_told(text):
	"""Commands among lines that a person is told, with the lines that they go on in."""
	return re.findall(r'^\s*(aws (?:.*\\\n)*.*)', text, re.M)


def check_steps(name, folder, work):
	text = open(os.path.join(folder, 'steps.sh')).read()
	numbers = iter(range(len(text)))
	numbered = command.sub(lambda _: f'aws {next(numbers)} ', text)
	script = os.path.join(work, 'steps.sh')
	open(script, 'w').write(numbered)
	told = [['sh', script, action] for action in ('before', 'after', 'check')]
	told += [['sh', script, 'run', n] for n in re.findall(r'^\t(\d+)-run\)', text, re.M)]
	told += [['sh', script, 'undo', n] for n in re.findall(r'^\t(\d+)-undo\)', text, re.M)]
	seen = set()
	for there in ('', 'yes'):
		for arguments in told:
			printed, calls = calls_of(arguments, work, there)
			for line in lines_told(printed):
				calls += calls_of(['sh', '-c', line], work, there)[1]
			for number, words in calls:
				seen.add(number)
				judge(name, words)
	unseen = {str(i) for i in range(next(numbers))} - seen
	holds(f'{name}: commands that no run reached', ' '.join(sorted(unseen)))
	document = open(os.path.join(folder, 'steps.md')).read()
	lines = [sorted(line.strip() for line in t.split('\n') if command.search(line))
		for t in (text, document)]
	holds(f'{name}: commands that are not those of steps.md',
		set(lines[0]) ^ set(lines[1]))


# --- what the pages tell ---

def commands_in(text):
	"""Of lines that begin with one, in words; quotes and backslashes go on below."""
	lines = iter(text.split('\n'))
	for line in lines:
		if not re.match(r'\s*aws [a-z]', line):
			continue
		while line.endswith('\\') or line.count("'") % 2:
			line = line.rstrip('\\') + ' ' + next(lines)
		yield shlex.split(line, comments=True)[1:]


def on_no_machine(words):
	"""Without profiles and files, which nobody has here."""
	words = ['{}' if word.startswith('file://') else word for word in words]
	if '--profile' in words:
		at = words.index('--profile')
		del words[at:at + 2]
	return words


def check_page(file):
	text = open(file).read()
	for block in re.findall(r'^```\n(.*?)^```', text, re.M | re.S):
		for words in commands_in(block):
			judge(file, on_no_machine(words))
	prose = re.sub(r'["\\]|\\n', ' ', text)
	told = re.findall(r'\baws\s+([a-z][a-z0-9-]+)\s+([a-z]+-[a-z-]+)', prose)
	for service, operation in sorted(set(told)):
		known = inputs_of(service, operation) is not None
		holds(f'{file}: aws {service} {operation}', None if known else 'is not there')


def check_collect(file):
	text = re.sub(r'^\s*get (?=[a-z])', 'aws organizations ', open(file).read(), flags=re.M)
	for words in commands_in(text):
		if '$@' not in words:
			judge('import --script', [word for word in words if word[0] != '>'])


# --- StackSets ---

def plain(node):
	"""What YAML says, with functions replaced by what they are given."""
	if hasattr(node, 'tag') and isinstance(getattr(node, 'value', None), str):
		return plain(node.value)
	if isinstance(node, dict):
		return {str(key): plain(value) for key, value in node.items()}
	if isinstance(node, list):
		return [plain(item) for item in node]
	return node if isinstance(node, (bool, int, float)) else str(node)


def members_of(definition):
	"""The names in a structure of AWS::CloudFormation::StackSet, by our facts."""
	rows = facts('types.txt', 'AWS::CloudFormation::StackSet')
	start = rows.index((2, definition, '')) + 1
	return [key for depth, key, _ in rows[start:] if depth == 3]


def call_of(operation, given):
	given = {key: dict(value) if isinstance(value, dict) else value
		for key, value in given.items()}
	for (structure, member) in newer_members:
		if structure in given and member in members_of(structure):
			given[structure].pop(member, None)
	return ['cloudformation', operation, '--cli-input-json', json.dumps(given)]


def check_stacksets(name, file):
	template = plain(YAML(typ='rt').load(open(file)))
	for key, resource in template['Resources'].items():
		if resource['Type'] != 'AWS::CloudFormation::StackSet':
			continue
		given = dict(resource['Properties'])
		groups = given.pop('StackInstancesGroup', [])
		shared = {'StackSetName': given['StackSetName']}
		if 'OperationPreferences' in given:
			shared['OperationPreferences'] = given.pop('OperationPreferences')
		judge(f'{name}: {key}', call_of('create-stack-set', given))
		for group in groups:
			judge(f'{name}: {key}',
				call_of('create-stack-instances', {**shared, **group}))


# --- everything ---

def outputs(work):
	"""The folders that the golden cases and the examples write to, by name."""
	bin_folder = os.path.join(work, 'orgc')
	os.mkdir(bin_folder)
	os.symlink(orgc, os.path.join(bin_folder, 'orgc'))
	env = {**os.environ, 'PATH': bin_folder + ':' + os.environ['PATH'], 'NO_COLOR': '1'}
	made = {}
	for file in sorted(glob.glob('tests/golden/**/cmd', recursive=True) +
			glob.glob('examples/*/org.yaml')):
		folder = os.path.dirname(file)
		made[folder] = os.path.join(work, folder)
		os.makedirs(made[folder])
		line = ['sh', './cmd'] if file.endswith('cmd') else \
			['orgc', 'build', 'org.yaml', '-o', made[folder] + '/build']
		subprocess.run(line, cwd=folder, env={**env, 'OUT': made[folder]},
			stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
			stderr=subprocess.DEVNULL)
	return made


def files_named(made, name):
	"""Each file of that name, once where several say the same."""
	known = set()
	for case, folder in made.items():
		for file in sorted(glob.glob(f'{folder}/**/{name}', recursive=True)):
			text = open(file).read()
			if text not in known:
				known.add(text)
				yield case, file


def check_scripts(files):
	for name, file in files:
		run = subprocess.run(['shellcheck', file], capture_output=True, text=True)
		holds(f'{name}: {os.path.basename(file)}', run.stdout + run.stderr)


def check_checker():
	"""It does not take everything."""
	name = ['organizations', 'list-roots']
	wrong = [[*name, '--colour', 'red'], ['organizations', 'list-rooots'],
		['ssm', 'delete-activation'], ['ssm', 'delete-activation', '--activations', 'x'],
		['ssm', 'create-activation', '--iam-role', 'R', '--registration-limit', 'ten'],
		['ssm', 'describe-activations', '--filters', 'Key=IamRole,FilterValues=R'],
		['cloudformation', 'activate-organizations-access', '--call-as', 'SELF'],
		['ssm-quicksetup', 'list-configurations']]
	for words in wrong:
		holds('taken: ' + ' '.join(words), None if refuses(words) else 'it is wrong')
	holds(' '.join(name), refuses(name))
	for given in ({'StackSetNames': 'x'}, {'StackSetName': ['x']},
			{'StackSetName': 'x', 'AutoDeployment': {'Enable': True}},
			{'StackSetName': 'x', 'AutoDeployment': {'Enabled': 'yes'}}, {}):
		refusal = refuses(call_of('create-stack-set', given))
		holds(f'taken: {given}', None if refusal else 'it is wrong')


def main():
	check_checker()
	with tempfile.TemporaryDirectory() as work:
		os.mkdir(os.path.join(work, 'bin'))
		aws = os.path.join(work, 'bin', 'aws')
		open(aws, 'w').write(shim)
		os.chmod(aws, 0o755)
		made = outputs(work)
		steps = list(files_named(made, 'steps.sh'))
		for name, file in steps:
			check_steps(name, os.path.dirname(file), work)
		for name, file in files_named(made, 'stacksets.yaml'):
			check_stacksets(name, file)
		for file in ['README.md', *glob.glob('docs/**/*.md', recursive=True),
				*glob.glob('gen/*.c'), *glob.glob('templates/blueprints/*.yaml')]:
			check_page(file)
		collect = os.path.join(work, 'collect.sh')
		with open(collect, 'w') as out:
			subprocess.run([orgc, 'import', '--script'], stdout=out, check=True)
		check_collect(collect)
		own = [file for file in glob.glob('**/*.sh', recursive=True)] + ['.ci/run']
		check_scripts([*steps, ('import', collect), *[('this tree', f) for f in own]])
	print(f'conformance: {len(judged)} different commands for the AWS CLI')
	print(f'{counts["passed"]} passed, {counts["failed"]} failed')
	sys.exit(1 if counts['failed'] else 0)


main()
