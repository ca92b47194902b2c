import { LEFT_OUT, LIMITS } from "./limits.ts";

/** A list whose newest items come last: where each item that is kept begins, among the pieces. */
export interface NewestLast {
  starts: number[];
  leftOut: number;
}

/** A document that is written anew from another one, in pieces. Owns what was written. */
export interface Output {
  /** Characters written, and those passed since. */
  sizeAt(at: number): number;
  put(text: string): void;
  /** Copies what was passed since the last time up to `end`; copying goes on at `next`. */
  copy(end: number, next: number): void;
  /** Another item begins at `at`. */
  begin(list: NewestLast, at: number): void;
  /** The list ends at `at`: of its items stay the last ones that find room. */
  close(list: NewestLast, at: number): void;
  toString(): string;
}

export function createOutput(json: string): Output {
  const pieces: string[] = [];
  let size = 0;
  let copied = 0;
  const put = (text: string): void => {
    if (text !== "") pieces.push(text);
    size += text.length;
  };
  const copy = (end: number, next: number): void => {
    put(json.slice(copied, end));
    copied = next;
  };
  const dropFirst = (list: NewestLast, count: number): void => {
    const [first = 0] = list.starts;
    const gone = pieces.splice(first, (list.starts[count] ?? pieces.length) - first);
    size -= lengthOf(gone);
    list.starts = list.starts.slice(count).map((start) => start - gone.length);
    list.leftOut += count;
  };
  return {
    sizeAt: (at) => size + at - copied,
    put,
    copy,
    begin(list, at) {
      copy(at, at);
      if (list.starts.length >= 2 * LIMITS.items) dropFirst(list, LIMITS.items);
      list.starts.push(pieces.length);
    },
    close(list, at) {
      copy(at, at);
      const { starts } = list;
      let drop = Math.max(0, starts.length - LIMITS.items);
      let over = size - LIMITS.frame - lengthOf(pieces.slice(starts[0], starts[drop]));
      for (; over > 0 && drop < starts.length; drop += 1) {
        over -= lengthOf(pieces.slice(starts[drop], starts[drop + 1]));
      }
      if (drop > 0) dropFirst(list, drop);
      if (list.leftOut === 0) return;
      const mark = `{${JSON.stringify(LEFT_OUT)}:${list.leftOut}}${list.starts.length > 0 ? "," : ""}`;
      pieces.splice(starts[0] ?? pieces.length, 0, mark);
      size += mark.length;
    },
    toString: () => pieces.join(""),
  };
}

const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0);
