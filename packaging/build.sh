#!/usr/bin/env bash
# Builds dist/loadstudio (one folder, one executable) and starts each of its roles once.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build packaging/loadstudio.spec
.venv/bin/python packaging/smoke_test.py dist/loadstudio/loadstudio
du -sh dist/loadstudio
