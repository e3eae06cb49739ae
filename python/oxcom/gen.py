"""The place of the modules that :func:`oxcom.get_module` makes: ``oxcom.gen.ImageSource``."""

__path__: "list[str]" = []
