import { code, heading, strong, text, when, type Block, type Card, type Line } from "../src/core/card.ts";
import type { SessionRow } from "../src/core/gateway.ts";
import type { LinkStatus } from "../src/core/link.ts";
import { formatModel } from "../src/core/model.ts";
import type { GatewayReport, Unauthorized } from "../src/core/report.ts";
import { tellPrivately } from "../src/words/private.ts";
import { say } from "../src/words/say.ts";

/** For admins alone: whose sessions, which login, and the provider's own words. */
export function writeDetail(reports: readonly GatewayReport[]): Card {
  const blocks = reports.flatMap(writeGateway);
  const nothing = text("Nothing beyond the public card: no 401s and no pinned sessions.");
  return { tone: "neutral", title: "Detail for admins", blocks: blocks.length > 0 ? blocks : [nothing] };
}

function writeGateway(report: GatewayReport): readonly Block[] {
  const pinned = report.agents.flatMap((agent) => agent.pinned);
  const blocks = [
    ...writeLink(report.link),
    ...listOf("Latest 401s:", report.unauthorized.map(writeAttempt)),
    ...listOf("The provider's words:", writeWords(report)),
    ...listOf("Sessions set to another model:", pinned.map(writePin)),
    ...(report.skippedFrames > 0 ? [text(`${report.skippedFrames} unreadable frames were skipped.`)] : []),
  ];
  return blocks.length === 0 ? [] : [heading(strong(report.id), ` · ${report.url}`), ...blocks];
}

/** Why there is no link, with its address, the words of the other end and what to run. */
function writeLink(link: LinkStatus): readonly Block[] {
  if (!("why" in link)) return [];
  const { says, ...ours } = link.detail ?? {};
  const { why, fix } = tellPrivately({ ...link, detail: ours });
  return [
    text(say("parts.sentence", { sentence: why })),
    ...(says === undefined ? [] : [text("It says: ", code(says))]),
    ...(fix === null ? [] : [text(say("links.to-do", { fix }))]),
  ];
}

const listOf = (title: string, items: readonly Line[]): readonly Block[] =>
  items.length === 0 ? [] : [text(title), { kind: "list", items }];

const writeAttempt = ({ attempt, profile }: Unauthorized): Line => [
  when(attempt.at),
  " ",
  code(formatModel(attempt.model)),
  ", session ",
  code(attempt.session ?? "unknown"),
  ", login ",
  code(profile ?? "unknown"),
];

/** Alike errors once: the same refusal comes again with every turn. */
function writeWords({ unauthorized, diagnoses }: GatewayReport): readonly Line[] {
  const refused = unauthorized.map(({ attempt }) => attempt.message ?? "the gateway does not say why");
  return [...new Set([...refused, ...diagnoses.flatMap(({ says }) => says ?? [])])].map((words) => [words]);
}

function writePin({ key, pin }: SessionRow): Line {
  if (pin === null || pin === "unknown") return [code(key)];
  return [
    code(key),
    " → ",
    code(formatModel(pin.model)),
    pin.by === "gateway" ? " (by the gateway)" : " (by a person)",
  ];
}
