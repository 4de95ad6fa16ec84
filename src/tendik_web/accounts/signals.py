"""Where rooms above this one join in, since accounts know nothing of countries and bodies."""

from django.dispatch import Signal

inviting = Signal()
"""Someone invites: ``actor`` and ``grants``. A receiver refuses what it knows to be wrong (``BadInput``)."""

accepted = Signal()
"""An invitation was accepted: ``invitation`` and ``user``. Sent inside the transaction."""
