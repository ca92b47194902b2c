import { expect, test } from "vitest";
import { shareLook } from "../../../src/lib/shared-look.ts";

function open() {
  const clock = { now: 1_000 };
  let looks = 0;
  const state = { fails: false };
  const see = () => (state.fails ? Promise.reject(new Error("away")) : Promise.resolve({ look: (looks += 1) }));
  return { clock, state, looks: () => looks, shared: shareLook(see, 500, () => clock.now) };
}

test("who looks a moment after another one sees the same, and later looks anew", async () => {
  const { clock, shared, looks } = open();
  const [one, two] = await Promise.all([shared.look(), shared.look()]);
  expect(two).toBe(one);
  clock.now += 499;
  expect(await shared.look()).toBe(one);
  clock.now += 1;
  expect(await shared.look()).not.toBe(one);
  expect(looks()).toBe(2);
});

test("what is otherwise since is looked at anew", async () => {
  const { shared } = open();
  const one = await shared.look();
  shared.forget();
  expect(await shared.look()).not.toBe(one);
});

test("a look that failed is nobody else's", async () => {
  const { state, shared } = open();
  state.fails = true;
  await expect(shared.look()).rejects.toThrow("away");
  state.fails = false;
  expect(await shared.look()).toEqual({ look: 1 });
});
