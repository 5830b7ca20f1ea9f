"""What the library lets in and hands out: sizes, and names of files and entries."""

import base64

import scenarios
from ui.session import opening, upload, works
from ui.session.upload import File


def test_only_files_of_bounded_size_come_out_of_what_a_browser_sends():
    good = {"name": "a.toml", "size": 3, "base64": base64.b64encode(b"abc").decode()}
    assert upload.files([good], 3) == [File("a.toml", 3, b"abc")]
    assert upload.files([good], 2) == [File("a.toml", 3, None)]
    broken = [{**good, "base64": "%%%"}, {**good, "base64": 7}, {**good, "name": 7}, 7]
    assert [each.content for each in upload.files(broken, 3)] == [None, None]
    assert upload.files(None, 3) == upload.files("files", 3) == []


def test_downloads_get_a_plain_name():
    assert opening.file_name("费用 a/b\\c..\n<x>") == "费用-a-b-c-x.toml"
    assert opening.file_name("///") == "backstop.toml"


def test_the_name_of_an_entry_may_be_as_long_as_the_field_takes():
    assert works.NAME_LENGTH == scenarios.documents.TITLE_LIMIT
