import { code, when } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import type { AuthProfile } from "../../core/gateway.ts";
import { say } from "../../words/say.ts";
import { login } from "../commands.ts";

/** A login that the gateway cannot renew by itself ends soon, or has ended. The gateway says so, not the date alone. */
export const signInExpiring: Rule = {
  id: "sign-in-expiring",
  inspect({ snapshot }) {
    if (snapshot.logins === "unread") return { cannotTell: say("routes.sign-ins-unread") };
    const ending = snapshot.profiles.filter(({ status }) => status === "expired" || status === "expiring");
    return ending.flatMap((profile): readonly Diagnosis[] => {
      const agents = snapshot.agents.filter(({ primary, fallbacks }) =>
        [primary, ...fallbacks].some((model) => model?.provider === profile.provider),
      );
      return agents.length === 0
        ? []
        : [
            toDiagnosis(
              profile,
              agents.map(({ id }) => id),
            ),
          ];
    });
  },
};

function toDiagnosis({ id, provider, status, expiresAt }: AuthProfile, agents: readonly string[]): Diagnosis {
  const isOver = status === "expired";
  const state = isOver ? "over" : "soon";
  return {
    rule: "sign-in-expiring",
    subject: id,
    severity: isOver ? "critical" : "warning",
    title: say("routes.sign-in-ends", { state }),
    explanation: [
      say("routes.sign-in-ends.why", {
        provider: code(provider),
        state,
        dated: expiresAt === null ? "no" : "yes",
        at: when(expiresAt ?? 0),
      }),
    ],
    next: [say("causes.run", { command: login(provider) })],
    remedy: "sign-in",
    agents,
  };
}
