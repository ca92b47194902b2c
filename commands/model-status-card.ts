import { ago, code, heading, note, strong, text, when, type Block, type Card, type Line } from "../src/core/card.ts";
import type { LinkStatus } from "../src/core/link.ts";
import { formatModel } from "../src/core/model.ts";
import { toActions, withoutConsequences, writeNext } from "./model-status-next.ts";
import { isPlain, isQuiet, writeFine, writePlain } from "./model-status-plain.ts";
import { writeTop } from "./model-status-top.ts";
import { writeStanding } from "./model-status-standing.ts";
import type { AgentReport, GatewayReport, Payment, Verdict } from "../src/core/report.ts";
import { DAY, WINDOWS } from "../src/core/time.ts";
import { say } from "../src/words/say.ts";

/** Public: holds no session keys, profile names or error texts. */
export function writeStatus(reports: readonly GatewayReport[], isAdmin: boolean): Card {
  const actions = toActions(reports, isAdmin);
  const isAlone = reports.length === 1;
  const fine = isAlone ? [] : reports.filter(isQuiet);
  const others = reports.filter((report) => !fine.includes(report));
  return {
    ...writeTop(reports),
    blocks: [...others.flatMap((report) => writeGateway(report, { isAlone, isAdmin })), ...writeFine(fine)],
    ...(actions.length > 0 && { actions }),
  };
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  failing: "failing: no model answers",
  "silent-fallback": "silent fallback",
  unknown: "unknown",
  idle: "idle: nothing was answered yet",
  healthy: "healthy",
};

interface Reader {
  readonly isAlone: boolean;
  readonly isAdmin: boolean;
}

function writeGateway(report: GatewayReport, { isAlone, isAdmin }: Reader): readonly Block[] {
  const findings = withoutConsequences(report.diagnoses).map(({ title, explanation }) =>
    text(strong(say("parts.sentence", { sentence: title })), " ", ...explanation),
  );
  if (isPlain(report)) {
    return [
      writePlain(report, isAlone),
      ...findings,
      ...writeStanding(report),
      ...writeCoverage(report),
      ...writeUntold(report),
    ];
  }
  return [
    heading(...writeHead(report)),
    ...writeReading(report),
    ...writeRepair(report),
    ...writeMended(report),
    ...report.agents.map((agent) => writeAgent(agent, report.agents.length > 1)),
    ...findings,
    ...writeNext(report, isAdmin),
    ...writeStanding(report),
    ...writeCounts(report),
    ...writeUnauthorized(report),
    ...writeUntold(report),
  ];
}

const writeUntold = ({ cannotTell }: GatewayReport): readonly Block[] =>
  cannotTell.map(({ why }) => note("Unknown: ", why, "."));

/** Whoever looks at a gateway has to know that somebody is changing it, or began to. */
function writeRepair({ openRepair }: GatewayReport): readonly Block[] {
  if (openRepair === undefined) return [];
  const { by, since, inHand } = openRepair;
  if (inHand) return [text(strong("A repair is under way."), ` Confirmed by ${by}, `, ago(since), ".")];
  return [
    text(strong("A repair was interrupted and is still open."), ` Confirmed by ${by}, `, ago(since), "."),
    text("A running companion goes on with it within a minute; ", code("/fix-log"), " tells how it ends."),
  ];
}

function writeHead({ id, version, reading }: GatewayReport): Line {
  const release = version === null ? "release unknown" : `OpenClaw ${version}`;
  const age: Line = reading.state === "current" ? ["read ", ago(reading.at)] : ["not readable"];
  return [strong(id), ` · ${release} · `, ...age];
}

function writeReading({ link, reading }: GatewayReport): readonly Block[] {
  if (reading.state === "current") return [];
  const since: Line = reading.since === null ? [] : ["Unknown since ", when(reading.since), ": "];
  return [text(...since, say("parts.sentence", { sentence: reading.why })), ...writeWayOut(link)];
}

function writeWayOut(link: LinkStatus): readonly Block[] {
  if (link.state === "pairing" || link.state === "refused") return [text(say("links.to-do", { fix: link.fix }))];
  if (link.state !== "waiting") return [];
  return [
    ...(link.fix === undefined ? [] : [text(say("links.to-do", { fix: link.fix }))]),
    note("Next try ", ago(link.retryAt), "."),
  ];
}

const writeMended = ({ mended }: GatewayReport): readonly Block[] =>
  mended === undefined
    ? []
    : [text("Repaired ", when(mended.at), " by ", strong(mended.by), ", proved; waiting for the next real answer.")];

