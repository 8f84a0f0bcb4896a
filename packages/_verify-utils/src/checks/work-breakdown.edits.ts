import { posix } from "node:path";
import type { Data } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import type { Counterexample } from "../check.ts";
import type { FindingCode } from "../findings/index.ts";
import { type DataMap, editingData, isDataMap } from "./data-edits.ts";

export type Edit = (slices: DataMap[], whole: DataMap) => unknown;

/** An edit of the slices; one that answers `false` has found no place. */
export function slicing(path: RepoPath, edit: Edit): Counterexample["apply"] {
  return editingData(path, (value) => {
    const slices = listOf(value["slices"]).filter(isDataMap);
    if (slices.length === 0 || edit(slices, value) === false) return undefined;
    return { ...value, slices };
  });
}

export function listOf(value: Data | undefined): Data[] {
  return Array.isArray(value) ? value : [];
}

const lists = ["paths", "artifacts"] as const;

/** Changes the first place of any slice that a change applies to. */
export function placing(change: (place: Data) => Data | undefined, keys: readonly string[] = lists): Edit {
  return (slices) => {
    for (const slice of slices)
      for (const key of keys) {
        const places = listOf(slice[key]);
        const at = places.findIndex((place) => change(place) !== undefined);
        const by = at < 0 ? undefined : change(places[at] ?? null);
        if (by === undefined) continue;
        slice[key] = places.with(at, by);
        return true;
      }
    return false;
  };
}

export const asText = (place: Data, edit: (path: string) => string): Data | undefined =>
  typeof place === "string" ? edit(place) : undefined;
const misspelt = (path: string) => posix.join(posix.dirname(path), `zzz-${posix.basename(path)}`);
export const first =
  (change: (slice: DataMap, slices: DataMap[]) => unknown): Edit =>
  (slices) =>
    slices[0] !== undefined && change(slices[0], slices);

/** Edits of what a breakdown says that must not hold. */
export const breakdownEdits: readonly (readonly [what: string, expect: FindingCode, edit: Edit])[] = [
  ["a slice stands there twice", "slice-repeated", (slices) => slices.push(structuredClone(slices[0] ?? {}))],
  [
    "two slices have one branch",
    "slice-repeated",
    (slices) => slices[1] !== undefined && Object.assign(slices[1], { branch: slices[0]?.["branch"] }),
  ],
  [
    "a slice has the branch of the root",
    "slice-repeated",
    (slices, whole) => Object.assign(slices.at(-1) ?? {}, { branch: whole["root"] }),
  ],
  [
    "a slice depends on none that is there",
    "slice-unknown",
    first((slice) => Object.assign(slice, { dependsOn: ["ZZ9"] })),
  ],
  [
    "a slice depends on itself",
    "slice-circular",
    first((slice) => Object.assign(slice, { dependsOn: [slice["id"] ?? ""] })),
  ],
  [
    "all slices wait for one another",
    "slice-circular",
    (slices) =>
      slices.length > 1 &&
      slices.forEach((slice, at) => {
        slice["dependsOn"] = [slices[(at + 1) % slices.length]?.["id"] ?? ""];
      }) === undefined,
  ],
  [
    "a slice is stacked on itself",
    "slice-circular",
    first((slice) => Object.assign(slice, { parent: slice["branch"] })),
  ],
  [
    "a slice is stacked on a branch of nobody",
    "slice-parent-unknown",
    first((slice) => Object.assign(slice, { parent: "zzz/no-such-branch" })),
  ],
  [
    "a slice is stacked beside what it depends on",
    "slice-not-stacked",
    (slices, whole) => {
      const waiting = slices.find((slice) => listOf(slice["dependsOn"]).length > 0);
      return waiting !== undefined && Object.assign(waiting, { parent: whole["root"] });
    },
  ],
  [
    "a slice belongs to nobody that is known",
    "slice-owner-unknown",
    first((slice) => Object.assign(slice, { owner: "zzz nobody" })),
  ],
  ["a path is misspelt", "slice-path-missing", placing((place) => asText(place, misspelt))],
  [
    "a path is written in capitals",
    "slice-path-missing",
    placing((place) => asText(place, (path) => path.toUpperCase())),
  ],
  ["a path is absolute", "slice-path-refused", placing((place) => asText(place, (path) => `/${path}`))],
  [
    "a path leaves the repository",
    "slice-path-refused",
    placing((place) => asText(place, (path) => `../${path}`)),
  ],
  [
    "an artifact will not last",
    "slice-path-refused",
    placing((place) => ({ planned: `${posix.dirname(pathOf(place))}/.scratch/notes.md` }), ["artifacts"]),
  ],
  [
    "an artifact lies elsewhere",
    "slice-artifact-misplaced",
    placing(() => ({ planned: "zzz/notes.md" }), ["artifacts"]),
  ],
  [
    "two slices leave one artifact",
    "slice-repeated",
    (slices) => {
      const from = slices.find((slice) => listOf(slice["artifacts"]).length > 0);
      const other = slices.find((slice) => slice !== from);
      return (
        from !== undefined && other !== undefined && Object.assign(other, { artifacts: from["artifacts"] })
      );
    },
  ],
  [
    "its acceptance is empty",
    "document-value-invalid",
    first((slice) => Object.assign(slice, { acceptance: [] })),
  ],
  [
    "its acceptance is a placeholder",
    "slice-acceptance-vague",
    first((slice) => Object.assign(slice, { acceptance: ["TBD"] })),
  ],
  [
    "its acceptance takes itself back",
    "slice-acceptance-vague",
    first((slice) => Object.assign(slice, { acceptance: ["Everything is tested as appropriate"] })),
  ],
  [
    "its acceptance is one word",
    "slice-acceptance-vague",
    first((slice) => Object.assign(slice, { acceptance: ["Done"] })),
  ],
  [
    "a slice serves no decision that is there",
    "decision-missing",
    first((slice) => Object.assign(slice, { decisions: ["ZZZ-999"] })),
  ],
  [
    "it is of another version",
    "document-value-invalid",
    (_, whole) => Object.assign(whole, { $schema: "phasegate.work-breakdown/999" }),
  ],
  [
    "a slice says what nobody reads",
    "document-value-invalid",
    first((slice) => Object.assign(slice, { probe: true })),
  ],
];

export function pathOf(place: Data): string {
  if (typeof place === "string") return place;
  const planned = isDataMap(place) ? place["planned"] : "";
  return typeof planned === "string" ? planned : "";
}
