import { expect, onTestFinished, test } from "vitest";
import { DAY } from "../../../src/core/time.ts";
import { openFile } from "../../../src/store/sqlite/open.ts";
import { makeFolder } from "../../contracts/operator-shell.ts";

test("what a button carries is found for a month after it was shown last, and then forgotten", async () => {
  let now = 0;
  const store = await openFile(makeFolder(), () => now);
  onTestFinished(() => store.close());
  const { keep, find } = store.callbacks;
  const [once, often] = [await keep("once"), await keep("often")];
  now += 20 * DAY;
  // The same text has the same id, and is kept anew.
  expect(await keep("often")).toBe(often);
  expect(await find(once)).toBe("once");
  now += 20 * DAY;
  await keep("other");
  expect(await find(often)).toBe("often");
  expect(await find(once)).toBeNull();
});
