import type { CrashCode } from "../document.ts";

/** The run could not be made. */
export class RunCrash extends Error {
  override readonly name = "RunCrash";
  readonly code: CrashCode;

  constructor(code: CrashCode, cause: unknown) {
    super(code, { cause });
    this.code = code;
  }
}
