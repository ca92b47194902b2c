import { code } from "../../core/card.ts";
import type { Remedy } from "../../core/plan.ts";
import { say } from "../../words/say.ts";
import { rewriteRefs } from "./refs.ts";
import { primariesOf } from "./proving.ts";
import { sessionsStay } from "./shared.ts";

/** A restricted key cannot be widened from here, but the same model is there with the ChatGPT login. */
export const movePrimary: Remedy = {
  id: "move-primary",
  propose(examination) {
    const refused = examination.diagnoses.find(({ rule }) => rule === "restricted-key");
    // Without a login there is nowhere to move to.
    if (!refused || refused.remedy === null) return null;
    const failing = new Set(refused.about?.map(({ model }) => model.provider));
    const leading = examination.snapshot.agents.filter(({ id }) => refused.agents.includes(id));
    const from = leading
      .flatMap(({ primary }) => primary ?? [])
      .find(({ provider }) => failing.has(provider))?.provider;
    const to = examination.snapshot.release.chatgpt.provider;
    if (from === undefined || from === to) return null;
    const moved = (ref: string) => `${to}/${ref.slice(from.length + 1)}`;
    const sets = rewriteRefs(examination.document, (ref, role) =>
      role === "primary" && ref.startsWith(`${from}/`) ? moved(ref) : ref,
    );
    if (sets.length === 0) return null;
    return {
      kind: "change",
      title: say("remedy.move"),
      why: [say("remedy.move-why", { from: code(from), to: code(`${to}/…`) })],
      steps: [{ label: say("remedy.move-step"), sets }],
      effects: [...sessionsStay(examination)],
      proves: primariesOf(examination, from).map(({ agent, wanted: { model } }) => ({
        agent,
        wanted: { provider: to, model },
      })),
    };
  },
};
