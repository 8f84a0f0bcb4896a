import { evidenceFile } from "@phasegate/test-evidence";
import { type Edits, joinRepoPath, type RepoPath, readText } from "@phasegate/workspace";
import { z } from "zod";
import { type CheckContext, NotApplicable, type Probe } from "../check.ts";
import { nodesOf, rewriting, textOf } from "../edits/source.ts";

type Result = Edits | NotApplicable;

/** The parts of an evidence document that the probes edit. Its key covers sources only, so results can be edited. */
const editable = z.looseObject({
  modules: z.array(
    z.looseObject({
      file: z.string(),
      imported: z.array(z.unknown()),
      tests: z.array(z.looseObject({ title: z.string(), path: z.array(z.string()) })),
    }),
  ),
  filter: z.looseObject({ testNamePattern: z.unknown() }),
});
type Editable = z.infer<typeof editable>;

/** A package and one of its test files; the first that ran where absent. */
export interface Of {
  readonly package: string;
  readonly file?: string;
}

export function editing(
  { package: name, file }: Of,
  edit: (module: Editable["modules"][number], document: Editable) => void,
) {
  return (context: CheckContext): Result => {
    const one = context.packages.find((candidate) => candidate.name === name);
    if (one === undefined) return new NotApplicable(`there is no package ${name}`);
    const path = joinRepoPath(one.folder, evidenceFile);
    const text = readText(context.workspace, path);
    if (text === undefined) return new NotApplicable(`there is no evidence of ${name}`);
    const evidence = parsed(text);
    const wanted = file === undefined ? undefined : joinRepoPath(one.folder, file);
    const own = evidence.modules.find((candidate) => wanted === undefined || candidate.file === wanted);
    if (own === undefined) return new NotApplicable(`${file ?? "no test file"} did not run`);
    // What an edit is given is its own: the module, the list of modules, and the document around them.
    const module = structuredClone(own);
    const modules = evidence.modules.map((candidate) => (candidate === own ? module : candidate));
    const document = { ...evidence, modules, filter: { ...evidence.filter } };
    edit(module, document);
    return { [path]: JSON.stringify(document) };
  };
}

/** Evidence weighs a megabyte, and many edits are made of it. */
let last: { readonly text: string; readonly evidence: Editable } | undefined;

function parsed(text: string): Editable {
  if (last?.text === text) return last.evidence;
  const evidence = frozen(editable.parse(JSON.parse(text)));
  last = { text, evidence };
  return evidence;
}

/** So that no edit is made of another. */
function frozen<T extends object>(value: T): T {
  for (const one of Object.values(value)) if (typeof one === "object" && one !== null) frozen(one);
  return Object.freeze(value);
}

/** A test file without its first statement that expects something. */
export function withoutAssertion(path: RepoPath): Probe["apply"] {
  return rewriting(path, `${path} expects nothing in a statement of its own`, (source) =>
    nodesOf(source, "ExpressionStatement")
      .filter((node) => /^(await )?expect\(/.test(textOf(source, node)))
      .slice(0, 1)
      .map(({ start, end }) => ({ start, end, by: "" })),
  );
}
