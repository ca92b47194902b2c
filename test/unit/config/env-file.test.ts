import { parseEnv } from "node:util";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readEnvFile, type EnvFile } from "../../../src/config/env-file.ts";
import { saying } from "../../parts/in-english.ts";
import { english } from "../../../src/words/speak.ts";

const toBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(text: string | Uint8Array): EnvFile {
  const file = readEnvFile(typeof text === "string" ? toBytes(text) : text);
  if ("unusable" in file) throw new Error(english(file.unusable));
  return file;
}

test.each<[what: string, text: string, values: object]>([
  ["a line", "A=1", { A: "1" }],
  ["Windows line ends", "A=1\r\nB=2\r\n", { A: "1", B: "2" }],
  ["line ends of an old Macintosh", "A=1\rB=2\r", { A: "1", B: "2" }],
  ["a mark at the beginning", "\uFEFFA=1\nB=2", { A: "1", B: "2" }],
  ["blanks and comments", "\n # A=0\nexport A = 1 \n", { A: "1" }],
  ["a comment behind a blank", "A=1 # one\nB= # nothing", { A: "1", B: "" }],
  ["a # without a blank before it", "A=fake#token\nB=#fake", { A: "fake#token", B: "#fake" }],
  ["quotes", "A=\"1 # 2\"\nB='3' # four\nC=`5`", { A: "1 # 2", B: "3", C: "5" }],
  ["line ends in double quotes alone", "A=\"1\\n2\"\nB='1\\n2'", { A: "1\n2", B: "1\\n2" }],
  ["a value over several lines", "A='[\n  1,\r\n  2\n]'\nB=3", { A: "[\n  1,\n  2\n]", B: "3" }],
  ["an equals sign in a value", "A=b=c==", { A: "b=c==" }],
  ["an empty value", "A=\nB=''", { A: "", B: "" }],
])("%s is read, and nothing is in doubt", (_what, text, values) => {
  expect(read(text)).toEqual({ values, doubts: [] });
});

test.each<[what: string, text: string, values: object, doubts: readonly string[]]>([
  ["no equals sign", "A=1\nfakesecret\nB=2", { A: "1", B: "2" }, ["2: gives nothing: it has no ="]],
  ["a colon", "A: fakesecret", {}, ["1: gives nothing: write NAME=value, with = instead of the colon"]],
  ["a command of Windows", "set A=fakesecret", {}, ["1: gives nothing: it is a command; write NAME=value"]],
  ["a command of PowerShell", '$env:A = "fakesecret"', {}, ["1: gives nothing: it is a command; write NAME=value"]],
  ["a name that is none", "a b=fakesecret", {}, ["1: gives nothing: what stands before the = is no name"]],
  ["a quote that is never closed", 'A="fakesecret\nB=2', { B: "2" }, ['1: gives nothing: A opens a quote (")']],
  ["more behind the quote", 'A="[{"name":"fakesecret"}]"', { A: "[{" }, ["1: what follows the closing quote of A"]],
  ["a name that comes twice", "A=1\nB=2\nA=3", { A: "3", B: "2" }, ["3: sets A again, and wins over line 1"]],
])("%s is named with its line, and without what it says", (_what, text, values, doubts) => {
  const file = read(text);
  expect(file.values).toEqual(values);
  const said = file.doubts.map(({ line, message }) => `${line}: ${english(message)}`);
  expect(said).toHaveLength(doubts.length);
  for (const [index, words] of doubts.entries()) expect(said[index]).toContain(words);
  expect(said.join("\n")).not.toContain("fakesecret");
});

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test("an umlaut of an old editor in a comment disturbs nobody, in a value it is named", () => {
  expect(read(latin("# Schlüssel\nA=1"))).toEqual({ values: { A: "1" }, doubts: [] });
  expect(read(latin("A=ü")).doubts).toEqual([{ line: 1, message: "A holds bytes that are no UTF-8" }]);
});

test.each<[what: string, bytes: Uint8Array, words: string]>([
  ["UTF-16 as Notepad saves it", new Uint8Array(Buffer.from("\uFEFFA=1", "utf16le")), "is saved as UTF-16"],
  ["UTF-16 the other way round", new Uint8Array(Buffer.from("\uFEFFA=1", "utf16le").swap16()), "is saved as UTF-16"],
  ["UTF-16 without a mark", new Uint8Array(Buffer.from("A=1", "utf16le")), "UTF-16"],
  ["UTF-32", Uint8Array.of(0xff, 0xfe, 0, 0, 65, 0, 0, 0), "is saved as UTF-32"],
  ["something else", new Uint8Array(2_000_000).fill(65), "larger than 1 MiB"],
])("%s is refused as a whole, by name", (_what, bytes, words) => {
  expect(readEnvFile(bytes)).toEqual({ unusable: saying(new RegExp(words)) });
});

test("plain files mean what they mean to Node", () => {
  const value = fc.stringMatching(/^[\w./:@,=+-]{0,20}$/);
  const quoted = fc
    .tuple(fc.constantFrom('"', "'"), fc.stringMatching(/^[\w ./:@,{}[\]#-]{0,20}$/))
    .map(([mark, text]) => `${mark}${text}${mark}`);
  const line = fc
    .tuple(fc.stringMatching(/^[A-Z_]{1,8}$/), fc.oneof(value, quoted))
    .map(([name, text]) => `${name}=${text}`);
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.constant("# a comment"), fc.constant(""))), (lines) => {
      const text = lines.join("\n");
      expect(read(text).values).toEqual({ ...parseEnv(text) });
    }),
  );
});

test("a quote that was forgotten does not take the settings after it along", () => {
  const { values, doubts } = read('A="one\nB="two"\nC=3');
  expect(values).toEqual({ B: "two", C: "3" });
  expect(doubts).toEqual([{ line: 1, message: saying(/never closed/) }]);
});
