import { codeFrameColumns } from "@babel/code-frame";
import { createColors } from "picocolors";
import type {
  BaseResult,
  CheckResult,
  FindingResult,
  GateChange,
  GateResult,
  Matrix,
  ResultLocation,
  RunDocument,
  ScopeResult,
} from "./document.ts";
import { runProofToText } from "./run-proof-text.ts";
import { table } from "./table.ts";

export interface TextOptions {
  readonly color: boolean;
  /** Text of a file of the workspace that was judged, for code frames; `undefined` where there is none. */
  readonly source: (path: string) => string | undefined;
}

type Paint = ReturnType<typeof createColors>;
type Marked = CheckResult["verdict"];

const marks = { passed: "✓", failed: "✗", blocked: "■", waived: "~" } as const satisfies Record<
  Marked,
  string
>;

/** The run for a person: each gate, each check with claim and scope, each finding with its place and what to do. */
export function toText(run: RunDocument, options: TextOptions): string {
  const paint = createColors(options.color);
  const blocks = run.gates.map((gate) => gateBlock(gate, paint, options));
  const own = run.findings.map((one) => findingBlock(one, paint, options));
  const compared = baseLine(run, paint);
  const proof = runProofToText(run, paint);
  const end = [...(compared === undefined ? [] : [compared]), summary(run, paint)].join("\n");
  return `${[...blocks, ...own, ...(proof === undefined ? [] : [proof]), end].join("\n\n")}\n`;
}

/** What was judged and compared, where it is not simply the working tree. */
function baseLine({ base, workspace, gatesFrom }: RunDocument, paint: Paint): string | undefined {
  const judged = judgedText(workspace);
  const compared = baseText(base, paint);
  const by =
    gatesFrom === undefined ? undefined : `judged by the gates and the kit of ${gatesFrom.slice(0, 12)}`;
  const parts = [by, judged, compared].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join("\n");
}

function judgedText({ kind, head }: RunDocument["workspace"]): string | undefined {
  if (kind === "index") return "judged: the index";
  return kind === "revision" ? `judged: ${head?.slice(0, 12) ?? "a revision"}` : undefined;
}

function baseText(base: BaseResult, paint: Paint): string | undefined {
  switch (base.kind) {
    case "revision":
      return `base: ${base.commit.slice(0, 12)} (${base.how}: ${base.ref})`;
    case "root":
      return "base: nothing came before";
    case "none":
      return paint.yellow("base: none; nothing was compared (--base none)");
    case "unknown":
      return `${paint.yellow(`base: not known: ${base.why}`)}\n  ${paint.cyan("mend:")} ${base.command}`;
    case "unused":
      return undefined;
  }
}

function gateBlock(gate: GateResult, paint: Paint, options: TextOptions): string {
  const about = [
    `slice ${gate.slice}`,
    ...(gate.decisions.length > 0 ? [`supports ${gate.decisions.join(", ")}`] : []),
  ];
  const partial = gate.partial ? paint.yellow(" (only some of its checks)") : "";
  const lines = [
    `${mark(gate.verdict, paint)} ${paint.bold(gate.id)}  ${paint.dim(about.join(", "))}${partial}`,
  ];
  for (const need of gate.needs) lines.push(paint.dim(`  needs ${need.gate}: ${need.verdict}`));
  for (const one of gate.findings) lines.push("", findingBlock(one, paint, options));
  for (const check of gate.checks) lines.push(...checkLines(check, paint, options));
  return lines.join("\n");
}

function checkLines(check: CheckResult, paint: Paint, options: TextOptions): string[] {
  const scope = check.scope === undefined ? "not evaluated" : scopeText(check.scope);
  const lines = [
    `  ${mark(check.verdict, paint)} ${check.claim}`,
    paint.dim(`      ${check.name} · ${scope}`),
  ];
  for (const assumption of check.assumptions) lines.push(paint.dim(`      assumes ${assumption}`));
  lines.push(...changeLines(check.changes ?? [], paint));
  if (check.matrix !== undefined) lines.push(...matrixLines(check.matrix, paint));
  for (const one of check.findings) lines.push("", findingBlock(one, paint, options), "");
  for (const one of check.waived) {
    const { owner, reason, expires } = one.waiver;
    lines.push(
      paint.yellow(`      waived until ${expires} by ${owner}: ${reason}`),
      `      ${one.message}${one.location === undefined ? "" : `, at ${place(one.location)}`}`,
    );
  }
  return lines;
}

