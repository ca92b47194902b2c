import { code, type Line } from "../../core/card.ts";
import { formatModel } from "../../core/model.ts";
import type { Examination, Plan, Proposal } from "../../core/plan.ts";
import { NO_CHANGE, toAsked, type PlanFrame } from "./to-plan.ts";

const STILL: Line = [
  "As long as the old login answers too, the turn cannot tell them apart: what the gateway says of the sign-in counts, and ",
  code("/model-status"),
  " shows when the new login ends.",
];

/** A sign-in as a plan: it changes nothing of the configuration, and the old login does not come back. Pure. */
export function toSignIn(
  { title, why, provider, refused, effects, proves }: Extract<Proposal, { kind: "sign-in" }>,
  { hash }: Pick<Examination, "hash">,
  { id, gateway, remedy, command, by, place, now }: PlanFrame,
): Plan {
  const wanted = [...new Set(proves.map((one) => formatModel(one.wanted)))].join(", ");
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
      ["The code is shown to whoever confirms this, in private, and to nobody else."],
      ["It replaces the login there is now; that one cannot be brought back."],
      ["Nothing changes in the configuration."],
      ["Proof: one short turn for each agent, which must be answered by ", code(wanted), "."],
      ...(refused ? [] : [STILL]),
      ...effects,
    ],
    proves,
    baseHash: hash,
    ...toAsked({ by, place, now }),
  };
}
