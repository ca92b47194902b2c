import { readdirSync } from "node:fs";
import { join } from "node:path";

/** One row of the import table: what files under `at` may import of the project, and from outside. */
export interface Row {
  /** Path prefixes; the first row that fits a file holds. */
  readonly at: readonly string[];
  /** Path prefixes of the project; `everything` only for those who put the parts together. */
  readonly ours: readonly string[] | "everything";
  readonly node: boolean;
}

const WORDS = ["src/core/", "src/lib/", "src/words/"];
const DECISIONS = ["diagnose", "incidents", "notify", "repair"];
/** Opens every connection to the outside; whoever has a peer there asks it. */
const NET = "src/net/";
/** A gateway for tests and the demo. It knows the companion's units of time, and nothing else of it. */
const FAKE = "fake-gateway/";
const ADAPTERS = ["evidence", "store", "health", "chart", "wall"];
/** Each folder of the platforms but what they share: another one needs no line here. */
const PLATFORMS = readdirSync(join(import.meta.dirname, "../../../src/platforms"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "shared")
  .map(({ name }) => name);

/** The import table of the design, the narrowest rows first. Nobody is excepted. */
export const TABLE: readonly Row[] = [
  // Numbers of releases are put in order there.
  { at: ["src/core/releases/"], ours: ["src/core/", "src/lib/version.ts"], node: false },
  { at: ["src/core/"], ours: ["src/core/"], node: false },
  { at: ["src/lib/"], ours: ["src/lib/"], node: true },
  // Languages are loaded as they are wanted.
  { at: ["src/words/languages.ts"], ours: ["src/core/", "src/words/", "src/lib/require-beside.ts"], node: false },
  { at: ["src/words/"], ours: ["src/core/", "src/words/"], node: false },
  { at: [FAKE], ours: ["src/core/time.ts", "src/lib/", FAKE], node: true },
  { at: ["src/demo/"], ours: [FAKE, "src/demo/"], node: false },
  { at: ["commands/"], ours: [...WORDS, "commands/"], node: false },
  ...DECISIONS.map((name) => ({ at: [`src/${name}/`], ours: [...WORDS, `src/${name}/`], node: false })),
  { at: [NET], ours: ["src/lib/", NET], node: true },
  { at: ["src/gateway/"], ours: [...WORDS, NET, "src/gateway/"], node: true },
  ...ADAPTERS.map((name) => ({ at: [`src/${name}/`], ours: [...WORDS, `src/${name}/`], node: true })),
  { at: ["src/platforms/index.ts"], ours: ["src/platforms/"], node: false },
  // A platform brings its own variables, so it knows the types that settings can have.
  ...PLATFORMS.map((name) => ({
    at: [`src/platforms/${name}/index.ts`],
    ours: [
      ...WORDS,
      NET,
      "src/config/types.ts",
      "src/config/tokens.ts",
      "src/platforms/shared/",
      `src/platforms/${name}/`,
    ],
    node: true,
  })),
  {
    at: ["src/platforms/shared/definition.ts"],
    ours: [...WORDS, "src/config/tokens.ts", "src/platforms/shared/"],
    node: true,
  },
  ...PLATFORMS.map((name) => ({
    at: [`src/platforms/${name}/`],
    ours: [...WORDS, NET, "src/platforms/shared/", `src/platforms/${name}/`],
    node: true,
  })),
  { at: ["src/platforms/shared/"], ours: [...WORDS, "src/platforms/shared/"], node: false },
  { at: ["src/answer.ts", "src/answer/"], ours: [...WORDS, "src/answer/"], node: false },
  {
    at: ["src/config.ts", "src/config/"],
    ours: [...WORDS, "src/config.ts", "src/config/", "src/platforms/index.ts"],
    node: false,
  },
  { at: ["src/app.ts", "src/app/", "src/cli/", "src/main.ts"], ours: "everything", node: true },
];

/** Who may import a package from outside: path prefixes by the package's name. What is not here is nobody's. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "@openclaw/gateway-client": ["src/gateway/"],
  "@openclaw/gateway-protocol": ["src/gateway/"],
  "discord.js": ["src/platforms/discord"],
  grammy: ["src/platforms/telegram"],
  "@grammyjs/auto-retry": ["src/platforms/telegram"],
  kysely: ["src/store/"],
  "node:sqlite": ["src/store/"],
  pg: ["src/store/postgres/"],
  ws: ["fake-gateway/", "src/gateway/"],
  zod: [
    "src/gateway/",
    "src/evidence/",
    "src/store/",
    "src/platforms/",
    "fake-gateway/",
    "src/cli/",
    "src/config.ts",
    "src/config/",
    "src/answer.ts",
  ],
  undici: [NET, "src/gateway/", "src/platforms/", "src/cli/"],
  "https-proxy-agent": [NET],
  "@formatjs/icu-messageformat-parser": ["src/words/"],
  "intl-messageformat": ["src/words/"],
  "@schummar/icu-type-parser": ["src/words/"],
  "socks-proxy-agent": [NET],
  pino: ["src/cli/"],
  "@clack/prompts": ["src/cli/"],
  json5: ["src/cli/"],
  "@resvg/resvg-js": ["src/chart/"],
  "prom-client": ["src/health/"],
};

/** Folders whose files are listed in an index. `reachable`: a file may be there for another file of the folder. */
export const REGISTRIES: readonly { readonly folder: string; readonly reachable: boolean }[] = [
  { folder: "commands/", reachable: true },
  { folder: "src/diagnose/rules/", reachable: false },
  { folder: "src/repair/remedies/", reachable: true },
  { folder: "src/store/migrations/", reachable: false },
];

/** Longer files hold more than one idea. */
export const MOST_LINES = 200;
