import type { Rule } from "../../core/diagnosis.ts";
import { chainExhausted } from "./chain-exhausted.ts";
import { codexWrongTransport } from "./codex-wrong-transport.ts";
import { empty400 } from "./empty-400.ts";
import { legacyRef } from "./legacy-ref.ts";
import { missingBearer } from "./missing-bearer.ts";
import { missingCredential } from "./missing-credential.ts";
import { modelRequestScope } from "./model-request-scope.ts";
import { networkBlock } from "./network-block.ts";
import { paidSubstitution } from "./paid-substitution.ts";
import { partialOverride } from "./partial-override.ts";
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
import { unknownModel } from "./unknown-model.ts";
import { upgradeHazard } from "./upgrade-hazard.ts";
import { usageLimit } from "./usage-limit.ts";

/** In the order they are shown: causes first, then what they lead to. */
export const RULES: readonly Rule[] = [
  partialOverride,
  codexWrongTransport,
  staleOverride,
  legacyRef,
  unknownModel,
  restrictedKey,
  staleModelsJson,
  retiredPath,
  spentRefreshToken,
  signInRejected,
  missingBearer,
  missingCredential,
  modelRequestScope,
  storeFlag,
  empty400,
  networkBlock,
  unavailableModel,
  usageLimit,
  unauthorized,
  chainExhausted,
  silentFallback,
  restingCredential,
  paidSubstitution,
  signInExpiring,
  routeChanged,
  upgradeHazard,
];
