import type { CronJob } from "../core/gateway.ts";
import { formatModel, type ModelRef } from "../core/model.ts";
import { MINUTE, SECOND, type Clock, type Instant } from "../core/time.ts";
import type { Connection } from "./connection.ts";
import { readConfig, type ReadConfig } from "./reading/config.ts";
import { readCron } from "./reading/cron.ts";
import { readAgentList } from "./reading/sessions.ts";

/** What a gateway is set to, as it told it. */
interface Settings {
  readonly agents: ReturnType<typeof readAgentList>;
  readonly config: ReadConfig;
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
/** … a quiet one as often as it has been quiet, and however quiet it is, this often, … */
const SELDOM = 2 * MINUTE;
/** … and one that says itself when its configuration changes, this often. */
const TOLD = 5 * MINUTE;
/** Events that say that something is set otherwise. */
const CHANGES = new Set(["config.changed", "plugins.changed", "update.run.changed"]);
/** What says that a job ran, or is set otherwise. */
const JOBS = "cron";

/** Reads what a gateway is set to: when something says that it changed, else now and then. */
export function createSettingsReader(connection: Connection, clock: Clock): SettingsReader {
  let known: { readonly settings: Settings; readonly at: Instant } | null = null;
  let knownDefault: string | null = null;
  let doubted: "all" | "jobs" | null = null;
  let spokeAt: Instant = clock();
  connection.onEvent(({ event }) => {
    if (CHANGES.has(event)) doubted = "all";
    else if (event === JOBS) doubted ??= "jobs";
    if (event === "agent" || event === "chat") spokeAt = clock();
  });

  // Without it jobs are only known by what they leave in the record.
  const readJobs = (signal?: AbortSignal): Promise<Settings["cron"]> =>
    connection.request("cron.list", {}, signal).then(readCron, (error: unknown) => {
      if (signal?.aborted) throw error;
      return null;
    });

  const readNow = async (signal?: AbortSignal): Promise<Settings> => {
    doubted = null;
    try {
      const [agents, config, cron] = await Promise.all([
        connection.request("agents.list", {}, signal).then(readAgentList),
        connection.request("config.get", {}, signal).then(readConfig),
        readJobs(signal),
      ]);
      known = { settings: { agents, config, cron }, at: clock() };
      return known.settings;
    } catch (error) {
      doubted = "all";
      throw error;
    }
  };
  const isDue = ({ settings, at }: NonNullable<typeof known>): boolean => {
    const age = clock() - at;
    const every = settings.config.logsChanges ? TOLD : Math.min(SELDOM, Math.max(OFTEN, clock() - spokeAt));
    return doubted === "all" || age < 0 || age >= every;
  };

  return {
    async read(when, signal) {
      if (known === null || when === "now" || isDue(known)) return readNow(signal);
      if (doubted === "jobs") {
        doubted = null;
        const cron = await readJobs(signal).catch((error: unknown) => {
          doubted ??= "jobs";
          throw error;
        });
        known = { ...known, settings: { ...known.settings, cron } };
      }
      return known.settings;
    },
    async since(defaultModel, signal) {
      const name = defaultModel === null ? null : formatModel(defaultModel);
      const isOther = knownDefault !== null && name !== knownDefault;
      const settings = known === null || isOther ? await readNow(signal) : known.settings;
      knownDefault = name;
      return settings;
    },
  };
}
