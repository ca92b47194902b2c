import { describe, expect, it } from "vitest";
import type { LinkStatus } from "../../../src/core/link.ts";
import { MINUTE, SECOND } from "../../../src/core/time.ts";
import { createRestarts, excuseRestart } from "../../../src/incidents/restarts.ts";
import { clear, found, NOW, unknown } from "../parts/incidents.ts";

const ready: LinkStatus = { state: "ready", since: NOW, version: "2026.3.2", protocol: 3 };
const waiting = (cause: "restarting" | "away"): LinkStatus => ({ state: "waiting", cause, why: "away" });

function open() {
  let now = 1_000;
  const restarts = createRestarts(() => now);
  return { restarts, age: () => restarts.age("main"), pass: (ms: number) => void (now += ms) };
}

describe("a restart that was announced", () => {
  it("is known from the gateway's own close until it is back and the grace is over", () => {
    const { restarts, age, pass } = open();
    expect(age()).toBeNull();
    restarts.note("main", waiting("restarting"));
    pass(6 * SECOND);
    // It is not asked to announce it again with every try.
    restarts.note("main", { state: "connecting" });
    restarts.note("main", waiting("away"));
    expect(age()).toBe(6 * SECOND);
    restarts.note("main", ready);
    pass(MINUTE);
    expect(age()).toBeNull();
    expect(restarts.age("other")).toBeNull();
  });

  it("explains that it goes away once more within the grace, and no longer", () => {
    const { restarts, age, pass } = open();
    restarts.note("main", waiting("restarting"));
    pass(6 * SECOND);
    restarts.note("main", ready);
    pass(4 * SECOND);
    restarts.note("main", waiting("away"));
    expect(age()).toBe(10 * SECOND);
    pass(50 * SECOND);
    expect(age()).toBeNull();
  });

  it("does not end as long as it is away", () => {
    const { restarts, age, pass } = open();
    restarts.note("main", waiting("restarting"));
    pass(10 * MINUTE);
    expect(age()).toBe(10 * MINUTE);
    restarts.note("main", ready);
    expect(age()).toBeNull();
    restarts.note("main", waiting("restarting"));
    expect(age()).toBe(0);
  });

  it("is known before it begins where we caused it", () => {
    const { restarts, age, pass } = open();
    restarts.expect("main", 2 * SECOND);
    restarts.note("main", ready);
    expect(age()).toBe(0);
    pass(4 * SECOND);
    restarts.note("main", waiting("away"));
    expect(age()).toBe(2 * SECOND);
  });

  const away = found("gateway-away");
  it.each([
    ["no restart", null, [away, clear("blind")], [away, clear("blind")]],
    [
      "within its grace nobody can tell",
      59 * SECOND,
      [away],
      [{ ...unknown("gateway-away"), why: "it restarts, as was announced" }],
    ],
    [
      "a refusal within it is none",
      59 * SECOND,
      [found("blind")],
      [{ ...unknown("blind"), why: "it restarts, as was announced" }],
    ],
    ["after it the gateway was away all the time", MINUTE, [away], [{ ...away, since: NOW - MINUTE }]],
    ["what else is wrong is told", SECOND, [found("unauthorized")], [found("unauthorized")]],
  ])("%s", (_, age, findings, expected) => {
    expect(excuseRestart(findings, age, NOW)).toEqual(expected);
  });
});
