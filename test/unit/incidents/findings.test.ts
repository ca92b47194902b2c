import { describe, expect, it } from "vitest";
import type { Diagnosis } from "../../../src/core/diagnosis.ts";
import type { LinkStatus } from "../../../src/core/link.ts";
import type { GatewayReport } from "../../../src/core/report.ts";
import { readFindings } from "../../../src/incidents/findings.ts";
import { NOW } from "../parts/incidents.ts";
import { lineToText } from "../parts/text.ts";

const READY: LinkStatus = { state: "ready", since: NOW, version: "2026.9.6", protocol: 4 };
const report = (rest: Partial<GatewayReport> = {}): GatewayReport => ({
  id: "main",
  url: "ws://127.0.0.1:18789",
  at: NOW,
  link: READY,
  reading: { state: "current", at: NOW },
  version: "2026.9.6",
  agents: [],
  counts: null,
  unauthorized: [],
  recordSince: NOW,
  diagnoses: [],
  cannotTell: [],
  skippedFrames: 0,
  ...rest,
});
const diagnosis = (agents: readonly string[]): Diagnosis => ({
  rule: "unauthorized",
  severity: "critical",
  title: "Refused",
  explanation: [],
  remedy: null,
  agents,
});
const statesOf = (one: GatewayReport) => Object.fromEntries(readFindings(one).map(({ rule, state: is }) => [rule, is]));

const unreadable = { state: "unreadable", since: NOW, why: "it does not answer" } as const;
const pairing: LinkStatus = {
  state: "pairing",
  requestId: "r",
  why: "it waits for approval",
  fix: "approve it",
  detail: { why: "at gateway.example", says: "zqx", fix: "openclaw devices approve r" },
};
const refused: LinkStatus = {
  state: "refused",
  cause: "token",
  why: "wrong token",
  fix: "set the token",
};
const waiting: LinkStatus = { state: "waiting", cause: "away", why: "connection refused" };
const connecting: LinkStatus = { state: "connecting" };

const state = (away: string, blind: string, rules: string) => ({
  "gateway-away": away,
  blind,
  unauthorized: rules,
  "silent-fallback": rules,
});

describe("what is found", () => {
  it.each<readonly [string, Partial<GatewayReport>, ReturnType<typeof state>]>([
    ["a healthy gateway", {}, state("clear", "clear", "clear")],
    ["a gateway that is away", { link: waiting, reading: unreadable }, state("found", "clear", "unknown")],
    ["one that waits for approval", { link: pairing, reading: unreadable }, state("clear", "found", "unknown")],
    ["one that refuses the token", { link: refused, reading: unreadable }, state("clear", "found", "unknown")],
    [
      "one that is being connected to",
      { link: connecting, reading: unreadable },
      state("unknown", "unknown", "unknown"),
    ],
    [
      "one whose record could never be read",
      { reading: { ...unreadable, since: null, failed: true } },
      state("clear", "found", "unknown"),
    ],
    ["one whose record cannot be read any more", { reading: unreadable }, state("clear", "found", "unknown")],
    [
      "one that is being read for the first time",
      { reading: { ...unreadable, since: null } },
      state("clear", "clear", "unknown"),
    ],
  ])("%s", (_, rest, expected) => {
    expect(statesOf(report(rest))).toMatchObject(expected);
  });

  it("a rule that cannot tell is unknown, whatever the others say", () => {
    const one = report({ cannotTell: [{ rule: "silent-fallback", why: "the release does not tell" }] });
    expect(statesOf(one)).toMatchObject({ unauthorized: "clear", "silent-fallback": "unknown" });
  });

  it("while a repair is under way nothing is concluded from what failed before it", () => {
    expect(statesOf(report({ onHold: true }))).toMatchObject(state("clear", "clear", "unknown"));
  });

  it("the same for several agents is one finding that names them all", () => {
    const one = report({ diagnoses: [diagnosis(["main"]), diagnosis(["research", "main"])] });
    expect(readFindings(one).find(({ rule }) => rule === "unauthorized")).toMatchObject({
      state: "found",
      agents: ["main", "research"],
    });
  });

  it("what to do about a refusal is in the finding", () => {
    const blind = readFindings(report({ link: pairing, reading: unreadable })).find(({ rule }) => rule === "blind");
    expect(lineToText(blind?.state === "found" ? (blind.next ?? []) : [])).toBe("approve it.");
    expect(JSON.stringify(blind)).not.toMatch(/example|zqx|openclaw/);
  });
});
