import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import { readTried, updatePage } from "./table.ts";

const PAGE = join(import.meta.dirname, "../../../docs/compatibility.md");

/** Keeps `docs/compatibility.md`. */
export const compatibility: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const tried = modules.flatMap(({ moduleId, children }) =>
      [...children.allTests()].flatMap((test) => {
        const { state } = test.result();
        const found = state === "skipped" ? null : readTried(moduleId, test.fullName, state === "passed");
        return found === null ? [] : [found];
      }),
    );
    const page = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";
    if (tried.length > 0) writeFileSync(PAGE, updatePage(page, tried, new Date().toISOString().slice(0, 10)));
  },
};
