import { z } from "zod";

/** What a host is told. Paths are absolute. */
export type HostRequest =
  | { readonly kind: "open"; readonly folder: string }
  | {
      readonly kind: "run";
      readonly file: string;
      /** Files that were written since the last run. */
      readonly changed: readonly string[];
      /** Longest that a test or hook may take, in milliseconds; what is configured where it is less, or when absent. */
      readonly testMs?: number;
      /** Tests of which one that fails says all there is to say: the run is cut short then. Runs to its end when absent. */
      readonly until?: readonly HostTestName[];
    };

/** Describe path and title of a test. */
export interface HostTestName {
  readonly path: readonly string[];
  readonly title: string;
}

const testStates = ["passed", "failed", "skipped", "pending"] as const;

const testSchema = z.object({
  path: z.array(z.string()),
  title: z.string(),
  state: z.enum(testStates),
  durationMs: z.number(),
  error: z.string().optional(),
});
/** One test of a run; `error` is the first line of its first error. */
export type HostTest = z.infer<typeof testSchema>;

const ranSchema = z.object({
  kind: z.literal("ran"),
  /** False when the configuration does not select the file. */
  selected: z.boolean(),
  tests: z.array(testSchema),
  /** Errors of the module itself: it could not be loaded, or a hook of the file failed. */
  moduleErrors: z.array(z.string()),
  /** Errors that no test caught. */
  unhandled: z.array(z.string()),
  /** One of the tests that were waited for failed; what comes after it did not run. */
  cut: z.boolean(),
  /** The worker came to an end before the tests did. */
  crashed: z.boolean(),
});
export type HostRan = z.infer<typeof ranSchema>;

export const hostAnswerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("opened") }),
  z.object({ kind: z.literal("refused"), detail: z.string() }),
  ranSchema,
]);
export type HostAnswer = z.infer<typeof hostAnswerSchema>;
