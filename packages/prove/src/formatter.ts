import { readFileSync } from "node:fs";
import { createFromBuffer, type Formatter } from "@dprint/formatter";
import { getPath } from "@dprint/typescript";

export interface Style {
  readonly name: string;
  readonly format: (path: string, text: string) => string;
}

/** dprint's settings: https://dprint.dev/plugins/typescript/config/ */
const settings = [
  {
    name: "formatted: 60 columns, single quotes, no semicolons, tabs",
    global: { lineWidth: 60, useTabs: true },
    typescript: {
      quoteStyle: "alwaysSingle",
      semiColons: "asi",
      trailingCommas: "never",
      "arrowFunction.useParentheses": "force",
      useBraces: "always",
    },
  },
  {
    name: "formatted: 200 columns, braces on lines of their own, operators before breaks",
    global: { lineWidth: 200, indentWidth: 4 },
    typescript: {
      quoteStyle: "alwaysDouble",
      semiColons: "always",
      bracePosition: "nextLine",
      nextControlFlowPosition: "nextLine",
      operatorPosition: "sameLine",
      quoteProps: "consistent",
      preferSingleLine: true,
    },
  },
] as const;

let styles: readonly Style[] | undefined;

/** Ways to format TypeScript, none of them this repository's. The formatter is loaded when it is first asked for. */
export function otherStyles(): readonly Style[] {
  styles ??= settings.map(({ name, global, typescript }) => {
    const formatter = load();
    formatter.setConfig({ ...global }, { ...typescript });
    const known = new Map<string, string>();
    const format = (path: string, text: string): string => {
      const key = `${path}\0${text}`;
      const formatted = known.get(key) ?? formatter.formatText({ filePath: path, fileText: text });
      known.set(key, formatted);
      return formatted;
    };
    return { name, format };
  });
  return styles;
}

function load(): Formatter {
  return createFromBuffer(readFileSync(getPath()));
}
