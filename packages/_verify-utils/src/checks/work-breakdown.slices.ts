import { hedgeWords, isIdle, phrasePattern, placeholderIn } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import { type Finding, found } from "../finding.ts";
import { circlesOf } from "../work-breakdown/circles.ts";
import type { LocatedBreakdown } from "../work-breakdown/read.ts";
import type { Slice } from "../work-breakdown/schema.ts";

const anyHedge = phrasePattern(hedgeWords);

/** What does not hold among the slices themselves. */
export function sliceFindingsOf(path: RepoPath, located: LocatedBreakdown): readonly Finding[] {
  const { slices } = located.breakdown;
  return [
    ...repeated(path, located, "id", ({ id }) => [id]),
    ...repeated(path, located, "branch", ({ branch }) => [branch]),
    ...repeated(path, located, "artifact", ({ artifacts }) => artifacts.map((one) => one.path)),
    ...dependencyFindings(path, located),
    ...stackFindings(path, located),
    ...slices.flatMap((slice, index) => ownFindings(path, located, slice, index)),
  ];
}

const keyOf = { id: "id", branch: "branch", artifact: "artifacts" } as const;

function repeated(
  breakdown: RepoPath,
  { breakdown: { slices }, locate }: LocatedBreakdown,
  what: keyof typeof keyOf,
  values: (slice: Slice) => readonly string[],
): readonly Finding[] {
  const seen = new Map<string, string>();
  return slices.flatMap((slice, index) =>
    values(slice).flatMap((value) => {
      const first = seen.get(value);
      seen.set(value, first ?? slice.id);
      const at = locate(["slices", index, keyOf[what]]);
      return first === undefined
        ? []
        : [found("slice-repeated", { breakdown, slice: slice.id, what, value, first }, at)];
    }),
  );
}

function dependencyFindings(
  breakdown: RepoPath,
  { breakdown: { slices }, locate }: LocatedBreakdown,
): readonly Finding[] {
  const known = slices.map(({ id }) => id);
  const unknown = slices.flatMap(({ id, dependsOn }, index) =>
    dependsOn.flatMap((named, at) =>
      known.includes(named)
        ? []
        : [
            found(
              "slice-unknown",
              { breakdown, slice: id, named, known },
              locate(["slices", index, "dependsOn", at]),
            ),
          ],
    ),
  );
  const circles = circlesOf(new Map(slices.map(({ id, dependsOn }) => [id, dependsOn]))).map((circle) => {
    const index = slices.findIndex(({ id }) => id === circle[0]);
    const at = locate(["slices", index, "dependsOn"]);
    return found("slice-circular", { breakdown, circle, by: "dependencies" }, at);
  });
  return [...unknown, ...circles];
}

/** Branches are those of the root and of slices; each holds the branches of what its slice depends on. */
function stackFindings(
  breakdown: RepoPath,
  { breakdown: { root, slices }, locate }: LocatedBreakdown,
): readonly Finding[] {
  const parents = new Map(slices.map(({ branch, parent }) => [branch, [parent]]));
  const known = [...parents.keys()];
  const own = slices.flatMap(({ id, branch, parent }, index) => {
    const at = locate(["slices", index, "parent"]);
    const args = { breakdown, slice: id };
    if (branch === root)
      return [
        found(
          "slice-repeated",
          { ...args, what: "branch", value: branch, first: "the root" },
          locate(["slices", index, "branch"]),
        ),
      ];
    return parent === root || parents.has(parent)
      ? []
      : [found("slice-parent-unknown", { ...args, parent, root, known }, at)];
  });
  const circles = circlesOf(parents).map((circle) => {
    const index = slices.findIndex(({ branch }) => branch === circle[0]);
    return found("slice-circular", { breakdown, circle, by: "parents" }, locate(["slices", index, "parent"]));
  });
  if (own.length > 0 || circles.length > 0) return [...own, ...circles];
  return slices.flatMap(({ id, parent, dependsOn }, index) => {
    const below = new Set<string>();
    for (let at: string | undefined = parent; at !== undefined && !below.has(at); at = parents.get(at)?.[0])
      below.add(at);
    return dependsOn.flatMap((dependency, position) => {
      const branch = slices.find((one) => one.id === dependency)?.branch;
      if (branch === undefined || below.has(branch)) return [];
      const at = locate(["slices", index, "dependsOn", position]);
      return [found("slice-not-stacked", { breakdown, slice: id, dependency, parent }, at)];
    });
  });
}

/** Words of an acceptance criterion that can claim something. */
const fewest = 3;

function ownFindings(
  breakdown: RepoPath,
  { breakdown: { owners }, locate }: LocatedBreakdown,
  { id: slice, owner, acceptance }: Slice,
  index: number,
): readonly Finding[] {
  const known = Object.keys(owners);
  const belongs = known.includes(owner)
    ? []
    : [found("slice-owner-unknown", { breakdown, slice, owner, known }, locate(["slices", index, "owner"]))];
  const vague = acceptance.flatMap((text, at) => {
    const word = vagueWord(text);
    return word === undefined
      ? []
      : [
          found(
            "slice-acceptance-vague",
            { breakdown, slice, text, word },
            locate(["slices", index, "acceptance", at]),
          ),
        ];
  });
  return [...belongs, ...vague];
}

/** What keeps a criterion from being refuted; `""` where it is all of it. */
function vagueWord(text: string): string | undefined {
  const prose = text.replace(/`[^`]*`/g, " ");
  const word = placeholderIn(prose, text) ?? anyHedge.exec(prose)?.[0];
  if (word !== undefined) return word;
  return isIdle(text) || text.trim().split(/\s+/).length < fewest ? "" : undefined;
}
