/** There is no run with this id. */
export class RunMissing extends Error {
  override readonly name = "RunMissing";
  readonly runId: string;

  constructor(runId: string) {
    super(`there is no run "${runId}"`);
    this.runId = runId;
  }
}

/** A step that the run's state does not allow. */
export class RunStateRefused extends Error {
  override readonly name = "RunStateRefused";
  readonly runId: string;

  constructor(runId: string, state: string, wanted: string) {
    super(`the run "${runId}" is ${state}: it cannot ${wanted}`);
    this.runId = runId;
  }
}

/** A cursor that no page of this store gave out. */
export class CursorRefused extends Error {
  override readonly name = "CursorRefused";
}

/** A database that cannot be used as the store: not to be opened, or of a newer version of this package. */
export class StoreUnusable extends Error {
  override readonly name = "StoreUnusable";
}
