"""What the section `auth` must hold, and whom a provider's claims describe."""

import textwrap
import time
import tomllib
from pathlib import Path

import pytest

from tests.access.identity import ALICE, BOB, DAY, section
from ui.door import access

COMPLETE = section("https://provider.example") | {
    "redirect_uri": "https://backstop.example/oauth2callback"}
SHARED = {name: COMPLETE[name] for name in access.SHARED_FIELDS}
CLIENT = {name: COMPLETE[name] for name in access.CLIENT_FIELDS}
CLAIMS = {**ALICE, "iss": "https://provider.example", "is_logged_in": True}


def faulty(settings):
    return [fault.details["field"] for fault in settings.faults]


def test_sign_in_is_off_without_secrets():
    assert access.settings() == access.Settings()
    assert access.admitted()
    assert access.user() == access.User("", "", "")


def test_a_complete_section_turns_it_on():
    assert access.checked(COMPLETE) == access.Settings(True, ("default",))


def test_providers_may_have_names():
    settings = access.checked({**SHARED, "okta": CLIENT, "microsoft": CLIENT})
    assert settings == access.Settings(True, ("okta", "microsoft"))


@pytest.mark.parametrize("field", [*access.SHARED_FIELDS, *access.CLIENT_FIELDS])
@pytest.mark.parametrize("value", [None, "", "  ", 7, {}])
def test_what_is_missing_is_named(field, value):
    settings = access.checked({**COMPLETE, field: value})
    assert settings.on
    assert f"auth.{field}" in faulty(settings)


@pytest.mark.parametrize("field", access.CLIENT_FIELDS)
def test_what_a_named_provider_lacks_is_named(field):
    without = {name: value for name, value in CLIENT.items() if name != field}
    assert faulty(access.checked({**SHARED, "okta": without})) == [f"auth.okta.{field}"]


@pytest.mark.parametrize(("changes", "field"), [
    ({"cookie_secret": "x" * 31}, "auth.cookie_secret"),
    ({"redirect_uri": "https://backstop.example/"}, "auth.redirect_uri"),
    ({"redirect_uri": "http://backstop.example/oauth2callback"}, "auth.redirect_uri"),
    ({"redirect_uri": "http://[/oauth2callback"}, "auth.redirect_uri"),
    ({"server_metadata_url": "http://provider.example/"}, "auth.server_metadata_url"),
    ({"server_metadata_url": "file:///etc/passwd"}, "auth.server_metadata_url"),
    ({"my_okta": CLIENT}, "auth.my_okta"),
])
def test_what_would_be_insecure_is_refused(changes, field):
    settings = access.checked({**COMPLETE, **changes})
    assert settings.on
    assert faulty(settings) == [field]


def test_secrets_without_a_section_that_can_be_one_keep_the_door_shut():
    for nonsense in ("", "x", 3, None, []):
        assert faulty(access.checked(nonsense)) == ["auth"]
    assert len(access.checked({}).faults) == 5


def test_people_are_told_apart_by_issuer_and_subject():
    """One e-mail for both, and parts that would be the same text if they were strung together."""
    people = [
        access.person({**CLAIMS, **who}).id
        for who in (ALICE, BOB, {"iss": "https://elsewhere.example"},
                    {"iss": "ab", "sub": "c"}, {"iss": "a", "sub": "bc"})
    ]
    assert len({*people}) == len(people)
    assert access.person({**CLAIMS, "name": "Alice Wu", "email": "new@example.com"}).id == people[0]


def test_a_name_is_found_whatever_the_provider_tells():
    for told, name in (({"name": "A"}, "A"), ({"email": "e"}, "e"), ({}, "s"),
                       ({"name": 3, "preferred_username": "p"}, "p")):
        assert access.person({"iss": "i", "sub": "s", **told}).name == name


def test_signing_out_ends_this_sign_in_for_every_copy_of_its_cookie():
    first, later = ({**CLAIMS, "iat": int(time.time()) - ago} for ago in (60, 0))
    assert access.known(first)
    access.end(first)
    assert not access.known(first)
    assert access.known(later)
    assert access.known({**first, "sub": "bob"})


def test_a_sign_in_lasts_half_a_day():
    for age, lasting in ((0, True), (DAY / 2 - 60, True), (DAY / 2 + 1, False), (-3600, False)):
        assert access.known({**CLAIMS, "iat": time.time() - age}) is lasting


def test_the_section_in_the_documents_is_complete():
    page = (Path(__file__).parents[2] / "docs" / "team.md").read_text("utf-8")
    block = textwrap.dedent(page[page.index("       [auth]"):page.index("   For several")])
    example = tomllib.loads(block)["auth"]
    # Its secret stands for one and is no secret; that it would be long enough is an accident.
    assert access.checked({**example, "cookie_secret": COMPLETE["cookie_secret"]}) == \
        access.Settings(True, ("default",))
    assert set(example) == {*access.SHARED_FIELDS, *access.CLIENT_FIELDS}


def test_the_server_is_configured_to_keep_to_itself():
    config = Path(__file__).parents[2] / ".streamlit" / "config.toml"
    server = tomllib.loads(config.read_text("utf-8"))["server"]
    assert server["address"] == "127.0.0.1"
    assert server["enableCORS"]
    assert server["enableXsrfProtection"]
    assert not server["enableAgentApi"]
    # Files of 40 MB fit in base64 into what a page sends; nothing much larger does.
    assert 40 * 4 / 3 < server["maxWidgetStateSize"] <= 60
    assert max(server["maxUploadSize"], server["maxMessageSize"]) <= 50
