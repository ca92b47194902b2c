import { code, when, type Line } from "../../core/card.ts";
import type { Rule } from "../../core/diagnosis.ts";
import type { RouteChange } from "../../core/ledger.ts";
import { formatModel } from "../../core/model.ts";
import { HOUR } from "../../core/time.ts";

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
        title: "The configured model was changed",
        explanation: [
          code(formatModel(change.to)),
          " instead of ",
          code(formatModel(change.from)),
          " since ",
          when(change.at),
          ". ",
          ...describeReleases(change.releases),
        ],
        remedy: null,
        agents: [change.agent],
        since: change.at,
      })),
};

function describeReleases({ before, after }: RouteChange["releases"]): Line {
  if (before === null || after === null) return ["Whether the release changed as well is not known."];
  if (before === after) return [`The release is the same as before (${after}): somebody changed the configuration.`];
  return [`The release changed as well, from ${before} to ${after}: look whether the upgrade meant to.`];
}
