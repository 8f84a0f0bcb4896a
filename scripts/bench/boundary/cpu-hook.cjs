// Loaded into each contender: writes what CPU time its process took, all threads, when it ends.
const { writeFileSync } = require("node:fs");
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(
    process.env.BENCH_CPU,
    JSON.stringify({ cpu: (user + system) / 1e6, memory: process.resourceUsage().maxRSS }),
  );
});
