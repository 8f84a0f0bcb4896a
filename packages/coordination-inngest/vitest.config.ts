import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    allowOnly: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The files share one copy of the modules: half of an isolated run is loading Inngest and zod again.
    isolate: false,
  },
});
