import { code, type Line } from "../../core/card.ts";
import { formatModel } from "../../core/model.ts";
import type { Examination, Plan, Proposal } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import { NO_CHANGE, toAsked, type PlanFrame } from "./to-plan.ts";

const STILL: Line = [say("plan.old-login-answers", { command: code("/model-status") })];

/** A sign-in as a plan: it changes nothing of the configuration, and the old login does not come back. Pure. */
export function toSignIn(
  { title, why, provider, refused, effects, proves }: Extract<Proposal, { kind: "sign-in" }>,
  { hash }: Pick<Examination, "hash">,
  { id, gateway, remedy, command, by, place, now }: PlanFrame,
): Plan {
  const models = [...new Set(proves.map((one) => formatModel(one.wanted)))].join(", ");
  return {
    id,
    task: { kind: "sign-in", provider, refused },
    gateway,
    remedy,
    command,
    title,
    why,
    ...NO_CHANGE,
    effects: [
      [say("plan.code-is-private")],
      [say("plan.replaces-login")],
      [say("plan.no-change")],
      [say("plan.sign-in-proof", { models: code(models) })],
      ...(refused ? [] : [STILL]),
      ...effects,
    ],
    proves,
    baseHash: hash,
    ...toAsked({ by, place, now }),
  };
}
