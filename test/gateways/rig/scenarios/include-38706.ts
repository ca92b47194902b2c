import { before, modelRow, PUBLIC_API, type Scenario, workingModels } from "../scenario.ts";

/**
 * As issue 38706, with the whole of `models` in an included file, as operators keep it under version control. Releases
 * of this age copy what is included into openclaw.json with every write, and the reference to the file is gone.
 */
export const include38706: Scenario = {
  name: "include-38706",
  appliesTo: before("2026.3.8"),
  models: (release) => ({ ...workingModels(release), providers: {} }),
  config: () => ({ models: { $include: "./models.json5" } }),
  files: (release) => [
    {
      path: "models.json5",
      text: `// kept elsewhere\n${JSON.stringify({
        providers: { [release.provider]: { ...PUBLIC_API, models: [modelRow(release.primary)] } },
      })}\n`,
    },
  ],
  upstream: { kind: "healthy" },
};
