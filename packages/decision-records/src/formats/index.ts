// Written by test/folder-index.test.ts (`vitest run -u`): add a file to this folder, not a line here.
import type { Format } from "../format.ts";
import bullets from "./bullets.ts";
import frontMatter from "./front-matter.ts";
import htmlTable from "./html-table.ts";
import kep from "./kep.ts";
import lines from "./lines.ts";
import preamble from "./preamble.ts";
import register from "./register.ts";
import rowRegister from "./row-register.ts";
import sections from "./sections.ts";
import table from "./table.ts";

export const formats: readonly Format[] = [
  bullets,
  frontMatter,
  htmlTable,
  kep,
  lines,
  preamble,
  register,
  rowRegister,
  sections,
  table,
];
