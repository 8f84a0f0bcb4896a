import { decidesRun } from "./environment.ts";
import { type ShellCommand, shellChain } from "./shell-command.ts";

/** What a command starts; `certain` where it surely starts something else, or keeps its outcome to itself. */
export type Started<What> =
  | { readonly kind: "starts"; readonly what: What }
  | { readonly kind: "not"; readonly why: string; readonly certain: boolean };

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
}

const not = (why: string, certain: boolean): Started<never> => ({ kind: "not", why, certain });

/** Commands of the shell itself that change what those after them do. */
const builtins =
  /^(?:\.|source|alias|bg|builtin|cd|command|declare|disown|enable|eval|exec|exit|export|hash|kill|local|logout|popd|pushd|readonly|return|set|shopt|suspend|trap|typeset|ulimit|umask|unalias|unset|wait)$/;

/**
 * The first of a chain's commands that starts what is looked for, when all of it runs or the chain fails.
 * @param stopsAtFailure the shell ends at the first command that fails, as `bash -e` does
 */
export function startedBy<What>(
  source: string,
  read: (command: ShellCommand) => Started<What>,
  stopsAtFailure: boolean,
): Started<What> {
  const chain = shellChain(source);
  if (chain.kind === "other") return not(chain.why, chain.certain);
  if (chain.commands.length === 0) return not("it runs nothing", true);
  let last: Started<What> = not("it runs nothing", true);
  for (const command of chain.commands) {
    const [program] = command.words;
    if (builtins.test(program)) return not(`\`${program}\` decides what comes after it`, false);
    const started = read(command);
    if (started.kind === "starts") {
      const isLast = command === chain.commands.at(-1);
      if (chain.byLines && !stopsAtFailure && !isLast) return not("what comes next has the last word", true);
      return started;
    }
    // Of several commands, that which is none of those looked for says the least.
    last = chain.commands.length === 1 ? started : not("none of its commands starts it", started.certain);
  }
  return last;
}

function decidingVariable(env: ShellCommand["env"]): Started<never> | undefined {
  const set = env.find(([name, value]) => decidesRun(name, value));
  return set === undefined ? undefined : not(`it sets ${set[0]}`, true);
}

/** Programs that print or do nothing, whatever stands after them. */
const idle = /^(?:echo|printf|true|false|:|cat|ls|test|which|sleep)$/;

