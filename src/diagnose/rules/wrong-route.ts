import { code } from "../../core/card.ts";
import type { Diagnosis, RightRoute, Rule, RuleInput } from "../../core/diagnosis.ts";
import type { FailureReason } from "../../core/failure.ts";
import type { Snapshot } from "../../core/gateway.ts";
import type { FailureSummary } from "../../core/ledger.ts";
import type { ModelRef } from "../../core/model.ts";
import { say } from "../../words/say.ts";
import { sayInTurn } from "../../words/sequence.ts";
import { describeFailures, severityOf } from "../cause.ts";
import { correctRoute, type Astray, type Correction } from "../provider-routes.ts";
import { CODEX, hasChatGptLogin, providerOf } from "../routes.ts";
import { aboutOf, firstOf } from "../signature.ts";

/** An entry sends a provider's requests to an address, or over an api, that is not the provider's, and they fail as such do. */
export const wrongRoute: Rule = {
  id: "wrong-route",
  inspect(input) {
    const seen = input.failures.flatMap((failure) => {
      const correction = readCorrection(input.snapshot, failure.model);
      return correction !== null && agrees(failure, correction) ? [{ failure, correction }] : [];
    });
    return [...Map.groupBy(seen, ({ failure }) => failure.model.provider)].flatMap(([provider, own]) => {
      const [first] = own;
      return first === undefined
        ? []
        : [
            toDiagnosis(
              input,
              { provider, ...first.correction.right },
              own.map(({ failure }) => failure),
            ),
          ];
    });
  },
};

/** What the route of a model should be; null where it is right, nobody can tell, or a rule of its own sees to it. */
function readCorrection(snapshot: Snapshot, { provider, model }: ModelRef): Correction | null {
  const isChatGpt = provider === CODEX || (provider === snapshot.release.chatgpt.provider && hasChatGptLogin(snapshot));
  const entry = providerOf(snapshot, provider);
  if (isChatGpt || entry === null) return null;
  const row = entry.models.find(({ id }) => id === model);
  return correctRoute(provider, { baseUrl: row?.baseUrl ?? entry.baseUrl, api: row?.api ?? entry.api });
}

const NOWHERE: readonly FailureReason[] = ["not-found", "blocked", "forbidden"];
/** What a provider answers to what it cannot read, or to a key that stands where it does not look. */
const UNREAD: readonly FailureReason[] = [
  ...NOWHERE,
  "missing-bearer",
  "unauthorized",
  "wrong-key",
  "bad-request",
  "other",
];
const FAILS_AS: Readonly<Record<Astray, readonly FailureReason[]>> = {
  path: NOWHERE,
  api: UNREAD,
  host: [...NOWHERE, "name-not-found", "unreachable"],
};

/** Whether it failed as what is wrong of the route makes it fail. */
function agrees({ endedBy, reason, status }: FailureSummary, { astray, published }: Correction): boolean {
  if (endedBy === "gateway") return reason === "removed-api" && astray === "api";
  // There is such a page, and it is not for this.
  if (status === 405) return true;
  return published ? FAILS_AS[astray].includes(reason) : reason === "not-found";
}

function toDiagnosis(input: RuleInput, right: RightRoute, own: readonly FailureSummary[]): Diagnosis {
  const { provider, baseUrl, api } = right;
  const entry = `models.providers.${provider}`;
  const next = say("routes.wrong-route.why", {
    entry: code(entry),
    addressAt: code(`${entry}.baseUrl`),
    address: code(baseUrl),
    apiAt: code(`${entry}.api`),
    api: code(api),
  });
  return {
    rule: "wrong-route",
    severity: severityOf(own, "critical", input),
    title: say("routes.wrong-route", { provider }),
    explanation: [sayInTurn(describeFailures(own), next)],
    remedy: "provider-route",
    agents: [...new Set(own.flatMap(({ agent }) => agent ?? []))],
    about: aboutOf(own),
    right,
    since: firstOf(own),
  };
}
