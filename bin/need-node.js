// Old syntax on purpose: this file has to be understood by the Node that is too old to run the rest.
var parts = process.versions.node.split(".").map(Number);
if (parts[0] < 22 || (parts[0] === 22 && parts[1] < 18)) {
	console.error(
		"filmgate needs Node 22.18 or newer, this is " +
			process.versions.node +
			". In a clone: npm rebuild node --ignore-scripts=false, then npm start.",
	);
	process.exit(1);
}
