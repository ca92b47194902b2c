import type { Scenario } from "../scenario.ts";
import { healthy } from "./healthy.ts";
import { include38706 } from "./include-38706.ts";
import { includeKeyedEntry } from "./include-keyed-entry.ts";
import { includeStaleOverride } from "./include-stale-override.ts";
import { issue38706 } from "./issue-38706.ts";
import { legacyRef } from "./legacy-ref.ts";
import { missingApi } from "./missing-api.ts";
import { oauth401 } from "./oauth-401.ts";
import { overrideScope401 } from "./override-scope-401.ts";
import { includePlaceholders, placeholders } from "./placeholders.ts";
import { restrictedKey401 } from "./restricted-key-401.ts";
import { sideModels } from "./side-models.ts";
import { staleBlock } from "./stale-block.ts";
import { staleModelsJson } from "./stale-models-json.ts";
import { staleOverrideLocal } from "./stale-override-local.ts";
import { subscriptionToKey } from "./subscription-to-key.ts";
import { unknownModel } from "./unknown-model.ts";
import { wrongApi } from "./wrong-api.ts";
import { wrongBase } from "./wrong-base.ts";

/** Every scenario there is, oldest releases first. */
export const scenarios: readonly Scenario[] = [
  healthy,
  sideModels,
  issue38706,
  include38706,
  unknownModel,
  oauth401,
  staleModelsJson,
  missingApi,
  wrongApi,
  wrongBase,
  subscriptionToKey,
  staleBlock,
  restrictedKey401,
  overrideScope401,
  staleOverrideLocal,
  includeStaleOverride,
  includeKeyedEntry,
  placeholders,
  includePlaceholders,
  legacyRef,
];
