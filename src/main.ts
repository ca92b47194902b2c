#!/usr/bin/env node
// As a whole, because old releases lack a part of it, and would end before they can be told so.
import module from "node:module";
import { setFlagsFromString } from "node:v8";
import { ownCacheFolder } from "./cli/cache-folder.ts";
import { leaveNoDump } from "./cli/core-dumps.ts";

/** Subcommands that go on until they are stopped. */
const SERVICES = new Set(["run", "chat", "demo"]);
const [first = "run", ...args] = process.argv.slice(2);

// What is kept of it is code that runs with our tokens: nobody else may have made, or change, where it lies. Nothing this
// process makes is for anybody else either.
process.umask(0o077);
leaveNoDump();
// What is to be kept stays in memory until the end: worth it for a command that is called often, and not for one that
// starts once and runs for months.
const cache = first === "run" ? null : ownCacheFolder(process.env);
if (cache !== null) module.enableCompileCache(cache);
// What libraries use that Node gives up one day is for their authors to hear; in a bundle Node takes it for ours.
process.noDeprecation = true;
// Before anything else is loaded. A young generation that grows while code is loaded keeps what it grew to: a tenth of
// the memory of the whole process. The compiler in the middle takes 4 MB, and nothing here is slower without it. A
// one-shot command runs its code once, which is worth no optimising compiler, and no schemas that compile themselves; a
// service runs the same code for months.
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--no-maglev");
if (!SERVICES.has(first)) {
  setFlagsFromString("--no-opt");
  const { interpretSchemas } = await import("./cli/interpret-schemas.ts");
  interpretSchemas();
}
const { runProcess } = await import("./cli/process.ts");
await runProcess(process, first, args);
