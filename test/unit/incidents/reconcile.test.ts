import { describe, expect, it } from "vitest";
import type { Incident } from "../../../src/core/incident.ts";
import { HOUR, MINUTE, SECOND } from "../../../src/core/time.ts";
import { isFlapping } from "../../../src/incidents/reconcile.ts";
import { check, checkOne, clear, found, incident, NOW, unknown } from "../parts/incidents.ts";

it("what is muted until it is over stays so while it lasts, and is not when it comes again", () => {
  const muted = incident({ mutedUntil: "over", mutedBy: "Ada" });
  const next = (rest: Partial<Incident>) => {
    const findings = [found("unauthorized")];
    const { mutedUntil, mutedBy } = checkOne({ now: NOW + MINUTE, before: [{ ...muted, ...rest }], findings });
    return [mutedUntil, mutedBy];
  };
  expect(next({})).toEqual(["over", "Ada"]);
  expect(next({ phase: "recovering", goneSince: NOW })).toEqual(["over", "Ada"]);
  expect(next({ phase: "over", goneSince: NOW, overAt: NOW })).toEqual([null, null]);
  const day = { mutedUntil: NOW + 24 * HOUR, phase: "over", goneSince: NOW, overAt: NOW } as const;
  expect(next(day)).toEqual([NOW + 24 * HOUR, "Ada"]);
});

describe("when a trouble speaks", () => {
  it.each([
    ["a 401 on the primary, at once", { findings: [found("unauthorized")] }, "open"],
    ["an exhausted chain, at once", { findings: [found("chain-exhausted")] }, "open"],
    ["a known cause, at once", { findings: [found("restricted-key")] }, "open"],
    ["one fallback, not yet", { findings: [found("silent-fallback")], impact: { fallbacks: 1 } }, "pending"],
    ["two fallbacks", { findings: [found("silent-fallback")], impact: { fallbacks: 2 } }, "open"],
    ["a fallback for two minutes", { findings: [found("silent-fallback", { since: NOW - 2 * MINUTE })] }, "open"],
    ["a fallback for less", { findings: [found("silent-fallback", { since: NOW - 2 * MINUTE + 1 })] }, "pending"],
    ["a fallback with its 401, at once", { findings: [found("silent-fallback"), found("unauthorized")] }, "open"],
    ["a gateway away once, not yet", { findings: [found("gateway-away")] }, "pending"],
    ["a resting credential, never by itself", { findings: [found("resting-credential", { since: 0 })] }, "pending"],
    [
      "as an operator set it",
      { findings: [found("unauthorized")], overrides: { unauthorized: { checks: 2, answers: 9, after: HOUR } } },
      "pending",
    ],
  ] as const)("%s", (_, input, phase) => {
    expect(checkOne(input).phase).toBe(phase);
  });

  it("a gateway that is away speaks after half a minute, however often it was looked at", () => {
    const findings = [found("gateway-away")];
    let one = checkOne({ findings });
    for (let second = 0; second < 30; second += 1) {
      one = checkOne({ findings, before: [one], now: NOW + second * SECOND });
      expect(one.phase).toBe("pending");
    }
    expect(checkOne({ findings, before: [one], now: NOW + 30 * SECOND }).phase).toBe("open");
  });

  it("nor does it count what nobody looked at, such as the sleep of the host", () => {
    const findings = [found("gateway-away")];
    const before = [checkOne({ findings })];
    const now = NOW + HOUR;
    expect(checkOne({ findings, before, now, watchedSince: now - 30 * SECOND + 1 }).phase).toBe("pending");
    expect(checkOne({ findings, before, now, watchedSince: now - 30 * SECOND }).phase).toBe("open");
  });

  it("a check that cannot tell neither counts nor begins anew", () => {
    const before = checkOne({ findings: [found("gateway-away")] });
    expect(check({ before: [before], findings: [unknown("gateway-away")], now: NOW + 10 * SECOND })).toEqual([]);
  });

  it("what was not worth a word ends without one", () => {
    const before = checkOne({ findings: [found("gateway-away")] });
    const after = checkOne({ before: [before], findings: [clear("gateway-away")] });
    expect(after).toMatchObject({ phase: "over", openings: [] });
  });

  it("a trouble began with its first sign, also before the companion looked", () => {
    expect(checkOne({ findings: [found("unauthorized", { since: NOW - HOUR })] }).begunAt).toBe(NOW - HOUR);
  });
});

