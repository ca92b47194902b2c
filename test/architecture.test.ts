import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inspect, inspectFile } from "./unit/architecture/check.ts";
import { importsOf, type SourceFile } from "./unit/architecture/source.ts";

const ROOT = join(import.meta.dirname, "..");

const readAll = (): readonly SourceFile[] =>
  globSync("{src,commands,fake-gateway}/**/*.ts", { cwd: ROOT }).map((found) => ({
    path: found.replaceAll("\\", "/"),
    text: readFileSync(join(ROOT, found), "utf8"),
  }));

test("the house stands as it was designed", () => {
  const files = readAll();
  expect(files.length).toBeGreaterThan(100);
  expect(inspect(files)).toEqual([]);
});

test.each<[what: string, path: string, text: string, complaint: RegExp]>([
  [
    "core imports an adapter",
    "src/core/a.ts",
    'import type { Link } from "../gateway/link.ts";',
    /may import only src\/core\//,
  ],
  ["core imports Node", "src/core/a.ts", 'import { join } from "node:path";', /nothing of Node/],
  ["core imports zod", "src/core/a.ts", 'import { z } from "zod";', /only src\/gateway\//],
  ["lib imports core", "src/lib/a.ts", 'import type { Instant } from "../core/time.ts";', /may import only src\/lib\//],
  ["a command imports Node", "commands/a.ts", 'import { readFileSync } from "node:fs";', /nothing of Node/],
  [
    "a command imports the store",
    "commands/a.ts",
    'import { openStore } from "../src/store/open.ts";',
    /may import only/,
  ],
  [
    "a rule imports the evidence",
    "src/diagnose/rules/a.ts",
    'import { x } from "../../evidence/turns.ts";',
    /may import only/,
  ],
  [
    "a decision imports another's",
    "src/notify/a.ts",
    'import { x } from "../incidents/monitor.ts";',
    /may import only/,
  ],
  ["an adapter imports another", "src/evidence/a.ts", 'import { x } from "../gateway/link.ts";', /may import only/],
  [
    "a platform imports another",
    "src/platforms/discord/a.ts",
    'import { x } from "../telegram/escape.ts";',
    /may import only/,
  ],
  [
    "a type comes from the wrong side",
    "src/store/a.ts",
    'import { type Link } from "../gateway/link.ts";',
    /may import only/,
  ],
  ["a type query reaches across", "src/store/a.ts", 'type A = typeof import("../gateway/link.ts");', /may import only/],
  [
    "an import runs over several lines",
    "src/store/a.ts",
    'import {\n  a,\n  b,\n} from "../gateway/link.ts";',
    /may import only/,
  ],
  ["an import is dynamic", "src/store/a.ts", 'const x = await import("../gateway/link.ts");', /may import only/],
  ["an import is computed", "src/store/a.ts", "const x = await import(name);", /only known when it runs/],
  ["an import does something", "src/store/a.ts", 'import "../lib/redact.ts";', /importing does nothing/],
  ["an import has no ending", "src/store/a.ts", 'import { a } from "./schema";', /ends in \.ts/],
  [
    "discord.js outside its platform",
    "src/platforms/telegram/a.ts",
    'import { Client } from "discord.js";',
    /only src\/platforms\/discord/,
  ],
  ["grammY outside its platform", "src/cli/a.ts", 'import { Bot } from "grammy";', /only src\/platforms\/telegram/],
  [
    "a part of grammY elsewhere",
    "src/cli/a.ts",
    'import type { Update } from "grammy/types";',
    /only src\/platforms\/telegram/,
  ],
  ["SQLite outside the store", "src/app.ts", 'import { DatabaseSync } from "node:sqlite";', /only src\/store\//],
  ["Kysely outside the store", "src/evidence/a.ts", 'import { sql } from "kysely";', /only src\/store\//],
  [
    "the gateway client elsewhere",
    "src/cli/a.ts",
    'import { x } from "@openclaw/gateway-client";',
    /only src\/gateway\//,
  ],
  ["zod inside a decision", "src/diagnose/a.ts", 'import { z } from "zod";', /only src\/gateway\//],
  ["a package nobody owns", "src/cli/a.ts", 'import leftPad from "left-pad";', /no folder owns/],
  ["a folder nobody planned", "src/helpers/a.ts", "export const a = 1;", /in no row/],
  ["the process is touched", "src/app.ts", "export const home = () => process.env;", /touches the process/],
  ["the process is imported", "src/app.ts", 'import { env } from "node:process";', /touches the process/],
  [
    "the process hides in a template",
    "src/app.ts",
    "export const at = `${process.cwd()}/data`;",
    /touches the process/,
  ],
  [
    "the process hides behind globalThis",
    "src/app.ts",
    "export const at = globalThis.process.cwd();",
    /touches the process/,
  ],
  ["the console is written to", "src/store/a.ts", 'console.log("x");', /writes to the console/],
  ["a default export", "src/store/a.ts", "export default function f() {}", /default export/],
  ["a default export by name", "src/store/a.ts", "export { f as default };", /default export/],
  ["an enum", "src/store/a.ts", "export enum Color { Red }", /enum/],
  ["a const enum", "src/store/a.ts", "const enum Color { Red }", /enum/],
  ["any as a type", "src/store/a.ts", "export const f = (a: any) => a;", /uses any/],
  ["any inside a type", "src/store/a.ts", "export type A = Map<string, any>;", /uses any/],
  ["any as a cast", "src/store/a.ts", "export const a = b as any;", /uses any/],
  ["a barrel", "src/store/a.ts", 'export * from "./open.ts";', /passes on/],
  ["a barrel of names", "src/store/a.ts", 'export { openStore } from "./open.ts";', /passes on/],
  [
    "a signal is listened to",
    "src/store/a.ts",
    'signal.addEventListener("abort", stop, { once: true });',
    /may have aborted already/,
  ],
  ["a file that is too long", "src/store/a.ts", "const a = 1;\n".repeat(201), /201 lines/],
])("it is noticed when: %s", (_what, path, text, complaint) => {
  const problems = inspectFile({ path, text });
  expect(problems.join("\n")).toMatch(complaint);
  expect(problems.every((problem) => problem.startsWith(`${path} `))).toBe(true);
});

test.each<[what: string, path: string, text: string]>([
  [
    "words in comments",
    "src/core/a.ts",
    '// import { x } from "../gateway/link.ts"; any enum A process.env\nexport const a = 1;',
  ],
  [
    "words in comments over lines",
    "src/core/a.ts",
    "/**\n * import { any } from process.env; console.log\n */\nexport const a = 1;",
  ],
  [
    "words in strings",
    "src/core/a.ts",
    "export const a = \"import x from 'y'; console.log(process.env) as any; enum A\";",
  ],
  ["words in templates", "src/core/a.ts", "export const a = `at any time; the process.x, console.log, enum A ${1}`;"],
  ["methods of that name", "src/gateway/a.ts", "export const a = AbortSignal.any([]); export const b = z.enum(['x']);"],
  ["a property of that name", "src/core/a.ts", "export const a = { any: 1 }.any;"],
  ["an address in a string", "src/core/a.ts", 'export const a = "https://example.org"; export const b = 2;'],
  ["a file of exactly 200 lines", "src/core/a.ts", "const a = 1;\n".repeat(200)],
  ["the composition root", "src/app.ts", 'import { createLink } from "./gateway/link.ts";'],
  ["a library where it belongs", "src/platforms/discord/a.ts", 'import { Client } from "discord.js";'],
])("it is no problem to have: %s", (_what, path, text) => {
  expect(inspectFile({ path, text })).toEqual([]);
});

test("a rule that is in no list is noticed, and so is a folder without a list", () => {
  const index = { path: "src/diagnose/rules/index.ts", text: 'import { a } from "./a.ts";\nexport const RULES = [a];' };
  const a = { path: "src/diagnose/rules/a.ts", text: 'import { b } from "./b.ts";\nexport const a = b;' };
  const b = { path: "src/diagnose/rules/b.ts", text: "export const b = 1;" };
  expect(inspect([index, a, b])).toEqual(["src/diagnose/rules/b.ts is not listed in src/diagnose/rules/index.ts"]);
  expect(inspect([a])).toEqual(["src/diagnose/rules/ has no index.ts that lists its files"]);
});

test("a command may be split into files, as long as something leads to each of them", () => {
  const index = { path: "commands/index.ts", text: 'import { a } from "./a.ts";\nexport const all = [a];' };
  const a = { path: "commands/a.ts", text: 'import { detail } from "./a-detail.ts";\nexport const a = detail;' };
  const detail = { path: "commands/a-detail.ts", text: "export const detail = 1;" };
  const lost = { path: "commands/lost.ts", text: "export const lost = 1;" };
  expect(inspect([index, a, detail, lost])).toEqual(["commands/lost.ts is not listed in commands/index.ts"]);
});

test("files that import each other are noticed, for types as well", () => {
  const a = { path: "src/core/a.ts", text: 'import type { B } from "./b.ts";\nexport type A = B;' };
  const b = { path: "src/core/b.ts", text: 'import type { C } from "./c.ts";\nexport type B = C;' };
  const c = { path: "src/core/c.ts", text: 'import type { A } from "./a.ts";\nexport type C = A[];' };
  const d = { path: "src/core/d.ts", text: 'import type { A } from "./a.ts";\nexport type D = A;' };
  expect(inspect([d, a, b, c])).toEqual(["src/core/a.ts → src/core/b.ts → src/core/c.ts → src/core/a.ts: a circle"]);
  expect(inspect([d, a, b, { ...c, text: "export type C = 1;" }])).toEqual([]);
});

test("every way to import is read, each module once", () => {
  const text = `
    import one from "one"; import { two } from 'two';
    import type { Three } from "three";
    export { four } from "four";
    import "five";
    const six = await import("six");
    const again = await import("one");
    const text = "import seven from 'seven'";
    // import eight from "eight";
    type Nine = typeof import("nine");`;
  const names = importsOf({ path: "src/a.ts", text }).map(({ specifier }) => specifier);
  expect(names.toSorted()).toEqual(["five", "four", "nine", "one", "six", "three", "two"]);
});
