import { parseJsonc } from "@phasegate/test-evidence";
import { type RepoPath, readText, type Workspace } from "@phasegate/workspace";
import type { Finding, Location } from "../finding.ts";

/** Where a task is defined in a configuration; the file as a whole where it cannot be told. */
export function taskPlace(workspace: Workspace, path: RepoPath, key: string): Location {
  const body = parseJsonc((readText(workspace, path) ?? "").replace(/^\uFEFF/, ""))?.body;
  const tasks = memberOf(body, "tasks")?.value;
  const at = memberOf(tasks, key)?.name.loc.start;
  return at === undefined ? { path } : { path, start: { line: at.line, column: at.column } };
}

/** Findings, of which those without a place get one. */
export function placed(findings: readonly Finding[], place: () => Location): readonly Finding[] {
  if (findings.length === 0) return findings;
  const at = place();
  return findings.map((finding) => (finding.location === undefined ? { ...finding, location: at } : finding));
}

type Body = NonNullable<ReturnType<typeof parseJsonc>>["body"];

function memberOf(node: Body | undefined, key: string) {
  if (node?.type !== "Object") return undefined;
  return node.members.findLast(({ name }) => name.type === "String" && name.value === key);
}
