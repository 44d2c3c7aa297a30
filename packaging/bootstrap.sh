#!/usr/bin/env bash
# Makes a fresh Debian-like machine ready: uv, system libraries, a browser, the Python environment in .venv.
# Usage: packaging/bootstrap.sh run|test     Quick and silent when everything is there already.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-run}

say() { printf '%s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

apt_updated=
install_packages() { # install_packages WHY PACKAGE...
  local why=$1; shift
  if command -v apt-get >/dev/null && as_root true; then
    say "Installing $why: $*"
    if [ -z "$apt_updated" ]; then as_root apt-get update -qq; apt_updated=yes; fi
    DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  else
    say "These system packages are missing ($why). Please install them, then call this again:"
    say "  sudo apt-get install --no-install-recommends $*"
    exit 1
  fi
}

# --- uv: a working one on the PATH, or our own in .uv (a version manager's placeholder on the PATH does not work here)
find_uv() {
  for candidate in uv "$PWD/.uv/bin/uv" "$HOME/.local/bin/uv"; do
    if "$candidate" --version >/dev/null 2>&1; then echo "$candidate"; return; fi
  done
  return 1
}
if ! uv=$(find_uv); then
  say "Installing uv (into .uv)"
  if ! python3 -m venv .uv >/dev/null 2>&1; then
    install_packages "Python's venv, to install uv" python3 python3-venv
    python3 -m venv .uv
  fi
  .uv/bin/python -m pip install --quiet uv
  uv=$(find_uv)
fi

# --- system libraries: Qt's for any window, X's for a real one; a virtual screen and tools for the tests
packages=()
libraries=$(/sbin/ldconfig -p)
need_library() { [[ $libraries == *"$1"* ]] || packages+=("$2"); }
need_library libEGL.so.1 libegl1
need_library libGL.so.1 libgl1
need_library libglib-2.0.so.0 libglib2.0-0
need_library libxkbcommon.so.0 libxkbcommon0
need_library libdbus-1.so.3 libdbus-1-3
need_library libfontconfig.so.1 libfontconfig1
need_library libxcb-cursor.so.0 libxcb-cursor0
need_library libxcb-icccm.so.4 libxcb-icccm4
need_library libxcb-image.so.0 libxcb-image0
need_library libxcb-keysyms.so.1 libxcb-keysyms1
need_library libxcb-randr.so.0 libxcb-randr0
need_library libxcb-render-util.so.0 libxcb-render-util0
need_library libxcb-shape.so.0 libxcb-shape0
need_library libxcb-xkb.so.1 libxcb-xkb1
need_library libxkbcommon-x11.so.0 libxkbcommon-x11-0
need_library libX11-xcb.so.1 libx11-xcb1
if [ "$purpose" = test ]; then
  command -v Xvfb >/dev/null || packages+=(xvfb)
  command -v xdotool >/dev/null || packages+=(xdotool)
  command -v pdftoppm >/dev/null || packages+=(poppler-utils)
  command -v objdump >/dev/null || packages+=(binutils)
  command -v ip >/dev/null || packages+=(iproute2)
  command -v faketime >/dev/null || packages+=(faketime)
  command -v certutil >/dev/null || packages+=(libnss3-tools) # to check that Firefox trusts the recorder
  # Debian's Firefox; elsewhere the tests with Firefox need one that is there already, or are skipped
  if grep -qs '^ID=debian' /etc/os-release && ! command -v firefox >/dev/null; then
    command -v firefox-esr >/dev/null || packages+=(firefox-esr)
  fi
fi
[ ${#packages[@]} = 0 ] || install_packages "system libraries" "${packages[@]}"

# --- a browser to record with
browser=
for name in google-chrome google-chrome-stable chromium chromium-browser microsoft-edge brave-browser; do
  command -v "$name" >/dev/null && browser=$name && break
done
[ -n "$browser" ] || install_packages "a browser to record with" chromium

# --- the Python environment, exactly as locked; any Python from 3.12 on where 3.13 cannot be had
sync() { "$uv" sync --quiet --frozen --all-extras "$@"; }
if ! sync 2>.sync.log; then
  sync --python '>=3.12' || { cat .sync.log >&2; rm -f .sync.log; exit 1; }
fi
rm -f .sync.log
if [ "$purpose" = test ]; then "$uv" pip check --quiet || { say "The Python packages do not fit together."; exit 1; }; fi
