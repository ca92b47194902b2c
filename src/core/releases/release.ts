import type { RecordSources } from "../record.ts";

/** What one release of OpenClaw does, as far as releases differ. Everybody asks this; nobody compares numbers. */
export interface Release {
  /** As the gateway calls it; null when it does not tell. */
  readonly name: string | null;
  /**
   * Whether it is certain which release this is. Where it is not, because the gateway does not tell or contradicts
   * itself, it is read and diagnosed as the one it looks like, and nothing is written to it.
   */
  readonly certain: boolean;
  /** Where attempts and refusals are counted. */
  readonly record: RecordSources;
  /** `sessions.list` tells a session's own choice of model from the model it used last. */
  readonly tellsPins: boolean;
  /** A session that fell back is set to its fallback by the gateway, and stays there when the cause is gone. */
  readonly holdsFallback: boolean;
  /** A heartbeat with a model of its own is asked of the primary instead, once, in a session that fell back. */
  readonly leadsHeartbeats: boolean;
  /** Heartbeats that found nothing to tell are taken out of what it shows of a session. */
  readonly hidesHeartbeats: boolean;
  /** The provider of the ChatGPT login, and the api its backend speaks. */
  readonly chatgpt: { readonly provider: "openai-codex" | "openai"; readonly api: string };
  /** What an entry `models.providers.openai-codex` for the ChatGPT backend is to it. */
  readonly codexEntry: "needed" | "taken" | "hides-prices" | "refused";
  /** References to `openai-codex/…`: `may-work` where an entry or a login can still make something of them. */
  readonly codexRefs: "work" | "may-work" | "fail";
  /** A provider entry with an address and no `api` ends the process at the next message. */
  readonly diesOfMissingApi: boolean;
  /** An effective models.json wins over the configuration. */
  readonly heedsModelsJson: boolean;
  /** It builds addresses of the ChatGPT backend that are no more. */
  readonly buildsRetiredPath: boolean;
  /** The provider answers its requests with an empty 400, since it moved to another api. */
  readonly sendsWhatIsRefused: boolean;
  /** Every write of the configuration is followed by a restart. */
  readonly restartsAfterWrite: boolean;
  /** What a job of its own session leaves to be read: that session, or a line of `cron.runs` alone. */
  readonly jobs: "sessions" | "run-log";
  /** Where it keeps logins, and which of them are in cooldown. */
  readonly logins: "file" | "database";
  /** How `config.patch` takes arrays: as a whole where `replacePaths` names them, or item by item by their ids. */
  readonly arrays: "replaced" | "merged-by-id";
}

/** What a release does by itself; the rest is how it is known. */
export type Behaviour = Omit<Release, "name" | "certain">;
