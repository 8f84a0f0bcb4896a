import type { RepoPath } from "@phasegate/workspace";
import { LineTable, type Location, type Span } from "./location.ts";
import type { ModuleGraph } from "./names/graph.ts";
import type { ModuleRecord } from "./record.ts";

export interface UnknownImport {
  readonly module: RepoPath;
  readonly reason: "computed-specifier" | "unparsable";
  readonly location: Location;
}

const none: readonly UnknownImport[] = [];

/** What a module imports that cannot be told. */
export function unknownIn(
  graph: ModuleGraph,
  path: RepoPath,
  record: ModuleRecord,
): readonly UnknownImport[] {
  if (record.kind === "unparsable") {
    const location = locator(graph, path)(record.problems[0]?.span ?? [0, 0]);
    return [{ module: path, reason: "unparsable", location }];
  }
  if (record.dynamic.length === 0) return none;
  const computed = record.dynamic.filter((one) => one.specifier === null);
  const at = locator(graph, path);
  return computed.map((one) => ({ module: path, reason: "computed-specifier", location: at(one.span) }));
}

/** Places of a module by their spans; its text is read for the first one. */
export function locator(graph: ModuleGraph, path: RepoPath): (span: Span) => Location {
  let lines: LineTable | undefined;
  return (span) => {
    lines ??= new LineTable(graph.text(path) ?? "");
    return lines.location(path, span);
  };
}
