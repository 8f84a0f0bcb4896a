/** One string a version, in order. A version that was released is never edited: what changes comes behind it. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE run (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    workflow_id TEXT NOT NULL,
    workflow TEXT NOT NULL,
    input TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed')),
    queued_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    failure TEXT,
    sendings INTEGER NOT NULL DEFAULT 0,
    sent_at INTEGER,
    CHECK ((state IN ('completed', 'failed')) = (ended_at IS NOT NULL)),
    CHECK ((state = 'failed') = (failure IS NOT NULL)),
    CHECK (started_at IS NOT NULL OR state IN ('queued', 'failed'))
  ) STRICT;
  CREATE INDEX run_by_state ON run (state, position);
  CREATE INDEX run_by_workflow ON run (workflow_id, position);

  CREATE TRIGGER run_is_queued_first BEFORE INSERT ON run WHEN NEW.state <> 'queued'
  BEGIN SELECT RAISE(ABORT, 'a run begins as queued'); END;
  CREATE TRIGGER run_transitions BEFORE UPDATE OF state ON run WHEN NOT (
    NEW.state = OLD.state
    OR (OLD.state = 'queued' AND NEW.state IN ('running', 'failed'))
    OR (OLD.state = 'running' AND NEW.state IN ('completed', 'failed'))
  )
  BEGIN SELECT RAISE(ABORT, 'a run does not go from this state to that'); END;
  CREATE TRIGGER run_has_ended BEFORE UPDATE ON run WHEN OLD.ended_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a run that has ended stays as it is'); END;
  CREATE TRIGGER run_identity BEFORE UPDATE OF id, workflow_id, workflow, input, queued_at ON run
  BEGIN SELECT RAISE(ABORT, 'a run stays what it was queued as'); END;
  CREATE TRIGGER run_stays BEFORE DELETE ON run
  BEGIN SELECT RAISE(ABORT, 'runs are kept'); END;

  CREATE TABLE timeline (
    run_id TEXT NOT NULL REFERENCES run (id),
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (run_id, sequence)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER timeline_unchanged BEFORE UPDATE ON timeline
  BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END;
  CREATE TRIGGER timeline_kept BEFORE DELETE ON timeline
  BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END;

  CREATE TABLE memory (
    run_id TEXT NOT NULL REFERENCES run (id),
    desk TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (run_id, desk)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER memory_unchanged BEFORE UPDATE ON memory
  BEGIN SELECT RAISE(ABORT, 'what a desk keeps stays'); END;
  CREATE TRIGGER memory_kept BEFORE DELETE ON memory
  BEGIN SELECT RAISE(ABORT, 'what a desk keeps stays'); END;

  CREATE TABLE finished_hook (
    run_id TEXT PRIMARY KEY REFERENCES run (id),
    newest_attempt INTEGER NOT NULL DEFAULT 0,
    lease_until INTEGER,
    next_at INTEGER,
    outcome TEXT CHECK (outcome IN ('succeeded', 'failed', 'skipped')),
    settled_at INTEGER,
    CHECK (settled_at IS NULL OR outcome IS NOT NULL)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX finished_hook_unsettled ON finished_hook (run_id) WHERE settled_at IS NULL;
  CREATE TRIGGER finished_hook_after_end BEFORE INSERT ON finished_hook
  WHEN (SELECT ended_at FROM run WHERE id = NEW.run_id) IS NULL
  BEGIN SELECT RAISE(ABORT, 'a finished hook belongs to a run that has ended'); END;
  CREATE TRIGGER finished_hook_settled BEFORE UPDATE ON finished_hook WHEN OLD.settled_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a settled finished hook stays as it is'); END;
  CREATE TRIGGER finished_hook_token BEFORE UPDATE OF newest_attempt ON finished_hook
  WHEN NEW.newest_attempt NOT IN (OLD.newest_attempt, OLD.newest_attempt + 1)
  BEGIN SELECT RAISE(ABORT, 'fencing tokens count up by one'); END;
  CREATE TRIGGER finished_hook_kept BEFORE DELETE ON finished_hook
  BEGIN SELECT RAISE(ABORT, 'finished hooks are kept'); END;

  CREATE TABLE finished_hook_attempt (
    run_id TEXT NOT NULL REFERENCES finished_hook (run_id),
    attempt INTEGER NOT NULL CHECK (attempt > 0),
    started_at INTEGER NOT NULL,
    timeout_ms INTEGER NOT NULL CHECK (timeout_ms > 0),
    PRIMARY KEY (run_id, attempt)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER finished_hook_attempt_unchanged BEFORE UPDATE ON finished_hook_attempt
  BEGIN SELECT RAISE(ABORT, 'attempts are append-only'); END;
  CREATE TRIGGER finished_hook_attempt_kept BEFORE DELETE ON finished_hook_attempt
  BEGIN SELECT RAISE(ABORT, 'attempts are append-only'); END;

  CREATE TABLE finished_hook_result (
    run_id TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    at INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'failed')),
    error TEXT,
    PRIMARY KEY (run_id, attempt),
    FOREIGN KEY (run_id, attempt) REFERENCES finished_hook_attempt (run_id, attempt)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER finished_hook_result_newest BEFORE INSERT ON finished_hook_result
  WHEN NEW.attempt <> (SELECT newest_attempt FROM finished_hook WHERE run_id = NEW.run_id)
  BEGIN SELECT RAISE(ABORT, 'only the newest attempt may have a result recorded'); END;
  CREATE TRIGGER finished_hook_result_unchanged BEFORE UPDATE ON finished_hook_result
  BEGIN SELECT RAISE(ABORT, 'results are append-only'); END;
  CREATE TRIGGER finished_hook_result_kept BEFORE DELETE ON finished_hook_result
  BEGIN SELECT RAISE(ABORT, 'results are append-only'); END;
  `,
];
