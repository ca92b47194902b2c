import { defineConfig } from "rolldown";

/**
 * What is published: every subcommand loads its own part of one bundle, so that a one-shot command opens a handful of
 * files instead of hundreds. All lies in one folder, where threads find themselves beside what starts them.
 */
export default defineConfig({
  input: {
    main: "src/main.ts",
    thread: "src/chart/thread.ts",
    "checkpoint-thread": "src/store/sqlite/checkpoint-thread.ts",
    "watchdog-thread": "src/cli/run/watchdog-thread.ts",
  },
  platform: "node",
  // The parts that are native or no code at all; both are found where they are installed.
  external: [/^@resvg\//, /^@expo-google-fonts\//],
  // An old library brings one for Nodes that have no URL of their own, with a table of five megabytes once it is loaded.
  resolve: { alias: { "whatwg-url": "node:url" } },
  output: {
    dir: "dist",
    cleanDir: true,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
  },
});
