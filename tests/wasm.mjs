// The plain rooms of the kit in WebAssembly: their doctests and tests, run by pytest inside Pyodide under Node.
// node tests/wasm.mjs FOLDER: a folder with pyodide.mjs, pyodide-lock.json and the wheels of nltk and pytest, with what they need;
// with a pure wheel of hypothesis, more files of tests can be run.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = resolve(process.argv[2] ?? "node_modules/pyodide");
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const wheel = readdirSync(folder).find((name) => /^hypothesis-.*-none-any\.whl$/.test(name));
const more = wheel ? ["sortedcontainers", pathToFileURL(join(folder, wheel)).href] : [];
const python = await loadPyodide({ indexURL: folder, packages: ["nltk", "pytest", ...more] });

// The checkout, without what a browser has no use for; a copy, so that nothing here is written.
const left = new Set([".git", ".venv", "__pycache__", ".hypothesis", ".pytest_cache", "site", "my_work", "pictures"]);
const put = (from, to) => {
  python.FS.mkdirTree(to);
  for (const name of readdirSync(from)) {
    if (left.has(name)) continue;
    const [source, target] = [join(from, name), `${to}/${name}`];
    if (statSync(source).isDirectory()) put(source, target);
    else python.FS.writeFile(target, readFileSync(source));
  }
};
for (const name of ["kit", "data", "notebooks", "tests"]) put(join(root, name), `/kit/${name}`);
for (const name of ["pyproject.toml"]) python.FS.writeFile(`/kit/${name}`, readFileSync(join(root, name)));
python.FS.writeFile("/kit/pyodide-lock.json", readFileSync(join(folder, "pyodide-lock.json")));

const status = await python.runPythonAsync(readFileSync(join(root, "tests", "wasm.py"), "utf8"));
process.exit(status);
