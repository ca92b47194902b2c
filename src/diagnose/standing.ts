import type { Snapshot } from "../core/gateway.ts";
import type { Answering } from "../core/ledger.ts";
import type { AgentReport, Standing } from "../core/report.ts";
import { intendedPayment, isKeyTold, paymentOf } from "./payment.ts";

/** How an agent's answers are paid for, as configured and as they come. */
export const toRoute = (
  snapshot: Snapshot,
  { primary }: AgentReport["setting"],
  answer: Answering | null,
): NonNullable<AgentReport["route"]> => ({
  configured: primary && { provider: primary.provider, payment: intendedPayment(snapshot, primary) },
  answering: answer && {
    provider: answer.model.provider,
    payment: paymentOf(snapshot, answer.model, answer.api),
    api: answer.api,
    ...(isInferred(snapshot, answer) && { inferred: true }),
  },
});

const isInferred = (snapshot: Snapshot, { model, api }: Answering): boolean =>
  paymentOf(snapshot, model, api) === "by-use" && !isKeyTold(snapshot, model.provider);

/** What else of a gateway asks models, and what its logins have left. */
export const toStanding = ({ profiles, usage, cron }: Snapshot, sideRuns: Standing["sideRuns"]): Standing => ({
  logins: profiles.map(({ provider, mode, status, expiresAt }) => ({
    provider,
    mode,
    status,
    expiresAt,
    windows: usage?.find((one) => one.provider === provider)?.windows ?? [],
  })),
  // A plan whose login stands elsewhere (another program's, or the gateway's own store) is told of all the same.
  plans: (usage ?? []).filter(({ provider }) => !profiles.some((profile) => profile.provider === provider)),
  cron: cron ?? null,
  sideRuns,
});
