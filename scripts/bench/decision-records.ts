/**
 * How well the decision parser reads real files.
 *
 *     node --import tsx scripts/bench/decision-records.ts <folder> <truth.tsv>
 *
 * The truth has one row a decision: path (from the folder), id, title, status, supersededBy; further columns are not
 * read. Prints accuracy per repository (the first part of each path) and field, and every miss.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type DecisionFile, type DecisionRecord, parseDecisions } from "@phasegate/decision-records";

const fields = ["id", "title", "status", "supersededBy"] as const;
type Row = { readonly [field in (typeof fields)[number] | "path"]: string };

const [folder, truthFile] = process.argv.slice(2);
if (folder === undefined || truthFile === undefined) {
  console.error("usage: decision-records.ts <folder> <truth.tsv>");
  process.exit(3);
}

const tally = new Map<string, { right: number; all: number }>();
const misses: string[] = [];
for (const [path, rows] of groupByPath(readTruth(truthFile))) compare(path, rows, read(folder, path));
for (const miss of misses) console.log(miss);
console.log(table());

function readTruth(file: string): Row[] {
  const [head = "", ...lines] = readFileSync(file, "utf8").split(/\r?\n/).filter(Boolean);
  const columns = head.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    const cell = (name: string) => cells[columns.indexOf(name)]?.trim() ?? "";
    const [id, title, status, supersededBy] = [
      cell("id"),
      cell("title"),
      cell("status"),
      cell("supersededBy"),
    ];
    return { path: cell("path"), id, title, status, supersededBy };
  });
}

function groupByPath(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.path, [...(groups.get(row.path) ?? []), row]);
  return groups;
}

function read(root: string, path: string): DecisionFile {
  const file = (at: string) => ({ path: at, bytes: new Uint8Array(readFileSync(join(root, at))) });
  const kep = join(dirname(path), "kep.yaml");
  const beside = kep !== path && existsSync(join(root, kep)) ? { beside: file(kep) } : {};
  return parseDecisions({ ...file(path), ...beside });
}

function compare(path: string, rows: readonly Row[], file: DecisionFile): void {
  const records = file.kind === "recognised" ? file.records : [];
  const register = records.length > 1 || rows.length > 1;
  for (const row of rows) {
    const record = register ? bestMatch(row, records) : records[0];
    if (record === undefined) misses.push(`${path}: no record (${file.kind})`);
    for (const field of fields) score(path, row, field, record);
  }
  if (!register) return;
  for (const record of records.slice(rows.length)) misses.push(`${path}: not in the truth: ${record.title}`);
}

function bestMatch(row: Row, records: readonly DecisionRecord[]): DecisionRecord | undefined {
  return (
    records.find(({ title }) => title === row.title) ?? records.find(({ id }) => id !== null && id === row.id)
  );
}

function score(
  path: string,
  row: Row,
  field: (typeof fields)[number],
  record: DecisionRecord | undefined,
): void {
  const got = record === undefined ? undefined : said(field, record, row[field]);
  const right = got === row[field];
  const repository = path.split("/")[0] ?? "";
  for (const key of [`${repository}\t${field}`, `all\t${field}`]) {
    const count = tally.get(key) ?? { right: 0, all: 0 };
    tally.set(key, { right: count.right + Number(right), all: count.all + 1 });
  }
  if (!right)
    misses.push(`${path}: ${field} expected ${JSON.stringify(row[field])}, got ${JSON.stringify(got)}`);
}

function said(field: (typeof fields)[number], record: DecisionRecord, wanted: string): string {
  if (field === "id") return record.id ?? "";
  if (field === "title") return record.title;
  if (field === "status") return record.status?.written ?? "";
  const named = record.supersededBy.map(({ text, url }) => ({ text, url: url ?? text }));
  const match = named.find(({ text, url }) => wanted === text || wanted === url);
  return match === undefined ? (named[0]?.url ?? "") : wanted;
}

function table(): string {
  const repositories = [...new Set([...tally.keys()].map((key) => key.split("\t")[0] ?? ""))].sort();
  const lines = repositories.map((repository) => {
    const cells = fields.map((field) => {
      const { right, all } = tally.get(`${repository}\t${field}`) ?? { right: 0, all: 0 };
      return `${right}/${all} ${((100 * right) / Math.max(all, 1)).toFixed(1)} %`.padStart(16);
    });
    return repository.padEnd(50) + cells.join("");
  });
  return ["".padEnd(50) + fields.map((field) => field.padStart(16)).join(""), ...lines].join("\n");
}
