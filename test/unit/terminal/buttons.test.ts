import { expect, test } from "vitest";
import type { Action } from "../../../src/core/card.ts";
import { createButtons, type Numbered } from "../../../src/platforms/terminal/buttons.ts";

const action = (label: string): Action<string> => ({ label, style: "plain", command: "press", args: { label } });
const actions = (...labels: string[]): readonly Action<string>[] => labels.map(action);
const numbersOf = (numbered: readonly Numbered[]): string =>
  numbered.map(({ number, action: { label } }) => `${number} ${label}`).join(", ");

test("a reply counts from one, what comes beside it goes on", () => {
  const buttons = createButtons();
  expect(numbersOf(buttons.ofReply(actions("confirm", "cancel"), "beside"))).toBe("1 confirm, 2 cancel");
  expect(numbersOf(buttons.ofReply(actions("details"), "beside"))).toBe("3 details");
  expect(buttons.find(1)?.label).toBe("confirm");
});

test("a card that comes by itself leaves the numbers of the reply alone, and keeps its own after it", () => {
  const buttons = createButtons();
  buttons.ofReply(actions("confirm", "cancel"), "beside");
  expect(numbersOf(buttons.ofMessage("m1", actions("fix", "mute")))).toBe("11 fix, 12 mute");
  expect(buttons.find(1)?.label).toBe("confirm");
  buttons.begin();
  expect(buttons.find(1)).toBeUndefined();
  expect(numbersOf(buttons.ofReply(actions("a", "b", "c"), "beside"))).toBe("1 a, 2 b, 3 c");
  expect(buttons.find(11)?.label).toBe("fix");
});

test("a card that changes in place keeps the numbers of the buttons that stay, and gives none of the others away", () => {
  const buttons = createButtons();
  buttons.ofMessage("m1", actions("fix", "acknowledge", "mute"));
  expect(numbersOf(buttons.ofMessage("m1", actions("fix", "unmute")))).toBe("11 fix, 14 unmute");
  expect(buttons.find(13)).toBeUndefined();
  buttons.ofReply(actions("confirm"), "beside");
  expect(numbersOf(buttons.ofReply(actions("undo"), "instead"))).toBe("2 undo");
});

test("of cards that came by themselves the newest twenty can be pressed", () => {
  const buttons = createButtons();
  for (let count = 1; count <= 21; count += 1) buttons.ofMessage(`m${count}`, actions(`fix ${count}`));
  expect(buttons.find(11)).toBeUndefined();
  expect(buttons.find(12)?.label).toBe("fix 2");
});
