"""What can go wrong in a rendering by the template's or the data's own fault."""


class LayoutError(ValueError):
    """The front does not fit on one page even at its tightest; the message is for the trainer."""
