import type { Card, Tone } from "../src/core/card.ts";
import type { AgentReport, GatewayReport, Verdict } from "../src/core/report.ts";

type Top = Pick<Card, "tone" | "title">;

/** As much of a first line as a lock screen shows. */
const WIDTH = 70;

/** The first line is the answer: which gateway, and what it does. A good answer is no all-clear while something is wrong. */
export function writeTop(reports: readonly GatewayReport[]): Top {
  const all = reports.map((report) => ({ ...topOf(report), id: report.id }));
  const [first] = all;
  if (first === undefined) return { tone: "unknown", title: "It is unknown which model answers" };
  if (all.length === 1) return { tone: first.tone, title: `${first.id}: ${first.title}` };
  const bad = all.filter(({ tone }) => !FINE.has(tone)).toSorted((a, b) => rank(a.tone) - rank(b.tone));
  const fine = all.length - bad.length;
  const [worst] = bad;
  if (worst === undefined) return { tone: "good", title: `All ${all.length} gateways are fine` };
  const others = fine === 0 ? [] : [`${fine} fine`];
  const named = [...bad.map(({ id, title }) => `${id}: ${title}`), ...others].join(" · ");
  const short = [`${worst.id}: ${worst.title}`, ...(bad.length > 1 ? [`${bad.length - 1} more`] : []), ...others];
  return { tone: worst.tone, title: named.length <= WIDTH ? named : short.join(" · ") };
}

const FINE: ReadonlySet<Tone> = new Set(["good", "neutral"]);
const TONES: readonly Tone[] = ["critical", "unknown", "warning", "neutral", "good"];
const rank = (tone: Tone): number => TONES.indexOf(tone);

/** The worst first; an agent that nobody wrote to says nothing about the others. */
const ORDER: readonly Verdict[] = ["failing", "silent-fallback", "unknown", "healthy", "idle"];

function topOf(report: GatewayReport): Top {
  const { agents, diagnoses, mended, reading } = report;
  if (reading.state === "unreadable") return { tone: "unknown", title: describeUnread(report) };
  const worst = ORDER.find((verdict) => agents.some((agent) => agent.verdict === verdict)) ?? "unknown";
  const of = agents.filter(({ verdict }) => verdict === worst);
  if (worst === "failing") return { tone: "critical", title: `no model answers${nameAgents(of, agents)}` };
  if (worst === "silent-fallback")
    return { tone: "critical", title: `${describeFallback(of)}${nameAgents(of, agents)}` };
  if (worst === "unknown") return { tone: "unknown", title: "it is unknown which model answers" };
  for (const severity of ["critical", "warning"] as const) {
    const found = diagnoses.find((one) => one.severity === severity);
    if (found) return { tone: severity, title: found.title };
  }
  if (mended !== undefined) return { tone: "good", title: "repaired and proved; waiting for the next real answer" };
  if (worst === "idle") return { tone: "neutral", title: "nothing was answered yet" };
  const models = [...new Set(of.flatMap(({ setting }) => setting.primary?.model ?? []))];
  const [model] = models;
  return {
    tone: "good",
    title: models.length === 1 ? `${model} answers as configured` : "the configured models answer",
  };
}

function describeUnread({ link, reading }: GatewayReport): string {
  if (link.state === "waiting" && link.cause !== "host") return "unreachable";
  return link.state === "ready" && reading.state === "unreadable" && reading.since === null && !reading.failed
    ? "it is being read for the first time"
    : "cannot be read";
}

/** The provider is named only where the way, and not the model, is another one. */
function describeFallback([first]: readonly AgentReport[]): string {
  const [primary, answering] = [first?.setting.primary, first?.answering];
  if (!primary || !answering) return "another model answers than the configured one";
  if (primary.model !== answering.model.model) return `${answering.model.model} answers instead of ${primary.model}`;
  return primary.provider === answering.model.provider
    ? `${primary.model} answers over another route`
    : `${primary.model} answers over ${answering.model.provider} instead of ${primary.provider}`;
}

/** Which agents it is, where that is not all of them. */
const nameAgents = (of: readonly AgentReport[], all: readonly AgentReport[]): string =>
  of.length === all.length ? "" : ` (${of.length === 1 ? of[0]?.setting.id : `${of.length} of ${all.length} agents`})`;
