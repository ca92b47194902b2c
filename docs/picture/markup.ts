/** The part of Discord's markup that cards use, as HTML. `now` is what relative times are told from. */
export function toHtml(markup: string, now: number): string {
  const blocks = markup.split(/(```[\s\S]*?```)/);
  return blocks.map((block) => (block.startsWith("```") ? toCode(block) : toLines(block, now))).join("");
}

const toCode = (block: string): string => `<pre>${escape(block.replace(/^```\n?/, "").replace(/\n?```$/, ""))}</pre>`;

const toLines = (text: string, now: number): string =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => toLine(line, now))
    .join("");

const STARTS = [
  ["### ", "h3"],
  ["-# ", "small"],
  ["- ", "li"],
] as const;

function toLine(line: string, now: number): string {
  const [start, tag] = STARTS.find(([mark]) => line.startsWith(mark)) ?? ["", "p"];
  return `<${tag}>${toInline(line.slice(start.length), now)}</${tag}>`;
}

const toInline = (text: string, now: number): string =>
  escape(text)
    .replaceAll(/`([^`]+)`/g, "<code>$1</code>")
    .replaceAll(/\*\*(.+?)\*\*/g, "<b>$1</b>")
    .replaceAll(/&lt;t:(\d+):(\w)&gt;/g, (_, seconds: string, style: string) => {
      const at = Number(seconds) * 1_000;
      return `<time>${style === "R" ? toAge(at, now) : toInstant(at)}</time>`;
    })
    .replaceAll(/\\(?=[^\w\s])/g, "");

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const LONG = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
const toInstant = (at: number): string => LONG.format(at).replace(" at ", " ");

function toAge(at: number, now: number): string {
  const minutes = Math.round((now - at) / 60_000);
  if (minutes < 0) return `in ${-minutes} minutes`;
  return minutes === 0 ? "a few seconds ago" : `${minutes} minutes ago`;
}
