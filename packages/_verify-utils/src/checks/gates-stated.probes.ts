import { type ContractReading, readContract } from "@phasegate/decision-records";
import {
  type CheckContext,
  type Counterexample,
  type Invariance,
  NotApplicable,
  type Probe,
} from "../check.ts";
import { configuredGates } from "../wiring/configured-gates.ts";
import { sameDocumentEdits } from "./document-edits.ts";
import { editing, harmlessDocumentEdits, splice } from "./edits.ts";
import { gatesContract } from "./gates-stated.contract.ts";
import { gatesDue } from "./gates-stated.due.ts";
import type { GatesStated } from "./gates-stated.ts";

type Row = ContractReading["sections"][string]["rows"][number];
type Section = keyof typeof gatesContract.sections;

/** An edit of what the first row of a section holds. */
function onRow(
  { document }: GatesStated,
  section: Section,
  edit: (text: string, row: Row, context: CheckContext) => string | undefined,
): Probe["apply"] {
  return editing(document, (text, context) => {
    const answer = readContract(context.workspace, document, gatesContract, context.memo);
    const row = answer.kind === "read" ? answer.facts.sections[section]?.rows[0] : undefined;
    return row === undefined ? undefined : edit(text, row, context);
  });
}

function rowBy(by: (row: string) => string): Parameters<typeof onRow>[2] {
  return (text, { location: { start, end } }) =>
    splice(text, start.offset, end.offset, by(text.slice(start.offset, end.offset)));
}

function cellBy(name: string, by: (cell: string) => string): Parameters<typeof onRow>[2] {
  return (text, { cells }) => {
    const at = cells[name]?.location;
    if (at === undefined) return undefined;
    return splice(text, at.start.offset, at.end.offset, by(text.slice(at.start.offset, at.end.offset)));
  };
}

export function gatesStatedCounterexamples(args: GatesStated): readonly Counterexample[] {
  const { document, suites } = args;
  const at = { path: document };
  const differs = (name: string, section: Section, edit: Parameters<typeof onRow>[2]): Counterexample => ({
    name,
    // A row that is broken is told by what it lacks.
    expect: ["gates-stated-differ", "document-cell-missing", "document-section-missing"],
    at,
    apply: onRow(args, section, edit),
  });
  const others = Object.values(suites);
  return [
    { name: "the document is gone", expect: "document-missing", apply: () => ({ [document]: null }) },
    differs(
      "the row of a gate is gone",
      "gates",
      rowBy(() => ""),
    ),
    differs(
      "the row of a gate is a comment",
      "gates",
      rowBy((row) => `<!-- ${row} -->`),
    ),
    differs(
      "a gate has a second row",
      "gates",
      rowBy((row) => `${row}\n${row}`),
    ),
    differs(
      "a row is of a gate that is none",
      "gates",
      cellBy("gate", () => "`phasegate-probe`"),
    ),
    differs(
      "a gate closes another slice",
      "gates",
      cellBy("slice", (slice) => `${slice}9`),
    ),
    differs(
      "the script of a gate is not there",
      "gates",
      cellBy("script", () => "`no/such/script.ts`"),
    ),
    differs("the script of a gate is that of another", "gates", (text, row, context) => {
      const own = configuredGates(context).gates.find(({ script }) => row.cells["script"]?.text !== script);
      return own === undefined ? undefined : cellBy("script", () => `\`${own.script}\``)(text, row, context);
    }),
    differs(
      "the row of a suite is gone",
      "suites",
      rowBy(() => ""),
    ),
    differs(
      "a row is of a suite that is none",
      "suites",
      cellBy("suite", () => "phasegate-probe"),
    ),
    differs(
      "a suite is run by what starts nothing",
      "suites",
      cellBy("command", () => "`echo done`"),
    ),
    differs(
      "the command of a suite keeps its outcome",
      "suites",
      cellBy("command", (cell) => (cell.includes("`") ? cell.replace(/`$/, " || true`") : `${cell} || true`)),
    ),
    differs("a suite is run by the command of another", "suites", (text, row, context) => {
      const other = others.find((script) => row.cells["command"]?.text.endsWith(script) === false);
      return other === undefined
        ? undefined
        : cellBy("command", () => `\`pnpm ${other}\``)(text, row, context);
    }),
    differs(
      "a suite is run on another occasion",
      "suites",
      cellBy("when", () => "On Mondays"),
    ),
    differs(
      "a suite is run on an occasion more",
      "suites",
      cellBy("when", (when) => `${when}; on Mondays`),
    ),
    {
      name: "the configuration closes a slice more",
      expect: ["gates-stated-differ", "wiring-undecidable"],
      apply: (context) => {
        const [first] = gatesDue(configuredGates(context).gates, args);
        if (first?.slice === undefined) return new NotApplicable("there is no gate");
        const { slice, script } = first;
        return editing(script, (text) => text.replace(`slice: "${slice}"`, `slice: "${slice}9"`))(context);
      },
    },
  ];
}

export function gatesStatedInvariances(args: GatesStated): readonly Invariance[] {
  const { document } = args;
  const edit = (name: string, section: Section, by: Parameters<typeof onRow>[2]): Invariance => ({
    name: `${document}: ${name}`,
    apply: onRow(args, section, by),
  });
  return [
    ...harmlessDocumentEdits(document),
    ...sameDocumentEdits(document, false),
    edit(
      "a gate is emphasised",
      "gates",
      cellBy("gate", (cell) => `**${cell}**`),
    ),
    edit(
      "a slice is in code marks",
      "gates",
      cellBy("slice", (cell) => `\`${cell.replaceAll("`", "")}\``),
    ),
    edit(
      "an occasion is emphasised",
      "suites",
      cellBy("when", (cell) => `*${cell.replaceAll(/[*_]/g, "")}*`),
    ),
    edit(
      "occasions stand in another order",
      "suites",
      cellBy("when", (cell) =>
        cell
          .split(";")
          .map((one) => one.trim())
          .reverse()
          .join("; "),
      ),
    ),
  ];
}
