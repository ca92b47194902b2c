import type { Tone } from "../src/core/card.ts";
import type { AgentReport, GatewayReport, Verdict } from "../src/core/report.ts";
import { english } from "../src/words/speak.ts";

interface Top {
  readonly tone: Tone;
  readonly title: string;
}

/** As much of a first line as a lock screen shows. */
const WIDTH = 70;

/** The first line is the answer: which gateway, and what it does. A good answer is no all-clear while something is wrong. */
export function writeTop(reports: readonly GatewayReport[]): Top {
  const all = reports.map((report) => ({ ...topOf(report), id: report.id }));
  const [first] = all;
  if (first === undefined) return { tone: "unknown", title: "It is unknown which model answers" };
  if (all.length === 1) return { tone: first.tone, title: withWhy(`${first.id}: ${first.title}`, first.why) };
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

/** A reason that does not fit stands below. */
const withWhy = (title: string, why: string | undefined): string =>
  why !== undefined && !title.endsWith(why) && title.length + why.length + 2 <= WIDTH ? `${title}: ${why}` : title;

/** `why`: the reason of what is unknown. */
function topOf(report: GatewayReport): Top & { readonly why?: string } {
  const { agents, diagnoses, mended, reading } = report;
  if (reading.state === "unreadable")
    return { tone: "unknown", title: describeUnread(report), why: english(reading.why) };
  const worst = ORDER.find((verdict) => agents.some((agent) => agent.verdict === verdict)) ?? "unknown";
  const of = agents.filter(({ verdict }) => verdict === worst);
  if (worst === "failing") return { tone: "critical", title: `no model answers${nameAgents(of, agents)}` };
  if (worst === "silent-fallback")
    return { tone: "critical", title: `${describeFallback(of)}${nameAgents(of, agents)}` };
  if (worst === "unknown") return topOfUnknown(of);
  for (const severity of ["critical", "warning"] as const) {
    const found = diagnoses.find((one) => one.severity === severity);
    if (found) return { tone: severity, title: english(found.title) };
  }
  if (mended !== undefined) return { tone: "good", title: "repaired and proved; waiting for the next real answer" };
  if (worst === "idle") return { tone: "neutral", title: "nothing was answered yet" };
  return { tone: "good", title: describeGood(of) };
}

/** No log of that time says why another model answered. */
function topOfUnknown([first]: readonly AgentReport[]): Top & { readonly why?: string } {
  const model = first?.answering?.model.model;
  if (model === undefined) return { tone: "unknown", title: "it is unknown which model answers" };
  return { tone: "unknown", title: `it is unknown why ${model} answers`, why: "no log of then" };
}

function describeGood(of: readonly AgentReport[]): string {
  const asked = of.filter(({ answering }) => answering?.judged !== "chosen");
  const models = [...new Set(asked.flatMap(({ setting }) => setting.primary?.model ?? []))];
  const [model] = models;
  if (asked.length === 0) return `${of[0]?.answering?.model.model ?? "another model"} answers, which somebody chose`;
  return models.length === 1 ? `${model} answers as configured` : "the configured models answer";
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
