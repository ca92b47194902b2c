import { expect, test } from "vitest";
import { writeAudit } from "../../../commands/audit.ts";
import { openFile } from "../../../src/store/sqlite/open.ts";
import { speak } from "../../../src/words/speak.ts";
import { makeFolder } from "../../contracts/operator-shell.ts";

/** A page of so many calls, by their numbers, and where its button leads. */
async function readPage(calls: number, page: number) {
  const store = await openFile(makeFolder(), () => 1_000);
  for (let call = 1; call <= calls; call += 1)
    await store.audit.add({
      at: call,
      platform: "discord",
      person: "1",
      name: "Ada",
      place: "room",
      gateway: null,
      what: `/fix-log call-${call}.`,
      decision: "allowed",
    });
  const card = await writeAudit(store.audit, page);
  await store.close();
  const { title, blocks, actions = [] } = speak(card, "en");
  const shown = [...JSON.stringify(blocks).matchAll(/call-(\d+)\./g)].map(([, call]) => Number(call));
  return { title, shown, older: actions.map(({ args }) => args["page"]) };
}

const down = (from: number, to: number): readonly number[] =>
  Array.from({ length: from - to + 1 }, (_, index) => from - index);

test.each<[page: number, shown: readonly number[], older: readonly string[]]>([
  [1, down(31, 17), ["2"]],
  [2, down(16, 2), ["3"]],
  [3, [1], []],
  [4, [], []],
])(
  "the calls of admins come newest first, fifteen a page, with a button while there are more: page %d",
  async (page, shown, older) => {
    expect(await readPage(31, page)).toMatchObject({ shown, older });
  },
);

test("a page that holds all there is has no button", async () => {
  expect(await readPage(15, 1)).toEqual({ title: "Calls of admins", shown: down(15, 1), older: [] });
});
