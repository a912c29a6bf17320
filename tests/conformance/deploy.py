# python3 deploy.py ORGC [NAME...]
#
# Deploys builds into the emulator by deploy.sh alone, as a person would: once, a second
# time, broken in the middle and resumed, and back again. What stands in the emulator
# afterwards has to be what plan.json says, account by account and Region by Region.
import contextlib
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from emulator import Api, Cli, Cloud, Organization, Server, YAML

orgc = os.path.abspath(sys.argv[1])
counts = {'passed': 0, 'failed': 0}
here = os.path.dirname(os.path.abspath(__file__))


def holds(what, problem):
	counts['failed' if problem else 'passed'] += 1
	if problem:
		print(f'{what}\n  {problem}', flush=True)


def build(org, folder):
	run = subprocess.run([orgc, 'build', org, '-o', folder], stdin=subprocess.DEVNULL,
		text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
	if run.returncode == 2 or not os.path.exists(f'{folder}/plan.json'):
		raise RuntimeError(f'{org} does not build:\n{run.stdout}')


def prepared(org, work):
	"""A copy of the organization's folder, its file large.yaml made large."""
	folder = f'{work}/organization'
	shutil.rmtree(folder, ignore_errors=True)
	shutil.copytree(os.path.dirname(org), folder)
	if os.path.exists(f'{folder}/large.yaml'):
		with open(f'{folder}/large.yaml', 'a') as f:
			f.write('      Tags:\n' + ''.join(
				f"        - Key: number-{i}\n          Value: '{'x' * 200}'\n"
				for i in range(50)) + '  # Notes\n' + f'  # {"y" * 80}\n' * 600)
	return f'{folder}/org.yaml'


def load(org):
	with open(org) as f:
		return Organization(YAML(typ='safe', pure=True).load(f))


def plan_of(folder):
	with open(f'{folder}/plan.json') as f:
		plan = json.load(f)
	return {(d['name'], a['id'], region) for d in plan['deployments']
		for a in d['accounts'] for region in d['regions']}


def script(server, folder, *words):
	run = subprocess.run(['sh', f'{folder}/deploy.sh', *words], stdin=subprocess.DEVNULL,
		text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
		env={**server.environment, 'ORGC_POLL': '0', 'ORGC_BUCKET': 'templates-of-a-test'})
	return run.returncode, run.stdout


@contextlib.contextmanager
def emulator(organization, work):
	cloud = Cloud(organization)
	cloud.buckets.add('templates-of-a-test')
	server = Server(Cli(Api(cloud), f'{work}/config'), work)
	try:
		yield cloud, server
	finally:
		server.close()


def difference(found, wanted):
	if found == wanted:
		return None
	return f'too much: {sorted(found - wanted)[:5]}\n  missing: {sorted(wanted - found)[:5]}'


def stands(cloud, wanted):
	"""What plan.json does not say and deploy.sh brings is the stack of the StackSets."""
	return difference({place[:3] for place in cloud.inventory() if place[0] != 'stacksets'}, wanted)


def whole_way(name, organization, folder, work):
	wanted = plan_of(folder)
	with emulator(organization, work) as (cloud, server):
		status, said = script(server, folder, '--yes')
		holds(f'{name}: deploys', status and said[-2000:])
		holds(f'{name}: what stands is what the plan says', stands(cloud, wanted))
		before = cloud.inventory()
		status, said = script(server, folder, '--yes')
		holds(f'{name}: deploys again', status and said[-2000:])
		holds(f'{name}: the second time changes nothing',
			None if cloud.inventory() == before and 'Modify' not in said else said[-2000:])
		status, said = script(server, folder, 'check')
		holds(f'{name}: is seen', status or 'not known' in said or 'is not there' in said and said)
		status, said = script(server, folder, 'undo', '--yes')
		holds(f'{name}: goes back', status and said[-2000:])
		left = [cloud.inventory(), cloud.stacksets, cloud.services, cloud.delegates,
			cloud.policy_types, cloud.stacksets_trusted, cloud.activations,
			{k for k, holder in cloud.names.items() if holder != ('retained',)}]
		holds(f'{name}: nothing is left', any(left) and str(left)[:2000])


def broken(name, organization, folder, work):
	"""One account of a StackSet refuses one resource; then somebody mends it."""
	wanted = plan_of(folder)
	with emulator(organization, work) as (cloud, server):
		victim = sorted(organization.accounts)[len(organization.accounts) // 2]
		cloud.broken = lambda account, region, kind, id: 'no room on this disk' \
			if account == victim and cloud.stacksets else None
		status, said = script(server, folder, '--yes')
		if not status:
			return # that account gets no stack
		holds(f'{name}: the failure names account and reason', None if victim in said and
			'no room on this disk' in said and 'run deploy.sh again' in said else said[-2000:])
		cloud.broken = lambda *_: None
		status, said = script(server, folder, '--yes')
		holds(f'{name}: resumes', status and said[-2000:])
		holds(f'{name}: after the failure all stands', stands(cloud, wanted))


def refusals(organization, folder, work):
	"""Nobody to ask, no bucket, no credentials: one reason, and nothing done."""
	with emulator(organization, work) as (cloud, server):
		status, said = script(server, folder)
		holds('without --yes and a terminal nothing runs', None if status == 1 and
			'--yes' in said and not cloud.inventory() else said[-2000:])
		status, said = script(server, folder, '--dry-run')
		holds('a dry run asks nothing', None if status == 0 and not cloud.inventory()
			else said[-2000:])
		status, said = script(server, folder, '--only', 'nothing-like-it')
		holds('an unknown name is refused', None if status == 1 and 'no stack' in said else said)
		cloud.organization.profiles.clear()
		status, said = script(server, folder, 'check')
		holds('what AWS does not answer is not known', None if 'not known' in said and
			' open:' not in said else said[-2000:])


def main():
	with tempfile.TemporaryDirectory() as work:
		names = sys.argv[2:] or ['*']
		for org in sorted(f for n in names for f in glob.glob(f'examples/{n}/org.yaml') +
				glob.glob(f'tests/conformance/organizations/{n}/org.yaml')):
			name, folder = org.split('/')[-2], f'{work}/build'
			shutil.rmtree(folder, ignore_errors=True)
			org = prepared(org, work)
			build(org, folder)
			whole_way(name, load(org), folder, work)
			broken(name, load(org), folder, work)
		refusals(load(org), folder, work)
	print(f'{counts["passed"]} passed, {counts["failed"]} failed')
	return 1 if counts['failed'] else 0


sys.exit(main())
