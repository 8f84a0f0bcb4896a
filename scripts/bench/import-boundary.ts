import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { isModulePath } from "@phasegate/code-facts";
import { openWorkingTree } from "@phasegate/workspace";
import { bundleOwn, runOwn } from "./boundary/own.ts";
import { runPeer } from "./boundary/peer.ts";
import { type BenchRule, rulesFor } from "./boundary/rules.ts";
import { makeSynthetic } from "./boundary/synthetic.ts";
import type { Cost } from "./boundary/timed.ts";
import { difference } from "./boundary/violations.ts";
import { median } from "./measure.ts";

// Rules on imports beside dependency-cruiser: the same rules, the same run, violations compared one by one.
// Usage: pnpm bench:boundary [--once] [folders of repositories]; without one, a repository of 10,000 modules is made.
// `--once` runs dependency-cruiser a single time, which takes minutes on a large repository.
const rounds = 3;
const shown = 40;
const scratch = realpathSync(mkdtempSync(join(tmpdir(), "bench-boundary-")));

try {
  const given = process.argv.slice(2).filter((one) => one !== "--once");
  const judge = await bundleOwn(scratch);
  if (given.length > 0) for (const folder of given) compare(judge, resolve(folder));
  else {
    const folder = join(scratch, "synthetic");
    makeSynthetic(folder, 10_000);
    compare(judge, folder);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function compare(judge: string, folder: string): void {
  const workspace = openWorkingTree(folder);
  const rules: readonly BenchRule[] = rulesFor(workspace);
  const modules = workspace.files().filter(isModulePath).length;
  console.log(`\n${basename(folder)}: ${modules} modules, ${rules.length} rules and circles`);
  const cold: Cost[] = [];
  const warm: Cost[] = [];
  const peer: Cost[] = [];
  const peerRounds = process.argv.includes("--once") ? 1 : rounds;
  let own = runOwn(judge, folder, rules, scratch);
  let other = runPeer(folder, rules, own.unparsable, scratch);
  peer.push(other.cost);
  for (let round = 0; round < rounds; round += 1) {
    rmSync(join(scratch, "kept"), { recursive: true, force: true });
    own = runOwn(judge, folder, rules, scratch);
    cold.push(own.cost);
    warm.push(runOwn(judge, folder, rules, scratch).cost);
    if (peer.length >= peerRounds) continue;
    other = runPeer(folder, rules, own.unparsable, scratch);
    peer.push(other.cost);
  }
  const floor = middle(peer);
  for (const [name, costs] of [
    ["cold", cold],
    ["warm", warm],
    ["dependency-cruiser", peer],
  ] as const) {
    const { wall, cpu, memory } = middle(costs);
    const ratio = `×${(floor.wall / wall).toFixed(1)} wall, ×${(floor.cpu / cpu).toFixed(1)} CPU`;
    console.log(
      `${name.padEnd(20)} ${wall.toFixed(2)} s  CPU ${cpu.toFixed(2)} s  ${memory.toFixed(0)} MB  ${ratio}`,
    );
  }
  const [mine, theirs] = [own.violations, other.violations];
  const both = mine.crossed.size - difference(mine.crossed, theirs.crossed).length;
  console.log(
    `violations: ${both} the same; circles: ${mine.circular} modules here, ${theirs.circular} there; not known: ${own.unknown}; unparsable, and kept from the peer: ${own.unparsable.length}`,
  );
  tell("only here", difference(mine.crossed, theirs.crossed));
  tell("only there", difference(theirs.crossed, mine.crossed));
}

function middle(costs: readonly Cost[]): Cost {
  const of = (key: keyof Cost) => median(costs.map((cost) => cost[key]));
  return { wall: of("wall"), cpu: of("cpu"), memory: of("memory") };
}

function tell(title: string, rows: readonly string[]): void {
  for (const row of rows.slice(0, shown)) console.log(`  ${title}: ${row}`);
  if (rows.length > shown) console.log(`  ${title}: ${rows.length - shown} more`);
}
