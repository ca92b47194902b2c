import { code, when, type Message } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import type { RouteChange } from "../../core/ledger.ts";
import { formatModel } from "../../core/model.ts";
import { HOUR } from "../../core/time.ts";
import { say } from "../../words/say.ts";
import { sayInTurn } from "../../words/sequence.ts";

/** Somebody, or an upgrade, set another primary model within the last hour. */
export const routeChanged: Rule = {
  id: "route-changed",
  inspect: ({ now, snapshot, routeChanges = [] }) =>
    routeChanges
      .filter(({ at }) => at >= now - HOUR)
      .filter(({ agent }) => snapshot.agents.some(({ id }) => id === agent))
      .map((change) => ({
        rule: "route-changed",
        subject: change.agent,
        severity: "info",
        title: say("turns.route-changed"),
        explanation: [
          sayInTurn(
            say("turns.route-changed.why", {
              to: code(formatModel(change.to)),
              from: code(formatModel(change.from)),
              at: when(change.at),
            }),
            describeReleases(change.releases),
          ),
        ],
        remedy: null,
        agents: [change.agent],
        since: change.at,
      })),
};

function describeReleases({ before, after }: RouteChange["releases"]): Message {
  if (before === null || after === null) return say("turns.release-unknown");
  return before === after
    ? say("turns.release-same", { release: after })
    : say("turns.release-changed", { before, after });
}
