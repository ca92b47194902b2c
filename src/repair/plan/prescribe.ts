import type { Prescription, Request } from "../../core/repairs.ts";
import type { GatewayReport } from "../../core/report.ts";
import type { Examination, Plan, Proposal } from "../../core/plan.ts";
import type { Line } from "../../core/card.ts";
import type { Diagnosis } from "../../core/diagnosis.ts";
import type { GatewayAdmin } from "../../core/gateway-admin.ts";
import { tellPrivately } from "../../words/private.ts";
import { say } from "../../words/say.ts";
import { isAside } from "../remedies/proving.ts";
import { findHalf } from "./half.ts";
import { toMeanwhile } from "./meanwhile.ts";
import { refuseIncluded } from "./refuse-included.ts";
import { refuseLost } from "./refuse-lost.ts";
import { toRelease } from "./release.ts";
import { toSignIn } from "./sign-in.ts";
import { toStop } from "./stop.ts";
import { toPlan } from "./to-plan.ts";
import type { PlanningPorts } from "./ports.ts";
import { joinLines } from "../../words/sequence.ts";

/** Looks at a gateway with the right to write, without writing, and chooses the one remedy that fits. */
export async function prescribe(ports: PlanningPorts, request: Request, signal?: AbortSignal): Promise<Prescription> {
  const half = await findHalf(ports, request, () => true, signal);
  if (half !== null) return half;
  const report = await ports.reports.report(request.gateway);
  if (report.reading.state === "unreadable") {
    const { link, reading } = report;
    const told = "why" in link ? tellPrivately(link) : { why: reading.why, fix: null };
    const isDown = link.state === "waiting" && link.cause === "refusing";
    return { kind: "unreachable", ...told, ...(isDown && { isDown }) };
  }
  if (report.onHold) return { kind: "refuse", title: say("status.under-way"), why: [say("plan.under-way")] };
  const { removesKeys = false, choice = null } = request;
  const isChosen = choice !== null;
  if (!isChosen && !report.diagnoses.some(({ severity, remedy }) => severity !== "info" || remedy !== null))
    return { kind: "healthy" };
  const causes = causesOf(report.diagnoses);
  // What no change of the configuration mends needs no right to write either.
  if (!isChosen && causes.length > 0 && report.diagnoses.every(({ remedy }) => remedy === null))
    return toRefusal(causes);
  const admin = await ports.openAdmin(request.gateway, signal);
  if ("refused" in admin) return { kind: "unreachable", ...tellPrivately(admin.refused) };
  try {
    // What goes on by itself is ended before anything else: a restart would wait for it.
    const stop = isChosen ? null : toStop(report, { ...request, id: ports.newId() });
    if (stop !== null) {
      await ports.repairs.add(stop);
      return { kind: "plan", plan: stop, approvedBy: null };
    }
    const examination = { ...(await admin.examine(signal)), diagnoses: report.diagnoses, removesKeys, choice };
    const remedies = ports.remedies.filter(({ chosen = false }) => chosen === isChosen);
    const asked = { ...request, answered: toAnswered(report), meanwhile: toMeanwhile(report) };
    const found = await choose({ ...ports, remedies }, examination, asked);
    return found ?? (await explain(ports, admin, { ...request, diagnoses: report.diagnoses }, signal));
  } finally {
    admin.close();
  }
}

/** Who answers now, whatever was selected; nobody where the last turn had no answer. */
const toAnswered = ({ agents }: GatewayReport): Plan["answered"] =>
  agents.flatMap(({ setting, answering, verdict }) =>
    answering === null || verdict === "failing" ? [] : [{ agent: setting.id, wanted: answering.model }],
  );

const FIX = "fix-codex";

const UNKNOWN: Prescription = {
  kind: "refuse",
  title: say("plan.unknown-release"),
  why: [say("remedy.unknown-release")],
};

type Asked = Request & Pick<Plan, "answered"> & { readonly meanwhile: readonly Line[] };

async function choose(ports: PlanningPorts, examination: Examination, request: Asked): Promise<Prescription | null> {
  const proposed = ports.remedies.flatMap((remedy) => {
    const proposal = remedy.propose(examination);
    return proposal === null ? [] : [{ remedy, proposal }];
  });
  // What an agent asks first is mended before what it only falls back to.
  const inOrder = proposed.toSorted((a, b) => Number(comesLater(a.proposal)) - Number(comesLater(b.proposal)));
  for (const { remedy, proposal } of inOrder) {
    if (proposal.kind === "sign-in") {
      const plan = toSignIn(proposal, examination, { ...request, id: ports.newId(), remedy: remedy.id, command: FIX });
      await ports.repairs.add(plan);
      return { kind: "plan", plan, approvedBy: null };
    }
    if (proposal.kind !== "change") return proposal;
    if (!examination.snapshot.release.certain) return UNKNOWN;
    // What nobody can prove is not done.
    if (proposal.proves.length === 0) continue;
    const refused = refuseIncluded(proposal, examination);
    if (refused !== null) return refused;
    const told = { ...proposal, effects: [...request.meanwhile, ...proposal.effects] };
    const command = remedy.command ?? FIX;
    const plan = toPlan(told, examination, { ...request, id: ports.newId(), remedy: remedy.id, command });
    if (plan.steps.every(({ changes }) => changes.length === 0)) continue;
    const kept = refuseLost(plan, proposal, examination);
    if (kept !== null) return kept;
    await ports.repairs.add(plan);
    return { kind: "plan", plan, approvedBy: null };
  }
  return null;
}

/** Whether only what no agent asks first is mended by it, or refused. */
const comesLater = (proposal: Proposal): boolean =>
  "proves" in proposal
    ? proposal.proves.length > 0 && isAside(proposal.proves)
    : proposal.kind === "refuse" && proposal.aside === true;

/** Nothing that is written mends it: sessions that only stay on their fallback are offered, else the causes are named. */
async function explain(
  ports: PlanningPorts,
  admin: GatewayAdmin,
  { diagnoses, gateway, ...asker }: Request & { readonly diagnoses: readonly Diagnosis[] },
  signal?: AbortSignal,
): Promise<Prescription> {
  const causes = causesOf(diagnoses);
  const pinned = causes.length > 0 ? [] : await admin.pinned(signal);
  const plan = toRelease(pinned, gateway, asker, ports.newId);
  if (plan !== null) {
    await ports.repairs.add(plan);
    return { kind: "pinned", pinned, plan };
  }
  return toRefusal(causes.length > 0 ? causes : diagnoses);
}

const causesOf = (diagnoses: readonly Diagnosis[]): readonly Diagnosis[] =>
  diagnoses.filter(({ rule, severity }) => severity !== "info" && rule !== "silent-fallback");

/** Each cause with its own next step. */
const toRefusal = (shown: readonly Diagnosis[]): Prescription => ({
  kind: "refuse",
  title: say("plan.nothing-fixes"),
  why: shown.flatMap(({ title, explanation, next }, index): Line => [
    ...(index > 0 ? [" "] : []),
    say("parts.sentence", { sentence: title }),
    " ",
    ...joinLines(explanation, next),
  ]),
});
