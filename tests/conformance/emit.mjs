// A template, as examples.c prints its tree -> text in a style of its own, and the line of
// each key and item in it: lines['Resources/Role/Type'].
//
// styles: {json, short: !Ref for {Ref: …}, quotes: every string in quotes}

const plain = /^[A-Za-z/][A-Za-z0-9_./-]*(:[A-Za-z0-9_./:-]*[A-Za-z0-9_./-])?$/
const words = /^(true|false|yes|no|on|off|null|y|n)$/i
const shortForms = /^(Ref|Condition|Fn::(GetAtt|Sub|Join|Select|Split|FindInMap|ImportValue|GetAZs|Cidr|Base64|If|Equals|And|Or|Not))$/

export const isMap = (v) => v !== null && typeof v === 'object' && !Array.isArray(v)

const scalar = (v, quotes) => typeof v === 'string' && !quotes && plain.test(v) &&
	!words.test(v) ? v : JSON.stringify(v)

// [tag, argument] where a map is a function that has a short form. The Condition of a
// resource, output or statement is a key beside others and none.
function shortOf(v, style, path) {
	const keys = Object.keys(v)
	if (!style.short || keys.length !== 1 || !shortForms.test(keys[0]) ||
	    keys[0] === 'Condition' && !(path.startsWith('Conditions/') ||
		typeof v.Condition === 'string' && path.includes('/Fn::')))
		return undefined
	const argument = v[keys[0]]
	if (keys[0] === 'Fn::GetAtt' && Array.isArray(argument)) {
		if (argument.length !== 2 || argument.some((part) => typeof part !== 'string'))
			return undefined
		return ['!GetAtt', argument.join('.'), keys[0]]
	}
	return ['!' + keys[0].replace('Fn::', ''), argument, keys[0]]
}

export function emit(tree, style) {
	const lines = {}, out = []

	function json(v, path, indent, head, tail) {
		if (v === null || typeof v !== 'object' || !Object.keys(v).length) {
			out.push(indent + head + JSON.stringify(v) + tail)
			return
		}
		const isList = Array.isArray(v), keys = Object.keys(v)
		out.push(indent + head + (isList ? '[' : '{'))
		keys.forEach((key, i) => {
			const at = path ? `${path}/${key}` : key
			lines[at] = out.length + 1
			json(v[key], at, indent + '  ', isList ? '' : JSON.stringify(key) + ': ',
				i < keys.length - 1 ? ',' : '')
		})
		out.push(indent + (isList ? ']' : '}') + tail)
	}

	// `head` stands in front of the value on its line: "Key: ", "- ", "!Sub ".
	function yaml(v, path, indent, head) {
		const [tag, argument, key] = isMap(v) && shortOf(v, style, path) || []
		// A short form right in a short form is no YAML.
		if (tag && !(isMap(argument) && shortOf(argument, style, `${path}/${key}`))) {
			lines[`${path}/${key}`] = out.length + 1
			yaml(argument, `${path}/${key}`, indent, `${head}${tag} `)
			return
		}
		if (v === null || typeof v !== 'object' || !Object.keys(v).length) {
			out.push(indent + head + scalar(v, style.quotes))
			return
		}
		const inner = path ? indent + '  ' : indent
		if (head)
			out.push((indent + head).trimEnd())
		for (const key of Object.keys(v)) {
			const at = path ? `${path}/${key}` : key
			lines[at] = out.length + 1
			yaml(v[key], at, inner, Array.isArray(v) ? '- ' : scalar(key, style.quotes) + ': ')
		}
	}

	if (style.json)
		json(tree, '', '', '', '')
	else
		yaml(tree, '', '', '')
	return { text: out.join('\n') + '\n', lines }
}
