import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "rolldown";

/** Parts of Node that are large, and of which one command uses some and another none. */
const LARGE = [
  "child_process",
  "crypto",
  "dns",
  "fs",
  "fs/promises",
  "http",
  "http2",
  "https",
  "net",
  "perf_hooks",
  "readline",
  "sqlite",
  "tls",
  "util",
  "worker_threads",
  "zlib",
].map((name) => `node:${name}`);

/**
 * Loaded when something in it is used: an `import` of it would read all that there is in it, Web Crypto and the prompts of
 * a terminal as well. What libraries set in it is set in it.
 */
const loadLater = (id: string): string => `
  let all;
  const load = () => (all ??= process.getBuiltinModule("${id}"));
  for (const name of ${JSON.stringify(Object.keys(process.getBuiltinModule(id) ?? {}))})
    Object.defineProperty(exports, name, {
      enumerable: true,
      get: () => load()[name],
      set: (value) => void (load()[name] = value),
    });`;

/** Instead of what is loaded without being used; discord.js, which makes no call of its own here, would bring an undici. */
const INSTEAD: Readonly<Record<string, string>> = {
  ...Object.fromEntries(LARGE.map((id) => [id, loadLater(id)])),
  undici: "exports.fetch = globalThis.fetch;",
};
const builtIn: Plugin = {
  name: "built-in",
  resolveId(id, importer) {
    const own = id.startsWith("node:") ? id : `node:${id}`;
    if (own in INSTEAD) return `\0${own}`;
    return id === "undici" && importer !== undefined && /[\\/]discord\.js[\\/]/.test(importer) ? "\0undici" : null;
  },
  load: (id) => (id.startsWith("\0") ? INSTEAD[id.slice(1)] : null),
};

/** A text takes two bytes a letter in memory as soon as one sign of it is not Latin, and the code is kept as text. */
const latin: Plugin = {
  name: "latin",
  generateBundle(_, bundle) {
    for (const part of Object.values(bundle))
      if (part.type === "chunk") part.code = part.code.replace(/[^\0-\xFF]/g, (sign) => escapeSign(sign));
  },
};
const escapeSign = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** What is loaded before it is known which subcommand it is, and by threads, which need little. */
const FIRST = ["src/main.ts", "src/cli/interpret-schemas.ts"];
const THREADS = {
  thread: "src/chart/thread.ts",
  "checkpoint-thread": "src/store/sqlite/checkpoint-thread.ts",
  "watchdog-thread": "src/cli/run/watchdog-thread.ts",
};
const ONE_SHOT = ["src/cli/process.ts", "src/cli/status.ts"];

/**
 * What a one-shot `status` needs lies in one file: each file more takes a while to find and to link, and parts that some
 * subcommands share and others do not would be sixty. What is loaded first, or by threads, imports nothing of it.
 */
const oneShot = new Set<string>();
const gatherOneShot: Plugin = {
  name: "one-shot",
  buildEnd() {
    const importsOf = (id: string): readonly string[] => this.getModuleInfo(id)?.importedIds ?? [];
    const early = loadedWith([...FIRST, ...Object.values(THREADS)], importsOf);
    for (const id of loadedWith(ONE_SHOT, importsOf)) if (!early.has(id)) oneShot.add(id);
  },
};
/** All that is loaded with these. */
function loadedWith(paths: readonly string[], importsOf: (id: string) => readonly string[]): ReadonlySet<string> {
  const loaded = new Set(paths.map((path) => fileURLToPath(new URL(path, import.meta.url))));
  // A set goes on with what is added to it meanwhile.
  for (const id of loaded) for (const imported of importsOf(id)) loaded.add(imported);
  return loaded;
}

/** Languages that are loaded when somebody reads them, under the names of their sources. */
const LANGUAGES = Object.fromEntries(
  globSync("src/words/!(en)/index.ts", { cwd: import.meta.dirname }).map((path) => [
    path.slice("src/words/".length, -".ts".length),
    path,
  ]),
);

/**
 * What is published: every subcommand loads its own part of one bundle, so that a one-shot command opens a handful of
 * files instead of hundreds. All lies in one folder, where threads and languages are found beside what wants them.
 */
export default defineConfig({
  input: {
    main: "src/main.ts",
    ...THREADS,
    ...LANGUAGES,
  },
  platform: "node",
  // The parts that are native or no code at all; both are found where they are installed.
  external: [/^@resvg\//, /^@expo-google-fonts\//],
  resolve: {
    alias: {
      // An old library brings one for Nodes that have no URL of their own, with a table of five megabytes once it is loaded.
      "whatwg-url": "node:url",
      // The library's own build for where `fetch` is built in.
      "@discordjs/rest": fileURLToPath(new URL("node_modules/@discordjs/rest/dist/web.js", import.meta.url)),
    },
  },
  plugins: [builtIn, gatherOneShot, latin],
  output: {
    dir: "dist",
    cleanDir: true,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    // Names of functions and classes stay, for traces and for libraries that read them.
    minify: { compress: false, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
    codeSplitting: {
      groups: [
        { name: "one-shot", test: (id) => oneShot.has(id), includeDependenciesRecursively: false },
        // In parts: what reading one large file takes at once is not given back.
        { name: "discord", test: /[\\/]node_modules[\\/](?:@?discord|@sapphire|@vladfrangu)/, maxSize: 400_000 },
      ],
    },
  },
});
