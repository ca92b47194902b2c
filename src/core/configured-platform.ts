import type { Language } from "./card.ts";
import type { CallbackStore } from "./callbacks.ts";
import type { Finding } from "./finding.ts";
import type { Log } from "./log.ts";
import type { ChatPlatform, PlatformMemory } from "./platform.ts";
import type { Clock } from "./time.ts";

/** What a platform works with. */
export interface PlatformParts {
  readonly log: Log;
  readonly clock: Clock;
  /** Of what nobody asked for, and of those whose language is unknown. */
  readonly language: Language;
  /** Whether clock times name their zone: nobody chose it, it is only this host's. */
  readonly namesZone: boolean;
  /** In [0, 1). */
  readonly random: () => number;
  readonly callbacks: CallbackStore;
  readonly memory: PlatformMemory;
  /** Ids of those who became admins besides those of the settings; nobody when absent. */
  readonly enrolled?: () => readonly string[];
  /** Whether every gateway is read now. */
  readonly isAllRead: () => boolean;
}

/** What its checks work with. */
export interface CheckParts {
  /** Ids of those who became admins besides those of the settings; nobody when absent. */
  readonly enrolledIds?: readonly string[];
  /** Where warnings go: the rooms of the settings and those chosen in a chat; those of the settings when absent. */
  readonly rooms?: readonly string[];
  readonly clock: Clock;
  readonly random: () => number;
  /** Of the companion. */
  readonly version: string;
  readonly signal: AbortSignal;
}

/** A platform the operator has set up. Loads its library only when it is opened or checked. */
export interface ConfiguredPlatform {
  readonly id: string;
  /** As people call it: `Discord`. */
  readonly label: string;
  /** The setting that names {@link rooms}; absent where no chat can get another id. */
  readonly roomsIn?: string;
  /** Targets that the settings name for warnings. */
  readonly rooms: readonly string[];
  /** Ids that the settings name as admins; absent where nobody can ask. */
  readonly admins?: readonly string[];
  /** The one community the settings leave it; all others are shut. */
  readonly community?: string;
  readonly settings: object;
  open(parts: PlatformParts): Promise<ChatPlatform>;
  /** Tries everything that can be tried without disturbing anybody. */
  check(parts: CheckParts): Promise<readonly Finding[]>;
}
