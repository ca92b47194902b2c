/** As much of YAML as the files in `deploy` use: maps and lists by indentation, `[a, b]`, plain and quoted words. */
export type Yaml = string | null | readonly Yaml[] | { readonly [key: string]: Yaml };

interface Line {
  readonly indent: number;
  readonly text: string;
}

export function parseYaml(text: string): Yaml {
  const lines = text.split("\n").flatMap((line): readonly Line[] => {
    const bare = line.replace(/(?:^|\s)#.*$/, "").trimEnd();
    return bare.trim() === "" ? [] : [{ indent: bare.search(/\S/), text: bare.trim() }];
  });
  const [value, rest] = readBlock(lines);
  if (rest.length > 0) throw new Error(`not understood: ${rest[0]?.text}`);
  return value;
}

function readBlock(lines: readonly Line[]): readonly [Yaml, readonly Line[]] {
  const [first] = lines;
  if (first === undefined) return [null, []];
  const end = lines.findIndex(({ indent }) => indent < first.indent);
  const own = end === -1 ? lines : lines.slice(0, end);
  const rest = end === -1 ? [] : lines.slice(end);
  const starts = own.flatMap(({ indent }, index) => (indent === first.indent ? [index] : []));
  const items = starts.map((start, n) => own.slice(start, starts[n + 1] ?? own.length));
  if (first.text.startsWith("- ")) return [items.map(([head]) => readWord(head?.text.slice(2) ?? "")), rest];
  return [Object.fromEntries(items.map(readPair)), rest];
}

function readPair([head, ...inner]: readonly Line[]): readonly [string, Yaml] {
  const [, key = "", value = ""] = /^([\w.-]+):(?:\s+(.*))?$/.exec(head?.text ?? "") ?? [];
  if (key === "") throw new Error(`not understood: ${head?.text}`);
  return [key, value === "" ? readBlock(inner)[0] : readWord(value)];
}

function readWord(text: string): Yaml {
  const [, list] = /^\[(.*)\]$/.exec(text) ?? [];
  if (list !== undefined) return list.split(",").map((word) => readWord(word.trim()));
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
