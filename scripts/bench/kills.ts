import { killRuns } from "../test/support/kill.ts";

// pnpm exec tsx scripts/bench/kills.ts [count] [seed]: kills runs, and compares the run after each with an undisturbed one.
const [, , count = "200", seed = "1"] = process.argv;
const report = await killRuns(Number(count), Number(seed), {
  leavesTasks: true,
  onKill: (kill) => {
    if (kill % 20 === 19) console.error(`${kill + 1} of ${count}`);
  },
});
console.log(JSON.stringify(report, undefined, 2));
process.exitCode = report.differences.length === 0 ? 0 : 1;
