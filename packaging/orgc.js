#!/usr/bin/env node
// Runs the program of the package that fits this machine.
'use strict';
const {spawnSync} = require('child_process');
const name = `@orgc/${process.platform}-${process.arch}`;
let program;
try {
	program = require.resolve(`${name}/bin/orgc`);
} catch {
	console.error(`orgc: the package ${name} is not installed: there is one for linux on x64` +
		' and arm64, which npm leaves out with --no-optional');
	process.exit(2);
}
const run = spawnSync(program, process.argv.slice(2), {stdio: 'inherit'});
if (run.error) {
	console.error(`orgc: ${run.error.message}`);
	process.exit(2);
}
if (run.signal)
	process.kill(process.pid, run.signal);
process.exit(run.status);
