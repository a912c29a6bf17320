// node templates.mjs ORGC EXAMPLES VALIDATOR PLACES SEED FILE…
//
// Makes mistakes in good templates (the rules' examples and FILEs) whose place is known, and
// looks whether `orgc lint` finds them there; makes changes that mean nothing, and looks that
// nothing changes; and compares both and the rules' examples with AWS's own offline validator
// (the module VALIDATOR, a process of its own with a time limit). PLACES: of each mistake at
// most so many. A difference that opinions.mjs does not know fails the run.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { emit } from './emit.mjs'
import { isOpen, mistakes, sameMeaning } from './mutations.mjs'
import { differences, missed, opinionOf } from './opinions.mjs'
import { randomOf } from './cases.mjs'

const [orgc, examplesProgram, validator, places, seed, ...files] = process.argv.slice(2)
const secondsEach = 20, share = 0.95
const folder = mkdtempSync(join(tmpdir(), 'templates-'))
const random = randomOf(Number(seed))
const yaml = { short: true }

function run(program, args) {
	const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
	if (done.status === null || done.status > 1)
		throw new Error(`${program}: ${done.status} ${done.signal ?? ''} ${done.stderr}`)
	return done.stdout
}

// --- asking both ---

// Writes each text into a file of one folder; gives what orgc finds in each.
function askOurs(name, texts) {
	const inside = join(folder, name), found = texts.map(() => [])
	mkdirSync(inside)
	texts.forEach((text, i) => writeFileSync(join(inside, `${i}.${text[0] === '{' ? 'json' : 'yaml'}`), text))
	for (let from = 0; from < texts.length; from += 100) {
		const some = texts.slice(from, from + 100).map((text, i) =>
			join(inside, `${from + i}.${text[0] === '{' ? 'json' : 'yaml'}`))
		const answer = JSON.parse(run(orgc, ['lint', '--format', 'json', ...some]))
		if (answer.summary.notShown)
			throw new Error('findings are not shown')
		for (const f of answer.findings)
			found[parseInt(basename(f.file))].push(f)
	}
	return found
}

function startPeer() {
	const child = spawn(process.execPath, [new URL('validator.mjs', import.meta.url).pathname, validator],
		{ stdio: ['pipe', 'pipe', 'inherit'] })
	return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
}

// The validator's findings of every file; one that takes too long is left out.
async function askPeer(paths) {
	const answers = []
	let peer = startPeer(), first = true
	for (const path of paths) {
		let timer
		const late = new Promise((done) => {
			timer = setTimeout(() => done({ late: true }), (first ? 120 : secondsEach) * 1000)
		})
		peer.child.stdin.write(path + '\n')
		const line = await Promise.race([peer.lines.next(), late])
		clearTimeout(timer)
		first = Boolean(line.late || line.done)
		answers.push(line.late ? { refused: 'late' } : line.done ? { refused: 'ended' } : JSON.parse(line.value))
		if (first) {
			peer.child.kill('SIGKILL')
			peer = startPeer()
		}
	}
	peer.child.stdin.end()
	return answers
}

// --- what is asked ---

const grave = (found) => found.filter((f) => f.severity !== 'info')
const ids = (found, once) => {
	const all = found.map((f) => f.id).sort()
	return (once ? [...new Set(all)] : all).join(' ')
}

const examples = run(examplesProgram, files).trimEnd().split('\n').map((line) => JSON.parse(line))
const candidates = examples.filter((e) => e.tree && !isOpen(e.tree, e.text))
const sources = ((found) => candidates.filter((_, i) => !grave(found[i]).length))(
	askOurs('sources', candidates.map((e) => emit(e.tree, yaml).text)))

function some(list, most) {
	const left = [...list], chosen = []
	while (left.length && chosen.length < most)
		chosen.push(left.splice(random.below(left.length), 1)[0])
	return chosen
}

