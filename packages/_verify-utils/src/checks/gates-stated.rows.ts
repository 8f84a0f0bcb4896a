import type { ContractReading } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { scriptIn, startedBy } from "../wiring/commands.ts";
import type { ListedGate } from "../wiring/configured-gates.ts";
import { namedPaths } from "./evidence-paths.ts";
import { plain, unmarked } from "./plain.ts";

type Row = ContractReading["sections"][string]["rows"][number];

/** A suite as the configuration has it. */
interface StatedSuite {
  readonly suite: string;
  /** The script of the root that runs it; `undefined` where the gate names none. */
  readonly script: string | undefined;
  /** Lines of the cadence; `undefined` where they are not known. */
  readonly when: readonly string[] | undefined;
}

function differs(document: RepoPath, why: string, at: Location = { path: document }): Finding {
  return found("gates-stated-differ", { document, why }, at);
}

/** Each gate has one row, which says its slice and its script; no row is of something else. */
export function gateRowFindings(
  document: RepoPath,
  gates: readonly ListedGate[],
  rows: readonly Row[],
  context: CheckContext,
): readonly Finding[] {
  const idOf = ({ cells }: Row) => unmarked(cells["gate"]?.text);
  return [
    ...presence(
      document,
      "gate",
      gates.map(({ id }) => id),
      rows,
      idOf,
    ),
    ...rows.flatMap((row) => {
      const gate = gates.find(({ id }) => id === idOf(row));
      if (gate === undefined) return [];
      const slice = unmarked(row.cells["slice"]?.text);
      const scripts = namedPaths(row.cells["script"]?.values ?? [], context.workspace).map(
        ({ path }) => path,
      );
      const at = locationOf(row.location);
      return [
        ...(slice === gate.slice
          ? []
          : [differs(document, `${gate.id} closes ${gate.slice}, not ${slice}`, at)]),
        ...(scripts.length === 1 && scripts[0] === gate.script
          ? []
          : [differs(document, `${gate.id} is ${gate.script}, not ${scripts.join(", ")}`, at)]),
      ];
    }),
  ];
}

/** Each suite has one row, whose command runs it and whose occasions are those of the cadence. */
export function suiteRowFindings(
  document: RepoPath,
  suites: readonly StatedSuite[],
  rows: readonly Row[],
  manager: string | undefined,
): readonly Finding[] {
  const nameOf = ({ cells }: Row) => unmarked(cells["suite"]?.text);
  return [
    ...presence(
      document,
      "suite",
      suites.map(({ suite }) => suite),
      rows,
      nameOf,
    ),
    ...rows.flatMap((row) => {
      const stated = suites.find(({ suite }) => suite === nameOf(row));
      if (stated === undefined) return [];
      const at = locationOf(row.location);
      return [
        ...commandDifferences(stated, commandOf(row), manager),
        ...occasionDifferences(stated, occasionsOf(row)),
      ].map((why) => differs(document, why, at));
    }),
  ];
}

/** A command in code marks is what stands in them; words around it are words. */
function commandOf({ cells }: Row): string {
  const raw = (cells["command"]?.values ?? []).map((value) => value.raw).join(" ");
  const codes = [...raw.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code.trim());
  return codes.length > 0 ? codes.join("; ") : (cells["command"]?.text ?? "");
}

function commandDifferences(
  { suite, script }: StatedSuite,
  command: string,
  manager: string | undefined,
): readonly string[] {
  if (script === undefined) return [`no script is named that runs ${suite}`];
  const started = startedBy(command, scriptIn(manager), false);
  if (started.kind === "starts" && started.what === script) return [];
  return [`\`${script}\` runs ${suite}, not \`${command}\``];
}

function occasionsOf({ cells }: Row): readonly string[] {
  return (cells["when"]?.values ?? [])
    .flatMap(({ text }) => text.split(";"))
    .filter((one) => plain(one) !== "");
}

function occasionDifferences({ suite, when }: StatedSuite, told: readonly string[]): readonly string[] {
  if (when === undefined) return [];
  const without = (some: readonly string[], others: readonly string[]) =>
    some.filter((one) => !others.some((other) => plain(one) === plain(other)));
  return [
    ...without(when, told).map((one) => `it does not say that ${suite} runs «${one}»`),
    ...without(told, when).map((one) => `policy.cadence does not say that ${suite} runs «${one.trim()}»`),
  ];
}

function presence(
  document: RepoPath,
  what: "gate" | "suite",
  due: readonly string[],
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): readonly Finding[] {
  const named = rows.map(nameOf);
  return [
    ...due
      .filter((name) => !named.includes(name))
      .map((name) => differs(document, `there is no row for the ${what} ${name}`)),
    ...rows
      .filter((row, index) => !due.includes(nameOf(row)) || named.indexOf(nameOf(row)) < index)
      .map((row) => {
        const name = nameOf(row);
        const why = due.includes(name)
          ? `the ${what} ${name} has a second row`
          : `there is no ${what} ${name} here`;
        return differs(document, why, locationOf(row.location));
      }),
  ];
}
