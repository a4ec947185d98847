"""A name that came from outside: no folders, nothing that steers or deceives, and never longer than others can keep."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.files import cleaned
from app.files.names import LONGEST


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Angebot Müller & Söhne (2).pdf", "Angebot Müller & Söhne (2).pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\jo\\Offer.docx", "Offer.docx"),
        ("offer.pdf\x00.exe", "offer.pdf.exe"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("two\nlines\t.txt", "two lines .txt"),
        ('a<b>:"c"|?*.csv', "a_b___c____.csv"),
        (" .hidden. ", "hidden"),
        ("u\u0308ber.txt", "über.txt"),
        ("..", ""),
        ("folder/", ""),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("x" * 300, "x" * 200),
        ("a." + "x" * 300, "a." + "x" * 198),
    ],
)
def test_a_name_is_cleaned(name: str, expected: str) -> None:
    assert cleaned(name) == expected


@given(st.text(max_size=400))
@example("a . /..\u200b")
def test_whatever_comes_it_is_short_can_be_shown_and_stays_as_it_is(name: str) -> None:
    once = cleaned(name)

    assert len(once) <= LONGEST
    assert not set(once) & set('/\\\0\n<>:"|?*\u202e')
    assert cleaned(once) == once