function mutationsOf(mistake) {
	const all = sources.flatMap((e) => mistake.at(e.tree).map((path) => ({ e, path })))
	return some(all, Number(places)).map(({ e, path }) => {
		const tree = structuredClone(e.tree), may = mistake.change(tree, path)
		const { text, lines } = emit(tree, yaml)
		const names = may.map((p) => p.join('/')).filter((name) => name in lines)
		const inside = (name) => Object.keys(lines).filter((key) => key.startsWith(name + '/'))
		return { mistake: mistake.name, of: e.name, tree, text, lines: new Set(names.concat(
			mistake.isValue ? names.flatMap(inside) : []).map((name) => lines[name])) }
	})
}

// --- the three questions ---

let failures = 0

function fail(text) {
	failures++
	console.log(text)
}

const mutations = mistakes.flatMap(mutationsOf)
const ours = askOurs('mistakes', mutations.map((m) => m.text))
mutations.forEach((m, i) => {
	m.found = ours[i].some((f) => m.lines.has(f.line))
})

function showMissed() {
	const known = missed(), lost = mutations.filter((m) => !m.found)
	const rate = 1 - lost.length / mutations.length
	console.log(`templates: ${mutations.length} mistakes of ${mistakes.length} kinds in ` +
		`${sources.length} templates, ${(100 * rate).toFixed(1)} % found at their lines`)
	for (const m of lost)
		if (!known[m.mistake])
			fail(`missed: ${m.mistake} (${m.of}), lines ${[...m.lines]}, found ` +
				`${ours[mutations.indexOf(m)].map((f) => `${f.id}:${f.line}`)}\n${process.env.SHOW ? m.text : ''}`)
	if (rate < share)
		fail(`fewer than ${100 * share} % are found`)
}

function showUnequal() {
	const asked = [...sources.map((e) => ({ of: e.name, tree: e.tree })),
		...mutations.map((m) => ({ of: `${m.of}, ${m.mistake}`, tree: m.tree }))]
	const before = askOurs('before', asked.map((q) => emit(q.tree, yaml).text))
	let count = 0
	for (const same of sameMeaning) {
		const after = askOurs(same.name.replace(/\W/g, ''), asked.map((q) =>
			emit(same.change ? same.change(q.tree) : q.tree, same.style ?? yaml).text))
		count += asked.length
		asked.forEach((q, i) => {
			const was = ids(before[i], same.doubles), is = ids(after[i], same.doubles)
			if (was !== is)
				fail(`${same.name} of ${q.of}: ${was} becomes ${is}`)
		})
	}
	console.log(`templates: ${count} changes that mean nothing`)
}

async function showDifferences() {
	const asked = [...examples.filter((e) => e.rule !== 'near').map((e) => ({ ...e, what: e.rule, of: e.name })),
		...mutations.map((m) => ({ ...m, what: m.mistake, bad: true }))]
	const found = askOurs('compared', asked.map((q) => q.text))
	const theirs = await askPeer(asked.map((q, i) =>
		join(folder, 'compared', `${i}.${q.text[0] === '{' ? 'json' : 'yaml'}`)))
	const reasons = {}, tally = { agree: 0, refused: 0, explained: 0 }
	asked.forEach((q, i) => {
		if (theirs[i].refused)
			tally.refused++
		for (const d of differences(q, grave(found[i]), theirs[i])) {
			const opinion = opinionOf(d)
			if (opinion) {
				tally.explained++
				reasons[opinion] = (reasons[opinion] ?? 0) + 1
			} else {
				fail(`unexplained: ${d.who} ${d.id} in ${q.of} (${q.what}): ${d.message}`)
			}
		}
	})
	console.log(`templates: ${asked.length} also asked of AWS's validator, ${tally.refused} it did not answer`)
	for (const [reason, count] of Object.entries(reasons).sort((a, b) => b[1] - a[1]))
		console.log(`explained: ${count} ${reason}`)
}

try {
	showMissed()
	showUnequal()
	if (validator !== '-')
		await showDifferences()
} finally {
	if (process.env.KEEP)
		console.log(folder)
	else
		rmSync(folder, { recursive: true })
}
console.log(`templates: ${failures} failures`)
process.exit(failures ? 1 : 0)
