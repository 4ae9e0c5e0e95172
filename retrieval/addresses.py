"""Addresses of servers as messages and logs may have them: no user, no password, no key."""

import re

_PARTS = re.compile(r"([^:/?#]*)://([^/?#]*)([^?#]*)(.*)", re.DOTALL)


def server_of(url: str) -> str:
    """Scheme, host and port of `url`.

    Without the host where an `@` stands behind it: what looks like host and path may be user and password.
    """
    return _parted(url)[0]


def without_secrets(url: str) -> str:
    """Scheme, host, port and path of `url`; no more than `server_of` has where that cannot be told."""
    return "".join(_parted(url))


def _parted(url: str) -> tuple[str, str]:
    found = _PARTS.fullmatch(url)
    scheme, authority, path, rest = found.groups() if found else ("", "", "", "@")
    if "@" in path + rest:
        return f"{scheme}://…", ""
    return f"{scheme}://{authority.rpartition('@')[2]}", path
