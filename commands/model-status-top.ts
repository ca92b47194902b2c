import type { Message, Text, Tone } from "../src/core/card.ts";
import type { AgentReport, GatewayReport, Verdict } from "../src/core/report.ts";
import { say } from "../src/words/say.ts";
import { sayDotted } from "../src/words/sequence.ts";
import { english } from "../src/words/speak.ts";

interface Top {
  readonly tone: Tone;
  readonly title: Text;
}

/** As much of a first line as a lock screen shows. */
const WIDTH = 70;

/** The first line is the answer: which gateway, and what it does. A good answer is no all-clear while something is wrong. */
export function writeTop(reports: readonly GatewayReport[]): Top {
  const all = reports.map((report) => ({ ...topOf(report), id: report.id }));
  const [first] = all;
  if (first === undefined) return { tone: "unknown", title: say("status.unknown") };
  if (all.length === 1) return { tone: first.tone, title: withWhy(nameTop(first), first.why) };
  const bad = all.filter(({ tone }) => !FINE.has(tone)).toSorted((a, b) => rank(a.tone) - rank(b.tone));
  const fine = all.length - bad.length;
  const [worst] = bad;
  if (worst === undefined) return { tone: "good", title: say("status.all-fine", { count: all.length }) };
  const others = fine === 0 ? [] : [say("status.fine", { count: fine })];
  const named = sayDotted([...bad.map(nameTop), ...others]);
  const more = bad.length > 1 ? [say("status.more", { count: bad.length - 1 })] : [];
  const fits = english(named).length <= WIDTH;
  return { tone: worst.tone, title: fits ? named : sayDotted([nameTop(worst), ...more, ...others]) };
}

const nameTop = ({ id, title }: Top & { readonly id: string }): Message => say("parts.of", { name: id, what: title });

/** The worse, the lower. */
export const rankOf = (report: GatewayReport): number => rank(topOf(report).tone);

const FINE: ReadonlySet<Tone> = new Set(["good", "neutral"]);
const TONES: readonly Tone[] = ["critical", "unknown", "warning", "neutral", "good"];
const rank = (tone: Tone): number => TONES.indexOf(tone);

/** The worst first; an agent that nobody wrote to says nothing about the others. */
const ORDER: readonly Verdict[] = ["failing", "silent-fallback", "unknown", "healthy", "idle"];

/** A reason that does not fit stands below. */
function withWhy(title: Text, why: Text | undefined): Text {
  if (why === undefined) return title;
  const [first, reason] = [english(title), english(why)];
  const fits = !first.endsWith(reason) && first.length + reason.length + 2 <= WIDTH;
  return fits ? say("parts.of", { name: title, what: why }) : title;
}

/** `why`: the reason of what is unknown. */
function topOf(report: GatewayReport): Top & { readonly why?: Text } {
  const { agents, diagnoses, mended, onHold, reading } = report;
  if (reading.state === "unreadable") return { tone: "unknown", title: describeUnread(report), why: reading.why };
  const worst = ORDER.find((verdict) => agents.some((agent) => agent.verdict === verdict)) ?? "unknown";
  const of = agents.filter(({ verdict }) => verdict === worst);
  if (worst === "failing") return { tone: "critical", title: nameAgents(say("incidents.none-answers"), of, agents) };
  if (worst === "silent-fallback") return { tone: "critical", title: nameAgents(describeFallback(of), of, agents) };
  if (worst === "unknown") return topOfUnknown(of);
  for (const severity of ["critical", "warning"] as const) {
    const found = diagnoses.find((one) => one.severity === severity);
    if (found) return { tone: severity, title: found.title };
  }
  if (onHold) return { tone: "unknown", title: say("status.on-hold") };
  if (mended !== undefined) return { tone: "good", title: say("status.repaired") };
  if (worst === "idle") return { tone: "neutral", title: say("status.idle") };
  return { tone: "good", title: describeGood(of) };
}

/** No log of that time says why another model answered. */
function topOfUnknown([first]: readonly AgentReport[]): Top & { readonly why?: Text } {
  const model = first?.answering?.model.model;
  if (model === undefined) return { tone: "unknown", title: say("status.unknown-which") };
  return { tone: "unknown", title: say("status.unknown-why", { model }), why: say("status.no-log") };
}

function describeGood(of: readonly AgentReport[]): Message {
  const asked = of.filter(({ answering }) => answering?.judged !== "chosen");
  const models = [...new Set(asked.flatMap(({ setting }) => setting.primary?.model ?? []))];
  const [model] = models;
  if (asked.length === 0)
    return say("status.chosen-answers", { model: of[0]?.answering?.model.model ?? say("status.another") });
  return model !== undefined && models.length === 1
    ? say("status.as-configured", { model })
    : say("status.all-as-configured");
}

function describeUnread({ link, reading }: GatewayReport): Message {
  if (link.state === "waiting" && link.cause !== "host") return say("incidents.unreachable");
  return link.state === "ready" && reading.state === "unreadable" && reading.since === null && !reading.failed
    ? say("gaps.first-reading")
    : say("incidents.unread");
}

/** The provider is named only where the way, and not the model, is another one. */
function describeFallback([first]: readonly AgentReport[]): Message {
  const [primary, answering] = [first?.setting.primary, first?.answering];
  if (!primary || !answering) return say("status.another-answers");
  const { model, provider } = answering.model;
  if (primary.model !== model) return say("incidents.instead", { answering: model, configured: primary.model });
  return primary.provider === provider
    ? say("status.other-route", { model })
    : say("status.other-provider", { model, provider, configured: primary.provider });
}

/** With which agents it is, where that is not all of them. */
function nameAgents(what: Message, of: readonly AgentReport[], all: readonly AgentReport[]): Message {
  if (of.length === all.length) return what;
  const [first, ...others] = of.map(({ setting }) => setting.id);
  const some = say("status.some-agents", { count: of.length, all: all.length });
  return say("status.of-agents", { what, agents: first !== undefined && others.length === 0 ? first : some });
}
