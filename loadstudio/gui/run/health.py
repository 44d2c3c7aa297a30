"""Whether this computer keeps up with a run, as the strip at the foot of the screen shows it."""

from __future__ import annotations

import os
from functools import partial

from PySide6.QtCore import QObject, Signal

from loadstudio.gui.language import number, told
from loadstudio.gui.units import bytes_text, count_text, milliseconds_text
from loadstudio.gui.widgets.health_strip import HealthStrip
from loadstudio.gui.widgets.info_popover import InfoPopover
from loadstudio.metrics.interval import GeneratorInterval
from loadstudio.metrics.summary import GeneratorSummary
from loadstudio.metrics.trust import CPU_LIMIT_PERCENT, LATENESS_LIMIT_MS, SUSTAINED_S, generator_summary
from loadstudio.supervise.live_run import LiveRun
from loadstudio.supervise.run_session import LoadChange

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
        self._judgement = GeneratorSummary()
        strip.add_meter("cpu", self.tr("Processor"), "cpu")
        strip.add_meter("memory", self.tr("Memory"), "memory")
        strip.add_meter("network", self.tr("Network"), "network")
        strip.add_meter("late", self.tr("Late starts"), "clock")
        strip.acted.connect(self.fewer_wanted)
        strip.why_asked.connect(self._explain)

    def begin(self) -> None:
        """Forget the run before."""
        self._judgement = GeneratorSummary()
        self.strip.set_verdict("neutral", self.tr("Waiting for the first numbers of this computer."))
        for key in ("cpu", "memory", "network", "late"):
            self.strip.set_meter(key, 0.0, "–", "neutral")

    def refresh(self, live: LiveRun, *, running: bool, change: LoadChange = "users") -> None:
        """Judge: of the whole run so far as the engine does, of the present by the last seconds. `change` is what of
        the load can be made less.
        """
        if live.latest is None:
            return
        seconds = range(live.seconds - _NOW_S, live.seconds)
        now = generator_summary([live.totals.generator[at] for at in seconds if at in live.totals.generator])
        self._judgement = live.trust
        say = partial(self.strip.set_verdict, has_reasons=True)
        if not now.trusted and running:
            fewer = {"users": self.tr("Use fewer people"), "rate": self.tr("Use fewer visitors"), "": ""}[change]
            say("warn", self.tr("This computer is the bottleneck, do not trust the slow answers."), fewer)
        elif not live.trust.trusted:
            say("warn", self.tr("This computer was the bottleneck for a while: slow answers may be its own."))
        elif running:
            say("ok", self.tr("This computer keeps up. You can trust the numbers."))
        else:
            say("ok", self.tr("This computer kept up. You can trust the numbers."))
        self._show_meters(live, live.generator)

    def _explain(self) -> None:
        judgement = self._judgement
        if judgement.trusted:
            title = self.tr("Why the numbers can be trusted")
            cpu = self.tr(
                "Busiest moment: {0} % of a processor core. Only more than {1} % for {2} s would slow answers."
            )
            late = self.tr("Requests were sent {0} late at most. Only more than {1} for {2} s would spoil the load.")
            lateness, late_limit = map(milliseconds_text, (judgement.lateness_ms_p99, LATENESS_LIMIT_MS))
            lines = [
                cpu.format(round(judgement.cpu_percent_max), round(CPU_LIMIT_PERCENT), SUSTAINED_S),
                late.format(lateness, late_limit, SUSTAINED_S),
                self.tr("It never stood still for a second."),
            ]
        else:
            title = self.tr("Why the slow answers cannot be trusted")
            help_line = self.tr("Use fewer people, close other programs, or let other computers help.")
            lines = [*map(told, judgement.reasons), help_line]
        InfoPopover(title, lines, window=self.strip.window()).open_at(self.strip.why_button)

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
        return f"{count_text(megabits)} Mbit/s"
    return number(f"{megabits:.1f} Mbit/s") if megabits >= 0.1 else f"{bits_per_s / 1e3:.0f} kbit/s"


def _memory_of_computer() -> float:
    try:
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, ValueError, OSError):  # not on Windows
        return _MEMORY_UNKNOWN_BYTES
