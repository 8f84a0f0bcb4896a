import { createColors } from "picocolors";
import {
  type ProofDocument,
  type ProofGate,
  type ProofOutcome,
  type ProofProbe,
  refuting,
  unknowing,
} from "./proof.ts";
import { shortened, table, wrapped } from "./table.ts";
import { testProofToText } from "./test-proof-text.ts";

export interface ProofTextOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

type Paint = ReturnType<typeof createColors>;

const marks = { passed: "✓", failed: "✗", blocked: "■" } as const;

const labels = {
  survived: "survived",
  "false-alarm": "false alarm",
  elsewhere: "red elsewhere",
  undecided: "undecided",
  unusable: "unusable",
  "not-applicable": "not applicable",
  killed: "killed",
  quiet: "quiet",
} as const satisfies Record<ProofOutcome, string>;

/** The proof for a person: each check with what its edits did, then every edit that did not do what it is for. */
export function proofToText(proof: ProofDocument, { color, width }: ProofTextOptions): string {
  const paint = createColors(color);
  const blocks = [
    ...proof.gates.map((gate) => gateBlock(gate, proof.probes, paint, width)),
    kindBlock(proof.probes, paint, width),
    ...problems(proof).map((probe) => problemBlock(probe, paint, width)),
    ...notApplicable(proof.probes, paint, width),
    ...(proof.tests === undefined ? [] : [testProofToText(proof.tests, { color, width }).trimEnd()]),
    summary(proof, paint, width),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function count(probes: readonly ProofProbe[], ...outcomes: readonly ProofOutcome[]): number {
  return probes.filter(({ outcome }) => outcomes.includes(outcome)).length;
}

/** `12/13`: what did as it should, of what could say anything. */
function share(probes: readonly ProofProbe[], right: ProofOutcome): string {
  const told = probes.length - count(probes, "not-applicable");
  return told === 0 ? "–" : `${count(probes, right)}/${told}`;
}

function sides(probes: readonly ProofProbe[]): string[] {
  const of = (side: ProofProbe["side"]) => probes.filter((one) => one.side === side);
  return [
    share(of("counterexample"), "killed"),
    share(of("invariance"), "quiet"),
    share(of("pair"), "killed"),
    String(count(probes, "not-applicable") || ""),
  ];
}

const heads = ["killed", "quiet", "pairs", "n/a"];

function gateBlock(gate: ProofGate, all: readonly ProofProbe[], paint: Paint, width: number): string {
  const rows = gate.checks.map((check) => {
    const own = all.filter((one) => one.gate === gate.id && one.check === check.name);
    const cells = [check.name, ...sides(own)];
    return { mark: mark(check.verdict, paint), cells };
  });
  const red = gate.checks
    .filter(({ before }) => before.length > 0)
    .map(
      ({ name, before }) =>
        `  ${paint.yellow("■")} ${shortened(`${name} is not green without any edit: ${before[0]?.message ?? ""}`, width - 4)}`,
    );
  const title = `${mark(gate.verdict, paint)} ${paint.bold(gate.id)}`;
  const unproved = gate.checks
    .filter(
      ({ name, before }) =>
        before.length === 0 &&
        !all.some((one) => one.check === name && one.gate === gate.id && one.outcome === "killed"),
    )
    .map(({ name }) => `  ${paint.red("✗")} ${shortened(name, width - 30)}: no edit turned it red`);
  return [title, table({ head: ["check", ...heads], rows, width, dim: paint.dim }), ...red, ...unproved].join(
    "\n",
  );
}

function kindBlock(probes: readonly ProofProbe[], paint: Paint, width: number): string {
  const kinds = [...new Set(probes.map(({ kind }) => kind))].sort();
  const rows = kinds.map((kind) => {
    const own = probes.filter((one) => one.kind === kind);
    const bad = count(own, ...refuting) > 0 ? "failed" : count(own, ...unknowing) > 0 ? "blocked" : "passed";
    return { mark: mark(bad, paint), cells: [kind, ...sides(own)] };
  });
  return table({ head: ["kind of check", ...heads], rows, width, dim: paint.dim });
}

function problems({ probes }: ProofDocument): readonly ProofProbe[] {
  const worst: readonly ProofOutcome[] = [...refuting, ...unknowing];
  return worst.flatMap((outcome) => probes.filter((one) => one.outcome === outcome));
}

function problemBlock(probe: ProofProbe, paint: Paint, width: number): string {
  const isRefuting = refuting.some((one) => one === probe.outcome);
  const label = (isRefuting ? paint.red : paint.yellow)(labels[probe.outcome]);
  const bar = `    ${paint.dim("│")} `;
  const edits = probe.edits.map(({ path, change, start, end, replacement }) => {
    if (change === "removed") return `${path} is removed`;
    if (change === "added") return `${path} is added: ${oneLine(replacement)}`;
    return `${path}:${start.line}:${start.column}–${end.line}:${end.column} becomes ${oneLine(replacement) || "nothing"}`;
  });
  const findings = probe.findings.slice(0, 3).map(({ code, location, message }) => {
    const line = location?.start === undefined ? "" : `:${location.start.line}`;
    return `[${code}] ${location === undefined ? "" : `${location.path}${line}: `}${message}`;
  });
  const body = [...edits, ...(probe.reason === undefined ? [] : [probe.reason]), ...findings];
  const title = shortened(probe.probe, width - labels[probe.outcome].length - 4);
  return [
    `  ${label}  ${paint.bold(title)}`,
    ...[probe.check, ...body].map((line) => bar + shortened(line, width - 6)),
  ].join("\n");
}

function notApplicable(probes: readonly ProofProbe[], paint: Paint, width: number): string[] {
  const reasons = new Map<string, number>();
  for (const { outcome, reason = "" } of probes) {
    if (outcome === "not-applicable") reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  if (reasons.size === 0) return [];
  const lines = [...reasons].map(([reason, times]) => `  ${String(times).padStart(3)}  ${reason}`);
  return [
    [paint.dim("not applicable"), ...lines.map((line) => paint.dim(shortened(line, width)))].join("\n"),
  ];
}

function summary(proof: ProofDocument, paint: Paint, width: number): string {
  const { probes, verdict, gates, milliseconds } = proof;
  const told = (["killed", "quiet", ...refuting, ...unknowing, "not-applicable"] as const)
    .filter((outcome) => count(probes, outcome) > 0)
    .map((outcome) => `${count(probes, outcome)} ${labels[outcome]}`);
  const words = { passed: "proved", failed: "not proved", blocked: "not known" } as const;
  const many = `${gates.length} ${gates.length === 1 ? "gate" : "gates"}, ${probes.length} edits`;
  const time = `${(milliseconds / 1000).toFixed(1)} s`;
  const first = `${mark(verdict, paint)} ${paint.bold(words[verdict])}  ${many}, ${time}, seed ${proof.seed}`;
  return [first, ...wrapped(told, width - 2).map((line) => `  ${line}`)].join("\n");
}

function mark(verdict: keyof typeof marks, paint: Paint): string {
  const sign = marks[verdict];
  if (verdict === "passed") return paint.green(sign);
  return verdict === "failed" ? paint.red(sign) : paint.yellow(sign);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