describe("what becomes of an open trouble", () => {
  const open = incident({ rules: ["unauthorized", "silent-fallback"] });
  const both = [clear("unauthorized"), clear("silent-fallback")];
  const GONE = { ...open, phase: "recovering", goneSince: NOW } as const;

  it.each<readonly [string, Incident, Parameters<typeof checkOne>[0], Incident["phase"]]>([
    ["still seen", open, { findings: [found("unauthorized")] }, "open"],
    ["not seen any more", open, { findings: both }, "recovering"],
    ["one good answer is no proof", open, { findings: both, impact: { goodInARow: 1 } }, "recovering"],
    ["two good answers are", open, { findings: both, impact: { goodInARow: 2 } }, "over"],
    ["quiet, but not for long enough", GONE, { findings: both, now: NOW + 10 * MINUTE - 1 }, "recovering"],
    ["quiet for long enough", GONE, { findings: both, now: NOW + 10 * MINUTE }, "over"],
    ["seen again before it was over", GONE, { findings: [found("unauthorized")] }, "open"],
    [
      "nobody can tell",
      open,
      { findings: [unknown("unauthorized"), clear("silent-fallback")], impact: { goodInARow: 9 } },
      "open",
    ],
    ["nobody can tell, for hours", GONE, { findings: [unknown("unauthorized")], now: NOW + 9 * HOUR }, "recovering"],
    ["no rule speaks of it", open, { findings: [], impact: { goodInARow: 9 } }, "open"],
  ])("%s", (_, before, input, phase) => {
    expect(checkOne({ before: [before], ...input }).phase).toBe(phase);
  });

  it("a setting is over when it is put right, however many answers there are", () => {
    const setting = incident({ cause: "legacy-ref", rules: ["legacy-ref"] });
    const gone = checkOne({ before: [setting], findings: [clear("legacy-ref")], impact: { goodInARow: 9 } });
    expect(gone.phase).toBe("recovering");
    expect(checkOne({ before: [gone], findings: [clear("legacy-ref")], now: NOW + 30 * SECOND }).phase).toBe("over");
  });

  it("seen again, it does not open a second time", () => {
    expect(checkOne({ before: [GONE], findings: [found("unauthorized")], now: NOW + MINUTE }).openings).toEqual([NOW]);
  });

  it("nothing changed is no change; that it is still seen is kept by the minute", () => {
    const before = checkOne({ findings: [found("unauthorized")] });
    expect(check({ before: [before], findings: [found("unauthorized")], now: NOW + MINUTE - 1 })).toEqual([]);
    expect(check({ before: [before], findings: [found("unauthorized")], now: NOW + MINUTE })).toHaveLength(1);
  });

  it("gets worse, and names every agent it has met", () => {
    const before = checkOne({
      findings: [found("silent-fallback", { severity: "warning" })],
      impact: { fallbacks: 2 },
    });
    const findings = [found("silent-fallback", { severity: "critical", agents: ["research"] })];
    expect(checkOne({ before: [before], findings })).toMatchObject({
      severity: "critical",
      agents: ["main", "research"],
    });
  });
});

describe("one trouble stays one", () => {
  it("a cause that is found later takes over the card", () => {
    const before = checkOne({ findings: [found("silent-fallback")], impact: { fallbacks: 2 } });
    const findings = [found("silent-fallback"), found("restricted-key", { remedy: "sign-in" })];
    const changes = check({ before: [before], findings });
    expect(changes).toHaveLength(1);
    expect(changes[0]?.after).toMatchObject({
      id: before.id,
      cause: "restricted-key",
      rules: ["restricted-key", "silent-fallback"],
      remedy: "sign-in",
    });
  });

  it("a known cause is not forgotten while what follows from it is still seen", () => {
    const findings = [found("restricted-key"), found("silent-fallback")];
    const before = checkOne({ findings });
    const after = checkOne({ before: [before], findings: [clear("restricted-key"), found("silent-fallback")] });
    expect(after).toMatchObject({ id: before.id, cause: "restricted-key", title: before.title, phase: "open" });
  });

  it("two causes are two troubles, and each ends by itself", () => {
    const findings = [found("stale-override"), found("legacy-ref")];
    let count = 0;
    const before = check({ findings, newId: () => `${(count += 1)}` }).map(({ after }) => after);
    const later = check({ before, findings: [found("stale-override"), clear("legacy-ref")] });
    expect(later.map(({ after }) => [after.cause, after.phase])).toEqual([["legacy-ref", "recovering"]]);
  });
});

