import { expect, it } from "vitest";
import { toMoney } from "../../../src/words/money.ts";
import { say } from "../../../src/words/say.ts";
import { speakText } from "../../../src/words/speak.ts";

it.each([
  [12.4, "$12.40", "12,40 $", "US$12.40"],
  [1234.567, "$1,234.57", "1.234,57 $", "US$1,234.57"],
  [0.84, "$0.84", "0,84 $", "US$0.84"],
  [0.0012, "$0.0012", "0,0012 $", "US$0.0012"],
  [0.000_001, "$0.0001", "0,0001 $", "US$0.0001"],
  [0, "$0.00", "0,00 $", "US$0.00"],
])("%d dollars are written as each language writes them", (usd, en, de, zh) => {
  const written = (["en", "de", "zh-CN"] as const).map((language) =>
    speakText(say("incidents.cost", { sum: toMoney(usd), least: "no" }), language).replaceAll("\u00A0", " "),
  );
  expect(written).toEqual([`about ${en}`, `etwa ${de}`, `约 ${zh}`]);
});

it("a sum that an earlier release kept in words is told in its English", () => {
  const kept = {
    kind: "message",
    id: "turns.spend",
    values: { limit: "$10.00" },
    otherwise: "More than $10.00 spent today",
  } as const;
  expect(speakText(kept, "de")).toBe("More than $10.00 spent today");
});
