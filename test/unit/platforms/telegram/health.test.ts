import { describe, expect, test } from "vitest";
import { MINUTE, SECOND } from "../../../../src/core/time.ts";
import { createHealth } from "../../../../src/platforms/telegram/wire/health.ts";

const START = Date.UTC(2026, 2, 7, 9, 12);

function setUp() {
  const lines: string[] = [];
  let now = START;
  const note = (fields: object): void => void lines.push("why" in fields ? String(fields.why) : "connected");
  const log = { debug: note, info: note, warn: note, error: note };
  const pass = (ms: number): void => void (now += ms);
  return { lines, pass, health: createHealth({ clock: () => now, log }) };
}

describe("the status", () => {
  test("starts as starting, and is ready with the first good poll", () => {
    const { health } = setUp();
    expect(health.status()).toEqual({ state: "starting" });
    health.good("@bot");
    expect(health.status()).toEqual({ state: "ready", as: "@bot" });
  });

  test("tells since when nothing was heard, through any number of faults", () => {
    const { health, pass } = setUp();
    health.good("@bot");
    pass(MINUTE);
    health.failed("cut");
    pass(MINUTE);
    health.failed("refused");
    expect(health.status()).toEqual({ state: "waiting", why: "refused; last heard from at 2026-03-07 09:12 UTC" });
  });

  test("does not believe a single good poll while a trouble lasts", () => {
    const { health, pass } = setUp();
    health.failed("another poller", 15 * SECOND);
    health.good("@bot");
    expect(health.status().state).toBe("waiting");
    pass(15 * SECOND);
    health.good("@bot");
    expect(health.status().state).toBe("ready");
  });
});

describe("the log", () => {
  test("says a trouble once, and again after some minutes", () => {
    const { health, lines, pass } = setUp();
    for (let minute = 0; minute < 11; minute += 1) {
      health.failed("cut");
      health.failed("cut");
      pass(MINUTE);
    }
    expect(lines).toEqual(["cut", "cut", "cut"]);
  });

  test("says another trouble at once", () => {
    const { health, lines } = setUp();
    health.failed("cut");
    health.failed("refused");
    expect(lines).toEqual(["cut", "refused"]);
  });

  test("says once that it is connected", () => {
    const { health, lines } = setUp();
    health.good("@bot");
    health.good("@bot");
    expect(lines).toEqual(["connected"]);
  });
});
