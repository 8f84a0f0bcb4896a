import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Manner, type ProveOptions, proveIn } from "@phasegate/prove/testing";
import type { ProofDocument, ProofProbe } from "@phasegate/report";
import { createMemo, headCommit, openWorkingTree } from "@phasegate/workspace";
import config from "../../phasegate.config.ts";
import { median } from "./measure.ts";

// What the static proof of all gates takes, and its peer: a sample of the same edits with everything derived anew for
// each. The two have to say the same, or nothing is measured. `node --import tsx scripts/bench/prove.ts [rounds] [sample]`
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const [rounds = 3, sampled = 200] = process.argv.slice(2).map(Number);

interface Timed {
  readonly document: ProofDocument;
  readonly cpu: number;
  readonly wall: number;
}

/** As in CI: nothing is known from a run before. */
function timed(manner: Manner): Timed {
  const options: ProveOptions = {
    workspace: openWorkingTree(root),
    config,
    memo: createMemo(),
    base: () => ({ kind: "none" }),
    gates: config.gates,
    seed: 1,
    pairs: 6,
    head: headCommit(root),
    now: new Date(0),
  };
  const [start, before] = [performance.now(), process.cpuUsage()];
  const document = proveIn(manner, options);
  const { user, system } = process.cpuUsage(before);
  return { document, cpu: (user + system) / 1e6, wall: (performance.now() - start) / 1000 };
}

function said({ probes }: ProofDocument): ReadonlyMap<string, string> {
  return new Map(
    probes.map(({ milliseconds: _, ...probe }) => [
      JSON.stringify([probe.gate, probe.check, probe.side, probe.probe]),
      JSON.stringify(probe),
    ]),
  );
}

function mustAgree(whole: ProofDocument, part: ProofDocument): void {
  const known = said(whole);
  for (const [edit, answer] of said(part)) {
    if (known.get(edit) !== answer) throw new Error(`not the same: ${edit}\n${known.get(edit)}\n${answer}`);
  }
}

function perKind(documents: readonly ProofDocument[], edits: ReadonlySet<string>) {
  const kinds = new Map<string, { count: number; ms: number[] }>();
  const keyOf = (one: ProofProbe) => JSON.stringify([one.gate, one.check, one.side, one.probe]);
  for (const [round, { probes }] of documents.entries()) {
    for (const probe of probes) {
      if (!edits.has(keyOf(probe))) continue;
      const kind = kinds.get(probe.kind) ?? { count: 0, ms: [] };
      if (round === 0) kind.count += 1;
      kind.ms[round] = (kind.ms[round] ?? 0) + probe.milliseconds;
      kinds.set(probe.kind, kind);
    }
  }
  return kinds;
}

const whole: Timed[] = [];
const quick: Timed[] = [];
const anew: Timed[] = [];
for (let round = 0; round < rounds; round += 1) {
  const all = timed({ anew: false });
  const some = timed({ anew: false, edits: sampled });
  const peer = timed({ anew: true, edits: sampled });
  for (const { document } of [some, peer]) mustAgree(all.document, document);
  whole.push(all);
  quick.push(some);
  anew.push(peer);
}

const line = (name: string, runs: readonly Timed[]): string => {
  const edits = runs[0]?.document.probes.length ?? 0;
  const [cpu, wall] = [median(runs.map((one) => one.cpu)), median(runs.map((one) => one.wall))];
  return `${name.padEnd(34)} ${String(edits).padStart(5)} edits  CPU ${cpu.toFixed(2).padStart(7)} s  wall ${wall.toFixed(2).padStart(7)} s`;
};
const documents = (runs: readonly Timed[]) => runs.map(({ document }) => document);
const every = new Set(documents(whole).flatMap((one) => [...said(one).keys()]));
const chosen = new Set(documents(anew).flatMap((one) => [...said(one).keys()]));
const before = perKind(documents(anew), chosen);
process.stdout.write(
  `${[
    line("all gates", whole),
    line("a sample", quick),
    line("the same sample, each edit anew", anew),
    "",
    "milliseconds an edit, with everything that it is judged by; in brackets anew",
    ...[...perKind(documents(whole), every)]
      .map(([kind, { count, ms }]) => ({ kind, count, each: median(ms) / count }))
      .sort((a, b) => b.each * b.count - a.each * a.count)
      .map(({ kind, count, each }) => {
        const peer = before.get(kind);
        const slow = peer === undefined ? "–" : (median(peer.ms) / peer.count).toFixed(1);
        return `${kind.padEnd(24)} ${String(count).padStart(5)} edits  ${each.toFixed(2).padStart(7)}  (${slow})`;
      }),
  ].join("\n")}\n`,
);
