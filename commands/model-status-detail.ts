import { code, heading, strong, text, when, type Block, type Card, type Line } from "../src/core/card.ts";
import { formatModel } from "../src/core/model.ts";
import type { GatewayReport } from "../src/core/report.ts";

/** For admins alone: whose sessions, which login, and the provider's own words. */
export function writeDetail(reports: readonly GatewayReport[]): Card {
  const blocks = reports.flatMap(writeGateway);
  return {
    tone: "neutral",
    title: "Detail for admins",
    blocks: blocks.length > 0 ? blocks : [text("Nothing beyond the public card: no 401s and no pinned sessions.")],
  };
}

function writeGateway(report: GatewayReport): readonly Block[] {
  const pins = report.agents.flatMap(({ pinned }) => pinned);
  if (report.unauthorized.length === 0 && pins.length === 0 && report.skippedFrames === 0) return [];
  return [
    heading(strong(report.id), ` · ${report.url}`),
    ...(report.unauthorized.length > 0
      ? [text("Latest 401s:"), { kind: "list" as const, items: report.unauthorized.map(writeOne) }]
      : []),
    ...(pins.length > 0
      ? [
          text("Sessions set to another model:"),
          {
            kind: "list" as const,
            items: pins.map(({ key, pin }): Line => {
              if (pin === null || pin === "unknown") return [code(key)];
              return [
                code(key),
                " → ",
                code(formatModel(pin.model)),
                pin.by === "gateway" ? " (by the gateway)" : " (by a person)",
              ];
            }),
          },
        ]
      : []),
    ...(report.skippedFrames > 0 ? [text(`${report.skippedFrames} unreadable frames were skipped.`)] : []),
  ];
}

function writeOne({ attempt, profile }: GatewayReport["unauthorized"][number]): Line {
  return [
    when(attempt.at),
    " ",
    code(formatModel(attempt.model)),
    ", session ",
    code(attempt.session ?? "unknown"),
    ", login ",
    code(profile ?? "unknown"),
    `: ${attempt.message ?? "the gateway does not say why"}`,
  ];
}
