"""No module imports, by whatever way round, one that imports it: inside functions or for types neither."""

from __future__ import annotations

from graphlib import TopologicalSorter

import grimp


def test_there_is_no_circle_of_imports():
    graph = grimp.build_graph("hub", "accounts", "coordination", "clues", cache_dir=None)
    assert len(graph.modules) > 500
    imports = {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}
    TopologicalSorter(imports).prepare()  # raises CycleError, with the circle
