import { readFileSync, writeFileSync } from "node:fs";
import { isModulePath, readMentionsAhead } from "@phasegate/code-facts";
import { contextOf, defaultPolicy, evaluate, importBoundary, noImportCycles } from "@phasegate/verify-utils";
import { codeId, keepDigests, openDiskMemo, openWorkingTree } from "@phasegate/workspace";
import type { BenchRule } from "./rules.ts";

/** Judges the repository around it by rules, as a run of a gate does. Arguments: folder, rules, memo folder, answer. */
export async function start(): Promise<void> {
  const [folder = "", rules = "", memoFolder = "", answer = ""] = process.argv.slice(2);
  // The bench wrote them from the same type.
  const given = JSON.parse(readFileSync(rules, "utf8")) as readonly BenchRule[];
  const workspace = openWorkingTree(folder);
  const memo = openDiskMemo(memoFolder, { code: codeId(import.meta.url) });
  keepDigests(workspace, memo);
  await readMentionsAhead(workspace, memo, workspace.files().filter(isModulePath), { workers: 2 });
  const base = () => ({ kind: "none" }) as const;
  const context = contextOf(workspace, { decisions: [] }, { memo, base, config: { policy: defaultPolicy } });
  const checks = [
    ...given.map(({ name, from, to }) =>
      importBoundary({
        name,
        from: [`${from}/**`],
        forbid: ["folder" in to ? `${to.folder}/**` : "npm" in to ? `npm:${to.npm}` : `node:${to.node}`],
        reason: "bench",
        computed: "assumed",
      }),
    ),
    noImportCycles({ of: "modules", reason: "bench", kinds: ["value", "type", "dynamic", "require"] }),
  ];
  const findings = checks.flatMap((check) => evaluate(check, context).findings);
  memo.flush();
  writeFileSync(answer, JSON.stringify(findings));
}
