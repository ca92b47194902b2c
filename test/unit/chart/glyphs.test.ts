import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { dayOf } from "../../../src/chart/clock.ts";
import { DRAWN } from "../../../src/chart/painter.ts";
import { LANGUAGES, type Language } from "../../../src/core/card.ts";
import { CATALOGUES } from "../../../src/words/languages.ts";

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

const FACES = ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"].map((face) =>
  signsOf(import.meta.resolve(`@expo-google-fonts/inter/${face}`)),
);

/** Everything a picture may say, but for names. */
const wordsIn = (language: Language): string =>
  [
    ...Object.entries(CATALOGUES[language]).flatMap(([id, words]) => (/^(?:chart|parts)\./.test(id) ? [words] : [])),
    ...Array.from({ length: 12 }, (_, month) => dayOf(Date.UTC(2026, month, 15), language)),
  ].join("");

const lacking = (language: Language): readonly string[] =>
  [...new Set(wordsIn(language))].filter((sign) => FACES.some((signs) => !signs.has(sign.codePointAt(0) ?? 0)));

test.each(LANGUAGES)(
  "a picture for who reads %s is drawn in that language where its typeface has the signs",
  (language) => {
    expect(lacking(DRAWN[language])).toEqual([]);
    expect({ language, isOwn: DRAWN[language] === language }).toEqual({
      language,
      isOwn: lacking(language).length === 0,
    });
  },
);
