import type { Rule } from "../../core/diagnosis.ts";
import { chainExhausted } from "./chain-exhausted.ts";
import { codexWrongTransport } from "./codex-wrong-transport.ts";
import { contentFilter } from "./content-filter.ts";
import { contextTooLong } from "./context-too-long.ts";
import { empty400 } from "./empty-400.ts";
import { dailySpend } from "./daily-spend.ts";
import { entryChanged } from "./entry-changed.ts";
import { emptyAccount } from "./empty-account.ts";
import { legacyRef } from "./legacy-ref.ts";
import { loginExpired } from "./login-expired.ts";
import { missingBearer } from "./missing-bearer.ts";
import { missingCredential } from "./missing-credential.ts";
import { modelRequestScope } from "./model-request-scope.ts";
import { networkBlock } from "./network-block.ts";
import { overloaded } from "./overloaded.ts";
import { paidSubstitution } from "./paid-substitution.ts";
import { partialOverride } from "./partial-override.ts";
import { proxySubstitutes } from "./proxy-substitutes.ts";
import { usageWindow } from "./usage-window.ts";
import { jobFails } from "./job-fails.ts";
import { jobSubstituted } from "./job-substituted.ts";
import { stalledTurn } from "./stalled-turn.ts";
import { subagentSubstituted } from "./subagent-substituted.ts";
import { gatewayReplaced } from "./gateway-replaced.ts";
import { retriedTurn } from "./retried-turn.ts";
import { upgraded } from "./upgraded.ts";
import { providerForbids } from "./provider-forbids.ts";
import { providerOutage } from "./provider-outage.ts";
import { providerTimeout } from "./provider-timeout.ts";
import { providerUnreachable } from "./provider-unreachable.ts";
import { rateLimit } from "./rate-limit.ts";
import { removedApi } from "./removed-api.ts";
import { restingCredential } from "./resting-credential.ts";
import { restrictedKey } from "./restricted-key.ts";
import { retiredPath } from "./retired-path.ts";
import { routeChanged } from "./route-changed.ts";
import { signInExpiring } from "./sign-in-expiring.ts";
import { signInRejected } from "./sign-in-rejected.ts";
import { silentFallback } from "./silent-fallback.ts";
import { spentRefreshToken } from "./spent-refresh-token.ts";
import { staleModelsJson } from "./stale-models-json.ts";
import { staleOverride } from "./stale-override.ts";
import { storeFlag } from "./store-flag.ts";
import { unauthorized } from "./unauthorized.ts";
import { unavailableModel } from "./unavailable-model.ts";
import { unexplained } from "./unexplained.ts";
import { unknownModel } from "./unknown-model.ts";
import { upgradeHazard } from "./upgrade-hazard.ts";
import { usageLimit } from "./usage-limit.ts";
import { wrongKey } from "./wrong-key.ts";
import { wrongRoute } from "./wrong-route.ts";

/** In the order of their facts (`core/rules`). */
export const RULES: readonly Rule[] = [
  retriedTurn,
  partialOverride,
  codexWrongTransport,
  staleOverride,
  legacyRef,
  unknownModel,
  restrictedKey,
  staleModelsJson,
  wrongRoute,
  retiredPath,
  spentRefreshToken,
  signInRejected,
  loginExpired,
  wrongKey,
  missingBearer,
  missingCredential,
  modelRequestScope,
  emptyAccount,
  unavailableModel,
  removedApi,
  storeFlag,
  empty400,
  networkBlock,
  providerForbids,
  providerUnreachable,
  usageLimit,
  rateLimit,
  overloaded,
  providerOutage,
  providerTimeout,
  contextTooLong,
  contentFilter,
  unexplained,
  unauthorized,
  chainExhausted,
  silentFallback,
  restingCredential,
  paidSubstitution,
  proxySubstitutes,
  usageWindow,
  dailySpend,
  jobFails,
  jobSubstituted,
  subagentSubstituted,
  stalledTurn,
  signInExpiring,
  routeChanged,
  upgraded,
  gatewayReplaced,
  entryChanged,
  upgradeHazard,
];
