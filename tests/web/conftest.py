"""Clients for tests of the platform."""

import pytest
from django.test import Client


@pytest.fixture
def broken_client() -> Client:
    """A reader of a platform whose database is out of reach.

    A test that asks for no database gets none: every query raises.
    """
    return Client(raise_request_exception=False)
