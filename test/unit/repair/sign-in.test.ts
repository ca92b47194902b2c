import { describe, expect, test } from "vitest";
import { writePlan } from "../../../commands/fix-cards/plan.ts";
import { writeProgress } from "../../../commands/fix-cards/progress.ts";
import type { Diagnosis } from "../../../src/core/diagnosis.ts";
import type { Examination, Remedy } from "../../../src/core/plan.ts";
import type { Progress } from "../../../src/core/repairs.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { signIn } from "../../../src/repair/remedies/sign-in.ts";
import type { AuthProfile } from "../../../src/core/gateway.ts";
import { agent, login } from "../parts/diagnose.ts";
import { examinationOf } from "../parts/repair.ts";
import { adminOf, toEnd } from "./bench/process.ts";
import { afterOf, setRepairs } from "./bench/setting.ts";
import { PRIMARY } from "./bench/world.ts";
import { english } from "../../../src/words/speak.ts";
import { inEnglish } from "../../parts/in-english.ts";

const remedy: Remedy = {
  id: "sign-in",
  propose: () => ({
    kind: "sign-in",
    title: "Sign in to openai anew",
    why: ["x"],
    provider: "openai",
    refused: true,
    effects: [],
    proves: [{ agent: "main", wanted: PRIMARY }],
  }),
};
const CODE = /^Open https:\/\/auth\.example\.test\/device and enter the code ABCD-1234, within 15 minutes\./;

async function begin(options: Parameters<typeof setRepairs>[0]) {
  const setting = await setRepairs({ remedies: [remedy], before: afterOf(1), ...options });
  const found = await setting.repairs.prescribe({ ...adminOf("1", setting.world), gateway: "main" });
  if (found.kind !== "plan") throw new Error(found.kind);
  return { ...setting, plan: found.plan };
}

