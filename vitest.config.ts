import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/gateways/**"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
