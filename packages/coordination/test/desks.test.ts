import { describe, expect, test } from "vitest";
import {
  canonicalJson,
  type Desk,
  DeskRefusal,
  desk,
  deskKinds,
  type Json,
  jsonValue,
  performDesk,
} from "../src/index.ts";

const input = { name: "Ada", list: [1, { deep: true }] };
const memory = { first: "kept", data: { x: [null, 2] } };
const work = { runId: "r-1", input, memory };

const fromInput = (...path: (string | number)[]) => ({ from: "input" as const, path });
const fromDesk = (id: string, ...path: (string | number)[]) => ({ from: "desk" as const, desk: id, path });

describe("a desk", () => {
  test.each<[Desk, Json]>([
    [{ kind: "note", id: "d", value: { a: 1 } }, { a: 1 }],
    [{ kind: "pick", id: "d", source: fromInput() }, input],
    [{ kind: "pick", id: "d", source: fromInput("list", 1, "deep") }, true],
    [{ kind: "pick", id: "d", source: fromDesk("data", "x", 0) }, null],
    [
      { kind: "compose", id: "d", parts: ["<", fromInput("name"), fromDesk("data", "x"), ">"] },
      "<Ada[null,2]>",
    ],
    [
      { kind: "collect", id: "d", values: { a: fromDesk("first"), b: fromInput("list", 0) } },
      { a: "kept", b: 1 },
    ],
    [
      { kind: "check", id: "d", source: fromInput(), equals: { list: [1, { deep: true }], name: "Ada" } },
      input,
    ],
    [{ kind: "handler", id: "d", name: "echo", with: 7 }, [7, "r-1/d", "kept"]],
  ])("%j keeps its value", async (one, value) => {
    const handlers = {
      echo: (call: { with: Json | undefined; idempotencyKey: string }) => [
        call.with ?? null,
        call.idempotencyKey,
        memory.first,
      ],
    };
    expect(desk.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
    expect(await performDesk(one, work, handlers)).toEqual(value);
  });

  test.each<[Desk, string]>([
    [{ kind: "pick", id: "d", source: fromInput("nobody") }, "there is nothing at input.nobody"],
    [{ kind: "pick", id: "d", source: fromInput("list", 2) }, "there is nothing at input.list.2"],
    [{ kind: "pick", id: "d", source: fromInput("name", "length") }, "there is nothing at input.name.length"],
    [{ kind: "pick", id: "d", source: fromInput("list", "length") }, "there is nothing at input.list.length"],
    [{ kind: "pick", id: "d", source: fromInput("constructor") }, "there is nothing at input.constructor"],
    [{ kind: "pick", id: "d", source: fromDesk("later") }, "there is nothing at later"],
    [{ kind: "check", id: "d", source: fromInput("name"), equals: "Bob" }, 'expected "Bob", got "Ada"'],
    [{ kind: "handler", id: "d", name: "echo" }, 'this host has no handler "echo"'],
    [{ kind: "handler", id: "d", name: "constructor" }, 'this host has no handler "constructor"'],
  ])("%j refuses", async (one, message) => {
    const refused = performDesk(one, work, {});
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(DeskRefusal);
  });

  test("is of one of these kinds", () => {
    expect(desk.options.map((option) => option.shape.kind.value)).toEqual([...deskKinds]);
  });
});

describe("data", () => {
  const nested = (depth: number) => JSON.parse("[".repeat(depth) + "]".repeat(depth)) as Json;
  const circle: unknown[] = [];
  circle.push(circle);

  test.each([
    null,
    true,
    0,
    "",
    [],
    {},
    nested(32),
    "x".repeat(65_534),
    JSON.parse('{"__proto__":1}') as Json,
  ])("is taken as it is, case %#", (value) => {
    expect(JSON.stringify(jsonValue.parse(value))).toBe(JSON.stringify(value));
  });

  test.each([
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    Symbol("s"),
    () => 1,
    new Date(0),
    new Map(),
    [undefined],
    new Array(1),
    { a: undefined },
    nested(33),
    nested(50_000),
    circle,
    "x".repeat(65_535),
  ])("is refused when JSON would change it or it is too much, case %#", (value) => {
    expect(jsonValue.safeParse(value).success).toBe(false);
  });

  test("has one text, whatever the order of its keys", () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  });
});
