// node validator.mjs MODULE — reads names of files, one a line, and prints what AWS's offline
// validator says of each: a line of JSON with its findings, once it has got that far.
import { createInterface } from 'node:readline'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const { CelEngine, TemplateFile } = createRequire(import.meta.url)(resolve(process.argv[2]))
const engine = new CelEngine()
const level = { FATAL: 'error', ERROR: 'error', WARN: 'warning' }

function findingsOf(file) {
	const report = engine.validateStandard(new TemplateFile(file))
	if (report.status === 'ERROR')
		throw new Error('not read')
	return report.diagnostics.filter((d) => level[d.severity]).map((d) =>
		({ id: d.ruleId, level: level[d.severity], line: d.startLine ?? 0, message: d.message }))
}

for await (const file of createInterface({ input: process.stdin })) {
	let answer
	try {
		answer = { findings: findingsOf(file) }
	} catch (error) {
		answer = { refused: String(error.message ?? error) }
	}
	console.log(JSON.stringify(answer))
}