describe("a trouble that comes back", () => {
  const over = incident({ phase: "over", goneSince: NOW, overAt: NOW, mutedUntil: "over", mutedBy: "Ada" });
  const again = [found("unauthorized", { since: NOW - HOUR })];

  it.each([
    ["within half an hour it reopens under the same card", 30 * MINUTE, "one"],
    ["later it is a new one", 30 * MINUTE + 1, "new"],
  ])("%s", (_, after, id) => {
    expect(checkOne({ before: [over], findings: again, now: NOW + after }).id).toBe(id);
  });

  it("counts from its last end, opens once more and is not muted any more", () => {
    const back = checkOne({ before: [over], findings: again, now: NOW + MINUTE });
    expect(back).toMatchObject({ phase: "open", begunAt: NOW, overAt: null, goneSince: null, mutedUntil: null });
    expect(back.openings).toEqual([NOW, NOW + MINUTE]);
  });

  it("stays muted when that was for a time", () => {
    const muted = { ...over, mutedUntil: NOW + HOUR };
    expect(checkOne({ before: [muted], findings: again, now: NOW + MINUTE }).mutedUntil).toBe(NOW + HOUR);
  });

  it("has its threshold again", () => {
    const away = incident({ cause: "gateway-away", rules: ["gateway-away"], phase: "over", overAt: NOW });
    expect(checkOne({ before: [away], findings: [found("gateway-away")], now: NOW + MINUTE }).phase).toBe("pending");
  });

  it.each([
    ["three times in half an hour", [0, 5, 10], false],
    ["four times", [0, 5, 10, 15], true],
    ["four times, the first longer ago", [-20, 5, 10, 15], false],
  ])("opened %s: flapping is %s", (_, minutes, expected) => {
    const openings = minutes.map((minute) => NOW + minute * MINUTE);
    expect(isFlapping(incident({ openings }), NOW + 15 * MINUTE)).toBe(expected);
  });
});

describe("a repair that was proved", () => {
  const mended = { at: NOW - MINUTE, by: "an admin" };
  const open = incident({ begunAt: NOW - HOUR });

  it("is said of what it mended, which is over with the first real answer and not for its quiet", () => {
    const waiting = checkOne({ before: [open], findings: [clear("unauthorized")], mended });
    expect(waiting).toMatchObject({ phase: "recovering", mended });
    const quiet = checkOne({ now: NOW + HOUR, before: [waiting], findings: [clear("unauthorized")] });
    expect(quiet).toMatchObject({ phase: "recovering", mended });
    const answered = checkOne({ before: [waiting], findings: [clear("unauthorized")], impact: { goodInARow: 1 } });
    expect(answered).toMatchObject({ phase: "over", mended });
  });

  it("is not said of what began after it", () => {
    const later = incident({ begunAt: NOW });
    expect(checkOne({ before: [later], findings: [clear("unauthorized")], mended })).not.toHaveProperty("mended");
  });

  it("is known when the answer that was awaited came before anybody looked", () => {
    const seen = { ...open, lastSeenAt: mended.at };
    const input = { findings: [clear("unauthorized")], mended: null, repaired: mended };
    const answered = checkOne({ before: [seen], ...input, impact: { goodInARow: 1 } });
    expect(answered).toMatchObject({ phase: "over", mended });
    // It was seen after that repair, so it was something else that ended it.
    const later = { ...open, lastSeenAt: mended.at + 1 };
    expect(checkOne({ before: [later], ...input })).not.toHaveProperty("mended");
  });

  it("is forgotten when what it mended is back", () => {
    const waiting = checkOne({ before: [open], findings: [clear("unauthorized")], mended });
    expect(checkOne({ before: [waiting], findings: [found("unauthorized")] })).not.toHaveProperty("mended");
  });
});
