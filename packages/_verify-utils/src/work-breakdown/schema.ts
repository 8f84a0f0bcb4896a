import { z } from "zod";

const text = z.string().trim().min(1);
const branch = z
  .string()
  .regex(/^(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)))[A-Za-z0-9][\w./+-]*[A-Za-z0-9]$/)
  .describe("name of a branch, as git writes it");
const sliceId = z
  .string()
  .regex(/^[A-Z][A-Z0-9]*$/)
  .describe("capital letters and digits, such as E5A");

/** A file or folder that is there; or one that is not there yet. Relative to the root of the repository. */
const place = z.union([text, z.strictObject({ planned: text })]);

const sliceFields = z.strictObject({
  id: sliceId,
  title: text,
  branch,
  parent: branch.describe("the branch that it is stacked on: the root or that of another slice"),
  owner: text,
  decisions: z.array(text).default([]).describe("ids of the decisions that it serves"),
  dependsOn: z.array(sliceId).default([]).describe("slices that have to be done before it"),
  paths: z.array(place).default([]).describe("what it touches"),
  artifacts: z.array(place).default([]).describe("documents that it leaves, each in the folder of a pass"),
  acceptance: z.array(text).min(1).describe("claims that can turn out wrong"),
});

const slice = sliceFields.refine(({ paths, artifacts }) => paths.length + artifacts.length > 0, {
  error: "paths that it touches, or artifacts that it leaves",
});

/** What a phase consists of: the one place that says slices with their branches, owners, order, paths and acceptance. */
export const workBreakdownSchema = z.strictObject({
  $schema: z.literal("phasegate.work-breakdown/1"),
  phase: text,
  root: branch.describe("the branch that the first slices are stacked on"),
  passes: z
    .record(z.string(), text)
    .refine((folders) => Object.keys(folders).length > 0, { error: "at least one folder" })
    .describe("folders of the phase's passes by name"),
  owners: z.record(z.string(), text).describe("who there is, and what for"),
  slices: z.array(slice).min(1),
});

type Read = z.infer<typeof workBreakdownSchema>;

/** A path of a slice, normalised. */
export interface PlannedPath {
  readonly path: string;
  readonly isPlanned: boolean;
}

/** A slice with its paths in one form. */
export type Slice = Readonly<Omit<Read["slices"][number], "paths" | "artifacts">> & {
  readonly paths: readonly PlannedPath[];
  readonly artifacts: readonly PlannedPath[];
};

export type WorkBreakdown = Readonly<Omit<Read, "slices">> & { readonly slices: readonly Slice[] };

/** The breakdown that data describe. Data have to fit the schema. */
export function toWorkBreakdown(data: Read): WorkBreakdown {
  return {
    ...data,
    slices: data.slices.map((one) => ({
      ...one,
      paths: one.paths.map(placeOf),
      artifacts: one.artifacts.map(placeOf),
    })),
  };
}

function placeOf(place: Read["slices"][number]["paths"][number]): PlannedPath {
  return typeof place === "string"
    ? { path: place, isPlanned: false }
    : { path: place.planned, isPlanned: true };
}
