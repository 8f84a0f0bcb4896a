import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    allowOnly: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The files share one copy of the modules, and so the time that loading oRPC takes.
    isolate: false,
  },
});
