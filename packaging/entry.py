"""Where the frozen program begins; the same as `python -m loadstudio`."""

import sys

from loadstudio.__main__ import main

sys.exit(main())
