import type { createColors } from "picocolors";
import type { RunDocument } from "./document.ts";
import type { GateScore } from "./gate-score.ts";
import { table } from "./table.ts";

type Paint = ReturnType<typeof createColors>;

const heads = ["gate", "killed", "quiet", "pairs", "n/a", "undecided", "mutants", "not tried"];

/** What the gates of a run proved of themselves, one line each; `undefined` when that was not asked. */
export function runProofToText({ gates, proof }: RunDocument, paint: Paint): string | undefined {
  if (proof === undefined) return undefined;
  const rows = gates.flatMap(({ id, proof: score }) =>
    score === undefined ? [] : [{ mark: markOf(score, paint), cells: [id, ...cellsOf(score)] }],
  );
  const lines = [
    `${paint.bold("proved by")} ${partsOf(proof).join(", ")}, seed ${proof.seed}, ${Math.round(proof.milliseconds)} ms`,
    table({ head: heads, rows, width: 100, dim: paint.dim }),
    ...gates.flatMap(({ id, proof: score }) =>
      score === undefined || score.checksNotGreen === 0
        ? []
        : [
            paint.yellow(
              `  ${id}: ${score.checksNotGreen} of its checks could not be proved, not being green`,
            ),
          ],
    ),
  ];
  for (const { package: name, reason } of proof.tests?.except ?? [])
    lines.push(`  the tests of ${name} were not asked: ${reason}`);
  return lines.join("\n");
}

function partsOf({ edits, tests }: NonNullable<RunDocument["proof"]>): string[] {
  if (tests === undefined) return [`${edits} edits`];
  const { tried, left, budgetSeconds } = tests;
  const rest = left === 0 ? "" : ` (${left} more are beyond the budget of ${budgetSeconds} s)`;
  return [`${edits} edits`, `${tried} mutants${rest}`];
}

function cellsOf({ killed, survived, quiet, falseAlarms, undecided, pairs, ...more }: GateScore): string[] {
  const { mutants, notApplicable } = more;
  const tried = mutants === undefined ? 0 : mutants.killed + mutants.survived + mutants.noCoverage;
  return [
    `${killed}/${killed + survived}`,
    `${quiet}/${quiet + falseAlarms}`,
    String(pairs),
    String(notApplicable || ""),
    String(undecided || ""),
    mutants === undefined ? "" : `${mutants.killed}/${tried}`,
    mutants === undefined ? "" : String(mutants.notRun || ""),
  ];
}

function markOf(
  { killed, survived, falseAlarms, undecided, checksNotGreen, mutants }: GateScore,
  paint: Paint,
) {
  const unnoticed = mutants === undefined ? 0 : mutants.survived + mutants.noCoverage;
  if (survived + falseAlarms + unnoticed > 0 || (killed === 0 && checksNotGreen === 0)) return paint.red("✗");
  return undecided + checksNotGreen > 0 ? paint.yellow("■") : paint.green("✓");
}
