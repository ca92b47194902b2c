import { describe, expect, test } from "vitest";
import type { Finding, Incident } from "../../../src/core/incident.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { closeReplaced } from "../../../src/incidents/replaced.ts";
import { writeIncident, writeReply } from "../../../src/notify/card.ts";
import { check, clear, found, incident, NOW, topic } from "../parts/incidents.ts";
import { linesOf } from "../parts/report.ts";

const BEFORE = { lastSeenAt: NOW - MINUTE };

describe("once another gateway stands under the name", () => {
  test.each<[what: string, before: Partial<Incident>, phases: readonly string[], own: number]>([
    ["what was open is closed as that", BEFORE, ["over replaced"], 0],
    ["what was fading is closed as that", { ...BEFORE, phase: "recovering", goneSince: NOW }, ["over replaced"], 0],
    ["what was over does not come back", { ...BEFORE, phase: "over", overAt: NOW - MINUTE }, [], 0],
    ["what is seen of the new one goes on", { lastSeenAt: NOW + 1 }, [], 1],
    ["what is seen of it in its first moment goes on", { lastSeenAt: NOW }, [], 1],
    ["what is seen of the link goes on", { ...BEFORE, cause: "gateway-away" }, [], 1],
  ])("%s", (_what, before, phases, own) => {
    const seen = closeReplaced([incident(before)], NOW, NOW + MINUTE);
    expect(seen.closed.map(({ after }) => `${after.phase} ${after.ended}`)).toEqual(phases);
    expect(seen.own).toHaveLength(own);
  });

  test("and where none ever did, everything is as it was", () => {
    expect(closeReplaced([incident(BEFORE)], null, NOW)).toEqual({ own: [incident(BEFORE)], closed: [] });
  });

  test("the card says so, and claims nothing", () => {
    const closed = topic({ phase: "over", ended: "replaced", goneSince: NOW, overAt: NOW });
    for (const card of [writeIncident(closed, false, NOW), writeReply("recovery", closed, "critical", NOW)]) {
      expect(card.tone).toBe("unknown");
      expect(linesOf(card).slice(0, 2)).toEqual([
        "Closed: another gateway stands behind main now",
        "The primary model is refused with 401: whether that was fixed is unknown. Counts start anew with the other gateway.",
      ]);
    }
  });
});

const nextOf = (before: Incident, finding: Finding) =>
  check({ before: [before], findings: [finding] }).map(({ after }) => after.next);

describe("one fault whose cause changes", () => {
  const dead = incident({ cause: "wrong-key", rules: ["wrong-key"], subjects: ["anthropic"], title: "A" });
  const empty = found("empty-account", { subjects: ["anthropic"], title: "B" });

  test("goes on as one, and says what it was before", () => {
    const changes = check({ before: [dead], findings: [empty] });
    expect(changes.map(({ before, after }) => [before?.id, after.cause, after.formerly])).toEqual([
      ["one", "empty-account", "A"],
    ]);
    const [{ after } = { after: dead }] = changes;
    expect(linesOf(writeIncident(topic(after), false, NOW))).toContain("The cause changed. Before: A.");
  });

  test("goes on saying so while it lasts, and no more once it was over", () => {
    const changed = { ...dead, cause: "empty-account", rules: ["empty-account"], title: "B", formerly: "A" } as const;
    const next = (rest: Partial<Incident>) =>
      check({ now: NOW + MINUTE, before: [{ ...changed, ...rest }], findings: [empty] }).map(({ after }) => [
        after.id,
        after.formerly,
      ]);
    expect(next({})).toEqual([["one", "A"]]);
    expect(next({ phase: "recovering", goneSince: NOW })).toEqual([["one", "A"]]);
    expect(next({ phase: "over", goneSince: NOW, overAt: NOW })).toEqual([["one", undefined]]);
  });

  test("has the next step of the new cause, or none, as it has", () => {
    const [next, other] = [["add credit"], ["sign in"]];
    expect(
      nextOf({ ...dead, next: other }, found("empty-account", { subjects: ["anthropic"], title: "B", next })),
    ).toEqual([next]);
    expect(nextOf({ ...dead, next: other }, empty)).toEqual([undefined]);
    const follows = found("silent-fallback", { title: "C", next });
    const both = { ...dead, rules: ["wrong-key", "silent-fallback"] } as const;
    // What only follows changes nothing.
    expect(nextOf(both, follows)).toEqual([]);
    expect(nextOf({ ...both, next: other }, follows)).toEqual([]);
  });

  test("beside its old cause it is another one", () => {
    const both = [found("wrong-key", { subjects: ["anthropic"] }), empty];
    expect(check({ before: [dead], findings: both }).map(({ before, after }) => [before?.id, after.cause])).toEqual([
      ["one", "wrong-key"],
      [undefined, "empty-account"],
    ]);
  });

  test("of another provider it is another one", () => {
    const other = { ...empty, subjects: ["openai"] };
    expect(check({ before: [dead], findings: [clear("wrong-key"), other] }).map(({ after }) => after.cause)).toContain(
      "wrong-key",
    );
  });
});
