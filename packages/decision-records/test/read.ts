import { type DecisionRecord, parseDecisions } from "../src/index.ts";

/** What a file says, in one line a record: `id | title | status (canonical) > successors`. */
export function said(path: string, text: string): string[] {
  const file = parseDecisions({ path, text });
  if (file.kind === "unreadable") return [file.problem.code];
  return file.kind === "unrecognised" ? [file.reason] : file.records.map(sentence);
}

function sentence({ id, title, status, supersededBy }: DecisionRecord): string {
  const state = status === null ? "" : `${status.written} (${status.canonical ?? "?"})`;
  const successors = supersededBy.map(({ text, url }) => url ?? text).join(", ");
  return `${id ?? "-"} | ${title} | ${state}${successors === "" ? "" : ` > ${successors}`}`;
}
