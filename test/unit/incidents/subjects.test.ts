import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnosis } from "../../../src/core/diagnosis.ts";
import type { Finding, Incident } from "../../../src/core/incident.ts";
import type { GatewayReport } from "../../../src/core/report.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { readFindings } from "../../../src/incidents/findings.ts";
import { joinGroup } from "../../../src/incidents/join.ts";
import { check, clear, found, incident, NOW } from "../parts/incidents.ts";
import { reportOf } from "../parts/report.ts";

const CAUSES = ["login-expired", "wrong-key", "overloaded"] as const;
const PROVIDERS = ["anthropic", "google", "openai"] as const;
type Fault = readonly [cause: (typeof CAUSES)[number], provider: (typeof PROVIDERS)[number]];

const diagnosis = ([rule, provider]: Fault, rest: Partial<Diagnosis> = {}): Diagnosis => ({
  rule,
  severity: "critical",
  title: `${rule} of ${provider}`,
  explanation: [],
  remedy: null,
  agents: ["main"],
  about: [{ agent: "main", model: { provider, model: "m" } }],
  ...rest,
});
const findingsOf = (...diagnoses: readonly Diagnosis[]): readonly Finding[] =>
  readFindings(reportOf({ diagnoses } satisfies Partial<GatewayReport>));

/** Incidents as they stand after each look at what is wrong, the newest look last. */
function watch(looks: readonly (readonly Diagnosis[])[], from: readonly Incident[] = []): readonly Incident[][] {
  let count = 0;
  let now: readonly Incident[] = from;
  return looks.map((diagnoses, step) => {
    const changes = check({
      before: now,
      findings: findingsOf(...diagnoses),
      now: NOW + step * MINUTE,
      newId: () => `id ${(count += 1)}`,
    });
    const kept = new Map(now.map((one) => [one.id, one]));
    for (const { after } of changes) kept.set(after.id, after);
    now = [...kept.values()];
    return [...now];
  });
}

const idOf = (fault: Fault, incidents: readonly Incident[] = []) => incidents.find((one) => isOf(fault, one))?.id;

const isOf = ([cause, provider]: Fault, one: Incident): boolean =>
  one.cause === cause && one.phase !== "over" && (one.subjects ?? []).includes(provider);

describe("two providers with one cause", () => {
  const OPENAI = diagnosis(["login-expired", "openai"]);
  const GOOGLE = diagnosis(["login-expired", "google"]);

  it("have an incident each", () => {
    const [first = []] = watch([[OPENAI, GOOGLE]]);
    expect(first.map(({ title }) => title)).toEqual(["login-expired of openai", "login-expired of google"]);
  });

  it("the one that begins later opens an incident of its own", () => {
    const [before = [], after = []] = watch([[OPENAI], [OPENAI, GOOGLE]]);
    expect(before).toHaveLength(1);
    expect(after.map(({ id, openings }) => [id, openings.length])).toEqual([
      ["id 1", 1],
      ["id 2", 1],
    ]);
  });

  it("the one that ends is told of, whichever stands first", () => {
    const last = watch([[OPENAI, GOOGLE], [GOOGLE]]).at(-1) ?? [];
    expect(last.map(({ title, phase }) => [title, phase])).toEqual([
      ["login-expired of openai", "recovering"],
      ["login-expired of google", "open"],
    ]);
  });

  it("an incident that was kept before it said what it is about goes on as one of them", () => {
    const old = incident({ cause: "login-expired", rules: ["login-expired"] });
    const [after = []] = watch([[OPENAI, GOOGLE]], [old]);
    expect(after.map(({ id, subjects }) => [id, subjects])).toEqual([
      ["one", ["openai"]],
      ["id 1", ["google"]],
    ]);
  });

  it("on two gateways are not told as one", () => {
    const here = incident({ cause: "overloaded", subjects: ["openai"] });
    const there = incident({ id: "two", gateway: "gw-2", cause: "overloaded", subjects: ["google"] });
    expect(joinGroup(here, [there], NOW).group).toBeUndefined();
    expect(joinGroup(here, [{ ...there, subjects: ["openai"] }], NOW).group).toBe("two");
  });
});

describe("one thing has one incident", () => {
  it("another cause of the same provider keeps the card", () => {
    const refused = { ...diagnosis(["wrong-key", "openai"]), rule: "unauthorized" } as const;
    const looks = [
      [diagnosis(["wrong-key", "openai"]), refused],
      [diagnosis(["login-expired", "openai"]), refused],
    ];
    expect((watch(looks).at(-1) ?? []).map(({ id, cause }) => [id, cause])).toEqual([["id 1", "login-expired"]]);
  });

  it("another cause of another provider does not", () => {
    const refused = { ...diagnosis(["wrong-key", "openai"]), rule: "unauthorized" } as const;
    const looks = [
      [diagnosis(["wrong-key", "openai"]), refused],
      [diagnosis(["login-expired", "google"]), refused],
    ];
    expect((watch(looks).at(-1) ?? []).map(({ cause, phase }) => [cause, phase])).toEqual([
      ["wrong-key", "recovering"],
      ["login-expired", "open"],
    ]);
  });

  it("two agents of one provider share it", () => {
    const other = { agents: ["work"], about: [{ agent: "work", model: { provider: "openai", model: "n" } }] };
    const findings = findingsOf(diagnosis(["wrong-key", "openai"]), diagnosis(["wrong-key", "openai"], other));
    const seen = findings.flatMap((one) => (one.state === "found" ? [one] : []));
    expect(seen).toMatchObject([{ rule: "wrong-key", agents: ["main", "work"], subjects: ["openai"] }]);
  });

  it("what follows from causes is of the gateway as a whole", () => {
    const findings = [found("wrong-key", { subjects: ["openai"] }), found("unauthorized"), clear("silent-fallback")];
    expect(check({ findings }).map(({ after }) => after.rules)).toEqual([["wrong-key", "unauthorized"]]);
  });
});

it("whatever begins and ends in whatever order, each fault has one incident, and keeps it while it lasts", () => {
  const fault = fc.tuple(fc.constantFrom(...CAUSES), fc.constantFrom(...PROVIDERS));
  const looks = fc.array(fc.uniqueArray(fault, { selector: String, maxLength: 5 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(looks, (all) => {
      const seen = watch(all.map((faults) => faults.map((one) => diagnosis(one))));
      seen.forEach((incidents, step) => {
        const faults = all[step] ?? [];
        const before = all[step - 1] ?? [];
        for (const one of faults) {
          const own = incidents.filter((each) => isOf(one, each) && each.lastSeenAt === NOW + step * MINUTE);
          expect(own).toHaveLength(1);
          const lasted = before.some((each) => String(each) === String(one));
          expect(idOf(one, lasted ? seen[step - 1] : incidents)).toBe(idOf(one, incidents));
        }
        const gone = incidents.filter((each) => each.phase === "open" && !faults.some((one) => isOf(one, each)));
        expect(gone).toEqual([]);
      });
    }),
  );
});
