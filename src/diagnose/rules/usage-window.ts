import { when } from "../../core/card.ts";
import type { Diagnosis, Rule } from "../../core/diagnosis.ts";
import type { ProviderUsage, Snapshot } from "../../core/gateway.ts";
import { say } from "../../words/say.ts";
import { sayInTurn } from "../../words/sequence.ts";

/** From here on a plan that is being used up is told of, the most used first. */
const STEPS = [
  { percent: 95, severity: "critical" },
  { percent: 90, severity: "warning" },
  { percent: 80, severity: "info" },
] as const;

interface Window {
  readonly provider: string;
  readonly window: ProviderUsage["windows"][number];
}

/** A plan will be used up soon: said before it is, with when it is filled again. */
export const usageWindow: Rule = {
  id: "usage-window",
  inspect({ now, snapshot }) {
    const all = (snapshot.usage ?? []).flatMap(({ provider, windows }) =>
      windows.map((window): Window => ({ provider, window })),
    );
    // A share from before a reset is not the present one.
    const current = all.filter(({ window }) => window.resetAt === null || window.resetAt > now);
    return current
      .toSorted((a, b) => b.window.usedPercent - a.window.usedPercent)
      .flatMap((one) => toDiagnosis(one, snapshot));
  },
};

function toDiagnosis({ provider, window }: Window, { agents }: Snapshot): readonly Diagnosis[] {
  const step = STEPS.find(({ percent }) => window.usedPercent >= percent);
  const users = agents.filter(({ primary, fallbacks }) =>
    [primary, ...fallbacks].some((model) => model !== null && isOf(provider, model.provider)),
  );
  if (step === undefined || users.length === 0) return [];
  return [
    {
      rule: "usage-window",
      subject: `${provider} ${window.label}`,
      severity: step.severity,
      title: say("turns.window", { percent: step.percent, window: window.label, provider }),
      explanation: [
        sayInTurn(
          say("turns.window.used", { percent: Math.round(window.usedPercent) }),
          window.resetAt === null ? null : say("turns.window.reset", { at: when(window.resetAt) }),
          say("turns.window.after"),
        ),
      ],
      remedy: null,
      agents: users.map(({ id }) => id),
    },
  ];
}

/** The plan of a ChatGPT login is told of under either of its names. */
const isOf = (usage: string, provider: string): boolean =>
  usage === provider || (usage.startsWith("openai") && provider === "openai-codex");
