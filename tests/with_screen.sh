#!/usr/bin/env bash
# Runs a command with a screen: the one that is there, else a virtual one (Xvfb) that ends with the command.
set -euo pipefail
if [ -n "${DISPLAY:-}" ]; then exec "$@"; fi
ready=$(mktemp)
Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$ready" >/dev/null 2>&1 &
screen=$!
trap 'kill $screen 2>/dev/null || true; rm -f "$ready"' EXIT
for _ in $(seq 100); do [ -s "$ready" ] && break; sleep 0.1; done
[ -s "$ready" ] || { echo "The virtual screen did not start." >&2; exit 1; }
status=0
DISPLAY=":$(cat "$ready")" "$@" || status=$?
exit $status
