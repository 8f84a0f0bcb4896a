import { defineConfig } from "vitest/config";

export default defineConfig({
  // The tests wait for other processes most of the time.
  test: { maxWorkers: 3, include: ["test/*.test.ts"], testTimeout: 180_000, hookTimeout: 180_000 },
});
