import { expect, test } from "vitest";
import { decide } from "../../../commands/fix-cards/decide.ts";
import type { CommandContext } from "../../../src/core/command.ts";
import { valueAt } from "../../../src/core/json.ts";
import { english } from "../../../src/words/speak.ts";
import { SOMEWHERE } from "../../fakes/answering.ts";
import { adminOf } from "../repair/bench/process.ts";
import { RIGHT, setRepairs, WRONG } from "../repair/bench/setting.ts";
import { ENTRY } from "../repair/bench/world.ts";

async function setPlan() {
  const setting = await setRepairs();
  const { repairs, world, store } = setting;
  const asker = adminOf("1", world);
  const found = await repairs.prescribe({ ...asker, gateway: "main" });
  if (found.kind !== "plan") throw new Error(found.kind);
  const context: CommandContext = {
    caller: asker.by,
    place: asker.place,
    now: asker.now,
    origin: SOMEWHERE,
    signal: new AbortController().signal,
  };
  return { ...setting, store, id: found.plan.id, context };
}

test("a press that does not say so begins nothing", async () => {
  const { repairs, store, world, id, context } = await setPlan();
  const reply = await decide(repairs, context, id, undefined);
  expect(reply.updates).toBeUndefined();
  expect((await store.find(id))?.state).toBe("cancelled");
  expect(valueAt(world.document(), ENTRY)).toEqual(WRONG);
});

test("a press that does is followed to its end, in the card that was pressed, where that is known", async () => {
  const { repairs, store, world, id, context } = await setPlan();
  const pressed = { platform: "room", target: "here", message: "7" };
  const reply = await decide(repairs, { ...context, pressed }, id, "confirm");
  expect((await store.find(id))?.card).toEqual(pressed);
  const titles: string[] = [];
  for await (const card of reply.updates ?? []) titles.push(english(card.title));
  expect(titles.at(-1)).toContain("Fixed: ");
  expect(valueAt(world.document(), ENTRY)).toEqual(RIGHT);
  // Its end is owed there until it stands.
  await reply.trail?.ended();
  expect((await store.find(id))?.card).toBeNull();
});
