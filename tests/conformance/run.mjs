// node run.mjs VERDICTS PEER CASES SEED [ROWS]
//
// Asks our engine (the program VERDICTS) and an independent simulator (the module PEER, for
// tests only) the same random questions. A difference that explained.mjs does not know is
// made small, printed, and fails the run. With ROWS, small cases on which both agree are
// written to that file, as many of each verdict; make check replays them.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { caseOf, randomOf } from './cases.mjs'
import { derivedKeys, shrink } from './shrink.mjs'
import { explanationOf, explanations } from './explained.mjs'

const [program, peer, count, seed, rowsFile] = process.argv.slice(2)
const rowsOfVerdict = 800, rowBytes = 800
const { runSimulation } = await import(pathToFileURL(resolve(peer)))

// Its verdict; "refused" where it finds that AWS would not take a policy or the request.
async function askPeer(c) {
	const named = (list) => list.map((policy, i) => ({ name: `p${i}`, policy }))
	const levels = (path) =>
		path.map((level, i) => ({ orgIdentifier: `ou-${i}`, policies: named(level) }))
	const answer = await runSimulation({
		request: { principal: c.caller, action: c.action, contextVariables: c.keys,
			resource: { resource: c.resource, accountId: c.account } },
		serviceControlPolicies: levels(c.scps),
		resourceControlPolicies: levels(c.rcps),
		identityPolicies: named(c.identity),
		permissionBoundaryPolicies: c.boundary.length ? named(c.boundary) : undefined,
		sessionPolicy: c.session[0],
		resourcePolicy: c.resourcePolicy[0],
	}, { simulationMode: 'Strict' })
	if (answer.resultType === 'error') {
		refusals[answer.errors.message] ??= answer.errors
		return 'refused'
	}
	if (answer.result.ignoredContextKeys.length)
		throw new Error(`${c.action} has no ${answer.result.ignoredContextKeys}`)
	return answer.overallResult
}

function askOurs(cases) {
	const input = cases.map((c) => JSON.stringify(c) + '\n').join('')
	const run = spawnSync(program, { input, maxBuffer: 1 << 28, encoding: 'utf8' })
	if (run.status !== 0)
		throw new Error(`${program}: ${run.status} ${run.signal ?? ''} ${run.stderr}`)
	return run.stdout.trimEnd().split('\n')
}

// Without what is empty, keys that no policy asks for, and those that the engine knows of
// the caller and the resource.
function rowOf(c, verdict) {
	const asked = JSON.stringify({ ...c, keys: {} }).toLowerCase()
	const keys = Object.fromEntries(Object.entries(c.keys).filter(
		([key]) => asked.includes(key.toLowerCase()) && !derivedKeys.has(key)))
	const parts = Object.entries({ ...c, keys }).filter(([, v]) => Object.keys(v).length)
	return JSON.stringify({ verdict, ...Object.fromEntries(parts) })
}

function keepRow(c, verdict) {
	const row = rowOf(c, verdict)
	const known = rows[verdict] ??= []
	if (row.length <= rowBytes && known.length < rowsOfVerdict)
		known.push(row)
}

const g = randomOf(Number(seed))
const refusals = {}, tally = {}, byReason = {}, rows = {}
let unexplained = 0

console.log(`conformance: ${count} cases, seed ${seed}`)
for (let done = 0; done < Number(count);) {
	const batch = Array.from({ length: Math.min(5000, count - done) },
		() => caseOf(g, rowsFile ? 2 : 4))
	const ours = askOurs(batch)
	for (const [i, c] of batch.entries()) {
		const [verdict, ...doubts] = ours[i].split(' '), theirs = await askPeer(c)
		tally[theirs] = (tally[theirs] ?? 0) + 1
		if (rowsFile && verdict === theirs)
			keepRow(c, verdict)
		if ((verdict === theirs || theirs === 'refused') && !doubts.includes('UNSOUND'))
			continue
		const reason = doubts.includes('UNSOUND') ? undefined
			: explanationOf(c, verdict, doubts, theirs)
		if (reason) {
			byReason[reason] = (byReason[reason] ?? 0) + 1
		} else if (unexplained++ < 10) {
			const same = async (d) => askOurs([d])[0].split(' ')[0] === verdict &&
				await askPeer(d) === theirs
			console.log(`case ${done + i}: ours ${ours[i]}, theirs ${theirs}`)
			console.log(JSON.stringify(await shrink(c, same)))
		}
	}
	done += batch.length
}
console.log('verdicts of the simulator:', tally)
if (tally.refused)
	console.log('refused, for example:', JSON.stringify(refusals))
for (const { name, page } of explanations)
	if (byReason[name])
		console.log(`explained: ${byReason[name]} ${name} ${page}`)
console.log(`unexplained: ${unexplained}`)
if (rowsFile)
	writeFileSync(rowsFile, Object.values(rows).flat().join('\n') + '\n')
process.exit(unexplained ? 1 : 0)
