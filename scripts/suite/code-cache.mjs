import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Compiled code of so many bundles and ways to start them is kept. */
const most = 3;

/**
 * Where V8's compiled form of a script is kept, so that it is not compiled at every start. It is found by the digest of
 * the script and by everything that it was compiled with; V8 itself would take that of any script of the same length. In
 * CI nothing is kept, and nothing that was kept is used.
 * @param {Buffer} source
 * @param {string} folder that holds nothing else
 */
export function codeCache(source, folder) {
  const { CI, NODE_OPTIONS = "" } = process.env;
  const isOff = CI !== undefined && CI !== "" && CI !== "false";
  const { version, platform, arch, execArgv } = process;
  const made = [version, platform, arch, NODE_OPTIONS, ...execArgv].join("\0");
  const key = digest(source, made);
  const file = join(folder, key.slice(0, 32));
  return {
    /** @returns {Buffer | undefined} nothing for what is torn or not there */
    read() {
      if (isOff) return undefined;
      try {
        const kept = readFileSync(file);
        const code = kept.subarray(64);
        return kept.toString("latin1", 0, 64) === digest(code, key) ? code : undefined;
      } catch (error) {
        if (error?.code === "ENOENT") return undefined;
        throw error;
      }
    },
    /** @param {Buffer} code */
    write(code) {
      if (isOff) return;
      mkdirSync(folder, { recursive: true });
      const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
      try {
        writeFileSync(draft, Buffer.concat([Buffer.from(digest(code, key), "latin1"), code]));
        renameSync(draft, file);
      } finally {
        rmSync(draft, { force: true });
      }
      forgetOldest(folder);
    },
  };
}

/** @param {string} folder */
function forgetOldest(folder) {
  const kept = readdirSync(folder).map((name) => {
    const file = join(folder, name);
    return { file, at: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 };
  });
  for (const { file } of kept.sort((a, b) => b.at - a.at).slice(most)) rmSync(file, { force: true });
}

/** @param {Buffer} bytes @param {string} more */
function digest(bytes, more) {
  return createHash("sha256").update(bytes).update(`\0${more}`).digest("hex");
}
