import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import ImproperlyConfigured

from hub.kernel.sealing import match_key, seal, unseal


@pytest.fixture(autouse=True)
def keys(settings):
    settings.HUB_MATCH_KEY = "a match key of sufficient length!"
    settings.HUB_SEAL_KEYS = [Fernet.generate_key().decode()]


@pytest.mark.parametrize(
    "spelling", ["11010519491231002x", " 110105 19491231 002X", "１１０１０５19491231002Ｘ"]
)
def test_spellings_of_one_number_match(spelling):
    assert match_key("cn.ric", spelling) == match_key("cn.ric", "11010519491231002X")


def test_different_values_schemes_and_keys_do_not_match(settings):
    key = match_key("cn.ric", "123")
    assert len(key) == 64
    assert key != match_key("cn.ric", "124")
    assert key != match_key("phone", "123")
    settings.HUB_MATCH_KEY = "another match key, also long enough"
    assert key != match_key("cn.ric", "123")


def test_a_guessable_key_is_refused(settings):
    settings.HUB_MATCH_KEY = "short"
    with pytest.raises(ImproperlyConfigured):
        match_key("cn.ric", "123")


def test_sealed_text_can_be_read_back_and_never_looks_the_same():
    assert unseal(seal("举报人")) == "举报人"
    assert seal("举报人") != seal("举报人")


def test_keys_can_be_rotated(settings):
    old = seal("text")
    settings.HUB_SEAL_KEYS = [Fernet.generate_key().decode(), *settings.HUB_SEAL_KEYS]
    assert unseal(old) == "text"
    new = seal("text")
    settings.HUB_SEAL_KEYS = settings.HUB_SEAL_KEYS[:1]
    assert unseal(new) == "text"
    with pytest.raises(InvalidToken):
        unseal(old)


def test_altered_bytes_are_noticed():
    with pytest.raises(InvalidToken):
        unseal(seal("text")[:-9] + b"AAAAAAA==")
