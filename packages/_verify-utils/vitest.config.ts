import { defineConfig } from "vitest/config";

export default defineConfig({
  // Probes apply every edit of a check: on a machine that does ten other things that takes longer than 5 seconds.
  test: { include: ["test/**/*.test.ts"], allowOnly: false, testTimeout: 60_000 },
});