function writeAgent({ setting, answering, verdict, pinned, route }: AgentReport, named: boolean): Block {
  const fallbacks = setting.fallbacks.map(formatModel).join(", ");
  const configured: Line = setting.primary === null ? ["unknown"] : [code(formatModel(setting.primary))];
  const fields = [
    { label: "Configured", value: fallbacks ? [...configured, `, then ${fallbacks}`] : configured },
    { label: "Answering", value: [...writeAnswering(answering), ...writeOtherRoute(answering, route)] },
    { label: "Verdict", value: [answering?.judged === "rerouted" ? REROUTED : VERDICTS[verdict]] },
    ...(pinned.length > 0
      ? [{ label: "Pinned", value: [`${countSessions(pinned.length)} set to another model`] }]
      : []),
  ];
  return { kind: "fields", fields: named ? [{ label: "Agent", value: [code(setting.id)] }, ...fields] : fields };
}

const countSessions = (count: number): string => (count === 1 ? "1 session is" : `${count} sessions are`);

const REROUTED = "same model, other route: not the one that is configured";
const PAID: Readonly<Record<Payment, string | null>> = {
  subscription: "by subscription",
  "by-use": "paid by use",
  local: "on a machine of your own",
  unknown: null,
};

/** Said where it matters: the answers come another way than they should, or from another model than was asked. */
function writeOtherRoute(answering: AgentReport["answering"], route: AgentReport["route"]): Line {
  const [meant, now] = [route?.configured?.payment ?? "unknown", route?.answering?.payment ?? "unknown"];
  const unsure = route?.answering?.inferred === true ? " as far as can be told" : "";
  const paid =
    meant !== now && PAID[now] !== null && PAID[meant] !== null
      ? `, ${PAID[now]}${unsure} instead of ${PAID[meant]}`
      : "";
  const reported: Line = answering?.reported ? ["; the answers say they come from ", code(answering.reported)] : [];
  return [paid, ...reported];
}

const writeAnswering = (answering: AgentReport["answering"]): Line =>
  answering === null
    ? ["nothing yet"]
    : [code(formatModel(answering.model)), " since ", when(answering.since), ", last ", ago(answering.lastAt)];

function writeCounts(report: GatewayReport): readonly Block[] {
  const { counts } = report;
  if (counts === null) return [note("Counts are unknown: its record was never read.")];
  const rows = [
    ["answers", counts.answers],
    ["fallbacks", counts.fallbacks],
    ["401s", counts.unauthorized],
    ["refused locally", counts.refusedLocally],
    ["exhausted", counts.exhausted],
  ] as const;
  return [
    {
      kind: "table",
      columns: ["", ...WINDOWS.map(({ name }) => name)],
      rows: rows
        .filter(([label, count]) => label === "answers" || WINDOWS.some(({ name }) => count[name] > 0))
        .map(([label, count]) => [label, ...WINDOWS.map(({ name }) => String(count[name]))]),
    },
    ...writeCoverage(report),
  ];
}

/** From when to when it is counted, and why no earlier, each reason once. */
function writeCoverage({ recordSince: since, at, reading, incomplete = [] }: GatewayReport): readonly Block[] {
  const recent = incomplete.filter(({ until }) => until > at - 7 * DAY);
  const parts: readonly Line[] = [
    ...(since !== null && since > at - 7 * DAY ? [["Counts start at ", when(since), "."]] : []),
    ...(reading.state === "unreadable" && reading.since !== null ? [["Counts end at ", when(reading.since), "."]] : []),
    ...[...new Map(recent.map(({ reason, why }) => [reason, why])).values()].map((why) => [why]),
  ];
  return parts.length === 0 ? [] : [note(...parts.flatMap((part, index) => (index === 0 ? part : [" ", ...part])))];
}

function writeUnauthorized({ unauthorized }: GatewayReport): readonly Block[] {
  if (unauthorized.length === 0) return [];
  const alike = Map.groupBy(unauthorized, ({ attempt, missingScopes }) =>
    [formatModel(attempt.model), ...missingScopes].join(" "),
  );
  const items = [...alike.values()].flatMap((same): readonly Line[] => {
    const [newest] = same;
    if (newest === undefined) return [];
    const scopes = newest.missingScopes.flatMap((scope) => [" ", code(scope)]);
    const why: Line = scopes.length === 0 ? ["not authorised"] : ["scope missing:", ...scopes];
    const times: Line = same.length === 1 ? [] : [`${same.length} ×, last `];
    return [[...times, when(newest.attempt.at), " ", code(formatModel(newest.attempt.model)), ": ", ...why]];
  });
  return [text("Latest 401s:"), { kind: "list", items }];
}
