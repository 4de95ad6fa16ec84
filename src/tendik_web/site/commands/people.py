"""``tendik people``: the first administrator, and what only who runs the platform may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tendik_web.site.commands import require_prepared, start_django

if TYPE_CHECKING:
    from tendik_web.access.actors import Actor

app = typer.Typer(help="Invite people, close their accounts.", no_args_is_help=True)

Email = Annotated[str, typer.Option(help="E-mail address of the person.")]


@app.command()
def invite(
    email: Email,
    role: Annotated[str, typer.Option(help="Role that the person gets, such as platform_admin.")],
    country: Annotated[str | None, typer.Option(help="Country of the role, such as KAZ.")] = None,
    body: Annotated[
        str | None,
        typer.Option(help="Body of the role, by its key, such as ministry-culture-information."),
    ] = None,
    name: Annotated[str, typer.Option(help="Name of the person.")] = "",
    language: Annotated[str, typer.Option(help="Language of the letter: kk, ru or en.")] = "kk",
    site: Annotated[
        str, typer.Option(help="Address under which the person reaches this platform.")
    ] = "http://127.0.0.1:8000",
) -> None:
    """Invite a person; print the address to hand over, which works once."""
    start_django()
    require_prepared()
    from django.urls import reverse
    from django.utils import translation

    from tendik.errors import BadInput
    from tendik_web.accounts.actions.invite import invite as act

    place = country.upper() if country else None
    grant = {"role": role, "country": place, "body": _body(place, body), "from": None, "to": None}
    try:
        invitation, secret = act(_operator(), email=email, name=name, language=language, grants=[grant])
    except BadInput as wrong:
        for problem in wrong.problems:
            typer.echo(str(problem.message), err=True)
        raise typer.Exit(2) from None
    with translation.override(language):
        address = reverse("account-invitation", args=[secret])
    typer.echo(f"Until {invitation.expires:%Y-%m-%d} this address makes the account:")
    typer.echo(f"{site.rstrip('/')}{address}")


@app.command()
def deactivate(email: Email) -> None:
    """Close the account of a person, and end what they are signed in to."""
    user = _person(email)
    from tendik_web.accounts.actions.deactivate import deactivate as act

    act(_operator(), user)
    typer.echo("The account is closed.")


@app.command()
def remove_second_factor(email: Email) -> None:
    """Remove the second factor of a person who lost telephone and recovery codes."""
    user = _person(email)
    from tendik_web.accounts.actions.remove_second_factor import remove_second_factor as act

    act(_operator(), user)
    typer.echo("The second factor is removed.")


def _body(country: str | None, key: str | None) -> str | None:
    """The identifier of the body that ``key`` names in ``country``; leave with 2 where there is none."""
    if key is None:
        return None
    from django.db.models import Q

    from tendik_web.countries.models import Body

    bodies = Body.objects.filter(country_id=country, withdrawn=False)
    found = bodies.filter(Q(key=key) | Q(pk=key)).values_list("pk", flat=True).first()
    if found is None:
        typer.echo("There is no such body in this country. There are:", err=True)
        for one in bodies.order_by("key"):
            typer.echo(f"  {one.key or one.pk}  {one}", err=True)
        raise typer.Exit(2)
    return found


def _person(email: str) -> str:
    """The identifier of the open account of ``email``; leave with 2 where there is none."""
    start_django()
    require_prepared()
    from tendik_web.accounts.models import User

    found = User.objects.filter(email=email.lower(), is_active=True).values_list("pk", flat=True).first()
    if found is None:
        typer.echo("No open account has this e-mail address.", err=True)
        raise typer.Exit(2)
    return found


def _operator() -> Actor:
    """Who runs the platform, at its command line."""
    from tendik_web.access.actors import Actor, Grant
    from tendik_web.access.roles import SYSTEM

    return Actor("system:operator", frozenset({Grant(SYSTEM)}))
