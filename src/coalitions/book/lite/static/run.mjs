// Run chapters in the kernel of the browser edition, one after the other.
// node run.mjs PYODIDE INSIDE.PY SETTINGS.JSON CHAPTERS.JSON FOLDER
// CHAPTERS.JSON is a list of {name, steps}; what each gave is written to FOLDER/name.json.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [distribution, inside, settings, chapters, folder] = process.argv
  .slice(2)
  .map((path) => resolve(path));
const read = (path) => readFileSync(path, "utf8");
const { loadPyodide } = await import(pathToFileURL(`${distribution}/pyodide.mjs`));
const began = performance.now();
const python = await loadPyodide({ indexURL: `${distribution}/`, ...JSON.parse(read(settings)) });
await python.runPythonAsync(read(inside));
console.log(`ready after ${((performance.now() - began) / 1000).toFixed(1)} s`);
const run = python.globals.get("run_chapter");
for (const { name, steps } of JSON.parse(read(chapters))) {
  writeFileSync(`${folder}/${name}.json`, await run(JSON.stringify(steps)));
  console.log(name);
}
