// Reads datasets from the input, and writes the cells that each states, by their codes.
const JSONstat = require("./jsonstat-toolkit-2.2.2.cjs");
const documents = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const stated = (cell) => cell.value !== null || cell.status !== null;
const read = (document) => JSONstat(document).Transform({ type: "arrobj", status: true, content: "id" }).filter(stated);
process.stdout.write(JSON.stringify(documents.map(read)));
