import { discord } from "./discord/index.ts";
import type { PlatformDefinition } from "./shared/definition.ts";
import { telegram } from "./telegram/index.ts";
import { webhook } from "./webhook/index.ts";

/** Every platform there is, in the order people read them. The terminal needs no settings and stands apart. */
export const PLATFORMS: readonly PlatformDefinition[] = [discord, telegram, webhook];
