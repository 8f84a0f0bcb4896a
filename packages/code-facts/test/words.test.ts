import { describe, expect, test } from "vitest";
import { createCodeFacts } from "../src/index.ts";
import { workspaceOf } from "./memory-workspace.ts";

const path = "src/a.ts";
const factsOf = (text: string) => createCodeFacts({ workspace: workspaceOf({ [path]: text }) });
const keys = (text: string) =>
  factsOf(text)
    .keysOf(path, { keys: ["channel", "templateRole"], inParts: true })
    .map(({ name, position, location }) => `${location.start.line} ${position} ${name}`);
const branches = (text: string) =>
  factsOf(text)
    .branchesOf(path, { term: "channel", values: ["A", "B"] })
    .map(({ name, position }) => `${position} ${name}`);

describe("a property is named", () => {
  test.each([
    ["export interface M {\n  channel?: string;\n}", "2 declared channel"],
    ["export type M = { 'templateRole': string };", "1 declared templateRole"],
    ["export type M = Record<'kind' | 'channel', string>;", "1 declared channel"],
    ["export type M = { [Key in 'channel']?: string };", "1 declared channel"],
    ["export type M = Pick<Old, 'kind' | 'channel'>;", "1 declared channel"],
    ["export type C = Old['channel'];", "1 read channel"],
    ["class M { channel = 1; }", "1 declared channel"],
    ["class M { constructor(readonly channel: string) {} }", "1 declared channel"],
    ["const schema = z.object({ channel: z.string() });", "1 made channel"],
    ["const one = { ['chan' + 'nel']: 1 };", "1 made channel"],
    ["const one = { ch\\u0061nnel: 1 };", "1 made channel"],
    ["const key = 'channel';\nvoid one[key];", "2 read channel"],
    ["const end = 'Role';\nvoid one['template' + end];", "2 read templateRole"],
    ["const { channel } = one;", "1 read channel"],
    ["const { channel: c = 1 } = one;", "1 read channel"],
    ["function f({ templateRole }: M) {}", "1 read templateRole"],
    ["void one?.channel;", "1 read channel"],
    ["void ('channel' in one);", "1 read channel"],
    ["void Reflect.get(one, 'channel');", "1 text channel"],
    ["void Object.hasOwn(one, 'channel');", "1 text channel"],
    ["void pick(one, 'channel');", "1 text channel"],
    ['const file = `{ "name": "x", "templateRole": "capability" }`;', "1 text templateRole"],
    ['const file = \'{"channel":"A"}\';', "1 text channel"],
    ["const all = ['channel'];\nvoid all.map((key) => one[key]);", "2 read channel"],
    ["const all = ['kind', 'channel'] as const;\nfor (const key of all) delete one[key];", "2 read channel"],
    ["const all = new Set(['channel']);\nall.forEach((key) => { void one[key]; });", "2 read channel"],
    ["void ['channel'].filter((key) => key in one);", "1 read channel"],
    ["void ['channel'].some((key) => Object.hasOwn(one, key));", "1 text channel"],
    ["void ['channel'].reduce((sum, key) => sum + one[key], 0);", "1 read channel"],
    ["const all = Object.freeze(['channel']);\nvoid one[all[0]];", "2 read channel"],
    [
      "const more = ['channel'];\nconst all = ['kind', ...more];\nvoid all.map((key) => one[key]);",
      "3 read channel",
    ],
    ["void ['kind', 'channel'].filter(Boolean).map((key) => ({ [key]: 1 }));", "1 made channel"],
    ["const key = old ? 'channel' : 'kind';\nvoid one[key];", "2 read channel"],
    ["void one[name ?? 'channel'];", "1 read channel"],
    ["void Object.fromEntries([['channel', 1]]);", "1 made channel"],
    ["const pairs = [['channel', 1]] as const;\nvoid Object.fromEntries(pairs);", "1 made channel"],
    ["void Object.fromEntries(new Map([['channel', 1]]));", "1 made channel"],
    ["void Object.fromEntries(['channel'].map((key) => [key, 1]));", "1 made channel"],
    ["void Object.fromEntries(['channel'].map((key) => { return [key, 1]; }));", "1 made channel"],
    ["const s = z.record(z.enum(['channel']), z.string());", "1 declared channel"],
    [
      "const names = ['channel'] as const;\nconst s = z.partialRecord(z.enum(names), z.string());",
      "2 declared channel",
    ],
    ["const key = z.enum(['kind', 'channel']);\nconst s = z.record(key, z.string());", "2 declared channel"],
    ["const s = z.record(z.literal('channel'), z.string());", "1 declared channel"],
    [
      "const s = z.record(z.union([z.literal('kind'), z.literal('channel')]), z.string());",
      "1 declared channel",
    ],
    ["type Key = 'kind' | 'channel';\nexport type M = Record<Key, string>;", "2 declared channel"],
    [
      "type Old = 'channel';\ntype Key = 'kind' | Old;\nexport type M = { [K in Key]?: string };",
      "3 declared channel",
    ],
    ["type Key = 'channel';\nexport type M = Pick<Old, Key>;", "2 declared channel"],
    [
      "const all = ['channel'] as const;\nexport type M = Record<(typeof all)[number], string>;",
      "2 declared channel",
    ],
  ])("%s", (text, site) => {
    expect(keys(text)).toEqual([site]);
  });
});

