import * as fc from "fast-check";
import { expect, it } from "vitest";
import { toPlain, toPlainJson, toPlainLines } from "../../../src/platforms/terminal/plain.ts";

const HOSTILE = [
  "\u001B]52;c;ZXZpbA==\u0007",
  "\u001B]52;c;ZXZpbA==\u001B\\",
  "\u001B[2J\u001B[1;1H",
  "\u009B31m",
  "\u009D52;c;ZXZpbA==\u009C",
  "\u001BPq\u001B\\",
  "a\u202Eb\u2066c",
  "\u0008\u0008\r\u007F",
];
/** What a terminal would obey; line ends are ours. */
// oxlint-disable-next-line no-control-regex -- controls are exactly what is looked for
const OBEYED = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

it.each(HOSTILE)("%j does nothing to a terminal, in whatever form it is printed", (text) => {
  expect(toPlain(`a${text}b`)).not.toMatch(OBEYED);
  expect(toPlainLines(`a${text}b\nc`)).not.toMatch(OBEYED);
  expect(toPlainJson({ text })).not.toMatch(OBEYED);
  expect(JSON.parse(toPlainJson({ text }))).toEqual({ text });
});

it("JSON says the same of any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(JSON.parse(toPlainJson([text]))).toEqual([text]);
      expect(toPlainJson([text])).not.toMatch(OBEYED);
    }),
  );
});
