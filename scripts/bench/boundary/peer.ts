import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchRule } from "./rules.ts";
import { type Cost, timed } from "./timed.ts";
import { type Violations, violationsOf } from "./violations.ts";

interface PeerModule {
  readonly source: string;
  readonly dependencies: readonly { readonly circular: boolean; readonly resolved: string }[];
}

interface PeerAnswer {
  readonly modules: readonly PeerModule[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^$(){}|[\]\\]/g, "\\$&");

/** dependency-cruiser with the same rules, told to see types and what TypeScript would resolve. */
export function runPeer(
  folder: string,
  rules: readonly BenchRule[],
  unparsable: readonly string[],
  scratch: string,
): { cost: Cost; violations: Violations } {
  const config = join(scratch, "peer.cjs");
  const answer = join(scratch, "peer.json");
  writeFileSync(config, `module.exports = ${JSON.stringify(configOf(folder, rules, unparsable))};`);
  const bin = join(
    dirname(fileURLToPath(import.meta.resolve("dependency-cruiser"))),
    "../../bin/dependency-cruise.mjs",
  );
  const cost = timed(
    [bin, "--config", config, "--output-type", "json", "--output-to", answer, "."],
    folder,
    scratch,
    [...Array.from({ length: 256 }, (_, code) => code)],
  );
  // Its own format, of which only this is used.
  const { modules, summary } = JSON.parse(readFileSync(answer, "utf8")) as PeerAnswer;
  const circular = modules.filter((one) => one.dependencies.some((dependency) => dependency.circular));
  const crossed = summary.violations.filter(({ rule }) => rule.name !== "cycle");
  return {
    cost,
    violations: violationsOf(
      crossed.map(({ from, to, rule }) => [rule.name, from, to]),
      circular.length,
    ),
  };
}

function configOf(folder: string, rules: readonly BenchRule[], unparsable: readonly string[]) {
  const tsConfig = existsSync(join(folder, "tsconfig.json")) ? "tsconfig.json" : undefined;
  return {
    forbidden: [
      ...rules.map(({ name, from, to }) => ({
        name,
        severity: "error",
        from: { path: `^${escaped(from)}/` },
        to: { path: pathOf(to) },
      })),
      { name: "cycle", severity: "error", from: {}, to: { circular: true } },
    ],
    options: {
      doNotFollow: { path: "node_modules" },
      // It ends with an exception on some of these.
      ...(unparsable.length === 0
        ? {}
        : { exclude: { path: unparsable.map((path) => `^${escaped(path)}$`) } }),
      tsPreCompilationDeps: true,
      detectJSDocImports: false,
      moduleSystems: ["es6", "cjs"],
      ...(tsConfig === undefined ? {} : { tsConfig: { fileName: tsConfig } }),
      enhancedResolveOptions: {
        exportsFields: ["exports"],
        conditionNames: ["source", "import", "require", "node", "default", "types"],
        mainFields: ["source", "types", "typings", "module", "main"],
      },
      extraExtensionsToScan: [],
    },
  };
}

function pathOf(to: BenchRule["to"]): string {
  if ("folder" in to) return `^${escaped(to.folder)}/`;
  if ("npm" in to) return `(^|/node_modules/)${escaped(to.npm)}(/|$)`;
  return `^(node:)?${escaped(to.node)}(/|$)`;
}
