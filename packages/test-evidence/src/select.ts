import type { RepoPath } from "@phasegate/workspace";
import type { FinishedDocument, RecordedModule, RecordedTest } from "./document.ts";

/** A test's identity (law 6): module, describe path and title, never a joined string. */
export interface TestIdentity {
  readonly file: RepoPath;
  readonly path: readonly string[];
  readonly title: string;
  /** Vitest project; needed only when several projects run the module. */
  readonly project?: string;
}

export interface FoundTest {
  readonly module: RecordedModule;
  readonly test: RecordedTest;
}

export type Selection =
  | ({ readonly kind: "one" } & FoundTest)
  | {
      readonly kind: "none";
      /** Whether the module took part in the run at all. */
      readonly moduleRan: boolean;
      /** Identities like the one asked for, nearest first, at most five. */
      readonly near: readonly TestIdentity[];
    }
  | { readonly kind: "duplicate"; readonly found: readonly FoundTest[] };

/** Finds the one test with an identity. */
export function selectTest(document: FinishedDocument, wanted: TestIdentity): Selection {
  const modules = document.modules.filter(
    (one) => one.file === wanted.file && (wanted.project === undefined || one.project === wanted.project),
  );
  const found = modules.flatMap((module) =>
    module.tests.filter((test) => isSame(test, wanted)).map((test) => ({ module, test })),
  );
  const [first] = found;
  if (first === undefined)
    return { kind: "none", moduleRan: modules.length > 0, near: near(document, wanted) };
  return found.length === 1 ? { kind: "one", ...first } : { kind: "duplicate", found };
}

function isSame(test: RecordedTest, wanted: TestIdentity): boolean {
  return (
    test.title === wanted.title &&
    test.path.length === wanted.path.length &&
    test.path.every((part, index) => part === wanted.path[index])
  );
}

function near(document: FinishedDocument, wanted: TestIdentity): readonly TestIdentity[] {
  const words = wordsOf(wanted);
  return document.modules
    .flatMap((module) =>
      module.tests.map((test) => ({ file: module.file, path: test.path, title: test.title })),
    )
    .map((identity) => ({
      identity,
      score: likeness(wordsOf(identity), words) + (identity.file === wanted.file ? 0.25 : 0),
    }))
    .filter(({ score }) => score >= 0.5)
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)
    .map(({ identity }) => identity);
}

function wordsOf(identity: TestIdentity): ReadonlySet<string> {
  const text = [...identity.path, identity.title].join(" ");
  const known = words.get(text);
  if (known !== undefined) return known;
  const found = new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  if (words.size >= mostWords) words.clear();
  words.set(text, found);
  return found;
}

/** The same titles are compared for every test that is missing. */
const words = new Map<string, ReadonlySet<string>>();
const mostWords = 20_000;

/** Dice coefficient of two sets of words: 0 nothing shared, 1 the same. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  const shared = [...a].filter((word) => b.has(word)).length;
  return (2 * shared) / (a.size + b.size);
}
