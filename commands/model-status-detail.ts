import {
  code,
  heading,
  strong,
  text,
  when,
  type Block,
  type Card,
  type Inline,
  type Line,
  type Message,
  type Text,
} from "../src/core/card.ts";
import type { SessionRow } from "../src/core/gateway.ts";
import type { LinkStatus } from "../src/core/link.ts";
import { formatModel } from "../src/core/model.ts";
import type { GatewayReport, Unauthorized } from "../src/core/report.ts";
import { tellPrivately } from "../src/words/private.ts";
import { say } from "../src/words/say.ts";

/**
 * For admins alone: whose sessions, which login, and the provider's own words; null where there is no more to tell.
 * `isOpen`: why there is no link was told with all of it.
 */
export function writeDetail(reports: readonly GatewayReport[], isOpen = false): Card | null {
  const blocks = reports.flatMap((report) => writeGateway(report, isOpen));
  return blocks.length === 0 ? null : { tone: "neutral", title: say("status.detail"), blocks };
}

function writeGateway(report: GatewayReport, isOpen: boolean): readonly Block[] {
  const pinned = report.agents.flatMap((agent) => agent.pinned);
  const blocks = [
    ...(isOpen ? [] : writeLink(report.link)),
    ...listOf(say("status.refused"), report.unauthorized.map(writeAttempt)),
    ...listOf(say("status.words"), writeWords(report)),
    ...listOf(say("status.pins"), pinned.map(writePin)),
    ...(report.skippedFrames > 0 ? [text(say("status.skipped", { count: report.skippedFrames }))] : []),
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
    ...(says === undefined ? [] : [text(say("status.says", { says: code(says) }))]),
    ...(fix === null ? [] : [text(say("links.to-do", { fix }))]),
  ];
}

const listOf = (title: Message, items: readonly Line[]): readonly Block[] =>
  items.length === 0 ? [] : [text(title), { kind: "list", items }];

const writeAttempt = ({ attempt, profile }: Unauthorized): Line => [
  say("status.attempt", {
    at: when(attempt.at),
    model: code(formatModel(attempt.model)),
    session: nameOf(attempt.session),
    login: nameOf(profile),
  }),
];

const nameOf = (name: string | null): Inline => (name === null ? say("status.not-known") : code(name));

const NOT_SAID = say("status.no-words");

/** Alike errors once: the same refusal comes again with every turn. */
function writeWords({ unauthorized, diagnoses }: GatewayReport): readonly Line[] {
  const refused = unauthorized.map(({ attempt }) => attempt.message ?? NOT_SAID);
  return [...new Set<Text>([...refused, ...diagnoses.flatMap(({ says }) => says ?? [])])].map((words) => [words]);
}

function writePin({ key, pin }: SessionRow): Line {
  const session = code(key);
  if (pin === null || pin === "unknown") return [session];
  return [say("status.pin", { session, model: code(formatModel(pin.model)), by: pin.by })];
}
