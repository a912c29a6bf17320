// api.txt: operations of every service API, with their top-level inputs.
'use strict';
const fs = require('fs');
const path = require('path');
const zlib = require('zlib');
const {Rows} = require('./rows.js');

const head = `
API operations by service, as aws:executeAwsApi names them, with their top-level
inputs. A service's value is the prefix of its IAM actions; an operation's value,
where there is one, is the action it needs when that is not the operation's own name:
"?" where nobody knows.`.trim();

// The action of an operation: the exception that a person wrote down, or the one of its
// name ('' says that), in IAM's spelling. API Gateway has one action for each HTTP verb.
function actionOf(operation, spec, prefix, known, exception) {
	if (exception)
		return exception.value;
	if (prefix === 'apigateway')
		return `apigateway:${spec.http.method}`;
	for (const name of known ? known.rows.keys() : [])
		if (name.toLowerCase() === operation.toLowerCase())
			return name === operation ? '' : `${prefix}:${name}`;
	return '?';
}

function model(folder) {
	const version = fs.readdirSync(folder).filter(v => /^\d/.test(v)).sort().pop();
	const files = fs.readdirSync(path.join(folder, version));
	const file = files.find(f => f.startsWith('service-2'));
	const bytes = fs.readFileSync(path.join(folder, version, file));
	return JSON.parse(file.endsWith('.gz') ? zlib.gunzipSync(bytes) : bytes);
}

module.exports = job => {
	const actions = job.made.actions;
	const prefixes = job.byHand('refresh.d/api-prefixes');
	const exceptions = job.byHand('refresh.d/api-actions');
	const rows = new Rows();
	job.models = new Map();
	let operations = 0, inputs = 0;

	for (const name of fs.readdirSync(job.botocore)) {
		const folder = path.join(job.botocore, name);
		if (!fs.statSync(folder).isDirectory())
			continue;
		const api = model(folder);
		job.models.set(name, api);
		const guesses = [(prefixes.get(name) || {}).value, name, api.metadata.signingName,
			api.metadata.endpointPrefix];
		const prefix = guesses.find(g => g && actions.get(g)) || '';
		const service = rows.add(name, prefix);
		const known = actions.get(prefix, 'actions');
		for (const [operation, spec] of Object.entries(api.operations)) {
			const row = service.add(operation, actionOf(operation, spec, prefix, known,
				exceptions.get(name, operation)));
			const shape = spec.input ? api.shapes[spec.input.shape] : {};
			const required = new Set(shape.required);
			for (const [input, member] of Object.entries(shape.members || {})) {
				const {type, idempotencyToken} = api.shapes[member.shape];
				// Tokens that nobody gives are made up by whoever calls.
				const needed = required.has(input) && !member.idempotencyToken &&
					!idempotencyToken;
				row.add(input, type + (needed ? ' required' : ''));
				inputs++;
			}
			operations++;
		}
	}
	job.write('api', head, rows);
	job.count('@aws-cdk/asset-awscli-v1', 'APIs', rows.rows.size);
	job.count('@aws-cdk/asset-awscli-v1', 'operations', operations);
	job.count('@aws-cdk/asset-awscli-v1', 'inputs', inputs);
};