describe("no property is named", () => {
  test.each([
    "// channel, { templateRole: 1 }",
    "/** `templateRole` is gone. */\nexport const one = 1;",
    "const channel = new MessageChannel();\nvoid channel;",
    "function f(channel: string) {\n  return channel;\n}",
    "throw new Error('templateRole is a legacy key');",
    "log.info('channel');",
    "if (status === 'channel') void 0;",
    "export type Status = 'draft' | 'channel';",
    "export type M = Omit<Old, 'channel'>;",
    "import { channel } from 'node:diagnostics_channel';\nvoid channel;",
    "const channels = { channelCount: 1 };",
    "export const one = 'the channel: a word in prose';",
    "const all = ['channel'];\nvoid all.map((key) => key.toUpperCase());",
    "const all = ['channel'];\nvoid all.includes(status);",
    "const all = ['channel'];\nfor (const key of all) log(key);",
    "const all = ['channel'];\nvoid all.map((_, index) => one[index]);",
    "const all = ['channel'];\nvoid others.map((key) => one[key]);\nvoid all;",
    "void Object.fromEntries([['kind', 'channel']]);",
    "void Object.fromEntries(['channel'].map((value) => ['kind', value]));",
    "const pairs = [['channel', 1]];\nvoid pairs;",
    "const s = z.enum(['channel']);",
    "const s = z.record(z.string(), z.enum(['channel']));",
    "const s = z.object({ kind: z.literal('channel') });",
    "type Kind = 'channel';\nexport type M = { kind: Kind };",
    "type Kind = 'channel';\nexport type M = Record<string, Kind>;",
    "type Kind = 'channel';\nexport type M = Omit<Old, Kind>;",
    "const kind = old ? 'channel' : 'kind';\nvoid one.kind === kind;",
  ])("%s", (text) => {
    expect(keys(text)).toEqual([]);
  });
});

const shape = (text: string, others: Record<string, string> = {}) =>
  createCodeFacts({ workspace: workspaceOf({ [path]: text, ...others }) })
    .typeShape({ module: path, export: "It" }, ["rawr"])
    .map(({ name, position, location }) => `${location.path} ${position} ${name}`);