/** Reads `node [options] <file> …` or `tsx <file> …`. */
export function programIn({ env, words }: ShellCommand): Started<Program> {
  const [program, ...args] = words;
  if (program !== "node" && program !== "tsx") return not(`it starts \`${program}\``, idle.test(program));
  let index = 0;
  for (; index < args.length; index += 1) {
    const option = args[index] ?? "";
    if (!option.startsWith("-")) break;
    if (
      /^(?:-e|--eval|-p|--print|-pe|-c|--check|--test|-h|--help|-v|--version|-i|--watch.*|--run|--completion-bash|--v8-options)(?:=|$)/.test(
        option,
      )
    )
      return not(`\`${option}\` runs something else`, true);
    if (option === "--import" || option === "--loader") index += 1;
    const loads =
      /^--(?:import|loader)=(.*)$/.exec(option)?.[1] ??
      (/^--(?:import|loader)$/.test(option) ? args[index] : undefined);
    if (loads !== undefined && /^tsx(?:\/esm)?$/.test(loads)) continue;
    if (loads !== undefined || !knownOption.test(option))
      return not(`it is not known what \`${option}\` does`, false);
  }
  const file = args[index];
  if (file === undefined) return not("it names no file", false);
  return (
    decidingVariable(env) ?? {
      kind: "starts",
      what: { file: file.replace(/^\.\//, ""), args: args.slice(index + 1) },
    }
  );
}

const knownOption =
  /^--(?:max-[\w-]+|(?:min-semi-space|initial-(?:heap|old-space))-size|no-warnings|disable-warning|enable-source-maps|trace-[\w-]+|stack-trace-limit|experimental-(?:strip|transform)-types|disallow-code-generation-from-strings|frozen-intrinsics)(?:=|$)/;

/** Reads `turbo run <task> … [options]`. */
export function turboTasksIn({ env, words }: ShellCommand): Started<readonly string[]> {
  const [program, ...args] = words;
  if (program !== "turbo") return not(`it starts \`${program}\``, idle.test(program));
  const tasks: string[] = [];
  let goesOn = false;
  for (const arg of args[0] === "run" ? args.slice(1) : args) {
    if (arg === "--") return not("it passes arguments on", false);
    if (!arg.startsWith("-")) tasks.push(arg);
    else if (arg === "--continue" || arg === "--continue=always") goesOn = arg === "--continue=always";
    else if (
      /^(?:--dry(?:-run)?|--filter|-F|--affected|--only|--graph|--parallel|--cwd|--help|-h|--version|--root-turbo-json|--continue)(?:=|$)/.test(
        arg,
      ) ||
      arg.startsWith("-F")
    )
      return not(`\`${arg}\` leaves out what would have to run`, true);
    else if (
      !/^--(?:log-(?:prefix|order)|output-logs|ui|concurrency|no-daemon|no-update-notifier|no-color|color|summarize|force|profile|verbosity|cache|cache-dir|no-cache)(?:=|$)/.test(
        arg,
      )
    )
      return not(`it is not known what \`${arg}\` does`, false);
    // The value of such an option would be taken for a task.
    else if (
      /^--(?:log-prefix|log-order|output-logs|ui|concurrency|cache|cache-dir|force|profile|verbosity)$/.test(
        arg,
      )
    )
      return not(`write the value of \`${arg}\` with \`=\``, false);
  }
  if (!goesOn) return not("without `--continue=always` nothing is judged when evidence fails", true);
  return decidingVariable(env) ?? { kind: "starts", what: tasks };
}

/** Reads a package manager that runs one script of the root, and nothing else. */
export function scriptIn(manager: string | undefined): (command: ShellCommand) => Started<string> {
  return ({ env, words }) => {
    const [program] = words;
    const args = viaNpx(words, manager) ?? words;
    if ("kind" in args) return args;
    const [own, ...rest] = args;
    if (own === undefined || !/^(?:pnpm|npm|yarn|bun)$/.test(own))
      return not(`it starts \`${program}\``, idle.test(program));
    const [script, ...more] = rest.filter((one) => !/^(?:-s|--silent|--color|--no-color)$/.test(one));
    const [name, ...after] = script === "run" || script === "run-script" ? more : [script, ...more];
    if (name === undefined) return not("it names no script", true);
    if (name.startsWith("-"))
      return not(
        `\`${name}\` may choose another place`,
        /^(?:--if-present|--help|-h|--version|-v|--filter|-F|-r|--recursive|-C|--dir|--prefix)(?:=|$)/.test(
          name,
        ),
      );
    if (own === "npm" && script === name && name !== "test")
      return not("npm runs scripts by `npm run` only", true);
    if (after.length > 0) return not(`it passes on \`${after.join(" ")}\``, true);
    return decidingVariable(env) ?? { kind: "starts", what: name };
  };
}

/** `npx [--yes] pnpm@<version> …`, where the version is that of the root. */
function viaNpx(
  words: ShellCommand["words"],
  manager: string | undefined,
): readonly string[] | Started<never> | undefined {
  const [program, ...args] = words;
  if (program === "corepack") return args;
  if (program !== "npx") return undefined;
  const [tool = "", ...rest] = args.filter((one) => one !== "--yes" && one !== "-y");
  const [name, version] = tool.split("@");
  if (name === undefined || !/^(?:pnpm|npm|yarn)$/.test(name)) return not(`it starts \`npx ${tool}\``, false);
  const wanted = manager?.split("+")[0];
  if (version !== undefined && wanted !== undefined && tool !== wanted)
    return not(`it takes ${tool}, and the root names ${wanted}`, true);
  return [name, ...rest];
}
