/** A simple command: `NAME=value` in front of it, a program and its arguments. */
export interface ShellCommand {
  readonly env: readonly (readonly [name: string, value: string])[];
  readonly words: readonly [program: string, ...args: string[]];
}

/** Commands of which each runs only when the one before succeeded, or why a line is not that. */
export type ShellChain =
  | {
      readonly kind: "chain";
      readonly commands: readonly ShellCommand[];
      /** Some are joined by the end of a line only, which stops at a failure only under `set -e`. */
      readonly byLines: boolean;
    }
  /** `certain`: its outcome is surely not that of its commands. */
  | { readonly kind: "other"; readonly why: string; readonly certain: boolean };

const other = (why: string, certain = false): ShellChain => ({ kind: "other", why, certain });

/** What the shell does something with. `=`, `:`, `@`, `,`, `%`, `+`, `/` and `^` are plain. */
const special: Readonly<Record<string, ShellChain>> = {
  "|": other("it is piped or has an alternative (`|`)", true),
  "&": other("it runs behind what comes next (`&`)", true),
  ";": other("what comes next has the last word (`;`)", true),
  "!": other("its outcome is turned around (`!`)", true),
  "<": other("it redirects (`<`)"),
  ">": other("it redirects (`>`)"),
  "(": other("it starts another shell (`(`)"),
  ")": other("it starts another shell (`)`)"),
  "`": other("a part of it is computed"),
  $: other("a part of it is computed (`$`)"),
  "*": other("a part of it is a pattern (`*`)"),
  "?": other("a part of it is a pattern (`?`)"),
  "[": other("a part of it is a pattern (`[`)"),
  "{": other("it groups or expands (`{`)"),
  "}": other("it groups or expands (`}`)"),
};

interface Word {
  readonly text: string;
  /** Nothing of it, but the value of an assignment, is quoted. */
  readonly isPlain: boolean;
}

/**
 * Reads lines of a POSIX shell as far as they are simple commands, joined by `&&` or the end of a line: words, quotes, escapes,
 * comments and assignments in front.
 * Source: POSIX.1-2024, Shell Command Language, 2.2 Quoting, 2.3 Token Recognition, 2.9 Shell Commands.
 */
export function shellChain(source: string): ShellChain {
  const text = source.replaceAll("\r\n", "\n").replaceAll("\\\n", "");
  const commands: ShellCommand[] = [];
  let words: Word[] = [];
  let word: Word | undefined;
  let byLines = false;
  let isOpen = false;
  const add = (more: string, isPlain: boolean) => {
    word = { text: (word?.text ?? "") + more, isPlain: isPlain && (word?.isPlain ?? true) };
  };
  const closeWord = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  /** Ends a command; says what is wrong with it. */
  const closeCommand = (): ShellChain | undefined => {
    closeWord();
    if (words.length === 0) return undefined;
    const command = commandOf(words);
    words = [];
    isOpen = false;
    if ("kind" in command) return command;
    commands.push(command);
    return undefined;
  };
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? "";
    let wrong: ShellChain | undefined;
    if (char === "\n") {
      closeWord();
      byLines ||= words.length > 0 && !/^\s*(?:#[^\n]*\s*)*$/.test(text.slice(index));
      wrong = closeCommand();
    } else if (char === " " || char === "\t") closeWord();
    else if (char === "#" && word === undefined) {
      const end = text.indexOf("\n", index);
      index = (end < 0 ? text.length : end) - 1;
    } else if (text.startsWith("&&", index)) {
      closeWord();
      if (words.length === 0) return other("a command is missing");
      wrong = closeCommand();
      isOpen = true;
      index += 1;
    } else if (char === "\\") {
      if (index === text.length - 1) return other("it ends in its midst");
      index += 1;
      add(text[index] ?? "", false);
    } else if (char === "'" || char === '"') {
      const quoted = quotedAt(text, index);
      if (typeof quoted === "string") return other(quoted);
      add(quoted.value, /^[A-Za-z_]\w*=/.test(word?.text ?? ""));
      index = quoted.end;
    } else if (char === "~" && word === undefined) return other("a part of it is computed (`~`)");
    else if (special[char] !== undefined) return special[char];
    else add(char, true);
    if (wrong !== undefined) return wrong;
  }
  const wrong = closeCommand();
  if (wrong !== undefined) return wrong;
  return isOpen ? other("a command is missing") : { kind: "chain", commands, byLines };
}

function quotedAt(source: string, from: number): { readonly value: string; readonly end: number } | string {
  const quote = source[from] ?? "";
  let value = "";
  for (let index = from + 1; index < source.length; index += 1) {
    const char = source[index] ?? "";
    if (char === quote) return { value, end: index };
    if (quote === '"' && (char === "$" || char === "`")) return `a part of it is computed (\`${char}\`)`;
    if (quote === '"' && char === "\\" && /["\\$`]/.test(source[index + 1] ?? "")) {
      index += 1;
      value += source[index] ?? "";
    } else value += char;
  }
  return "a quote does not end";
}

/** Words that are no command of their own, but begin a compound one. */
const reserved = /^(?:if|then|else|elif|fi|do|done|case|esac|while|until|for|function|time|coproc|select)$/;

function commandOf(words: readonly Word[]): ShellCommand | ShellChain {
  const first = words.findIndex(({ text, isPlain }) => !(isPlain && /^[A-Za-z_]\w*=/.test(text)));
  const program = words[first];
  if (program === undefined) return other("it sets a variable for what comes next");
  if (program.isPlain && reserved.test(program.text)) return other(`it is compound (\`${program.text}\`)`);
  const env = words.slice(0, first).map(({ text }) => {
    const [name = "", ...rest] = text.split("=");
    return [name, rest.join("=")] as const;
  });
  return { env, words: [program.text, ...words.slice(first + 1).map(({ text }) => text)] };
}
