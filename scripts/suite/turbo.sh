#!/bin/sh
# Runs the Turborepo task of a suite: turbo.sh <suite> [flags of turbo run]
#
# Turborepo ends with exit code 0 also when it ran nothing: when no script implements the task, with `--affected` and no
# change, with a filter that selects nothing, with `--dry`. So the suite's result has to have been written by this very
# run. That it is there is all that is asked of it here: the verdict is the exit code.
suite=$1
shift
result=.phasegate/results/$suite.json
rm -f "$result"
export TURBO_TELEMETRY_DISABLED=1

turbo=turbo
# The program itself, where it lies where pnpm puts it: turbo's own script would start a Node for it first.
for program in node_modules/.pnpm/node_modules/@turbo/*/bin/turbo; do
  if [ -x "$program" ]; then turbo=$program; fi
done

"$turbo" run "suite-$suite" "$@"
code=$?
if [ "$code" -eq 0 ] && [ ! -s "$result" ]; then
  echo "phasegate: blocked: Turborepo ended well and judged nothing: the task suite-$suite did not run" >&2
  echo "phasegate: look for it in turbo.json and among the root's scripts, and for flags that select no task" >&2
  exit 2
fi
exit "$code"
