import type { Remedy } from "../../core/plan.ts";
import { chooseModel } from "./choose-model.ts";
import { codexTransport, codexTransportReplace } from "./codex-transport.ts";
import { movePrimary } from "./move-primary.ts";
import { cooldown } from "./cooldown.ts";
import { networkRefusal } from "./network.ts";
import { providerRoute } from "./provider-route.ts";
import { removeOverride } from "./remove-override.ts";
import { removeShadow } from "./remove-shadow.ts";
import { renameRefs } from "./rename-refs.ts";
import { setModel } from "./set-model.ts";
import { signIn } from "./sign-in.ts";

/** In the order they are considered: the first one that fits is proposed. */
export const REMEDIES: readonly Remedy[] = [
  removeOverride,
  codexTransport,
  codexTransportReplace,
  providerRoute,
  renameRefs,
  movePrimary,
  signIn,
  networkRefusal,
  chooseModel,
  removeShadow,
  cooldown,
  setModel,
];
