import { describe, expect, test } from "vitest";
import { valueAt } from "../../../src/core/json.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { english } from "../../../src/words/speak.ts";
import { adminOf, toEnd } from "./bench/process.ts";
import { moded, remedyOf, RIGHT, setRepairs, WRONG } from "./bench/setting.ts";
import { ENTRY, FALLBACK } from "./bench/world.ts";

/** A gateway that two admins must confirm repairs of, and what the two of them do. */
async function setTwo(options: Parameters<typeof setRepairs>[0] = {}) {
  const setting = await setRepairs({ approvals: 2, ...options });
  const { world, repairs, store } = setting;
  const fix = (who: string) => repairs.prescribe({ ...adminOf(who, world), gateway: "main" });
  const undo = (who: string) => repairs.planUndo({ gateway: "main" }, adminOf(who, world));
  const release = (who: string) => repairs.planRelease({ ...adminOf(who, world), gateway: "main" });
  const press = (who: string, id: string) => repairs.confirm(id, adminOf(who, world));
  const idOf = (found: Awaited<ReturnType<typeof fix | typeof undo | typeof release>>): string => {
    const plan = "plan" in found && found.plan !== null ? found.plan : null;
    if (plan === null) throw new Error(`no plan: ${found.kind}`);
    return plan.id;
  };
  const stateOf = async (id: string) => (await store.find(id))?.state;
  const entry = () => valueAt(world.document(), ENTRY);
  /** The plan is the first one's; the second one confirms what their own command shows. */
  const agree = async (ask: typeof fix | typeof undo | typeof release): Promise<string> => {
    const id = idOf(await ask("1"));
    expect(await press("1", id)).toMatchObject({ kind: "half", plan: { id } });
    const shown = idOf(await ask("2"));
    await toEnd(await press("2", shown));
    expect(shown).toBe(id);
    return id;
  };
  return { ...setting, fix, undo, release, press, idOf, stateOf, entry, agree };
}

describe("where two admins must confirm", () => {
  test("the first press begins nothing, a second by the same neither, one by another does", async () => {
    const { fix, press, idOf, stateOf, entry, store, world } = await setTwo();
    const id = idOf(await fix("1"));
    expect(await press("1", id)).toMatchObject({ kind: "half", until: world.clock() + 15 * MINUTE });
    expect(await press("1", id)).toMatchObject({
      why: "You confirmed this already; another admin must confirm it too.",
    });
    expect(entry()).toEqual(WRONG);
    expect(await fix("2")).toMatchObject({ plan: { id }, approvedBy: { id: "1" } });
    const begun = await press("2", id);
    expect(begun.kind).toBe("begun");
    await toEnd(begun);
    expect(await stateOf(id)).toBe("fixed");
    const events = await store.events(id);
    expect(events.map(({ detail }) => english(detail))).toContain("confirmed by admin 1 and admin 2");
  });

  test("two presses of the first one in the same moment are one", async () => {
    const { fix, press, idOf, store } = await setTwo();
    const id = idOf(await fix("1"));
    const pressed = await Promise.all([press("1", id), press("1", id)]);
    expect(pressed.map(({ kind }) => kind).toSorted()).toEqual(["half", "refused"]);
    expect((await store.events(id)).filter(({ event }) => event === "approved")).toHaveLength(1);
  });

  test("a first press does not wait for ever", async () => {
    const { fix, press, idOf, world } = await setTwo();
    const id = idOf(await fix("1"));
    await press("1", id);
    world.pass(15 * MINUTE + 1);
    expect(await press("2", id)).toMatchObject({ kind: "outdated" });
    expect(await fix("2")).toMatchObject({ plan: { by: { id: "2" } }, approvedBy: null });
  });

  test("the second may take as long as was said, and what they confirm is done", async () => {
    const { fix, press, idOf, stateOf, entry, world } = await setTwo();
    const id = idOf(await fix("1"));
    world.pass(2 * MINUTE - SECOND);
    await press("1", id);
    world.pass(15 * MINUTE - SECOND);
    await toEnd(await press("2", id));
    expect(await stateOf(id)).toBe("fixed");
    expect(entry()).toEqual(RIGHT);
  });

  test("an undo is shown to the second one by the command that the first one's card names", async () => {
    const { agree, fix, undo, stateOf, entry } = await setTwo();
    const fixed = await agree(fix);
    expect(entry()).toEqual(RIGHT);
    const undone = await agree(undo);
    expect(entry()).toEqual(WRONG);
    expect([await stateOf(fixed), await stateOf(undone)]).toEqual(["undone", "undone"]);
  });

  test("so is a release of sessions", async () => {
    const { agree, release, world } = await setTwo();
    world.pin([{ session: "agent:main:main", agent: "main", model: FALLBACK, by: "gateway" }]);
    await agree(release);
    expect(world.pinned()).toEqual([]);
  });

  test("a release of sessions that waits, and nothing else, is shown by the command for one", async () => {
    const { fix, release, press, idOf, world } = await setTwo();
    await press("1", idOf(await fix("1")));
    world.pin([{ session: "agent:main:main", agent: "main", model: FALLBACK, by: "gateway" }]);
    expect(await release("2")).toMatchObject({ plan: { task: { kind: "release" }, by: { id: "2" } } });
  });

  test("what one confirmed is shown no more once it holds no more", async () => {
    const { agree, fix, undo, press, idOf, entry, world } = await setTwo();
    await agree(fix);
    const old = idOf(await undo("1"));
    await press("1", old);
    const mine = { ...RIGHT, baseUrl: "https://mine.test" };
    world.edit({ models: { mode: "merge", providers: { "openai-codex": mine } } });
    const answer = await press("2", old);
    expect(answer).toMatchObject({ kind: "outdated", now: { plan: { by: { id: "2" } }, approvedBy: null } });
    expect(entry()).toEqual(mine);
    expect(await undo("2")).toMatchObject({ plan: { title: "The configuration was changed since" }, approvedBy: null });
  });

  test("nor once another repair of that gateway was carried out", async () => {
    const { fix, undo, press, idOf, stateOf } = await setTwo();
    const old = idOf(await fix("1"));
    await press("1", old);
    // Whoever confirmed it themselves is shown a plan anew.
    const next = idOf(await fix("1"));
    expect(next).not.toBe(old);
    await press("1", next);
    await toEnd(await press("2", next));
    expect(await stateOf(next)).toBe("fixed");
    expect(await fix("2")).not.toHaveProperty("plan");
    expect(await press("2", old)).toMatchObject({ kind: "refused" });
    expect(await undo("2")).toMatchObject({ plan: { by: { id: "2" } }, approvedBy: null });
  });

  test("an undo that waits is shown to whoever asks for that one, not for another", async () => {
    const { agree, fix, undo, press, idOf, repairs, world } = await setTwo({ remedies: [remedyOf(1), moded] });
    const first = await agree(fix);
    const second = await agree(fix);
    const waiting = idOf(await undo("1"));
    await press("1", waiting);
    const undoOf = (repair: string) => repairs.planUndo({ repair }, adminOf("2", world));
    expect(await undoOf(second)).toMatchObject({ plan: { id: waiting }, approvedBy: { id: "1" } });
    expect(await undoOf(first)).toMatchObject({ plan: { task: { repair: first } }, approvedBy: null });
  });
});
