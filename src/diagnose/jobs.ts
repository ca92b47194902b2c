import type { CronJob } from "../core/gateway.ts";
import { shorten } from "../lib/redact.ts";

/** As much of a job's name as is shown. */
const NAME = 40;

/** The name of a job as a title holds it. */
export const nameOfJob = ({ name }: Pick<CronJob, "name">): string => shorten(name, NAME).replaceAll(".", "·");
