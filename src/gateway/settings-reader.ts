import type { CronJob } from "../core/gateway.ts";
import { formatModel, type ModelRef } from "../core/model.ts";
import { MINUTE, SECOND, type Clock, type Instant } from "../core/time.ts";
import type { Connection } from "./connection.ts";
import { readConfig } from "./reading/config.ts";
import { readCron } from "./reading/cron.ts";
import { readAgentList } from "./reading/sessions.ts";

/** What a gateway is set to, as it told it. */
interface Settings {
  readonly agents: ReturnType<typeof readAgentList>;
  readonly config: ReturnType<typeof readConfig>;
  /** Null where it tells nothing of jobs. */
  readonly cron: readonly CronJob[] | null;
}

export interface SettingsReader {
  /** `due`: as it was read last, unless that is old or something said that it changed. */
  read(when: "now" | "due", signal?: AbortSignal): Promise<Settings>;
  /** What was read last, or is read now if the gateway's default model is another one than before. */
  since(defaultModel: ModelRef | null, signal?: AbortSignal): Promise<Settings>;
}

/** Without a reason a busy gateway is asked this often, … */
const OFTEN = 30 * SECOND;
/** … a quiet one as often as it has been quiet, and however quiet it is, this often. */
const SELDOM = 2 * MINUTE;
/** Events that say that something is set otherwise, or that a job ran. */
const CHANGES = new Set(["cron", "plugins.changed", "update.run.changed"]);

/** Reads what a gateway is set to: when something says that it changed, else now and then. */
export function createSettingsReader(connection: Connection, clock: Clock): SettingsReader {
  let known: { readonly settings: Settings; readonly at: Instant } | null = null;
  let knownDefault: string | null = null;
  let isDoubted = false;
  let spokeAt: Instant = clock();
  connection.onEvent(({ event }) => {
    if (CHANGES.has(event)) isDoubted = true;
    if (event === "agent" || event === "chat") spokeAt = clock();
  });

  const readNow = async (signal?: AbortSignal): Promise<Settings> => {
    isDoubted = false;
    try {
      const [agents, config, cron] = await Promise.all([
        connection.request("agents.list", {}, signal).then(readAgentList),
        connection.request("config.get", {}, signal).then(readConfig),
        // Without it jobs are only known by what they leave in the record.
        connection.request("cron.list", {}, signal).then(readCron, () => null),
      ]);
      known = { settings: { agents, config, cron }, at: clock() };
      return known.settings;
    } catch (error) {
      isDoubted = true;
      throw error;
    }
  };
  const isDue = (at: Instant): boolean => {
    const age = clock() - at;
    return isDoubted || age < 0 || age >= Math.min(SELDOM, Math.max(OFTEN, clock() - spokeAt));
  };

  return {
    read: async (when, signal) =>
      known === null || when === "now" || isDue(known.at) ? readNow(signal) : known.settings,
    async since(defaultModel, signal) {
      const name = defaultModel === null ? null : formatModel(defaultModel);
      const isOther = knownDefault !== null && name !== knownDefault;
      const settings = known === null || isOther ? await readNow(signal) : known.settings;
      knownDefault = name;
      return settings;
    },
  };
}
