"""Whether this computer keeps up with a run, as the strip at the foot of the screen shows it."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, Signal

from loadstudio.base.units import bytes_text, milliseconds_text
from loadstudio.gui.widgets.health_strip import HealthStrip
from loadstudio.metrics.interval import GeneratorInterval
from loadstudio.metrics.trust import CPU_LIMIT_PERCENT, LATENESS_LIMIT_MS, generator_summary
from loadstudio.supervise.live_run import LiveRun

_NOW_S = 10
_NETWORK_BITS_PER_S = 1e9
_MEMORY_UNKNOWN_BYTES = 8e9
_MEMORY_HIGH = 0.85


class RunHealth(QObject):
    """Keeps a strip true. `fewer_wanted` comes from its button, while this computer is the bottleneck."""

    fewer_wanted = Signal()

    def __init__(self, strip: HealthStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.strip = strip
        self._was_late = False
        strip.add_meter("cpu", self.tr("Processor"), "cpu")
        strip.add_meter("memory", self.tr("Memory"), "memory")
        strip.add_meter("network", self.tr("Network"), "network")
        strip.add_meter("late", self.tr("Late starts"), "clock")
        strip.acted.connect(self.fewer_wanted)

    def begin(self) -> None:
        """Forget the run before."""
        self._was_late = False
        self.strip.set_verdict("neutral", self.tr("Waiting for the first numbers of this computer."))
        for key in ("cpu", "memory", "network", "late"):
            self.strip.set_meter(key, 0.0, "–", "neutral")

    def refresh(self, live: LiveRun, *, running: bool) -> None:
        """Judge the last seconds; what was not to be trusted once is not forgotten."""
        if live.latest is None:
            return
        seconds = range(live.seconds - _NOW_S, live.seconds)
        lately = [live.totals.generator[second] for second in seconds if second in live.totals.generator]
        trusted = generator_summary(lately).trusted
        self._was_late = self._was_late or not trusted
        if not trusted and running:
            sentence = self.tr("This computer is the bottleneck, do not trust the slow answers.")
            self.strip.set_verdict("warn", sentence, self.tr("Use fewer people"))
        elif self._was_late:
            sentence = self.tr("This computer was the bottleneck for a while: slow answers may be its own.")
            self.strip.set_verdict("warn", sentence)
        elif running:
            self.strip.set_verdict("ok", self.tr("This computer keeps up. You can trust the numbers."))
        else:
            self.strip.set_verdict("ok", self.tr("This computer kept up. You can trust the numbers."))
        self._show_meters(live, live.generator)

    def _show_meters(self, live: LiveRun, now: GeneratorInterval) -> None:
        set_meter = self.strip.set_meter
        cpu = now.cpu_percent / 100
        set_meter("cpu", cpu, f"{now.cpu_percent:.0f} %", "warn" if now.cpu_percent > CPU_LIMIT_PERCENT else "ok")
        memory = now.memory_bytes / _memory_of_computer()
        set_meter("memory", memory, bytes_text(now.memory_bytes), "warn" if memory > _MEMORY_HIGH else "ok")
        last = live.points[-1]
        bits = (last.bytes_received + last.bytes_sent) * 8
        share = bits / _NETWORK_BITS_PER_S
        set_meter("network", share, _bits_text(bits), "warn" if share > _MEMORY_HIGH else "ok")
        late = now.lateness_ms_p99 / LATENESS_LIMIT_MS
        words = milliseconds_text(now.lateness_ms_p99) if now.lateness_ms_p99 >= 1 else self.tr("0 ms")
        set_meter("late", late, words, "warn" if late > 1 else "ok")


def _bits_text(bits_per_s: float) -> str:
    """Return a bandwidth: `86 Mbit/s`, `0.4 Mbit/s`, `12 kbit/s`."""
    megabits = bits_per_s / 1e6
    if megabits >= 10:
        return f"{megabits:,.0f} Mbit/s"
    return f"{megabits:.1f} Mbit/s" if megabits >= 0.1 else f"{bits_per_s / 1e3:.0f} kbit/s"


def _memory_of_computer() -> float:
    try:
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, ValueError, OSError):  # not on Windows
        return _MEMORY_UNKNOWN_BYTES
