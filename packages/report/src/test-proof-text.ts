import { createColors } from "picocolors";
import type { ProofTextOptions } from "./proof-text.ts";
import { shortened, table } from "./table.ts";
import { idlePairings, type MutantStatus, type TestMutant, type TestProof } from "./test-proof.ts";

type Paint = ReturnType<typeof createColors>;

const marks = { passed: "✓", failed: "✗", blocked: "■" } as const;
const noticed: readonly MutantStatus[] = ["killed", "timeout", "crashed"];

/** What tests notice, for a person: each subject with its mutants, then every one that nobody noticed. */
export function testProofToText(proof: TestProof, { color, width }: ProofTextOptions): string {
  const paint = createColors(color);
  const survivors = proof.mutants.filter(({ status }) => status === "survived" || status === "no-coverage");
  const blocks = [
    subjectBlock(proof.mutants, paint, width),
    ...survivors.map((mutant) => survivorBlock(mutant, paint, width)),
    ...idlePairings(proof).map(
      ({ file, subject, ran }) =>
        `  ${paint.red("idle")}  ${shortened(`${file} noticed none of ${ran} mutants of ${subject}`, width - 8)}`,
    ),
    ...proof.blocked.map(
      ({ code, about, detail }) =>
        `  ${paint.yellow("blocked")}  ${shortened(`${about}: ${detail} [${code}]`, width - 11)}`,
    ),
    summary(proof, paint),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function count(mutants: readonly TestMutant[], ...statuses: readonly MutantStatus[]): number {
  return mutants.filter(({ status }) => statuses.includes(status)).length;
}

function subjectBlock(mutants: readonly TestMutant[], paint: Paint, width: number): string {
  const rows = [...new Set(mutants.map(({ subject }) => subject))].map((subject) => {
    const own = mutants.filter((one) => one.subject === subject);
    const tried = own.length - count(own, "not-run");
    const killed = count(own, ...noticed);
    const mark = tried === 0 ? paint.yellow("■") : killed === tried ? paint.green("✓") : paint.red("✗");
    return { mark, cells: [subject, `${killed}/${tried}`, String(count(own, "not-run") || "")] };
  });
  return table({ head: ["what tests prove", "noticed", "not tried"], rows, width, dim: paint.dim });
}

function survivorBlock(mutant: TestMutant, paint: Paint, width: number): string {
  const { status, location, mutator, original, replacement, unit, noticedBy, ran } = mutant;
  const label = status === "survived" ? "survived" : "not reached";
  const bar = `    ${paint.dim("│")} `;
  const place = `${location.path}:${location.start.line}:${location.start.column}`;
  const others = noticedBy.slice(0, 2).map(({ path, title }) => [...path, title].join(" › "));
  const lines = [
    `${oneLine(original)}  becomes  ${oneLine(replacement) || "nothing"}`,
    status === "survived" ? `ran: ${ran.join(", ")}` : "no named test file runs it",
    ...(others.length === 0 ? [] : [`noticed by what no gate names: ${others.join("; ")}`]),
  ];
  return [
    `  ${paint.red(label)}  ${paint.bold(place)}  ${mutator} in ${unit}`,
    ...lines.map((line) => bar + shortened(line, width - 6)),
  ].join("\n");
}

function summary({ verdict, mutants, milliseconds, seed }: TestProof, paint: Paint): string {
  const words = {
    passed: "noticed by the tests",
    failed: "not all noticed by the tests",
    blocked: "not known",
  } as const;
  const paints = { passed: paint.green, failed: paint.red, blocked: paint.yellow } as const;
  const tried = mutants.length - count(mutants, "not-run");
  const score = tried === 0 ? "–" : `${((count(mutants, ...noticed) / tried) * 100).toFixed(1)} %`;
  const left = count(mutants, "not-run");
  const time = `${(milliseconds / 1000).toFixed(1)} s, seed ${seed}`;
  return `${paints[verdict](marks[verdict])} ${paint.bold(words[verdict])}  ${score} of ${tried} mutants${left === 0 ? "" : `, ${left} not tried`}, ${time}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
