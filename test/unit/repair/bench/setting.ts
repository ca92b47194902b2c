import { onTestFinished } from "vitest";
import { withValue, type JsonObject } from "../../../../src/core/json.ts";
import type { GatewayAdmin } from "../../../../src/core/gateway-admin.ts";
import type { Remedy } from "../../../../src/core/plan.ts";
import { openFile } from "../../../../src/store/sqlite/open.ts";
import { makeFolder } from "../../../contracts/operator-shell.ts";
import { startProcess, type Process, type ProcessOptions } from "./process.ts";
import { createWorld, ENTRY, PRIMARY, type World, type WorldOptions } from "./world.ts";

export const WRONG = {
  baseUrl: "https://api.openai.com/v1",
  api: "openai-responses",
  models: [{ id: "gpt-5.4", name: "GPT" }],
};
export const RIGHT = {
  baseUrl: "https://chatgpt.com/backend-api/codex",
  api: "openai-codex-responses",
  models: [{ id: "gpt-5.4", name: "GPT", api: "openai-codex-responses" }],
};
export const BEFORE: JsonObject = {
  gateway: { port: 1 },
  models: { mode: "merge", providers: { "openai-codex": WRONG, mine: { baseUrl: "https://a.test" } } },
};
export const afterOf = (steps: 1 | 2): JsonObject => withValue(BEFORE, ENTRY, steps === 1 ? RIGHT : undefined);

/** Corrects the entry, and in two steps removes it then. */
export const remedyOf = (steps: 1 | 2): Remedy => ({
  id: "test",
  propose: () => ({
    kind: "change",
    title: "Correct the route",
    why: [],
    steps: [
      { label: "correct it", sets: [{ path: ENTRY, after: RIGHT }] },
      ...(steps === 2 ? [{ label: "remove it", sets: [{ path: ENTRY }] }] : []),
    ],
    effects: [],
    proves: [{ agent: "main", wanted: PRIMARY }],
  }),
});

/** Another remedy, which mends nothing. */
export const moded: Remedy = {
  id: "mode",
  propose: () => ({
    kind: "change",
    title: "Set the mode",
    why: [],
    steps: [{ label: "set it", sets: [{ path: ["models", "mode"], after: "replace" }] }],
    effects: [],
    proves: [{ agent: "main", wanted: PRIMARY }],
  }),
};

interface SettingOptions extends Partial<ProcessOptions>, Partial<Omit<WorldOptions, "begins" | "crash">> {
  readonly altered?: Altered;
}

/** What is other than usual of a connection. */
type Altered = (admin: GatewayAdmin) => Partial<GatewayAdmin>;

/** A gateway, a store and a companion beside them. */
export async function setRepairs(options: SettingOptions = {}) {
  const {
    altered,
    faults = [],
    version = "2026.9.6",
    before = BEFORE,
    login,
    meddle,
    primary,
    chooses,
    tested,
    environment,
    includes,
    ...rest
  } = options;
  const processes: Process[] = [];
  const crash = (name: string): void => processes.find((one) => one.name === name && !one.isDead())?.kill();
  const world = createWorld({
    version,
    before,
    faults,
    begins: 1_000_000,
    crash,
    ...(login && { login }),
    ...(meddle && { meddle }),
    ...(primary && { primary }),
    ...(chooses !== undefined && { chooses }),
    ...(tested && { tested }),
    ...(environment && { environment }),
    ...(includes && { includes }),
  });
  const open: World["open"] = async (name) => {
    const admin = await world.open(name);
    return "refused" in admin || !altered ? admin : { ...admin, ...altered(admin) };
  };
  const store = await openFile(makeFolder(), world.clock);
  onTestFinished(() => store.close());
  let ids = 0;
  const start = (name: string): Process => {
    const process = startProcess({
      gateway: "main",
      world: { ...world, open },
      store: store.repairs,
      remedies: [remedyOf(1)],
      newId: () => `plan-${(ids += 1)}`,
      killsAt: () => false,
      ...rest,
      name,
    });
    processes.push(process);
    return process;
  };
  return { world, store: store.repairs, start, ...start("one") };
}
