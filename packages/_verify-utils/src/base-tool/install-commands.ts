import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { z } from "zod";

const manifestSchema = z.looseObject({
  packageManager: z.string().optional(),
  scripts: z.record(z.string(), z.string()).optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  devDependencies: z.record(z.string(), z.string()).optional(),
});

export type RootManifest = z.infer<typeof manifestSchema>;

/** The package.json of a checkout; `undefined` where there is none. @throws ZodError, SyntaxError when it is none */
export function rootManifest(folder: string): RootManifest | undefined {
  const path = join(folder, "package.json");
  return existsSync(path) ? manifestSchema.parse(JSON.parse(readFileSync(path, "utf8"))) : undefined;
}

/** A command with its arguments. */
export type Command = readonly [program: string, ...args: string[]];

const managers = [
  {
    lockfiles: ["pnpm-lock.yaml"],
    program: "pnpm",
    install: ["install", "--frozen-lockfile", "--ignore-scripts"],
    offline: "--offline",
  },
  {
    lockfiles: ["package-lock.json", "npm-shrinkwrap.json"],
    program: "npm",
    install: ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    offline: "--offline",
  },
  {
    lockfiles: ["yarn.lock"],
    program: "yarn",
    install: ["install", "--frozen-lockfile", "--ignore-scripts"],
    offline: "--offline",
  },
] as const;

/** Commands that install what a lockfile says, each tried when the one before failed: without the network first. */
export type Install =
  | { readonly kind: "commands"; readonly commands: readonly Command[] }
  | { readonly kind: "nothing" }
  | { readonly kind: "no-lockfile" };

export function installOf(folder: string, env: NodeJS.ProcessEnv): Install {
  const manifest = rootManifest(folder);
  const manager = managers.find(({ lockfiles }) => lockfiles.some((name) => existsSync(join(folder, name))));
  if (manager === undefined) {
    const wanted = Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies });
    return { kind: wanted.length === 0 ? "nothing" : "no-lockfile" };
  }
  const start = starterOf(manager.program, manifest?.packageManager, env);
  if (manager.program === "yarn" && isModernYarn(manifest?.packageManager, folder)) {
    const modern = ["install", "--immutable", "--mode=skip-build"] as const;
    return { kind: "commands", commands: [[...start, ...modern]] };
  }
  const online: Command = [...start, ...manager.install];
  return { kind: "commands", commands: [[...online, manager.offline], online] };
}

function isModernYarn(packageManager: string | undefined, folder: string): boolean {
  return /^yarn@[2-9]/.test(packageManager ?? "") || existsSync(join(folder, ".yarnrc.yml"));
}

/** The program on the PATH, or else the version that the manifest names, by npx. */
function starterOf(program: string, packageManager: string | undefined, env: NodeJS.ProcessEnv): Command {
  const isThere = (env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
  if (isThere || packageManager === undefined || !packageManager.startsWith(`${program}@`)) return [program];
  return ["npx", "--yes", packageManager.replace(/\+.*$/, "")];
}