describe("a sign-in", () => {
  test("is a plan that says to whom the code goes, and changes nothing of the configuration", async () => {
    const { plan } = await begin({ login: "done" });
    const card = writePlan({ plan, approvedBy: null });
    expect(card.actions?.map(({ label }) => label)).toEqual(["Sign in", "Cancel"]);
    expect(card.actions?.[0]).toMatchObject({ command: "fix-codex", args: { plan: plan.id, decision: "confirm" } });
    const text = inEnglish(card.blocks);
    expect(text).toContain("in private, and to nobody else");
    expect(text).toContain("cannot be brought back");
    expect(text).toContain(`${PRIMARY.provider}/${PRIMARY.model}`);
    expect(text).not.toContain("What changes in the configuration");
    expect(text).not.toContain("Comments");
  });

  test("shows its code, waits for its end and is proved by the wanted model", async () => {
    const { repairs, world, store, plan } = await begin({ login: "done" });
    const before = world.document();
    const begun = await repairs.confirm(plan.id, adminOf("1", world));
    if (begun.kind !== "begun") throw new Error(begun.kind);
    const shown: Progress[] = [];
    for await (const one of begun.progress) shown.push(one);
    expect(shown.map(({ state, lines }) => [state, english(lines.at(-1)?.text ?? "")])).toEqual([
      ["applying", "Asking the gateway for a code."],
      ["applying", expect.stringMatching(CODE)],
      ["proving", "Proving: one short turn in a session of its own."],
      ["fixed", "Signed in, and proved: the wanted model answered."],
    ]);
    expect(shown.map((one) => writeProgress(one).title)).toEqual([
      ...Array.from({ length: 3 }, () => "Signing in on main"),
      "Fixed: gpt-5.4 answers on main",
    ]);
    // There is nothing to take back.
    expect(shown.flatMap((one) => writeProgress(one).actions ?? [])).toEqual([]);
    expect(await store.lastToUndo("main")).toBeNull();
    expect(world.document()).toEqual(before);
    // A code is for whoever asked: nobody finds it in the journal.
    expect(inEnglish([await store.events(plan.id), await store.find(plan.id)])).not.toContain("ABCD");
  });

  test("that comes to nothing says why, and what to run on the host", async () => {
    const { repairs, world, store, plan } = await begin({ login: "failed" });
    const told = await toEnd(await repairs.confirm(plan.id, adminOf("1", world)));
    expect(told.at(-1)).toBe(
      "Not signed in: the code has expired. On the gateway host: openclaw models auth login --provider openai",
    );
    expect((await store.find(plan.id))?.state).toBe("reverted");
  });

  test("after which another model still answers is not called a repair", async () => {
    const { repairs, world, store, plan } = await begin({ login: "done", faults: [{ at: 4, kind: "wrong-answerer" }] });
    const told = await toEnd(await repairs.confirm(plan.id, adminOf("1", world)));
    expect(told.at(-1)).toContain("Signed in, but that did not mend it: openai-codex/gpt-5.3-codex answered the check");
    expect((await store.find(plan.id))?.state).toBe("unclear");
  });

  test("whose gateway goes away in between says so", async () => {
    const { repairs, world, store, plan } = await begin({ login: "done", faults: [{ at: 3, kind: "restart" }] });
    const told = await toEnd(await repairs.confirm(plan.id, adminOf("1", world)));
    expect(told.at(-1)).toContain("Not signed in: the connection is closed.");
    expect((await store.find(plan.id))?.state).toBe("reverted");
  });

  test("whose gateway is not there says so", async () => {
    const { repairs, world, store, plan } = await begin({ login: "done" });
    world.leave(5 * MINUTE);
    const told = await toEnd(await repairs.confirm(plan.id, adminOf("1", world)));
    expect(told.at(-1)).toContain("Not signed in: nothing listens. On the gateway host: ");
    expect((await store.find(plan.id))?.state).toBe("reverted");
  });

  test.each([
    ["was done", "after proving", "fixed", "Signed in, and proved: the wanted model answered."],
    ["was not", "after applying", "reverted", "The sign-in was interrupted: "],
  ])("that a crash interrupted is told by its proof where it %s", async (_, at, state, words) => {
    let left = 1;
    const setting = await begin({ login: "done", killsAt: (step) => step === at && (left -= 1) === 0 });
    const { world, store, plan, start } = setting;
    await setting.repairs.confirm(plan.id, adminOf("1", world)).then(toEnd, () => []);
    expect((await store.unfinished()).map(({ plan: one }) => one.id)).toEqual([plan.id]);
    const told: string[] = [];
    await start("two").repairs.resume(({ lines }) => {
      told.push(...lines.map(({ text }) => english(text)));
      return Promise.resolve(true);
    });
    expect((await store.find(plan.id))?.state).toBe(state);
    expect(told.at(-1)).toContain(words);
  });
});

test.each([
  ["before the gateway had said that it was done", "after applying", "reverted", "The sign-in was interrupted; if you"],
  ["after it had", "after proving", "fixed", "Signed in, and proved"],
])(
  "a sign-in beside a login that still answers, interrupted %s, is told by what the gateway said",
  async (_, at, state, words) => {
    let left = 1;
    const kept: Remedy = {
      ...remedy,
      propose(examination) {
        const proposal = remedy.propose(examination);
        return proposal?.kind === "sign-in" ? { ...proposal, refused: false } : proposal;
      },
    };
    // The old login answers: the turn of the proof would succeed either way.
    const { repairs, world, store, plan, start } = await begin({
      remedies: [kept],
      killsAt: (step) => step === at && (left -= 1) === 0,
    });
    expect(inEnglish(writePlan({ plan, approvedBy: null }).blocks)).toContain("the turn cannot tell them apart");
    await repairs.confirm(plan.id, adminOf("1", world)).then(toEnd, () => []);
    const told: string[] = [];
    await start("two").repairs.resume(({ lines }) => {
      told.push(...lines.map(({ text }) => english(text)));
      return Promise.resolve(true);
    });
    expect((await store.find(plan.id))?.state).toBe(state);
    expect(told.at(-1)).toContain(words);
  },
);

const found = (rule: Diagnosis["rule"], provider: string): Diagnosis => ({
  rule,
  severity: "critical",
  title: "x",
  explanation: [],
  remedy: "sign-in",
  agents: ["main"],
  about: [{ agent: "main", model: { provider, model: "m" } }],
});

const ending = (name: string, status: string): AuthProfile => ({ ...login(name), status });

