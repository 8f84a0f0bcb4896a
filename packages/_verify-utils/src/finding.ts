import type { RepoPath } from "@phasegate/workspace";
import type { FindingKind } from "./findings/define.ts";
import { type FindingArgs, type FindingCode, findingKinds } from "./findings/index.ts";

/** 1-based line and column; columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Location {
  readonly path: RepoPath;
  readonly start?: Position;
  readonly end?: Position;
}

/** Why a check did not pass: data, without a sentence. */
export interface Finding {
  readonly code: FindingCode;
  readonly args: Readonly<Record<string, unknown>>;
  readonly location?: Location;
}

/** Makes a finding with the arguments that its code demands. */
export function found<Code extends FindingCode>(
  code: Code,
  args: FindingArgs<Code>,
  location?: Location,
): Finding {
  const all: object = args;
  const plain: Record<string, unknown> = { ...all };
  return location === undefined ? { code, args: plain } : { code, args: plain, location };
}

export interface Sentences {
  readonly verdict: "failed" | "blocked";
  readonly message: string;
  readonly mend: string;
}

/** The sentences of a finding, from the one table. */
export function sentences(finding: Finding): Sentences {
  // `found` is the only maker of findings, and it took the arguments that this kind demands.
  const kind = findingKinds[finding.code] as unknown as FindingKind<Readonly<Record<string, unknown>>>;
  return { verdict: kind.verdict, message: kind.message(finding.args), mend: kind.mend(finding.args) };
}

/** The parts of a location that reports show (offsets and the like are left out). */
export function locationOf(place: { path: string; start?: Position; end?: Position }): Location {
  const only = ({ line, column }: Position): Position => ({ line, column });
  return {
    path: place.path,
    ...(place.start === undefined ? {} : { start: only(place.start) }),
    ...(place.end === undefined ? {} : { end: only(place.end) }),
  };
}

/** A finding of a kind with made-up arguments, for its page. */
export function sampleOf(code: FindingCode): Finding {
  const args: object = findingKinds[code].sample;
  return { code, args: { ...args } };
}
