import {
  type CheckContext,
  type Counterexample,
  type Invariance,
  NotApplicable,
  type Probe,
} from "../check.ts";
import { configNames } from "../load-config.ts";
import { type CadenceLine, configuredCadence } from "../wiring/configured-gates.ts";
import type { CadenceStated } from "./cadence-stated.ts";
import { editing, harmlessDocumentEdits } from "./edits.ts";

type Args = Pick<CadenceStated, "document">;

/** An edit of the row of the document that says the first line. */
function onRow({ document }: Args, by: (row: string, line: CadenceLine) => string): Probe["apply"] {
  return (context: CheckContext) => {
    const config = configNames.find((name) => context.workspace.entry(name) === "file");
    const line = config === undefined ? undefined : configuredCadence(context, config)?.[0];
    if (line === undefined) return new NotApplicable("the configuration states no cadence");
    return editing(document, (text) => {
      const rows = text.split("\n");
      const index = rows.findIndex((row) => row.startsWith("|") && row.includes(line.when));
      const row = rows[index];
      return row === undefined ? undefined : rows.with(index, by(row, line)).join("\n");
    })(context);
  };
}

export function cadenceCounterexamples(args: Args): readonly Counterexample[] {
  const { document } = args;
  return [
    { name: "the document is gone", expect: "document-missing", apply: () => ({ [document]: null }) },
    { name: "a line is missing", expect: "cadence-differs", apply: onRow(args, () => "") },
    {
      name: "a line names another suite",
      expect: "cadence-differs",
      at: { path: document },
      apply: onRow(args, (row, { suite }) =>
        row.replace(new RegExp(`${suite}(?!.*${suite})`), "phasegate-probe"),
      ),
    },
    {
      name: "a line says another time",
      expect: "cadence-differs",
      at: { path: document },
      apply: onRow(args, (row, { when }) => row.replace(when, "never")),
    },
    {
      name: "the document says a line more",
      expect: "cadence-differs",
      at: { path: document },
      apply: onRow(args, (row, { when }) => `${row}\n${row.replace(when, "on Mondays")}`),
    },
    {
      name: "a line stands in a comment",
      expect: "cadence-differs",
      apply: onRow(args, (row) => `\n<!-- ${row} -->\n`),
    },
    {
      name: "the section has another heading",
      expect: "document-section-missing",
      apply: editing(document, (text) => text.replace(/^(#+) Cadence\b.*$/im, "$1 Something else")),
    },
  ];
}

export function cadenceInvariances(args: Args): readonly Invariance[] {
  return [
    ...harmlessDocumentEdits(args.document),
    { name: "a line is spaced otherwise", apply: onRow(args, (row) => row.replaceAll(" | ", "   |  ")) },
    {
      name: "a line says its time with emphasis",
      apply: onRow(args, (row, { when }) => row.replace(when, `*${when}*`)),
    },
  ];
}
