"""What is counted, for Prometheus, and a line of the log for each request: never what was asked."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from cengji.core.extras import require_extra
from cengji.core.neutralize import neutralize_text

with require_extra("serve"):
    from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from cengji.serve.pool import Pool
from cengji.serve.site import Site

__all__ = ["Meters", "log_line"]

_BUCKETS: Final = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
_ROUTES: Final = frozenset({"", "about", "graphs", "healthz", "index-parts", "metrics", "openapi.json", "query", "sparql", "store"})


class Meters:
    """The counts of one server."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.registry = CollectorRegistry()
        self.requests = Counter("cengji_requests", "Requests by route and status.", ["route", "status"], registry=self.registry)
        self.seconds = Histogram("cengji_request_seconds", "Seconds of a request.", ["route"], buckets=_BUCKETS, registry=self.registry)
        self.kept = Counter("cengji_kept_answers", "Answers given without a worker.", ["how"], registry=self.registry)
        self.reloads = Counter("cengji_reloads", "Builds published, and those that failed.", ["outcome"], registry=self.registry)
        gauge: Any = Gauge
        self.queued, self.busy, self.workers = (
            gauge(f"cengji_{name}", text, registry=self.registry)
            for name, text in (("queued", "Requests that wait."), ("busy_workers", "Workers at work."), ("workers", "Workers."))
        )
        self._of = lru_cache(maxsize=512)(self._of_route)
        self.refused = gauge("cengji_refused_runaways", "Queries not begun, being like one that was stopped.", registry=self.registry)
        self.ended = gauge("cengji_ended_workers", "Workers ended, by reason.", ["reason"], registry=self.registry)

    def count(self, path: str, status: int, seconds: float) -> None:
        """Count a request."""
        route = path.split("/", 2)[1] if path.startswith("/") else ""
        route = route if route in _ROUTES else "other"
        requests, times = self._of(route, status)
        requests.inc()
        times.observe(seconds)

    def _of_route(self, route: str, status: int) -> tuple[Any, Any]:
        return self.requests.labels(route, str(status)), self.seconds.labels(route)

    def write(self, site: Site) -> bytes:
        """Return all counts as text."""
        pool: Pool = site.pool
        self.queued.set(pool.queued)
        self.busy.set(pool.busy)
        self.workers.set(len(pool.workers))
        self.refused.set(pool.refused)
        for reason, number in pool.ended.items():
            self.ended.labels(reason).set(number)
        return generate_latest(self.registry)


def log_line(client: str, method: str, path: str, status: int, size: int, seconds: float) -> str:
    """Return a line of the access log: when, who, which path, what came of it, how many bytes and milliseconds."""
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return neutralize_text(f"{when} {client} {method[:16]} {path[:200]} {status} {size} {seconds * 1000:.1f}")
