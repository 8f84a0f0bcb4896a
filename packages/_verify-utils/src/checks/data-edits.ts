import { type Data, readData } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import type { ZodType } from "zod";
import type { CheckContext, Counterexample, Invariance, Probe } from "../check.ts";
import { editing } from "./edits.ts";

/** The value of a YAML or JSON document; `undefined` where it has none. */
function dataOf(path: RepoPath, { workspace, memo }: CheckContext): Data | undefined {
  const answer = readData(workspace, path, memo);
  return answer.kind === "read" && answer.facts.problems.length === 0 ? answer.facts.value : undefined;
}

export type DataMap = { [key: string]: Data };

export function isDataMap(value: Data | undefined): value is DataMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An edit of what a document says; JSON is YAML as well. */
export function editingData(path: RepoPath, edit: (value: DataMap) => Data | undefined): Probe["apply"] {
  return editing(path, (_, context) => {
    const value = dataOf(path, context);
    const edited = isDataMap(value) ? edit(structuredClone(value)) : undefined;
    return edited === undefined ? undefined : `${JSON.stringify(edited, null, 2)}\n`;
  });
}

/** Ways to write data that have no one clear meaning. */
function unclearData(path: RepoPath): readonly Counterexample[] {
  const isJson = /\.json$/i.test(path);
  const forms: readonly (readonly [what: string, edit: (text: string) => string | undefined])[] = [
    ["is cut off in a bracket", (text) => `${text}\nprobe: [\n`],
    ["holds a second document", (text) => (isJson ? undefined : `${text.trimEnd()}\n---\nprobe: 1\n`)],
    ["names a key twice", (text) => `{"probe": 1, "probe": 2, ${text.trimStart().replace(/^\{/, "")}`],
    ["says a key again", (text) => (isJson ? undefined : again(text))],
    ["defines an anchor", (text) => (isJson ? undefined : text.replace(/^(\w[\w-]*:)(?=\s)/m, "$1 &probe"))],
    ["refers to an anchor", (text) => (isJson ? undefined : `${text.trimEnd()}\nprobe: *probe\n`)],
    ["merges keys", (text) => (isJson ? undefined : `${text.trimEnd()}\n<<: { probe: 1 }\n`)],
    ["sets a type by a tag", (text) => (isJson ? undefined : `${text.trimEnd()}\nprobe: !!str 1\n`)],
    ["is indented by tabs", (text) => (isJson ? undefined : text.replaceAll(/^(?: {2}|(?=- ))/gm, "\t"))],
    ["is empty", () => ""],
  ];
  return forms.map(([what, edit]) => ({
    name: `${path} ${what}`,
    expect: "document-data-unreadable",
    at: { path },
    apply: editing(path, edit),
  }));
}

function again(text: string): string | undefined {
  const line = /^\w[\w-]*:/m.exec(text)?.[0];
  return line === undefined ? undefined : `${text.trimEnd()}\n${line} again\n`;
}

/** Keys that a schema demands are gone or hold something else. */
export function dataCounterexamples(path: RepoPath, schema: ZodType): readonly Counterexample[] {
  const refused = (value: Data) => (schema.safeParse(value).success ? undefined : value);
  const firstRefused = (value: DataMap, change: (copy: DataMap, key: string) => void) => {
    for (const key of Object.keys(value)) {
      const copy = structuredClone(value);
      change(copy, key);
      if (refused(copy) !== undefined) return copy;
    }
    return undefined;
  };
  const make = (what: string, edit: (value: DataMap) => Data | undefined): Counterexample => ({
    name: `${path}: ${what}`,
    expect: "document-value-invalid",
    at: { path },
    apply: editingData(path, edit),
  });
  return [
    make("a key is gone", (value) => firstRefused(value, (copy, key) => delete copy[key])),
    make("a value is of another kind", (value) =>
      firstRefused(value, (copy, key) => {
        copy[key] = [{ probe: null }];
      }),
    ),
    make("a key has another name", (value) =>
      firstRefused(value, (copy, key) => {
        copy[`${key}Probe`] = copy[key] ?? null;
        delete copy[key];
      }),
    ),
    make("it is a list", (value) => refused([value])),
    ...unclearData(path),
  ];
}

/** Ways to write the same data. */
export function dataInvariances(path: RepoPath): readonly Invariance[] {
  const isYaml = !/\.json$/i.test(path);
  const forms: readonly (readonly [string, Probe["apply"]])[] = [
    ["lines end with CRLF", editing(path, (text) => text.replaceAll(/\r?\n/g, "\r\n"))],
    ["a byte order mark", editing(path, (text) => `\ufeff${text.replace(/^\ufeff/, "")}`)],
    ["in quotes and brackets, over lines", editingData(path, (value) => value)],
    [
      "keys in another order",
      editingData(path, (value) => Object.fromEntries(Object.entries(value).reverse())),
    ],
    ["in one line", editing(path, (_, context) => JSON.stringify(dataOf(path, context) ?? null))],
    [
      "comments",
      editing(path, (text) => (isYaml ? `# A remark.\n${text.trimEnd()}\n# X-999 is open\n` : undefined)),
    ],
    [
      "a blank line before each comment and key at the left",
      editing(path, (text) => (isYaml ? text.replaceAll(/^(?=\w[\w-]*:(?:\s|$))/gm, "\n") : undefined)),
    ],
    [
      "a mark before its start",
      editing(path, (text) => (isYaml && !/^(?:---|%)/m.test(text) ? `---\n${text}` : undefined)),
    ],
  ];
  return forms.map(([name, apply]) => ({ name: `${path}: ${name}`, apply }));
}
