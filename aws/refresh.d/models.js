// What the models of APIs ask of the inputs that a resource type hands on: rows "api" in
// types.txt, and enums.txt. A type is joined with the one operation that creates it, and a
// property with the input of the same name and kind.
'use strict';
const {Rows} = require('./rows.js');
const {verbs, nouns, learnPrefixes} = require('./handlers.js');

const head = `
What the models of APIs list as values of one of their types, by API and type. The rows
"values" under "api" of types.txt name them. They are as old as the model, and AWS adds
to them: a value that is not here may be new.`.trim();

const lower = name => name.toLowerCase();

// How many of the properties are inputs of an operation, too.
function shared(properties, api, operation) {
	const {input} = api.operations[operation];
	const members = input ? api.shapes[input.shape].members || {} : {};
	const inputs = new Set(Object.keys(members).map(lower));
	return [...properties.rows.keys()].filter(name => inputs.has(lower(name))).length;
}

// The operation that creates a resource of a type: the one that its handler calls and that
// has its name (API Gateway's actions do not tell), in the API that shares most with it. One
// that shares little is another thing's.
function creator(job, type, prefix, byHand) {
	const properties = job.made.types.get(type, 'properties') || new Rows();
	const handler = job.made.handlers.get(type, 'create') ||
		job.byHand('handlers.hand').get(type, 'create');
	const called = new Set([...(handler ? handler.rows.keys() : [])].map(lower));
	const wanted = new Set(verbs.create.flatMap(verb =>
		nouns(type).map(noun => lower(verb) + noun)));
	const written = byHand.get(type);
	let found = written ? written.value.split(' ') : null;
	let most = Math.min(4, properties.rows.size / 2);

	for (const [api, row] of written ? [] : job.made.api.rows)
		for (const name of row.rows.keys()) {
			const action = `${row.value}:${lower(name)}`;
			const calls = row.value === 'apigateway' ? prefix === 'apigateway'
				: called.has(action);
			const count = calls && wanted.has(lower(name))
				? shared(properties, job.models.get(api), name) : 0;
			if (count >= most && count > 0) {
				found = [api, name];
				most = count + 1;
			}
		}
	return found;
}

// What two places say of one row must be the same, or nothing is said.
function say(row, name, value, contested) {
	const old = row.rows.get(name);
	if (old && old.value !== value)
		contested.add(row);
	row.add(name, value);
}

function walker(job, api, definitions, enums) {
	const shapes = job.models.get(api).shapes;
	const seen = new Set(), contested = new Set();
	let count = 0;

	function constrain(row, shape, shapeName) {
		const said = new Rows();
		const kind = {list: 'items', string: 'length'}[shape.type] || 'range';
		const least = kind === 'range' ? shape.min : shape.min || undefined;
		job.bounds(said, kind, least, shape.max);
		if (shape.pattern && row.rows.has('pattern'))
			job.addPattern(said, shape.pattern);
		const values = (shape.enum || []).filter(v => v === v.trim() && v !== '');
		if (values.length > 0) {
			for (const value of values)
				enums.at(api, shapeName, value);
			said.add('values', `${api} ${shapeName}`);
		}
		// Patterns and values count where both say them; else the registry's bounds do.
		for (const [name, {value}] of said.rows) {
			if (row.rows.has(name) && name !== 'pattern' && name !== 'values')
				continue;
			say(row.at('api'), name, value, contested);
			count++;
		}
	}
	function one(row, text, shapeName) {
		const shape = shapes[shapeName];
		const numeric = ['integer', 'long', 'double', 'float'].includes(shape.type);
		if (text === 'string' ? shape.type === 'string'
			: (text === 'integer' || text === 'number') && numeric) {
			constrain(row, shape, shapeName);
		} else if (text.startsWith('[') && shape.type === 'list') {
			constrain(row, shape, shapeName);
			one(row.at('element'), text.slice(1, -1), shape.member.shape);
		} else if (shape.type === 'structure' && definitions && definitions.get(text)) {
			walk(definitions.get(text), shapeName);
		}
	}
	function walk(owner, shapeName) {
		const visit = `${shapeName} ${[...owner.rows.keys()].join()}`;
		if (seen.has(visit))
			return;
		seen.add(visit);
		const members = Object.entries(shapes[shapeName].members || {});
		const byName = new Map(members.map(([name, m]) => [lower(name), m.shape]));
		for (const [name, row] of owner.rows)
			if (byName.has(lower(name)))
				one(row, row.value.split(' ')[0], byName.get(lower(name)));
	}
	return {walk, contested, count: () => count};
}

function drop(row, contested) {
	for (const [name, inner] of row.rows) {
		drop(inner, contested);
		if (contested.has(inner) || name === 'element' && inner.rows.size === 0)
			row.rows.delete(name);
	}
}

module.exports = job => {
	const byHand = job.byHand('refresh.d/creators');
	const prefixOf = learnPrefixes(job.schemas, job.made.actions,
		job.byHand('refresh.d/namespaces'));
	const enums = new Rows();
	let joined = 0, count = 0;

	for (const [type, row] of job.made.types.rows) {
		const properties = row.get('properties');
		const found = creator(job, type, prefixOf(type.split('::')[1]), byHand);
		if (!properties || !found)
			continue;
		const [api, operation] = found;
		const {input} = job.models.get(api).operations[operation];
		const w = walker(job, api, row.get('definitions'), enums);
		w.walk(properties, input.shape);
		drop(row, w.contested);
		joined++;
		count += w.count();
	}
	job.write('enums', head, enums);
	job.count('@aws-cdk/asset-awscli-v1', 'types joined with an operation', joined);
	job.count('@aws-cdk/asset-awscli-v1', 'constraints of inputs', count);
};
