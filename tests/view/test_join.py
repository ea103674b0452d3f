"""The joiner: modules in the order of their imports, and a clear refusal of what cannot be joined."""

from __future__ import annotations

import pytest

from cengji.view.page.join import ScriptError, join_modules


def test_each_module_follows_what_it_imports_once_and_nothing_is_left_of_imports_and_exports() -> None:
    sources = {
        "main": 'import { b } from "./b.js";\nimport {\n  a,\n  other,\n} from "./a.js";\nb(a, other);\n',
        "b": 'import { a } from "./a.js";\nexport const b = () => a;\n',
        "a": "// exported: import\nexport const a = 1;\nexport async function other() {}\n",
    }
    joined = "// exported: import\nconst a = 1;\nasync function other() {}\n\nconst b = () => a;\n\nb(a, other);\n"
    assert join_modules(sources, "main") == joined
    assert join_modules(dict(reversed(sources.items())), "main") == joined


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ({"main": 'import a from "./a.js";\n', "a": ""}, "main.js: import a from"),
        ({"main": 'import * as a from "./a.js";\n', "a": ""}, "main.js: import * as a"),
        ({"main": 'import "./a.js";\n', "a": ""}, 'main.js: import "./a.js"'),
        ({"main": 'import { a as b } from "./a.js";\n', "a": "export const a = 1;\n"}, "main.js: import { a as b }"),
        ({"main": 'import { a } from "a";\n'}, 'main.js: import { a } from "a"'),
        ({"main": "export default 1;\n"}, "main.js: export default"),
        ({"main": "const a = 1;\nexport { a };\n"}, "main.js: export { a }"),
        ({"main": 'import { a } from "./a.js";\n'}, "main.js imports a.js, which is not there"),
        ({"main": 'import { a } from "./a.js";\n', "a": "const a = 1;\n"}, "main.js imports a from a.js, which does not export it"),
        ({"main": "", "a": ""}, "a.js is imported by no module"),
        (
            {
                "main": 'import { a } from "./a.js";\n',
                "a": 'import { b } from "./b.js";\nexport const a = 1;\n',
                "b": 'import { a } from "./a.js";\nexport const b = 1;\n',
            },
            "import cycle: a → b → a",
        ),
        (
            {"main": 'import { a } from "./a.js";\nconst { x: one, two } = a;\n', "a": "export const a = 1;\nfunction two() {}\n"},
            "main.js and a.js both declare two",
        ),
    ],
)
def test_what_cannot_be_joined_is_refused_with_the_module(sources: dict[str, str], message: str) -> None:
    with pytest.raises(ScriptError) as refused:
        join_modules(sources, "main")
    assert str(refused.value).startswith(message)
