import { importsOf, importsUnknown, resolveImport, withoutWords, type Import, type SourceFile } from "./source.ts";
import { MOST_LINES, PACKAGES, REGISTRIES, TABLE, type Row } from "./table.ts";

/** Everything that is wrong with the files, one sentence each. */
export const inspect = (files: readonly SourceFile[]): readonly string[] => [
  ...files.flatMap(inspectFile),
  ...REGISTRIES.flatMap(({ folder, reachable }) => inspectRegistry(files, folder, reachable)),
  ...inspectCircles(files),
];

/** Whoever imports a file stands above it, types and all: then each can be read without knowing who reads it. */
function inspectCircles(files: readonly SourceFile[]): readonly string[] {
  const all = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, above: readonly string[]): void => {
    const file = all.get(path);
    if (above.includes(path)) found.push(`${[...above.slice(above.indexOf(path)), path].join(" → ")}: a circle`);
    if (file === undefined || done.has(path) || above.includes(path)) return;
    for (const { specifier } of importsOf(file))
      if (specifier.startsWith(".")) visit(resolveImport(path, specifier), [...above, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return found;
}

export function inspectFile(file: SourceFile): readonly string[] {
  const row = TABLE.find(({ at }) => at.some((prefix) => file.path.startsWith(prefix)));
  if (!row) return [`${file.path} is in no row of the import table`];
  return [
    ...importsOf(file).flatMap((one) => inspectImport(file, one, row)),
    ...(importsUnknown(file) ? [`${file.path} imports something whose name is only known when it runs`] : []),
    ...inspectText(file),
  ];
}

function inspectImport({ path }: SourceFile, { specifier, sideEffect }: Import, row: Row): readonly string[] {
  const problem = specifier.startsWith(".")
    ? inspectOwn(path, specifier, row)
    : inspectForeign(path, packageOf(specifier), row);
  return [
    ...(problem === null ? [] : [`${path} imports ${specifier}: ${problem}`]),
    ...(sideEffect ? [`${path} imports ${specifier} for what it does: importing does nothing here`] : []),
  ];
}

function inspectOwn(path: string, specifier: string, { ours }: Row): string | null {
  if (!/\.(?:ts|json)$/.test(specifier)) return "a relative import ends in .ts or .json";
  const target = resolveImport(path, specifier);
  if (ours === "everything" || ours.some((prefix) => target.startsWith(prefix))) return null;
  return `it may import only ${ours.join(", ")}`;
}

function inspectForeign(path: string, name: string, { node }: Row): string | null {
  const owners = PACKAGES[name];
  if (owners) return owners.some((prefix) => path.startsWith(prefix)) ? null : `only ${owners.join(", ")} may`;
  if (name.startsWith("node:")) return node ? null : "it may import nothing of Node";
  return "no folder owns this package";
}

/** `node:fs/promises` and `@scope/name/part` are imported from `node:fs` and `@scope/name`. */
const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bexport\s+default\b|\bas\s+default\b/, "has a default export"],
  [/(?<![.\w$])enum\s+\w/, "declares an enum"],
  [/(?<![.\w$])namespace\s+\w/, "declares a namespace"],
  [/(?<![.\w$"])any\b(?!\s*[(:=?])/, "uses any"],
  [/\bexport\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*(?:as\s+\w+\s*)?from\b/, "passes on what another file exports"],
];
const PROCESS = /(?<![.\w$-])process\s*(?:\.\s*[a-zA-Z]|\?\.|\[)|globalThis\s*\.\s*process|["']node:process["']/;
/** One that has aborted already calls nobody. */
const LISTENER = /addEventListener\(\s*["']abort["']/;
const CONSOLE = /(?<![.\w$])console\s*\.\s*\w/;

function inspectText({ path, text }: SourceFile): readonly string[] {
  const code = withoutWords(text);
  const lines = text.trimEnd().split("\n").length;
  // The other one is a thread that can only end it.
  const isMain = path === "src/main.ts" || path === "src/cli/run/watchdog-thread.ts";
  return [
    ...WORDS.flatMap(([pattern, what]) => (pattern.test(code) ? [`${path} ${what}`] : [])),
    ...(!isMain &&
    (PROCESS.test(code) || importsOf({ path, text }).some(({ specifier }) => specifier === "node:process"))
      ? [`${path} touches the process: only src/main.ts does`]
      : []),
    ...(!isMain && !path.startsWith("src/platforms/terminal") && CONSOLE.test(code)
      ? [`${path} writes to the console: only src/main.ts and the terminal do`]
      : []),
    ...(path.startsWith("src/") && path !== "src/lib/abort.ts" && LISTENER.test(text)
      ? [`${path} listens to a signal, which may have aborted already: onAbort of src/lib/abort.ts knows`]
      : []),
    ...(lines > MOST_LINES ? [`${path} has ${lines} lines: ${MOST_LINES} are enough for one idea`] : []),
  ];
}

function inspectRegistry(files: readonly SourceFile[], folder: string, reachable: boolean): readonly string[] {
  const inside = files.filter(({ path }) => path.startsWith(folder) && !path.slice(folder.length).includes("/"));
  if (inside.length === 0) return [];
  const index = inside.find(({ path }) => path === `${folder}index.ts`);
  if (!index) return [`${folder} has no index.ts that lists its files`];
  const listed = reach(index, inside, reachable);
  return inside.filter(({ path }) => !listed.has(path)).map(({ path }) => `${path} is not listed in ${folder}index.ts`);
}

function reach(from: SourceFile, files: readonly SourceFile[], further: boolean): ReadonlySet<string> {
  const found = new Set([from.path]);
  const waiting = [from];
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    const targets = new Set(importsOf(file).map(({ specifier }) => resolveImport(file.path, specifier)));
    for (const next of files) {
      if (found.has(next.path) || !targets.has(next.path)) continue;
      found.add(next.path);
      if (further) waiting.push(next);
    }
  }
  return found;
}
