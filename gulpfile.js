const { dest, parallel, src } = require('gulp');

// Icons are shared by nodes and credentials, so they keep their folder and are read as bytes.
const copyIcons = () => src('icons/**/*.svg', { encoding: false }).pipe(dest('dist/icons'));

// The schemas lie beside the node they describe; n8n looks for them there.
const copySchemas = () =>
	src('nodes/**/__schema__/**/*.json', { allowEmpty: true }).pipe(dest('dist/nodes'));

exports.default = parallel(copyIcons, copySchemas);
