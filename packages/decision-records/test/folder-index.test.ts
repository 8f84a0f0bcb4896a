import { readdirSync } from "node:fs";
import { expect, test } from "vitest";

/**
 * A format (a language) is one file with a default export. The lists of both folders are written by this test:
 * `vitest run -u` after adding a file, and nothing else is to be touched. A list that is out of date fails.
 */
const folders = [
  { folder: "formats", type: "Format", from: "../format.ts" },
  { folder: "languages", type: "Language", from: "../vocabulary/language.ts" },
];

test.each(folders)("src/$folder/index.ts lists every file of its folder", async ({ folder, type, from }) => {
  const files = readdirSync(new URL(`../src/${folder}/`, import.meta.url));
  const names = files
    .filter((file) => file !== "index.ts")
    .map((file) => file.replace(/\.ts$/, ""))
    .sort();
  const list = `export const ${folder}: readonly ${type}[] = [`;
  const inOneLine = `${list}${names.map(camelCase).join(", ")}];`;
  const lines = [
    "// Written by test/folder-index.test.ts (`vitest run -u`): add a file to this folder, not a line here.",
    `import type { ${type} } from "${from}";`,
    ...names.map((name) => `import ${camelCase(name)} from "./${name}.ts";`),
    "",
    inOneLine.length <= 110
      ? inOneLine
      : `${list}\n${names.map((name) => `  ${camelCase(name)},\n`).join("")}];`,
    "",
  ];
  await expect(lines.join("\n")).toMatchFileSnapshot(`../src/${folder}/index.ts`);
});

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
