import type { RepoPath } from "@phasegate/workspace";
import { type CheckContext, type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import { workBreakdownSchema } from "../work-breakdown/schema.ts";
import { type DataMap, dataCounterexamples, dataInvariances, isDataMap } from "./data-edits.ts";
import {
  asText,
  breakdownEdits,
  type Edit,
  first,
  listOf,
  pathOf,
  placing,
  slicing,
} from "./work-breakdown.edits.ts";
import { gatesWithin } from "./work-breakdown.gates.ts";

export function breakdownCounterexamples(
  path: RepoPath,
  except: readonly string[],
): readonly Counterexample[] {
  const at = { path };
  const vanished: Counterexample = {
    name: `${path}: a file that is not planned is deleted`,
    expect: "slice-path-missing",
    at,
    apply: (context) => firstFile(path, context),
  };
  return [
    { name: `${path} is deleted`, expect: "document-missing", apply: () => ({ [path]: null }) },
    ...breakdownEdits.map(
      ([what, expect, edit]): Counterexample => ({
        name: `${path}: ${what}`,
        expect,
        at,
        apply: slicing(path, edit),
      }),
    ),
    {
      name: `${path}: what is planned is said to be there`,
      expect: "slice-path-missing",
      at,
      apply: (context) =>
        slicing(
          path,
          placing((place) =>
            isDataMap(place) && context.workspace.entry(pathOf(place)) === "absent"
              ? pathOf(place)
              : undefined,
          ),
        )(context),
    },
    vanished,
    ...gateCounterexamples(path, except),
    ...dataCounterexamples(path, workBreakdownSchema),
  ];
}

/** What a gate closes is no slice any more, or serves nothing. */
function gateCounterexamples(path: RepoPath, except: readonly string[]): readonly Counterexample[] {
  const closing =
    (
      isFit: (slice: DataMap) => boolean,
      edit: (slice: DataMap, slices: DataMap[]) => void,
    ): Counterexample["apply"] =>
    (context) => {
      const gates = gatesWithin(context.config?.gates ?? [], except);
      return slicing(path, (slices) => {
        const slice = slices.find((one) => gates.some((gate) => gate.slice === one["id"]) && isFit(one));
        if (slice === undefined) return false;
        edit(slice, slices);
        return true;
      })(context);
    };
  const servesAny = (slice: DataMap) => listOf(slice["decisions"]).length > 0;
  return [
    {
      name: `${path}: the slice of a gate has another name`,
      expect: "gate-slice-unknown",
      at: { path },
      apply: closing(
        () => true,
        (slice, slices) => {
          const id = slice["id"] ?? "";
          slice["id"] = "ZZ9";
          for (const one of slices)
            one["dependsOn"] = listOf(one["dependsOn"]).map((named) => (named === id ? "ZZ9" : named));
        },
      ),
    },
    {
      name: `${path}: the slice of a gate serves no decision`,
      expect: "gate-decisions-differ",
      at: { path },
      apply: closing(servesAny, (slice) => {
        slice["decisions"] = [];
      }),
    },
  ];
}

function firstFile(path: RepoPath, context: CheckContext): ReturnType<Counterexample["apply"]> {
  let file: string | undefined;
  const look = slicing(
    path,
    placing((place) => {
      if (typeof place === "string" && place !== path && context.workspace.entry(place) === "file")
        file ??= place;
      return undefined;
    }),
  );
  look(context);
  return file === undefined ? new NotApplicable(`${path} names no file`) : { [file]: null };
}

export function breakdownInvariances(path: RepoPath): readonly Invariance[] {
  const reversed =
    (keys: readonly string[]): Edit =>
    (slices) => {
      for (const slice of slices) for (const key of keys) slice[key] = listOf(slice[key]).toReversed();
    };
  const forms: readonly (readonly [string, Edit])[] = [
    ["slices in another order", (slices) => slices.reverse()],
    ["paths, artifacts and dependencies in another order", reversed(["paths", "artifacts", "dependsOn"])],
    ["criteria in another order", reversed(["acceptance"])],
    [
      "one more slice, on the root",
      (slices, whole) =>
        slices.push({
          id: "ZZ9",
          title: "Something else",
          branch: "zzz/another-branch",
          parent: whole["root"] ?? "",
          owner: slices[0]?.["owner"] ?? "",
          paths: [{ planned: "zzz/notes.md" }],
          acceptance: ["Nothing else depends on it"],
        }),
    ],
    ["one more owner", (_, whole) => Object.assign(whole["owners"] ?? {}, { ZZ9: "Reads along" })],
    ["another title", first((slice) => Object.assign(slice, { title: "Otherwise told" }))],
    ["a path with a dot before it", placing((place) => asText(place, (one) => `./${one}`))],
  ];
  return [
    ...forms.map(([name, edit]) => ({ name: `${path}: ${name}`, apply: slicing(path, edit) })),
    ...dataInvariances(path),
  ];
}
