// The engine of the simulation in a reader's browser: Python of the browser edition, in a worker of
// its own, so that the page stays alive. Nothing leaves the computer. A module: Pyodide is one.
const lite = new URL("../lite/", import.meta.url);
const KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel";
const PLAY = `
import json
import coalitions as co
json.dumps(co.simulation.play(**json.loads(asked)))
`;
let starting = null;

/** Starts Python as the notebooks of the edition do, once. */
async function start() {
  const { loadPyodide } = await import(new URL("static/pyodide/pyodide.mjs", lite));
  const config = await (await fetch(new URL("jupyter-lite.json", lite))).json();
  const options = config["jupyter-config-data"].litePluginSettings[KERNEL].loadPyodideOptions;
  return loadPyodide({ indexURL: new URL("static/pyodide/", lite).href, ...options });
}

self.addEventListener("message", async (event) => {
  try {
    self.postMessage({ said: "Python starts. The first time this takes a minute." });
    starting ??= start().catch((error) => {
      starting = null; // so that another click tries again
      throw error;
    });
    const python = await starting;
    self.postMessage({ said: "The rounds are judged." });
    python.globals.set("asked", JSON.stringify(event.data));
    self.postMessage({ done: JSON.parse(await python.runPythonAsync(PLAY)) });
  } catch (error) {
    self.postMessage({ failed: String(error.message ?? error).trim().split("\n").at(-1) });
  }
});
