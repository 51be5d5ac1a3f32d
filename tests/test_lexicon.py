"""Word tables: what is refused when one is loaded, and that every table of the project loads."""

from __future__ import annotations

import pytest

from planparse import lexicon
from planparse.errors import ConfigError

GOOD = '[[entry]]\nid = "ge"\ngloss = "at least"\nside = "before"\nforms = ["不低于", "至少", "不低"]\n'


def test_forms_come_longest_first() -> None:
    table = lexicon.parse(GOOD, "t.toml", ("side",))
    assert table.forms == ("不低于", "不低", "至少")
    assert table.by_form["至少"].more == {"side": "before"}
    assert table.forms_of("ge") == table.forms


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD, "unknown key"),
        (GOOD.replace("side", "means") + GOOD.replace("side", "means"), "stands under"),
        (GOOD.replace('side = "before"\n', "").replace('"至少"', '""'), "forms must be words"),
        (GOOD.replace('side = "before"\n', "").replace('"至少"', '" 至少"'), "forms must be words"),
        ('[[entry]]\nid = "ge"\ngloss = "x"\nforms = []\n', "forms must be words"),
        (GOOD.replace('side = "before"\n', "").replace('"ge"', '"至少"'), "in ASCII"),
        ('[[entry]]\nforms = ["至少"]\n', "in ASCII"),
        ('[[entries]]\nid = "ge"\n', "unknown table"),
        ("[[entry]\n", "t.toml"),
    ],
)
def test_a_mistake_is_told_with_the_file(text: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint) as told:
        lexicon.parse(text, "t.toml", ("means",))
    assert "t.toml" in str(told.value)


def test_an_entry_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError, match="gt"):
        lexicon.parse(GOOD, "t.toml", ("side",)).forms_of("gt")
