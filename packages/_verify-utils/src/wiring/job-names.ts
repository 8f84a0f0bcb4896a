import { entriesOf, entry, itemsOf, type Part, scalar } from "./part.ts";
import type { Job } from "./workflow.ts";

/**
 * Whether the check of a job goes by a name: `maybe` where its name has an expression that only GitHub can evaluate.
 * Source: GitHub, "Contexts reference" (the matrix) and "Workflow syntax for GitHub Actions" (`jobs.<job_id>.name`).
 */
export function isCalled({ id, part }: Pick<Job, "id" | "part">, check: string): "yes" | "no" | "maybe" {
  const name = scalar(entry(part, "name"));
  const written = String(name ?? "").trim();
  if (written === "") return id === check ? "yes" : "no";
  const pieces = written.split(/(\$\{\{[\s\S]*?\}\})/);
  const read = pieces.map((piece, index) =>
    index % 2 === 0 ? { texts: [piece], sure: true } : valuesOf(piece.slice(3, -2), part),
  );
  const alternatives = read.map(({ texts }) =>
    texts === undefined ? "[\\s\\S]*" : `(?:${texts.map(escaped).join("|")})`,
  );
  const pattern = new RegExp(`^\\s*${alternatives.join("")}\\s*$`);
  // A name of no letters is none: the id stands for it.
  const isIt = pattern.test(check) || (id === check && pattern.test(""));
  if (!isIt) return "no";
  const expressions = read.filter((_, index) => index % 2 === 1);
  // Values of several expressions need not meet in one job.
  return expressions.length <= 1 && read.every(({ sure }) => sure) ? "yes" : "maybe";
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

interface Values {
  /** What the expression may be; `undefined` for anything. */
  readonly texts: readonly string[] | undefined;
  /** Each of them is one that it will be. */
  readonly sure: boolean;
}

const anything: Values = { texts: undefined, sure: false };

function valuesOf(code: string, job: Part): Values {
  const literal = /^\s*'((?:[^']|'')*)'\s*$/.exec(code)?.[1];
  if (literal !== undefined) return { texts: [literal.replaceAll("''", "'")], sure: true };
  const access = /^\s*matrix((?:\s*(?:\.\s*[\w-]+|\[\s*'[^']*'\s*\]))+)\s*$/i.exec(code)?.[1];
  const keys = [...(access ?? "").matchAll(/\.\s*([\w-]+)|'([^']*)'/g)].map(([, a, b]) => a ?? b ?? "");
  return keys.length === 0 ? anything : matrixValues(entry(job, "strategy", "matrix"), keys);
}

function matrixValues(matrix: Part | undefined, [key = "", ...rest]: readonly string[]): Values {
  if (matrix === undefined) return { texts: [""], sure: true };
  const included = property(matrix, "include");
  const list = property(matrix, key);
  const isRead =
    matrix.kind === "map" && (included?.kind ?? "list") === "list" && (list?.kind ?? "list") === "list";
  if (!isRead) return anything;
  const items = [...itemsOf(list), ...itemsOf(included).flatMap((one) => property(one, key) ?? [])];
  const texts = items.map((item) => textAt(item, rest));
  if (texts.some((text) => text === undefined)) return anything;
  // Where only some entries have the key, it is nothing in the others.
  const all = [...texts.flatMap((text) => text ?? []), ...(list === undefined ? [""] : [])];
  return { texts: all, sure: property(matrix, "exclude") === undefined };
}

/** Keys of contexts have no case. */
function property(part: Part, key: string): Part | undefined {
  return entriesOf(part).findLast(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

/** The text of a value of the matrix, nothing for what is not there; `undefined` where it is computed or no text. */
function textAt(item: Part, keys: readonly string[]): string | undefined {
  let at: Part | undefined = item;
  for (const key of keys) {
    const isComputed: boolean = typeof scalar(at) === "string" && String(scalar(at)).includes("${{");
    if (isComputed) return undefined;
    at = at === undefined ? undefined : property(at, key);
  }
  if (at === undefined) return "";
  if (at.kind !== "scalar") return undefined;
  const text = String(at.value ?? "");
  return text.includes("${{") ? undefined : text;
}
