#!/usr/bin/env node
// The way in. Plain JavaScript of old, so that any Node can read it and say what it lacks.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const OLDEST_NODE = 24;
const UNAVAILABLE = 69;
const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// A signal that Node answers by opening a debugger to everybody on this host.
process.on("SIGUSR1", () => {});

const majorOf = (version) => Number(version.split(".", 1)[0].replace("v", ""));

if (majorOf(process.versions.node) >= OLDEST_NODE) await start();
else {
  const brought = [here("node_modules/node/bin/node"), here("node_modules/node/bin/node.exe")].find(works);
  if (brought === undefined) {
    const why = "npm ci brings one along in a checkout, but not with --omit=dev or ignored install scripts";
    end(`openclaw-companion needs Node ${OLDEST_NODE} or later, and this is ${process.versions.node}; ${why}.`);
  } else runWith(brought);
}

async function start() {
  // A checkout has its sources, a package only what was built of them.
  const main = ["src/main.ts", "dist/main.js"].map(here).find((path) => existsSync(path));
  if (main === undefined) return end("A part of openclaw-companion is missing: install it again.");
  try {
    await import(pathToFileURL(main).href);
  } catch (error) {
    const missing = error?.code === "ERR_MODULE_NOT_FOUND" && /Cannot find package '([^']+)'/.exec(error.message);
    if (!missing) throw error;
    end(`A part of openclaw-companion is missing (${missing[1]}): run npm ci where it is installed.`);
  }
}

function works(path) {
  if (!existsSync(path)) return false;
  const { status, stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
  return status === 0 && majorOf(stdout) >= OLDEST_NODE;
}

// Whoever stops this one stops the other, and what the other ends with is what this one ends with.
function runWith(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => end(`openclaw-companion cannot be started with ${node}: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function end(sentence) {
  console.error(sentence);
  process.exit(UNAVAILABLE);
}
