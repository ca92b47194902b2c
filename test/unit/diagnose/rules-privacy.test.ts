import { describe, expect, test } from "vitest";
import { writeDetail } from "../../../commands/model-status-detail.ts";
import { writeStatus } from "../../../commands/model-status-card.ts";
import { toStatusJson } from "../../../src/diagnose/status-json.ts";
import { RULES } from "../../../src/diagnose/rules/index.ts";
import { agent, failure, inputOf, provider } from "../parts/diagnose.ts";
import { reportOf } from "../parts/report.ts";

const MODEL = "anthropic/claude-sonnet-4-6";
/** Nobody but an admin may read it. */
const WORDS = "zqx whose account is this zqx";
const ERRORS = [
  ...[400, 401, 402, 403, 404, 408, 418, 422, 429, 500, 502, 503, 529].map((status) => `${status} ${WORDS}`),
  `401 invalid x-api-key ${WORDS}`,
  `401 OAuth token has been revoked ${WORDS}`,
  `429 usage limit ${WORDS}`,
  `connect ECONNREFUSED ${WORDS}`,
  `No API provider registered for api: ${WORDS}`,
  `No route-compatible credential ${WORDS}`,
  `Unknown model: ${WORDS}`,
  `Provider anthropic is in cooldown ${WORDS}`,
  `400 prompt is too long ${WORDS}`,
  `400 Output blocked by content filtering policy ${WORDS}`,
  `403 <html>${WORDS}</html>`,
  WORDS,
];

const findings = ERRORS.flatMap((message) =>
  (["provider", "gateway"] as const).flatMap((endedBy) => {
    const failures = [failure(MODEL, message, { endedBy, said: `gateway says ${WORDS}` })];
    const state = { version: "2026.9.6", agents: [agent(MODEL)], providers: [provider("anthropic")], failures };
    return RULES.flatMap((rule) => {
      const found = rule.inspect(inputOf(state));
      return "cannotTell" in found ? [] : found;
    });
  }),
);

describe("the words of an error", () => {
  test("stand in nothing that everybody reads, whichever rule tells of it", () => {
    expect(new Set(findings.map(({ rule }) => rule)).size).toBeGreaterThan(10);
    for (const { says: _, ...everybody } of findings) expect(JSON.stringify(everybody)).not.toContain("zqx");
    expect(JSON.stringify(writeStatus([reportOf({ diagnoses: findings })], true))).not.toContain("zqx");
  });

  test("of what nobody has explained are for admins: in their own card and in `status --json`", () => {
    const report = reportOf({ unauthorized: [], diagnoses: findings.filter(({ rule }) => rule === "unexplained") });
    expect(JSON.stringify(writeDetail([report]))).toContain(WORDS);
    expect(toStatusJson(report).diagnoses).toContainEqual(expect.objectContaining({ says: `418 ${WORDS}` }));
  });
});
