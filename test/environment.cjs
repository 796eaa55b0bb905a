const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest gives tests a copy of `process`, which hears no signal and no exit, so that what a test has started would outlive
 * an interrupted run. Here they find the real one next to it, see sandbox/processGroup.cjs.
 */
module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.global.realProcess = process;
	}
};