describe("what a type declares, and whether it is open", () => {
  const open = "src/a.ts open any property";
  const declares = (name: string) => `src/a.ts declared ${name}`;
  test.each([
    ["export interface It {\n  a: string;\n}", [declares("a")]],
    ["export interface It {\n  [key: string]: string;\n}", [open]],
    ["type Base = Record<string, 1>;\nexport type It = { a: 1 } & Base;", [declares("a"), open]],
    ["type Key = string;\nexport type It = Record<Key, 1>;", [open]],
    ["export type It = Record<PropertyKey, 1>;", [open]],
    [`export type It = { [Key in \`x-\${string}\`]: 1 };`, [open]],
    ["export type It = any;", [open]],
    ["export type It = Readonly<{ a: { [key: string]: 1 } }>;", [declares("a")]],
    ["export type It = { rawr: { [key: string]: 1 } };", [declares("rawr"), open]],
    ["export type It = Omit<{ channel: 1 }, 'channel'>;", []],
    ["export type It = Omit<Record<string, 1>, 'channel'>;", [open]],
    ["export type It = Record<'a', 1>;", []],
    ["interface Record<T> {\n  a: T;\n}\nexport type It = Record<string>;", [declares("a")]],
    [
      "export interface It {\n  a: It;\n}\nexport interface It {\n  b: It;\n}",
      [declares("a"), declares("b")],
    ],
    ["export function It(one: { [key: string]: 1 }) {}", [open]],
    ["export const It = <T extends { a: 1 }>(one: T) => one;", [declares("a")]],
    ["export type It = It & { a: 1 };", [declares("a")]],
  ])("%s", (text, sites) => {
    expect(shape(text)).toEqual(sites);
  });

  test("from another module, by whatever name", () => {
    const text = 'import type { Base as One } from "./b.ts";\nexport interface It extends One {}\n';
    const base = "interface Old {\n  channel?: string;\n}\nexport type { Old as Base };\n";
    expect(shape(text, { "src/b.ts": base })).toEqual(["src/b.ts declared channel"]);
  });
});

const loose = (text: string) =>
  factsOf(`import { z } from "zod";\n${text}`)
    .looseSchemasOf(path, { naming: ["rawr"], shapes: [["kind", "capability"]] })
    .map(({ name, location }) => `${location.start.line} ${name}`);

describe("a schema lets other properties through", () => {
  test.each([
    ["z.looseObject({ kind: a, capability: b });", ["2 kind, capability"]],
    ["z.object({ kind: a, capability: b }).passthrough().optional();", ["2 kind, capability"]],
    ["const it = z.object({ kind: a });\nit.extend({ capability: b }).loose();", ["3 kind, capability"]],
    ["z.object({ kind: a, capability: b }).catchall(z.string());", ["2 kind, capability"]],
    ["z.object({ rawr: z.record(z.string(), z.string()) });", ["2 rawr"]],
    ["z.object({ rawr: z.union([z.looseObject({}), z.null()]) });", ["2 rawr"]],
    ["const it = z.unknown();\nz.object({ rawr: it });", ["2 rawr"]],
    ["z.object({ kind: a, capability: b }).catchall(z.never());", []],
    ["z.looseObject({ kind: a, capability: b }).strict();", []],
    ["z.object({ kind: a, capability: b });", []],
    ["z.looseObject({ kind: a });", []],
    ["z.object({ headers: z.record(z.string(), z.string()) });", []],
    ["const one = { rawr: { kind: 'api' } };", []],
  ])("%s", (text, sites) => {
    expect(loose(text)).toEqual(sites);
  });
});

