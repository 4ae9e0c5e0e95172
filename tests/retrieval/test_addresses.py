import pytest

from retrieval.addresses import server_of, without_secrets


@pytest.mark.parametrize(
    ("url", "server", "path"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", ""),
        ("https://[::1]:8000/v1", "https://[::1]:8000", "/v1"),
        ("http://u:p@host:8000/v1?token=abc#x", "http://host:8000", "/v1"),
        ("http://u:p@ss@host/v1", "http://host", "/v1"),
        ("http://u:pa/ss@host/v1", "http://…", ""),
        ("http://u:pa?ss@host/v1", "http://…", ""),
        ("http://u:pa#ss@host/v1", "http://…", ""),
        ("http://host/v1?token=a@b", "http://…", ""),
        ("http://u:p\nq@host", "http://host", ""),
        ("http://u:p@[", "http://[", ""),
        ("u:p@host:8000", "://…", ""),
    ],
)
def test_an_address_is_shown_without_user_password_and_query(url: str, server: str, path: str) -> None:
    assert server_of(url) == server
    assert without_secrets(url) == server + path
