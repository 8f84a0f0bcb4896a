import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { asScript, bundled } from "../../suite/bundled.ts";
import type { BenchRule } from "./rules.ts";
import { type Cost, timed } from "./timed.ts";
import { type Violations, violationsOf } from "./violations.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The judge, bundled as suites are. */
export async function bundleOwn(scratch: string): Promise<string> {
  await build({
    ...bundled(scratch),
    ...asScript,
    entryPoints: {
      judge: join(here, "judge.ts"),
      "record-worker": fileURLToPath(import.meta.resolve("@phasegate/code-facts/record-worker")),
    },
  });
  return join(scratch, "judge.cjs");
}

interface OwnFinding {
  readonly code: string;
  readonly args: {
    readonly rule?: string;
    readonly importer?: string;
    readonly module?: string;
    readonly target?: string;
    readonly size?: number;
  };
}

export interface OwnRun {
  readonly cost: Cost;
  readonly violations: Violations;
  /** How many findings say that something is not known. */
  readonly unknown: number;
  readonly unparsable: readonly string[];
}

export function runOwn(judge: string, folder: string, rules: readonly BenchRule[], scratch: string): OwnRun {
  const given = join(scratch, "rules.json");
  const answer = join(scratch, "own.json");
  writeFileSync(given, JSON.stringify(rules));
  const heap = ["--max-semi-space-size=64", "--min-semi-space-size=64", "--initial-heap-size=512"];
  const start = [...heap, join(here, "start.mjs"), judge, join(scratch, "kept/code")];
  const cost = timed([...start, folder, given, join(scratch, "kept/memo"), answer], folder, scratch);
  // Written by judge.ts.
  const findings = JSON.parse(readFileSync(answer, "utf8")) as readonly OwnFinding[];
  const crossed = findings.filter(({ code }) => code === "boundary-crossed");
  const cycles = findings.filter(({ code }) => code === "import-cycle");
  const rows = crossed.map(({ args }) => [args.rule ?? "", args.importer ?? "", args.target ?? ""] as const);
  return {
    cost,
    violations: violationsOf(
      rows,
      cycles.reduce((sum, { args }) => sum + (args.size ?? 0), 0),
    ),
    unparsable: [
      ...new Set(
        findings.flatMap(({ code, args }) => (code === "module-unparsable" ? (args.module ?? []) : [])),
      ),
    ],
    unknown: new Set(
      findings
        .filter(({ code }) => /unresolved|unparsable|undecidable/.test(code))
        .map((one) => JSON.stringify(one)),
    ).size,
  };
}