function changeLines(changes: readonly GateChange[], paint: Paint): string[] {
  if (changes.length === 0) return [];
  const lines = changes.map(({ subject, change, what, permitted }) => {
    const by = permitted === undefined ? "" : ` (${permitted} allows it)`;
    const line = `        ${subject} ${change}: ${what}${by}`;
    return change === "weakened" ? paint.yellow(line) : paint.dim(line);
  });
  return [paint.dim("      changed gates:"), ...lines];
}

function matrixLines({ head, lines, held, cases }: Matrix, paint: Paint): string[] {
  const rows = lines.map(({ name, cells }) => ({ mark: " ", cells: [name, ...cells] }));
  const drawn = table({ head: ["", ...head], rows, width: 160, dim: (text) => text });
  const rest = `each also with every other case of its row: ${held} of ${cases} hold`;
  return [...drawn.split("\n"), `    ${rest}`].map((line) => paint.dim(`    ${line}`));
}

function scopeText(scope: ScopeResult): string {
  return `${scope.selected} of ${scope.candidates} ${scope.unit} (${scope.roster})`;
}

function findingBlock(finding: FindingResult, paint: Paint, options: TextOptions): string {
  const lines = [paint.bold(finding.message)];
  if (finding.location !== undefined) lines.push(`at ${place(finding.location)}`);
  const frame = frameOf(finding.location, options);
  if (frame !== undefined) lines.push(frame);
  lines.push(
    `${paint.cyan("mend:")} ${finding.mend}`,
    paint.dim(`[${finding.code}] phasegate explain ${finding.code}`),
  );
  return indent(
    lines.join("\n"),
    `      ${finding.verdict === "failed" ? paint.red("│") : paint.yellow("│")} `,
  );
}

function place({ path, start }: ResultLocation): string {
  return start === undefined ? path : `${path}:${start.line}:${start.column}`;
}

function frameOf(location: ResultLocation | undefined, options: TextOptions): string | undefined {
  if (location?.start === undefined) return undefined;
  const source = options.source(location.path);
  if (source === undefined) return undefined;
  const oneLine = location.end === undefined || location.end.line === location.start.line;
  const frame = codeFrameColumns(
    source,
    { start: location.start, ...(oneLine && location.end !== undefined ? { end: location.end } : {}) },
    { linesAbove: 1, linesBelow: 1, highlightCode: false },
  );
  return frame.replace(/^(.{160}).+$/gm, "$1…");
}

function summary(run: RunDocument, paint: Paint): string {
  const checks = run.gates.flatMap((gate) => gate.checks);
  const count = (verdict: Marked): number => checks.filter((check) => check.verdict === verdict).length;
  const parts = (["passed", "failed", "blocked", "waived"] as const)
    .filter((verdict) => verdict === "passed" || count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}`);
  const gates = `${run.gates.length} ${run.gates.length === 1 ? "gate" : "gates"}`;
  const time = `${Math.round(run.milliseconds)} ms`;
  const partial = run.gates.some((gate) => gate.partial) ? ", only some checks" : "";
  const waived = count("waived") > 0 && run.verdict === "passed";
  return `${mark(waived ? "waived" : run.verdict, paint)} ${paint.bold(`${run.target}: ${run.verdict}${waived ? " with waivers" : ""}${partial}`)}  ${gates}, checks: ${parts.join(", ")}, ${time}`;
}

function mark(verdict: Marked, paint: Paint): string {
  const sign = marks[verdict];
  if (verdict === "passed") return paint.green(sign);
  return verdict === "failed" ? paint.red(sign) : paint.yellow(sign);
}

function indent(text: string, by: string): string {
  return text.replaceAll(/^/gm, by);
}
