import { describe, expect, test } from "vitest";
import type { GatewayAdmin } from "../../../src/core/gateway-admin.ts";
import { valueAt } from "../../../src/core/json.ts";
import { isProofSession } from "../../../src/core/repair.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { adminOf, toEnd } from "./bench/process.ts";
import { remedyOf, RIGHT, setRepairs, WRONG } from "./bench/setting.ts";
import { ENTRY } from "./bench/world.ts";

async function begin(options: Parameters<typeof setRepairs>[0], before: (one: Setting) => void = () => {}) {
  const setting = await setRepairs(options);
  const found = await setting.repairs.prescribe({ ...adminOf("1", setting.world), gateway: "main" });
  if (found.kind !== "plan") throw new Error(found.kind);
  before(setting);
  const at = setting.world.clock();
  const told = await setting.repairs.confirm(found.plan.id, adminOf("1", setting.world)).then(toEnd, () => []);
  return {
    ...setting,
    told,
    took: setting.world.clock() - at,
    state: (await setting.store.find(found.plan.id))?.state,
    entry: valueAt(setting.world.document(), ENTRY),
    left: () => [...setting.world.sessions.keys()].filter(isProofSession),
  };
}
type Setting = Awaited<ReturnType<typeof setRepairs>>;

const RESTS = "The gateway still leaves the login alone after the refusals before: asking again until it does not.";

describe("a login in cooldown", () => {
  test("is asked again until it is not, which is said once", async () => {
    const { told, state } = await begin({}, ({ world }) => world.rest(2 * MINUTE));
    expect(state).toBe("fixed");
    expect(told.filter((one) => one === RESTS)).toHaveLength(1);
  });

  test("for longer than anybody waits is not waited for", async () => {
    const { told, state, took, entry } = await begin({}, ({ world }) => world.rest(60 * MINUTE));
    expect(state).toBe("reverted");
    expect(told.join("\n")).toContain("Not fixed: openai-codex/gpt-5.4 is in cooldown");
    expect(took).toBeGreaterThan(5 * MINUTE);
    expect(took).toBeLessThan(6 * MINUTE);
    expect(entry).toEqual(WRONG);
  });
});

describe("the gateway's own test of a provider", () => {
  test("that is refused ends the proof, whoever answers", async () => {
    const { told, state, world } = await begin({ tested: "refused" });
    expect(state).toBe("reverted");
    expect(told.join("\n")).toContain("Not fixed: the gateway's own test of openai-codex was refused.");
    // No turn was spent on it.
    expect(world.asked.every((key) => key.endsWith("-before"))).toBe(true);
  });

  test("counts once the last step is taken: before that what is wrong may still be there", async () => {
    const setting = await begin({
      remedies: [remedyOf(2)],
      altered: ({ config }) => ({
        probe: async () => (valueAt((await config()).document, ENTRY) === undefined ? "ok" : "refused"),
      }),
    });
    expect(setting.state).toBe("fixed");
  });
});

/** A gateway that removes no session as long as `isLosing`. */
const losing = (isLosing: () => boolean) => ({
  altered: ({ removeSession }: GatewayAdmin): Partial<GatewayAdmin> => ({
    removeSession: (key) => (isLosing() ? Promise.reject(new Error("no answer")) : removeSession(key)),
  }),
});

describe("sessions in which a repair asked", () => {
  test("do not stay behind where only the link was lost as they went", async () => {
    let isFixed = false;
    const { left, state } = await begin({
      ...losing(() => !isFixed),
      killsAt(step) {
        isFixed ||= step === "after fixed";
        return false;
      },
    });
    expect(state).toBe("fixed");
    expect(left()).toEqual([]);
  });

  test("do not stay behind where the process ends as soon as it is fixed", async () => {
    // Once while the turn is begun, and once at its end.
    let lost = 2;
    const { left, entry } = await begin({
      ...losing(() => (lost -= 1) >= 0),
      killsAt: (step) => step === "after fixed",
    });
    expect(entry).toEqual(RIGHT);
    expect(left()).toEqual([]);
  });

  test("do not stay behind where the change was undone", async () => {
    let isBack = false;
    const { left, state, world } = await begin({
      ...losing(() => !isBack),
      faults: [{ at: 4, kind: "wrong-answerer" }],
      killsAt(step) {
        isBack ||= step === "after reverting";
        return false;
      },
    });
    expect(state).toBe("reverted");
    expect(world.asked.length).toBeGreaterThan(1);
    expect(left()).toEqual([]);
  });

  test("do not stay behind where only the one was lost in which who answered before was asked", async () => {
    // Once while the turn is begun, once at its end, and once when all are removed.
    let lost = 3;
    const { left, state, world } = await begin({
      faults: [{ at: 4, kind: "wrong-answerer" }],
      altered: ({ removeSession }) => ({
        removeSession: (key) =>
          key.endsWith("-before") && (lost -= 1) >= 0 ? Promise.reject(new Error("no answer")) : removeSession(key),
      }),
    });
    expect([state, world.asked.at(-1)]).toEqual(["reverted", expect.stringMatching(/-before$/)]);
    expect(left()).toEqual([]);
  });
});
