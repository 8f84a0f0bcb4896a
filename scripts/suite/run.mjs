// Starts the bundle. Gate scripts inside it see that they are not the program, and stay quiet.
try {
  await import("../../.phasegate/bundle/suite.mjs");
} catch (error) {
  console.error(
    `phasegate: blocked: the gates could not be loaded (pnpm turbo run bundle makes them): ${error?.message ?? error}`,
  );
  process.exitCode = 2;
}
