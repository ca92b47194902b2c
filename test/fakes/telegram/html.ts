/** What Telegram makes of `parse_mode: "HTML"`: the visible text and its entities, or why it refuses. */
export type ParsedHtml =
  | { readonly ok: true; readonly text: string; readonly entities: readonly Entity[] }
  | { readonly ok: false; readonly why: string };

export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

const TYPES: Readonly<Record<string, string>> = {
  a: "text_mention",
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  s: "strikethrough",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};
const SIGNS: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

export function parseHtml(html: string): ParsedHtml {
  const open: { readonly tag: string; readonly offset: number }[] = [];
  const entities: Entity[] = [];
  let text = "";
  for (const [token, closing, tag, sign] of html.matchAll(
    /<(\/?)([a-z][\w-]*)(?:(?<=<a) href="tg:\/\/user\?id=\d+")?>|&(\w+);|<|[^<&]+|&/gi,
  )) {
    if (tag !== undefined) {
      const type = TYPES[tag];
      if (type === undefined) return refuse(`Unsupported start tag "${tag}"`);
      if (closing === "") {
        if (open.some((outer) => outer.tag === "code" || outer.tag === "pre")) return refuse(`"${tag}" inside code`);
        open.push({ tag, offset: text.length });
        continue;
      }
      const start = open.pop();
      if (start?.tag !== tag) return refuse(`Unmatched end tag "${tag}"`);
      if (text.length > start.offset) entities.push({ type, offset: start.offset, length: text.length - start.offset });
    } else if (token === "<") return refuse("Unsupported start tag");
    else text += sign === undefined ? token : (SIGNS[sign] ?? token);
  }
  return open.length > 0
    ? refuse(`Can't find end tag corresponding to start tag "${open[0]?.tag}"`)
    : { ok: true, text, entities };
}

const refuse = (why: string): ParsedHtml => ({ ok: false, why: `can't parse entities: ${why}` });
