import { openDiskMemo } from "../../src/index.ts";

const [, , folder = "", seed = "0"] = process.argv;
process.stdout.write("started");
for (let round = Number(seed); ; round += 3) {
  const memo = openDiskMemo(folder, { code: "c1" });
  for (let one = 0; one < 300; one += 1) {
    const known = memo.get("facts/1", `d${one}`);
    if (known !== undefined && known !== `fact of d${one}`) throw new Error(`d${one}: ${String(known)}`);
    if (known === undefined || one === round % 300) memo.set("facts/1", `d${one}`, `fact of d${one}`);
  }
  memo.flush();
}
