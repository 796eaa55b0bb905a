const { createHash } = require('node:crypto');

const { transformSync, version } = require('esbuild');

/** @type {import('esbuild').TransformOptions} */
const OPTIONS = {
	loader: 'ts',
	format: 'cjs',
	platform: 'node',
	target: 'es2022',
	sourcemap: 'external',
	sourcesContent: false,
};

/** Takes the types out of a file for Jest, and nothing more: `npm run types` checks them. */
module.exports = {
	/**
	 * @param {string} source
	 * @param {string} path
	 */
	process: (source, path) => transformSync(source, { ...OPTIONS, sourcefile: path }),

	/**
	 * @param {string} source
	 * @param {string} path
	 */
	getCacheKey: (source, path) =>
		createHash('sha256')
			.update([version, JSON.stringify(OPTIONS), path, source].join('\0'))
			.digest('hex'),
};
