import type { StaticValue } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { definedGate, isKits } from "../checks/gate-script.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { configNames } from "../load-config.ts";

/** A gate by its script, which is where it is defined. */
export interface ListedGate {
  readonly id: string;
  readonly script: RepoPath;
  /** The slice that it closes, where that is literal and was asked for. */
  readonly slice: string | undefined;
}

interface ConfiguredSuite {
  readonly ids: readonly { readonly id: string; readonly location: Location }[];
  readonly location: Location;
}

/** What the configuration says by its syntax tree; findings where that cannot be told. */
export interface Configured {
  readonly path: RepoPath;
  readonly gates: readonly ListedGate[];
  readonly suites: ReadonlyMap<string, ConfiguredSuite>;
  readonly findings: readonly Finding[];
}

const none = { gates: [], suites: new Map<string, ConfiguredSuite>() };

/** Gates and suites of the configuration, as they stand in the code that is judged. */
export function configuredGates(context: CheckContext): Configured {
  const path = configNames.find((name) => context.workspace.entry(name) === "file");
  if (path === undefined) {
    const finding = found("wiring-undecidable", { path: configNames[0], why: "there is no configuration" });
    return { path: configNames[0], ...none, findings: [finding] };
  }
  const input = inputOf(context, path, ["gates", "suites", "id", "slice"]);
  const names = propertyOf(input, "suites");
  if (names?.kind !== "object")
    return { path, ...none, findings: [unknown(path, "suites are computed", names ?? input)] };
  const listed = listedGates(propertyOf(input, "gates"), path, "gates", context);
  const keys = names.properties.map(({ key }) => key);
  // Only what is asked for is read, so that the suites' names have to be known first.
  const suites = propertyOf(inputOf(context, path, ["suites", ...keys]), "suites");
  const read =
    suites?.kind === "object" ? suites.properties.map((one) => suiteOf(one.key, one.value, path)) : [];
  return {
    path,
    gates: listed.gates,
    suites: new Map(read.flatMap((one) => ("suite" in one ? [[one.name, one.suite] as const] : []))),
    findings: [...listed.findings, ...read.flatMap((one) => ("finding" in one ? [one.finding] : []))],
  };
}

/** One line of the cadence as the configuration states it. */
export interface CadenceLine {
  readonly when: string;
  readonly suite: string;
}

/** When which suite has to be run, by the code of the configuration; `undefined` where that is computed. */
export function configuredCadence(context: CheckContext, path: RepoPath): readonly CadenceLine[] | undefined {
  const input = inputOf(context, path, ["policy", "cadence", "when", "suite"]);
  const policy = propertyOf(input, "policy");
  if (policy?.kind !== "object") return undefined;
  const cadence = propertyOf(policy, "cadence");
  if (cadence?.kind !== "array") return cadence === undefined ? [] : undefined;
  const lines = cadence.items.map((item) => {
    const [when, suite] = [propertyOf(item, "when"), propertyOf(item, "suite")];
    return when?.kind === "string" && suite?.kind === "string"
      ? { when: when.value.trim(), suite: suite.value }
      : undefined;
  });
  return lines.every((line) => line !== undefined) ? lines : undefined;
}

/** What the configuration is made of, with these keys of it. */
export function inputOf(context: CheckContext, path: RepoPath, only: readonly string[]): StaticValue {
  const value = context.code.valueOf({ module: path, export: "default" }, only);
  const isConfig = value.kind === "call" && isKits("defineConfig", value.callee, context);
  return (isConfig ? value.args[0] : undefined) ?? { kind: "unknown", location: value.location };
}

export function propertyOf(value: StaticValue, key: string): StaticValue | undefined {
  return value.kind === "object" ? value.properties.find((one) => one.key === key)?.value : undefined;
}

function unknown(path: RepoPath, why: string, at: StaticValue | undefined): Finding {
  return found("wiring-undecidable", { path, why }, at === undefined ? { path } : locationOf(at.location));
}

/** The gates in a list, or one gate; each is known by where it is defined. */
export function listedGates(
  value: StaticValue | undefined,
  path: RepoPath,
  name: string,
  context: CheckContext,
): { readonly gates: readonly ListedGate[]; readonly findings: readonly Finding[] } {
  if (value?.kind !== "array") return { gates: [], findings: [unknown(path, `${name} is computed`, value)] };
  const gates: ListedGate[] = [];
  const findings: Finding[] = [];
  for (const item of value.items) {
    const gate = definedGate(item, context);
    if (gate === undefined)
      findings.push(unknown(path, `${name} holds what is no gate with a literal id`, item));
    else gates.push({ ...gate, script: item.location.path });
  }
  return { gates, findings };
}

function suiteOf(
  name: string,
  value: StaticValue,
  path: RepoPath,
): { readonly name: string; readonly suite: ConfiguredSuite } | { readonly finding: Finding } {
  const ids =
    value.kind === "array" ? value.items.map((item) => (item.kind === "string" ? item : undefined)) : [];
  if (value.kind !== "array" || ids.includes(undefined))
    return { finding: unknown(path, `suites.${name} is computed`, value) };
  return {
    name,
    suite: {
      ids: ids.flatMap((one) =>
        one === undefined ? [] : [{ id: one.value, location: locationOf(one.location) }],
      ),
      location: locationOf(value.location),
    },
  };
}
