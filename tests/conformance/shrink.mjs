// Makes a case smaller as long as `differs` says that it still shows the difference.

// Every case that is this one without one part.
function* smaller(node, path) {
	if (Array.isArray(node)) {
		for (let i = 0; i < node.length; i++) {
			yield [path, i]
			yield* smaller(node[i], [...path, i])
		}
	} else if (node && typeof node === 'object') {
		for (const key of Object.keys(node)) {
			yield [path, key]
			yield* smaller(node[key], [...path, key])
		}
	}
}

const needed = new Set(['caller', 'action', 'resource', 'account', 'keys', 'scps', 'rcps',
	'identity', 'boundary', 'session', 'resourcePolicy', 'Effect', 'Version',
	'Statement', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal'])

// Our engine knows these without being told, so taking them away would mislead.
export const derivedKeys = new Set(['aws:PrincipalArn', 'aws:PrincipalAccount',
	'aws:PrincipalType', 'aws:username', 'aws:PrincipalIsAWSService',
	'aws:PrincipalServiceName', 'aws:ResourceAccount'])

function without(c, [path, key]) {
	const copy = structuredClone(c)
	let at = copy
	for (const step of path)
		at = at[step]
	if (Array.isArray(at))
		at.splice(key, 1)
	else
		delete at[key]
	return copy
}

export async function shrink(c, differs) {
	for (let again = true; again;) {
		again = false
		for (const cut of smaller(c, [])) {
			if (needed.has(cut[1]) || derivedKeys.has(cut[1]))
				continue
			const copy = without(c, cut)
			if (await differs(copy)) {
				c = copy
				again = true
				break
			}
		}
	}
	return c
}
