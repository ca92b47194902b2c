import { login } from "../commands.ts";
import { code, when } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import type { AuthProfile } from "../../core/gateway.ts";

/** A login that the gateway cannot renew by itself ends soon, or has ended. The gateway says so, not the date alone. */
export const signInExpiring: Rule = {
  id: "sign-in-expiring",
  inspect({ snapshot }) {
    if (snapshot.logins === "unread") return { cannotTell: "how its sign-ins stand was not read yet" };
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
  const instant = expiresAt === null ? [] : [" ", when(expiresAt)];
  return {
    rule: "sign-in-expiring",
    subject: id,
    severity: isOver ? "critical" : "warning",
    title: isOver ? "A sign-in has expired" : "A sign-in is about to expire",
    explanation: [
      "The sign-in for ",
      code(provider),
      isOver ? " ended" : " ends",
      ...instant,
      " and is not renewed by itself; without it its models are refused. On the gateway host: ",
      login(provider),
      ".",
    ],
    remedy: "sign-in",
    agents,
  };
}