describe("it is decided by the term", () => {
  test.each([
    ["if (meta.channel === 'A') void 0;", ["compared channel"]],
    ["if (['A'].includes(meta.channel)) void 0;", ["compared channel"]],
    ["const some = ['B'] as const;\nif (some.includes(meta.channel)) void 0;", ["compared channel"]],
    ["void (/^(A|B)$/i.test(meta.channel) ? 1 : 2);", ["compared channel"]],
    ["const isA = /^A$/;\nif (isA.test(meta.channel)) void 0;", ["compared channel"]],
    ["if (meta.channel.match(/\\bb\\b/i)) void 0;", ["compared channel"]],
    ["if (process.env.CHANNEL_A !== undefined) void 0;", ["tested CHANNEL_A"]],
    ["if ('B' == meta?.channel) void 0;", ["compared channel"]],
    ["if (meta['channel'] !== 'a') void 0;", ["compared channel"]],
    ["const isA = meta.commandChannel === 'A';", ["compared commandChannel"]],
    ["if (kind === 'channel-b') void 0;", ["compared channel-b"]],
    ["if (kind === 'Channel A') void 0;", ["compared Channel A"]],
    ["switch (meta.channel) { case 'A': break; case 'B': break; }", ["compared channel", "compared channel"]],
    ["switch (meta.channel) { case first: break; }", ["tested channel"]],
    ["const table = { A: 1, B: 2 };\nvoid table[meta.channel];", ["looked-up channel"]],
    ["void handlers.get(meta.channel);", ["looked-up channel"]],
    ["if (isChannelA) void 0;", ["tested isChannelA"]],
    ["const way = options.channelB ? one : two;", ["tested channelB"]],
    ["if (process.env.CHANNEL_A) void 0;", ["tested CHANNEL_A"]],
    ["if (isChannelA(meta)) void 0;", ["tested isChannelA"]],
    ["void (!meta.channel && start());", ["tested channel"]],
    ["const { channel: way } = meta;\nif (way === 'A') void 0;", ["compared channel"]],
    ["const way = meta.channel;\nconst other = way;\nif (other === 'B') void 0;", ["compared channel"]],
    ["function f({ channel }: M) {\n  return channel === 'A' ? 1 : 2;\n}", ["compared channel"]],
    ["if (meta.channel.toLowerCase() === 'a') void 0;", ["compared channel"]],
    ["if (String(meta.channel).startsWith('A')) void 0;", ["compared channel"]],
    ["if (meta.channel === other.channel) void 0;", ["tested channel", "tested channel"]],
    ["while (meta.channel) void 0;", ["tested channel"]],
    ["const A = 'A';\nif (meta.channel === A) void 0;", ["compared channel"]],
  ])("%s", (text, sites) => {
    expect([...new Set(branches(text))]).toEqual([...new Set(sites)]);
  });
});

describe("nothing is decided by it", () => {
  test.each([
    "// if (meta.channel === 'A')",
    "log.info({ channel: meta.channel }, 'Channel A');",
    "const channel = new MessageChannel();\nchannel.port1.postMessage(1);",
    "if (alert.notificationChannel === 'email') void 0;",
    "if (alert.channel === 'email') void 0;",
    "const email = 'email';\nif (alert.channel === email) void 0;",
    "if (grade === 'A') void 0;",
    "if (['A'].includes(grade)) void 0;",
    "if (/^A$/.test(grade)) void 0;",
    "if (/^#[a-z-]+$/.test(alert.channel)) void 0;",
    "let channel: MessageChannel | undefined;\nif (channel !== undefined) channel.port1.close();",
    "if (['email', 'sms'].includes(alert.channel)) void 0;",
    "const help = 'Channel A: rawr plugins …';",
    "if (channels.length > 0) void 0;",
    "function send(channel: Channel) {\n  channel.send(1);\n}",
    "const way = meta.channel ?? 'none';",
    "export type Channel = 'A' | 'B';",
    "const commands = { channelA: 'rawr plugins', channelB: 'rawr plugins web' };",
    "if (alert.notificationChannel) void 0;",
    "const isOpen = subChannel.isOpen ? 1 : 2;",
  ])("%s", (text) => {
    expect(branches(text)).toEqual([]);
  });
});

test("modules that a module declares more of", () => {
  const augments = (text: string) =>
    createCodeFacts({ workspace: workspaceOf({ [path]: text, "src/b.ts": "export interface B {}\n" }) })
      .augmentationsOf(path)
      .map(({ module, location }) => `${location.start.line} ${module}`);
  expect(augments('declare module "./b.ts" {\n  interface B { channel: 1 }\n}\n')).toEqual(["1 src/b.ts"]);
  expect(augments('\ndeclare   module   "./b" { interface B { channel: 1 } }\n')).toEqual(["2 src/b.ts"]);
  expect(augments('declare module "elsewhere" { interface B { channel: 1 } }\n')).toEqual([]);
  expect(augments('declare module "*.css";\ndeclare global { interface B {} }\n')).toEqual([]);
  expect(augments('// declare module "./b.ts" {}\nexport const one = 1;\n')).toEqual([]);
});
