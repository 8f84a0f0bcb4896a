import { idlePairings, type TestMutant, type TestProof } from "@phasegate/report";
import { type Check, found, type Gate } from "@phasegate/verify-utils";
import type { WorkspacePackage } from "@phasegate/workspace";
import type { ProvenFinding } from "./findings-of-edits.ts";
import { type NamedTarget, targetOf } from "./target-of.ts";

/** A check that names tests, with what it says of them. */
interface Claim {
  readonly check: string;
  readonly target: NamedTarget;
}

/** What defects in the subjects of a gate's tests found on its checks. */
export function findingsOfTests(
  proof: TestProof,
  gate: Gate,
  packages: readonly WorkspacePackage[],
): readonly ProvenFinding[] {
  const claims = claimsOf(gate.checks, packages);
  return [
    ...proof.mutants.flatMap((mutant) => survivor(mutant, claims)),
    ...idlePairings(proof).flatMap((idle) =>
      claims
        .filter(({ target }) => target.path === idle.file && target.subjects.includes(idle.subject))
        .map(({ check }) => {
          const { file, subject, ran } = idle;
          return { check, finding: found("test-proves-nothing", { file, subject, ran }, { path: file }) };
        }),
    ),
    ...untried(proof, claims),
    ...proof.mutants.flatMap((mutant) => unheard(mutant, claims)),
    ...proof.blocked.flatMap(({ about, detail, of }) =>
      claims
        .filter(({ target }) => concerns(of, target))
        .map(({ check }) => ({ check, finding: found("proof-blocked", { about, why: detail }) })),
    ),
  ];
}

function claimsOf(checks: readonly Check[], packages: readonly WorkspacePackage[]): readonly Claim[] {
  return checks.flatMap((check) => {
    const target = targetOf(check, packages);
    return target === undefined ? [] : [{ check: check.name, target }];
  });
}

/** On one check of the gate, of those that name the subject: one whose file ran with it, if there is one. */
function survivor(mutant: TestMutant, claims: readonly Claim[]): readonly ProvenFinding[] {
  const { status, subject, location, unit, original, replacement, ran, noticedBy } = mutant;
  if (status !== "survived" && status !== "no-coverage") return [];
  const naming = claims.filter(({ target }) => target.subjects.includes(subject));
  const claim = naming.find(({ target }) => ran.includes(target.path)) ?? naming[0];
  if (claim === undefined) return [];
  const args = {
    original: oneLine(original),
    replacement: oneLine(replacement),
    unit,
    files: ran,
    noticedBy: noticedBy.slice(0, 3).map(({ path, title }) => [...path, title].join(" › ")),
  };
  return [{ check: claim.check, finding: found("mutant-survived", args, location) }];
}

/** Functions of which nothing is known: none of their mutants was tried. */
function untried(proof: TestProof, claims: readonly Claim[]): readonly ProvenFinding[] {
  const why = `the budget of ${Math.round(proof.budgetMilliseconds / 1000)} s was spent`;
  return [...groupsOf(proof.mutants, ({ subject }) => subject)].flatMap(([subject, mutants]) => {
    const units = [...groupsOf(mutants, ({ unit }) => unit)].filter(([, own]) =>
      own.every(({ status, reason }) => status === "not-run" && reason === "budget"),
    );
    const claim = claims.find(({ target }) => target.subjects.includes(subject));
    if (units.length === 0 || claim === undefined) return [];
    const args = { subject, units: units.map(([unit]) => unit), why };
    return [{ check: claim.check, finding: found("mutants-untried", args, { path: subject }) }];
  });
}

/** A mutant of which the tests came to no end that says anything, with it and without. */
function unheard(mutant: TestMutant, claims: readonly Claim[]): readonly ProvenFinding[] {
  if (mutant.status !== "not-run" || mutant.reason !== "harness") return [];
  const claim = claims.find(({ target }) => target.subjects.includes(mutant.subject));
  const about = `«${oneLine(mutant.original)}» in ${mutant.unit}`;
  const why = "its tests do not come to an end with a defect there, nor right after that without";
  return claim === undefined
    ? []
    : [{ check: claim.check, finding: found("proof-blocked", { about, why }, mutant.location) }];
}

function groupsOf<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

function concerns(of: TestProof["blocked"][number]["of"], target: NamedTarget): boolean {
  if (of.subject !== undefined) return target.subjects.includes(of.subject);
  if (of.file !== undefined) return target.path === of.file;
  return of.package === undefined || target.package === of.package;
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