describe("the remedy for a login that is refused", () => {
  const nine = { version: "2026.9.6", agents: [agent("openai/m")] };

  test.each<[what: string, diagnosis: Diagnosis, signIns: readonly string[], kind: string, provider: string]>([
    ["is a code where the gateway gives one", found("sign-in-rejected", "openai"), ["openai"], "sign-in", "openai"],
    ["is a command where it does not", found("sign-in-rejected", "openai"), [], "instruct", "openai"],
    [
      "is a command for a provider it gives none for",
      found("login-expired", "google"),
      ["openai"],
      "instruct",
      "google",
    ],
    ["is of that very provider", found("spent-refresh-token", "openai"), ["openai", "xai"], "sign-in", "openai"],
  ])("%s", (_, diagnosis, signIns, kind, provider) => {
    const proposal = signIn.propose(examinationOf({ ...nine, diagnoses: [diagnosis], signIns }));
    expect(proposal?.kind).toBe(kind);
    expect(inEnglish(proposal)).toContain(kind === "instruct" ? `login --provider ${provider}` : provider);
  });

  test.each([
    ["is proved by a model that an agent only falls back to", [agent("google/m", "main", "google/n", "openai/o")], "o"],
    ["is a command where no agent uses it", [agent("google/m")], null],
  ])("%s", (_, agents, model) => {
    const diagnoses = [found("login-expired", "openai")];
    const proposal = signIn.propose(examinationOf({ version: "2026.9.6", agents, diagnoses, signIns: ["openai"] }));
    expect(proposal).toMatchObject(
      model === null
        ? { kind: "instruct" }
        : { kind: "sign-in", proves: [{ agent: "main", wanted: { provider: "openai", model }, chosen: true }] },
    );
  });

  const endings = (...profiles: readonly AuthProfile[]) => ({
    ...nine,
    agents: [agent("openai/m", "main", "xai/x", "google/g")],
    profiles,
    diagnoses: profiles.map(({ id, provider }) => ({
      ...found("sign-in-expiring", provider),
      subject: id,
    })),
  });

  test.each<[what: string, state: Partial<Examination>, kind: string, words: string]>([
    ["is offered for one that ends", endings(ending("openai", "expiring")), "sign-in", "Sign in to openai anew"],
    [
      "is offered first for one that has ended",
      endings(ending("openai", "expiring"), ending("xai", "expired")),
      "sign-in",
      "Sign in to xai anew",
    ],
    [
      "is offered for the one it can be had for",
      endings(ending("google", "expired"), ending("openai", "expiring")),
      "sign-in",
      "Sign in to openai anew",
    ],
    [
      "is a command for each where it cannot be had",
      { ...endings(ending("google", "expired"), ending("openai", "expiring")), signIns: [] },
      "instruct",
      '["openclaw models auth login --provider google","openclaw models auth login --provider openai"]',
    ],
    [
      "is for the one that is refused before one that ends",
      {
        ...endings(ending("xai", "expired")),
        diagnoses: [...endings(ending("xai", "expired")).diagnoses, found("login-expired", "openai")],
      },
      "sign-in",
      "Sign in to openai anew",
    ],
  ])("%s", (_, state, kind, words) => {
    const proposal = signIn.propose(examinationOf({ signIns: ["openai", "xai"], ...state }));
    expect(proposal?.kind).toBe(kind);
    expect(inEnglish(proposal)).toContain(words);
  });

  test("says of what ends that it ends, and of what is refused that it is", () => {
    const expiring = signIn.propose(examinationOf({ ...endings(ending("openai", "expiring")), signIns: ["openai"] }));
    expect(expiring).toMatchObject({
      refused: false,
      why: [
        "The gateway cannot renew the login by itself: without a new one its models are refused. The gateway gives a code that you enter on the provider's page, with the account it should use.",
      ],
    });
    const refused = signIn.propose(
      examinationOf({ ...nine, diagnoses: [found("login-expired", "openai")], signIns: ["openai"] }),
    );
    expect(refused).toMatchObject({ refused: true });
    expect(inEnglish(refused)).toContain("The provider refuses the login");
  });

  test("is none for other causes", () => {
    expect(signIn.propose(examinationOf({ ...nine, diagnoses: [found("rate-limit", "openai")] }))).toBeNull();
  });
});
