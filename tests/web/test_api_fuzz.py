"""Whatever is sent to the API, it never fails: requests made from its own description."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings

from tendik_web.api.actions.issue_token import issue_token
from tendik_web.countries.people import actor_of
from tendik_web.site.wsgi import application

EXAMPLES = 3
KINDS = ("commitment", "observation", "implementation", "budget_line", "body")
"""Together they have every type of field."""


@pytest.fixture
def headers(kazakhstan, person):
    user = person("secretariat")
    return {"Authorization": f"Bearer {issue_token(actor_of(user), user.pk, 'Fuzz', 'KAZ', 'write', 1)[1]}"}


def operations():
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    found = [result.ok() for result in schema.get_all_operations()]
    return [one for one in found if "{country}" not in one.path or one.path.split("/")[4] in KINDS]


@pytest.fixture
def one_connection():
    """Requests that come in through WSGI use the connection of the test, as its client's do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_no_request_makes_the_server_fail(headers, one_connection):
    answers = {}

    for operation in operations():

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def send(case):
            if "country" in (case.path_parameters or {}):
                case.path_parameters["country"] = "kaz"
            answer = case.call(headers=headers)
            answers.setdefault(answer.status_code, []).append(case.operation.label)

        send()
    assert [status for status in answers if status >= 500] == [], answers
    assert {200, 404, 422} <= answers.keys()
