# python3 mutate.py ROOM COUNT SEED          (make mutate ROOM=lint N=20 SEED=1)
#
# Changes guards of a room, one at a time, and prints the changes that no test notices. A
# guard is the condition of an `if`, or a `return` of several conditions; a change drops
# one condition of it, negates it, moves a comparison by one, or never takes an early
# return. All are compiled into one copy of the tree, .build/mutate, where the environment
# variable ORGC_MUTANT says which is active. Each is held against the unit tests and the
# golden cases until one fails. The tree itself stays as it is.
#
# What survives is not always a missing test: a guard may be there twice, or save work only.
import os
import random
import re
import shutil
import subprocess
import sys

COPY = '.build/mutate'
BUILD = os.path.abspath(COPY + '/.build/release')
# Includes nothing: what a file defines for the headers of C stands after it.
HEADER = '''char *getenv(const char *name);
int atoi(const char *text);
static inline int mutant_is(int number)
{
	const char *chosen = getenv("ORGC_MUTANT");

	return chosen && atoi(chosen) == number;
}
'''
RELATIONS = {' < ': ' <= ', ' <= ': ' < ', ' > ': ' >= ', ' >= ': ' > '}
SECONDS = 300 # of one test; past that it has failed


# --- C, as far as guards need it ---

def after_quoted(text, at):
	"""The place after the comment, string or character that begins at a place, or it."""
	if text.startswith('//', at):
		return text.find('\n', at)
	if text[at] not in '"\'':
		return at
	end = at + 1
	while text[end] != text[at]:
		end += 2 if text[end] == '\\' else 1
	return end + 1

def find_outside(text, at, stop):
	"""The first `stop` from a place on that is in no bracket and no string; or None."""
	depth = 0
	while at < len(text):
		after = after_quoted(text, at)
		if after != at:
			at = after
			continue
		if depth == 0 and text.startswith(stop, at):
			return at
		depth += (text[at] in '([{') - (text[at] in ')]}')
		if depth < 0:
			return None
		at += 1
	return None

def trimmed(text, start, end):
	while text[start].isspace():
		start += 1
	while text[end - 1].isspace():
		end -= 1
	return start, end

def operands(text, start, end, operator):
	while True:
		at = find_outside(text[:end], start, operator)
		yield trimmed(text, start, end if at is None else at)
		if at is None:
			return
		start = at + len(operator)


# --- changes: (start, end, text with %d for the number, what it is) ---

def moved(text, start, end):
	operand = text[start:end]
	relations = [r for r in RELATIONS if r in operand]
	if len(relations) == 1 and operand.count(relations[0]) == 1 and '?' not in operand:
		other = operand.replace(relations[0], RELATIONS[relations[0]])
		yield start, end, f'(mutant_is(%d) ? ({other}) : ({operand}))', f'made {other}'

def dropped(text, start, end, operator):
	operand = text[start:end]
	if re.search(r'[^=!<>]=[^=]', operand): # what it sets is needed
		return
	form = '(!mutant_is(%d) && ({}))' if operator == '||' else '(mutant_is(%d) || ({}))'
	yield start, end, form.format(operand), f'dropped {operator} {operand}'

def changes_of(text, start, end, is_if):
	start, end = trimmed(text, start, end)
	guard = text[start:end]
	joined = [o for o in ('||', '&&') if find_outside(text[:end], start, o) is not None]
	if is_if:
		yield start, end, f'mutant_is(%d) ? !({guard}) : ({guard})', f'negated {guard}'
		if re.match(r'\)\s*(return|continue|break)\b', text[end:]):
			yield start, end, f'!mutant_is(%d) && ({guard})', f'never {guard}'
		if not joined:
			yield from moved(text, start, end)
	if len(joined) == 1:
		for first, last in operands(text, start, end, joined[0]):
			yield from dropped(text, first, last, joined[0])
			yield from moved(text, first, last)

def changes_in(path):
	with open(path) as f:
		text = f.read()
	for match in re.finditer(r'(?m)^\t+(?:else )?(if \(|return )', text):
		is_if = match[1] != 'return '
		end = find_outside(text, match.end(), ')' if is_if else ';')
		if end is not None and '%' not in text[match.end():end]:
			for change in changes_of(text, match.end(), end, is_if):
				yield path, *change

