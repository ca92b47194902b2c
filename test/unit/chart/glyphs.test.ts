import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../src/core/card.ts";
import { chineseSigns, wordsIn } from "../../../typeface/words.ts";

/** The signs a typeface has, by its table `cmap`, as OpenType describes it. */
function signsOf(url: string): ReadonlySet<number> {
  const file = readFileSync(fileURLToPath(url));
  const tables = Array.from({ length: file.readUInt16BE(4) }, (_, index) => 12 + index * 16);
  const entry = tables.find((at) => file.toString("latin1", at, at + 4) === "cmap") ?? 0;
  const cmap = file.readUInt32BE(entry + 8);
  const formats = Array.from(
    { length: file.readUInt16BE(cmap + 2) },
    (_, index) => cmap + file.readUInt32BE(cmap + 4 + index * 8 + 4),
  );
  const at = formats.find((one) => file.readUInt16BE(one) === 4);
  if (at === undefined) throw new Error("no table of the basic plane");
  const segments = file.readUInt16BE(at + 6) / 2;
  const signs = new Set<number>();
  for (let segment = 0; segment < segments; segment += 1) {
    const end = file.readUInt16BE(at + 14 + segment * 2);
    const start = file.readUInt16BE(at + 16 + segments * 2 + segment * 2);
    for (let sign = start; sign <= end && sign !== 0xff_ff; sign += 1) signs.add(sign);
  }
  return signs;
}

const INTER = ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"].map((face) =>
  signsOf(import.meta.resolve(`@expo-google-fonts/inter/${face}`)),
);
const CUT = signsOf(import.meta.resolve("#typeface/NotoSansSC-Medium.ttf"));

const isDrawn = (sign: number): boolean => CUT.has(sign) || INTER.every((signs) => signs.has(sign));

test.each(LANGUAGES)("a picture in %s has a sign for each letter of its words", (language) => {
  expect([...new Set(wordsIn(language))].filter((sign) => !isDrawn(sign.codePointAt(0) ?? 0))).toEqual([]);
});

test("the Chinese typeface holds what pictures say, and no more: after a change, npm run typeface", () => {
  expect([...CUT].map((sign) => String.fromCodePoint(sign)).toSorted()).toEqual(chineseSigns());
});

test("it is cut small, and comes with its licence", () => {
  const [face, licence] = ["NotoSansSC-Medium.ttf", "OFL.txt"].map((name) =>
    readFileSync(fileURLToPath(import.meta.resolve(`#typeface/${name}`))),
  );
  expect(face?.length).toBeLessThan(60_000);
  expect(String(licence)).toContain("SIL OPEN FONT LICENSE Version 1.1");
});
