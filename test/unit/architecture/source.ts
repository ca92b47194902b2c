/** A source file by its path from the project's root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A module that a file names. `sideEffect`: it is imported for what it does, not for what it exports. */
export interface Import {
  readonly specifier: string;
  readonly sideEffect: boolean;
}

const STRING = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** The text without comments; strings stay, so that a `//` in an address is no comment. */
const withoutComments = (text: string): string =>
  text.replaceAll(STRING, (found) => (/^\/[/*]/.test(found) ? " " : found));

/** The text without comments and without what stands in quotes; of templates, only the code in them is kept. */
export const withoutWords = (text: string): string =>
  text.replaceAll(STRING, (found) => {
    if (/^\/[/*]/.test(found)) return " ";
    return found.startsWith("`") ? (found.match(/\$\{[^}]*\}/g) ?? []).join(" ") : '""';
  });

const FROM = /(?:^|[;\n])\s*(?:import|export)\b[^"';]*?\bfrom\s*["']([^"']+)["']/g;
const BARE = /(?:^|[;\n])\s*import\s*["']([^"']+)["']/g;
const DYNAMIC = /\bimport\s*\(\s*["']([^"']+)["']/g;
const TYPE_ONLY = /\btypeof\s+import\s*\(\s*["']([^"']+)["']/g;
const COMPUTED = /\bimport\s*\(\s*(?!["'\s])/;

/** Every module a file names, for values or for types, static or dynamic. */
export function importsOf({ text }: SourceFile): readonly Import[] {
  const code = withoutComments(text);
  const named = [FROM, DYNAMIC, TYPE_ONLY].flatMap((pattern) =>
    [...code.matchAll(pattern)].map(([, specifier = ""]) => ({ specifier, sideEffect: false })),
  );
  const bare = [...code.matchAll(BARE)].map(([, specifier = ""]) => ({ specifier, sideEffect: true }));
  const seen = new Map([...named, ...bare].map((one) => [one.specifier, one]));
  return [...seen.values()];
}

/** Whether a file imports something whose name is only known when it runs. */
export const importsUnknown = ({ text }: SourceFile): boolean => COMPUTED.test(withoutComments(text));

/** The project path a relative import of `from` leads to. */
export function resolveImport(from: string, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
