import { LEFT_OUT, LIMITS, NAMES, NEWEST_LAST, WHOLE, WORD, type Limits } from "./limits.ts";
import { createOutput, type NewestLast } from "./output.ts";
import { createShapes } from "./shapes.ts";
import { cutJsonText, endOfString } from "./text.ts";

/** An object or list that is not at its end yet. */
interface Open {
  readonly isList: boolean;
  /** The key of the value that is read; items of a list stand under the key of their list. */
  key: string;
  readonly newest: NewestLast | null;
  /** In a row of the record: there is less in it. */
  readonly isInner: boolean;
  items: number;
  /** The keys so far, in their order. */
  shape: number;
  awaits: "key" | "value";
}

export interface Rules {
  readonly limits: Limits;
  /** Whether lists whose newest items come last lose their first ones. */
  readonly keepsNewest: boolean;
  /** Something is left out. */
  readonly onCut: () => void;
}

const CUTTING: Rules = { limits: LIMITS, keepsNewest: true, onCut() {} };

/** Characters looked at before others get their turn. */
const SLICE = 100_000;
const SPACE = /[ \t\n\r]*/y;
const LITERAL = /[^\s,:[\]{}"]+/y;

/**
 * Goes through the text of a JSON document once and gives it back within {@link LIMITS}, without ever building what
 * is left out. Pauses now and then, by yielding. What is no JSON stays none.
 */
export function* sift(json: string, { limits, keepsNewest, onCut }: Rules = CUTTING): Generator<undefined, string> {
  const output = createOutput(json);
  const open: Open[] = [];
  const shapeAfter = createShapes(limits.shapes);
  let parts = 0;
  let words = 0;
  let at = 0;
  let paused = 0;

  function* pastString(start: number): Generator<undefined, number> {
    let end = endOfString(json, start, start);
    for (; end < 0; end = endOfString(json, start, ~end)) yield void (paused = start);
    return end;
  }

  /** Passes a value, or all that is left of what is open, and counts the items it passed. */
  function* pass(what: "value" | "rest"): Generator<undefined, number> {
    let depth = 0;
    let items = 0;
    let isNew = true;
    for (; at < json.length; at += 1) {
      if (at - paused > SLICE) yield void (paused = at);
      const sign = json.charAt(at);
      if (depth === 0 && (sign === "]" || sign === "}" || (what === "value" && sign === ","))) break;
      if (isNew && sign.trim() !== "") [items, isNew] = [items + 1, false];
      if (sign === '"') at = yield* pastString(at + 1);
      else if (sign === "[" || sign === "{") depth += 1;
      else if (sign === "]" || sign === "}") depth -= 1;
      else if (depth === 0 && sign === ",") isNew = true;
    }
    return items;
  }

  const begin = (around: Open | undefined): void => {
    if (around?.isList) around.items += 1;
    if (around?.newest) output.begin(around.newest, at);
  };
  const replace = (start: number, end: number, text: string): void => {
    onCut();
    output.copy(start, end);
    output.put(text);
  };

  /** Leaves out what is left of what is open, from here on. */
  function* leaveOutRest(toMark: (count: number) => string): Generator<undefined, void> {
    const start = at;
    const count = yield* pass("rest");
    replace(start, at, toMark(count));
  }

  function* readString(around: Open | undefined): Generator<undefined, void> {
    const isKey = around?.isList === false && around.awaits === "key";
    if (!isKey) begin(around);
    const start = at + 1;
    const end = yield* pastString(start);
    if (isKey) around.key = json.slice(start, Math.min(end, start + LIMITS.name));
    const shape = isKey ? shapeAfter(around.shape, around.key) : 0;
    if (isKey && shape !== null) around.shape = shape;
    const most = isKey ? limits.name : mostOf(around?.key ?? "", limits);
    if (shape === null) return yield* leaveOutRest(MARK);
    const isWord = !isKey && end - start <= WORD;
    if (isWord && (words += 1) > limits.words && around?.newest === null)
      return yield* leaveOutRest(around.isList ? (count) => `{${MARK(count)}}` : () => "null");
    if (end - start > most) {
      const isName = isKey || NAMES.has(around?.key ?? "");
      if (isName) replace(at, end + 1, isKey ? JSON.stringify(LEFT_OUT) : "null");
      else replace(start, end, cutJsonText(json, start, end, most));
    }
    at = end + 1;
  }

  function* enter(around: Open | undefined, isList: boolean): Generator<undefined, void> {
    begin(around);
    if (open.length < limits.depth && (parts += 1) <= limits.parts) {
      const key = around?.key ?? "";
      const isNewest = keepsNewest && isList && NEWEST_LAST.has(key) && open.every(({ newest }) => newest === null);
      const isInner = around !== undefined && (around.isInner || around.newest !== null);
      const newest = isNewest ? { starts: [], leftOut: 0 } : null;
      open.push({ isList, key, newest, isInner, items: 0, shape: 0, awaits: isList ? "value" : "key" });
      at += 1;
      return;
    }
    const start = at;
    yield* pass("value");
    replace(start, at, "null");
  }

  function* next(around: Open | undefined): Generator<undefined, void> {
    if (around && !around.isList) [around.items, around.awaits] = [around.items + 1, "key"];
    const start = at;
    at += 1;
    if (!around || around.newest) return;
    parts += 1;
    if (
      parts <= limits.parts &&
      around.items < (around.isInner ? limits.inner : limits.items) &&
      output.sizeAt(at) <= limits.frame
    )
      return;
    const mark = `${JSON.stringify(LEFT_OUT)}:${yield* pass("rest")}`;
    replace(start, at, around.isList ? `,{${mark}}` : `,${mark}`);
  }

  function leave(around: Open | undefined): void {
    if (around?.newest) output.close(around.newest, at);
    open.pop();
    at += 1;
  }

  const passSpace = (): void => {
    SPACE.lastIndex = at;
    SPACE.test(json);
    if (SPACE.lastIndex - at > 1) {
      output.copy(at, SPACE.lastIndex);
      output.put(" ");
    }
    at = SPACE.lastIndex;
  };

  const readLiteral = (around: Open | undefined): void => {
    begin(around);
    LITERAL.lastIndex = at;
    const end = LITERAL.test(json) ? LITERAL.lastIndex : at + 1;
    if (end - at > limits.literal) replace(at, end, "null");
    at = end;
  };

  while (at < json.length) {
    if (at - paused > SLICE) yield void (paused = at);
    const around = open.at(-1);
    const sign = json.charAt(at);
    if (sign === '"') yield* readString(around);
    else if (sign === "{" || sign === "[") yield* enter(around, sign === "[");
    else if (sign === "}" || sign === "]") leave(around);
    else if (sign === ",") yield* next(around);
    else if (sign === ":") {
      if (around) around.awaits = "value";
      at += 1;
    } else if (sign === " " || sign === "\n" || sign === "\t" || sign === "\r") passSpace();
    else readLiteral(around);
  }
  output.copy(at, at);
  return output.toString();
}

const MARK = (count: number): string => `${JSON.stringify(LEFT_OUT)}:${count}`;

const mostOf = (key: string, { name, whole, text }: Limits): number =>
  NAMES.has(key) ? name : WHOLE.has(key) ? whole : text;
