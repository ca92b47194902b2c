import { visible } from "../words/visible.ts";

type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element. Attributes are made safe here; children are elements already. */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(toText(value))}"`);
  const inside = children.join("");
  return inside === "" ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${inside}</${name}>`;
}

/** A line of text, whatever it says: it comes from elsewhere and is shown, never read as markup. */
export const label = (x: number, y: number, text: string, attributes: Attributes = {}): string =>
  tag("text", { x, y, ...attributes }, escapeXml(text));

/** About how wide a text is: Latin letters in Inter, and Chinese signs, which are as wide as they are high. */
export const widthOf = (text: string, size: number): number =>
  Array.from(text, (sign) => (CHINESE.test(sign) ? size : size * 0.53)).reduce((sum, width) => sum + width, 0);

/** A sign of Chinese, or a mark that stands between them. */
export const CHINESE = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u;

/** The size at which a text fits into a width; `size` where it does. */
export const sizeWithin = (width: number, text: string, size: number): number =>
  Math.min(size, (size * width) / widthOf(text, size));

/** Hundredths of a unit are finer than any screen. */
const toText = (value: string | number): string =>
  typeof value === "number" ? String(Math.round(value * 100) / 100) : value;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Controls and characters that stand for nothing are not allowed in XML at all, not even escaped. */
const escapeXml = (text: string): string => visible(text).replaceAll(/[&<>"]/g, (char) => ENTITIES[char] ?? "");
