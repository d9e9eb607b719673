// Compile wheels to byte-code in the Python that will import them.
// node compile.mjs PYODIDE BYTECODE.PY JOBS.JSON; a job is {source, target, keep_source}.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [distribution, module, list] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(`${distribution}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${distribution}/` });
python.runPython(readFileSync(module, "utf8"));
const compile = python.globals.get("compile_wheel");
for (const { source, target, keep_source } of JSON.parse(readFileSync(list, "utf8"))) {
  // The folders of this computer are seen from inside at the place where they are.
  for (const folder of new Set([dirname(source), dirname(target)])) {
    if (!python.FS.analyzePath(folder).exists) {
      python.FS.mkdirTree(folder);
      python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, folder);
    }
  }
  console.log(`${compile(source, target, keep_source)} modules of ${source}`);
}
