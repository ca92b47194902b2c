import { join } from "node:path";

/** What a test run reports: to the terminal, and as JSON into the folder `TEST_REPORTS` where that is set. */
export function reportersOf(run: string, folder: string | undefined): (string | [string, { outputFile: string }])[] {
  return folder === undefined ? ["default"] : ["default", ["json", { outputFile: join(folder, `${run}.json`) }]];
}
