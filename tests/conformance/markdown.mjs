// node markdown.mjs ORGC MARKDOWN-IT SEED
//
// What `orgc lint -f markdown` says of names that a stranger chose, read by a parser of
// Markdown that is not ours, with HTML, tables, strikethrough and links: each cell holds the
// words of the finding and nothing else.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [orgc, parser] = process.argv.slice(2, 4).map((path) => resolve(path))
const { default: MarkdownIt } = await import(pathToFileURL(parser))
const runs = 5, count = 100 // a comment of a pull request holds no more
let seed = Number(process.argv[4]) >>> 0

const pieces = ['<b>', '</b>', '<!-- c -->', '<script>', '&lt;', '&#64;', '&amp;', '*', '**', '_',
	'__', '~~', '`', '```', '[a](b)', '![i](j)', '[x]', '[^1]', '|', '\\', '\\|', '#', '# ',
	'#1', '- ', '+ ', '1. ', '> ', '@me', '@org/team', 'a@b.example', 'https://e.example/x',
	'www.e.example', 'mailto:a@b.example', '<https://e.example>', ':tada:', '$x$', '--', '===',
	'é', '漢', '😀', '{', '}', '%', "'", '.', 'a', 'B', '7', ' ', 'word']

function random(below) {
	seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
	return Math.floor(seed / 2 ** 32 * below)
}

function name(number) {
	let text = ''
	for (let left = 1 + random(6); left > 0; left--)
		text += pieces[random(pieces.length)]
	return `n${number}${text}`.replace(/ +/g, ' ').trim()
}

// The words of a cell; anything that is more than words ends the test.
function words(inline) {
	return inline.children.map((token) => {
		if (token.type === 'html_inline' && token.content === '<!-- -->')
			return ''
		if (token.type !== 'text' && token.type !== 'text_special')
			throw new Error(`${token.type} in ${inline.content}`)
		return token.content
	}).join('')
}

const md = new MarkdownIt({ html: true, linkify: true })
md.linkify.set({ fuzzyLink: false })
const folder = mkdtempSync(join(tmpdir(), 'orgc-markdown-'))
let passed = 0, failed = 0

function fail(what) {
	failed++
	console.error(what)
}

function findings(names) {
	writeFileSync(join(folder, 'template.json'), JSON.stringify({
		Resources: Object.fromEntries(names.map((text, number) =>
			[`Topic${number}`, { Type: 'AWS::SNS::Topic', DependsOn: text }])),
	}))
	const { stdout } = spawnSync(orgc, ['lint', '-f', 'markdown', 'template.json'],
		{ cwd: folder, encoding: 'utf8' })
	return md.parse(stdout, {}).filter((token) =>
		token.type === 'inline' && token.content.includes('which is no resource'))
}

for (let run = 0; run < runs; run++) {
	const names = Array.from({ length: count }, (_, number) => name(number))
	const found = new Set()
	for (const cell of findings(names)) {
		try {
			found.add(words(cell))
		} catch (wrong) {
			fail(wrong.message)
		}
	}
	names.forEach((text, number) => {
		const expected = `Resources.Topic${number}.DependsOn names ${text}, ` +
			'which is no resource of this template'
		if (found.has(expected))
			passed++
		else
			fail(`not found: ${expected}`)
	})
}
rmSync(folder, { recursive: true })
console.log(`note: ${runs * count} names in Markdown, seed ${process.argv[4]}`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