def choose(room, count, seed):
	found = []
	for folder, _, names in sorted(os.walk(room)):
		for name in sorted(names):
			if name.endswith('.c'):
				found += changes_in(os.path.join(folder, name))
	random.Random(seed).shuffle(found)
	chosen = []
	for path, start, end, *rest in found:
		if len(chosen) < count and not any(
				c[0] == path and c[1] < end and start < c[2] for c in chosen):
			chosen.append((path, start, end, *rest))
	return chosen, len(found)


# --- the copy ---

def copy_tree():
	listed = subprocess.run(['git', 'ls-files', '-z'], check=True, capture_output=True)
	names = set(listed.stdout.decode().split('\0'))
	for folder, _, files in os.walk(COPY):
		for path in (os.path.join(folder, name) for name in files):
			name = os.path.relpath(path, COPY)
			if name not in names and not name.startswith(('.build/', '.git/')):
				os.remove(path)
	for name in names:
		copy = os.path.join(COPY, name)
		if not os.path.isfile(name):
			continue
		os.makedirs(os.path.dirname(copy), exist_ok=True)
		# What has not changed keeps its time, and is not compiled again.
		with open(name, 'rb') as f:
			old = f.read()
		if os.path.isfile(copy):
			with open(copy, 'rb') as f:
				if f.read() == old:
					continue
		shutil.copyfile(name, copy)
		shutil.copymode(name, copy)

def apply(chosen):
	os.makedirs(COPY + '/.git', exist_ok=True) # ends the search for files like .gitignore
	with open(COPY + '/mutant.h', 'w') as f:
		f.write(HEADER)
	for path in {c[0] for c in chosen}:
		with open(path) as f:
			text = f.read()
		here = [(start, end, new % number)
			for number, (of, start, end, new, _) in enumerate(chosen, 1) if of == path]
		for start, end, new in sorted(here, reverse=True):
			text = text[:start] + new + text[end:]
		with open(os.path.join(COPY, path), 'w') as f:
			f.write('#include "mutant.h"\n' + text)

def build():
	make = subprocess.run(['make', '-s', '-C', COPY, f'-j{os.cpu_count()}', 'orgc',
		'test-programs'], capture_output=True, text=True)
	if make.returncode:
		sys.exit('the changed tree does not build:\n' + make.stderr[-3000:])


# --- the tests ---

def all_tests():
	names = sorted(os.listdir('tests/unit'))
	tests = [[f'{BUILD}/unit/{name[:-2]}'] for name in names if name.endswith('.c')]
	return tests + [['sh', 'tests/golden.sh', BUILD + '/orgc']]

def first_failure(tests, number):
	"""The test that notices a change, or None. It comes first from then on."""
	environment = dict(os.environ, ORGC_MUTANT=str(number))
	for index, test in enumerate(tests):
		try:
			failed = subprocess.run(test, cwd=COPY, env=environment, timeout=SECONDS,
				stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0
		except subprocess.TimeoutExpired:
			failed = True
		if failed:
			tests.insert(0, tests.pop(index))
			return os.path.basename(test[-1] if len(test) == 1 else test[1])
	return None

def line_of(path, at):
	with open(path) as f:
		return f.read().count('\n', 0, at) + 1

def main(room, count, seed):
	chosen, total = choose(room, int(count), int(seed))
	tests, noticed = all_tests(), 0
	print(f'{len(chosen)} of {total} changes of {room}, seed {seed}', flush=True)
	copy_tree()
	apply(chosen)
	build()
	if (failure := first_failure(tests, 0)):
		sys.exit(f'{failure} fails without a change')
	for number, (path, start, _, _, what) in enumerate(chosen, 1):
		failure = first_failure(tests, number)
		noticed += failure is not None
		print(f'{"noticed" if failure else "SURVIVED"} {path}:{line_of(path, start)}:',
			re.sub(r'\s+', ' ', what), f'[{failure}]' if failure else '', flush=True)
	print(f'{noticed} of {len(chosen)} changes noticed')

if __name__ == '__main__':
	if len(sys.argv) != 4:
		sys.exit('usage: mutate.py ROOM COUNT SEED')
	main(*sys.argv[1:])
