// Rows in rows, as aws/facts.h describes them.
'use strict';

class Rows {
	constructor(value = '') {
		this.value = value;
		this.rows = new Map();
	}

	// Adds a row, or takes the one that is there; a value given replaces its value.
	add(name, value) {
		let row = this.rows.get(name);
		if (!row)
			this.rows.set(name, row = new Rows());
		if (value !== undefined)
			row.value = clean(value);
		return row;
	}

	// The row down this path, made where it is missing.
	at(...names) {
		return names.reduce((row, name) => row.add(name), this);
	}

	get(...names) {
		return names.reduce((row, name) => row && row.rows.get(name), this);
	}
}

// A value is one line without tabs; both stand for blanks where they come up.
function clean(text) {
	return String(text).replace(/[\t\r\n]+/g, ' ').trim();
}

const lower = name => name.replace(/[A-Z]/g, c => c.toLowerCase());

// As fact_cmp orders them.
function compare(a, b) {
	const x = lower(a), y = lower(b);
	return x < y ? -1 : x > y ? 1 : a < b ? -1 : a > b ? 1 : 0;
}

function formatRows(rows, indent = '') {
	let text = '';
	for (const name of [...rows.rows.keys()].sort(compare)) {
		const row = rows.rows.get(name);
		if (name === '' || name !== clean(name))
			throw new Error(`a row cannot be named ${JSON.stringify(name)}`);
		text += indent + name + (row.value ? `\t${row.value}` : '') + '\n';
		text += formatRows(row, indent + '\t');
	}
	return text;
}

function parseRows(text) {
	const root = new Rows(), owners = [root];
	root.head = '';
	for (const line of text.split('\n')) {
		if (line.startsWith('#')) {
			root.head += line + '\n';
			continue;
		}
		if (line === '')
			continue;
		const depth = line.match(/^\t*/)[0].length;
		const [name, value] = line.slice(depth).split('\t');
		owners[depth + 1] = owners[depth].add(name, value);
	}
	return root;
}

module.exports = {Rows, parseRows, formatRows, compare};
