import type { Answerer, Plan } from "../core/plan.ts";
import type { GatewayAdmin } from "../core/gateway-admin.ts";
import { MINUTE, SECOND, type Instant } from "../core/time.ts";
import { formatModel } from "../core/model.ts";
import { restartLeft } from "./apply.ts";
import { askCanary } from "./canary.ts";
import type { RepairPorts, Tell } from "./ports.ts";
import { toProofSession } from "./prove.ts";
import { patchesBack } from "./restore.ts";
import { holdsSecret } from "./secrets.ts";
import { noteOf, openAgain, standingOf, toWait, waitForRestart, wordsOf, writePatches } from "./write.ts";

export interface TakingBack {
  readonly plan: Plan;
  /** The last step that may have been written. */
  readonly from: number;
  /** `overwriting`: although others changed the same values since. */
  readonly state: "reverting" | "undoing" | "overwriting";
  /** When an earlier process may have written it back; its restart may still be to come. */
  readonly since?: Instant;
}

/** A gateway that does not come back is looked for so long before a person is called. */
const PATIENCE = 30 * MINUTE;

/**
 * Takes steps back, newest first, until the running gateway holds again what it held; decided by what it holds, so
 * it can be called again after a crash at any instant. Ends in one of three states.
 */
export async function takeBack(task: TakingBack, ports: RepairPorts, tell: Tell, signal?: AbortSignal): Promise<void> {
  const { plan, from, state } = task;
  const deadline = ports.waiting.clock() + PATIENCE;
  let why = "the gateway did not answer";
  let since = task.since ?? 0;
  while (ports.waiting.clock() < deadline && !signal?.aborted) {
    const admin = await openAgain(() => ports.openAdmin(plan.gateway, signal), ports.waiting, signal);
    if ("why" in admin) {
      ({ why } = admin);
      await tell(state, `The gateway does not answer (${why}); the change is undone as soon as it does.`);
      continue;
    }
    const pending = restartLeft(plan, since, ports.waiting.clock());
    const outcome = await takeStepsBack(admin, task, pending, ports, tell, signal).catch((error: unknown): Outcome => ({
      kind: "trouble",
      why: wordsOf(error),
      final: false,
    }));
    since = 0;
    if (outcome.kind === "restarting") {
      await tell(state, toWait(outcome.within));
      await waitForRestart(admin, outcome.within, ports.waiting, signal);
    }
    admin.close();
    if (outcome.kind === "back") return finish(task, outcome.answering, ports, tell);
    if (outcome.kind === "restarting") continue;
    ({ why } = outcome);
    if (outcome.final) break;
    await ports.waiting.sleep(SECOND, signal);
  }
  if (signal?.aborted) return;
  const text = `The change could not be undone: ${why}. The gateway keeps older files as openclaw.json.bak on its host.`;
  await ports.repairs.move(plan.id, [state], "unclear", from, text);
  await tell("unclear", text);
}

async function finish({ plan, from, state }: TakingBack, answering: string, ports: RepairPorts, tell: Tell) {
  const end = state === "reverting" ? "reverted" : "undone";
  const text = `The configuration is again what it was${exceptOf(plan, from)}.${answering}`;
  await ports.repairs.move(plan.id, [state], end, 0, text);
  await tell(end, text);
}

/** What could not be put back. */
function exceptOf({ steps }: Plan, from: number): string {
  const inexact = steps.slice(0, from + 1).filter(({ exact }) => !exact);
  if (inexact.length === 0) return "";
  const isLost = inexact.some(({ changes }) =>
    changes.some((one) => holdsSecret(one.before) && !holdsSecret(one.after)),
  );
  return isLost
    ? ", but for the API key that went with the override"
    : ", but for models that were added to an entry with a key: they stay listed";
}

type Outcome =
  /** The running gateway holds what it held; `answering` says who answers now, where that was asked. */
  | { readonly kind: "back"; readonly answering: string }
  | { readonly kind: "restarting"; readonly within: number }
  /** `final`: trying again would not help. */
  | { readonly kind: "trouble"; readonly why: string; readonly final: boolean };

async function takeStepsBack(
  admin: GatewayAdmin,
  { plan, from, state }: TakingBack,
  pending: number | null,
  ports: RepairPorts,
  tell: Tell,
  signal?: AbortSignal,
): Promise<Outcome> {
  let restart = pending;
  for (const step of plan.steps.slice(0, from + 1).toReversed()) {
    const { document } = await admin.config(signal);
    const standing = standingOf(step, document);
    if (standing === "before") continue;
    if (standing === "neither" && state !== "overwriting")
      return { kind: "trouble", why: "the configuration was changed by somebody else since", final: true };
    const patches = patchesBack(step, document, await admin.release(signal));
    const say = (text: string) => tell(state, text);
    const written = await writePatches(admin, patches, null, `${noteOf(plan)}, taken back`, ports.waiting, say, signal);
    if (written.kind === "not-written") return { kind: "trouble", why: written.why, final: true };
    restart = written.restartIn ?? restart;
    const now = await admin.config(signal);
    if (step.exact && standingOf(step, now.document) !== "before")
      return { kind: "trouble", why: "the gateway did not keep it", final: true };
  }
  // What was written counts once the gateway runs with it: it is read again when it is back.
  if (restart !== null) return { kind: "restarting", within: restart };
  const asked = state === "reverting" ? plan.answered : [];
  const told = await Promise.all(asked.map((one) => askBefore(admin, plan, one, ports, signal)));
  return { kind: "back", answering: told.join("") };
}

/** A repair that failed must leave nothing worse than it was: who answered before must answer again. */
async function askBefore(
  admin: GatewayAdmin,
  plan: Plan,
  { agent, wanted }: Answerer,
  { waiting }: RepairPorts,
  signal?: AbortSignal,
): Promise<string> {
  const end = await askCanary(admin, toProofSession(agent, plan, "before"), wanted, waiting, signal);
  return end.kind === "answered"
    ? ` ${formatModel(wanted)} answers ${agent} again, as before.`
    : ` But ${agent} is not answered by ${formatModel(wanted)} as before: ${end.why}.`;
}
