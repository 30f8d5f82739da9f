"""The help of ``kg`` itself: commands by what they are for, then exit codes and environment."""

from __future__ import annotations

import click

SECTIONS = {
    "Read articles": ("build", "read", "fetch"),
    "Keep them in a workspace": ("add", "remove", "list", "status", "rebuild", "export", "backup"),
    "Ask": ("query", "questions", "shell", "stats"),
    "Examine": ("check", "verify", "evaluate"),
    "Say who is who": ("align", "review"),
    "See and share": ("view", "serve", "load"),
    "Look after kg": ("doctor", "completion"),
}
EXIT_CODES = (
    ("0", "all is well"),
    ("1", "findings, skipped articles, or something that is not proved"),
    ("2", "wrong use, or input that cannot be read"),
    ("130", "interrupted"),
)
ENVIRONMENT = (
    ("KG_WORKSPACE", "the workspace of commands that are not told one"),
    ("KG_WHO", "who decides, for 'kg review'; else the login"),
    (
        "KG_STORE_USER, KG_STORE_PASSWORD",
        "log in to other stores; else ~/.netrc, or the file that NETRC names",
    ),
    ("KG_STORE_TOKEN", "log in to other stores by a token"),
    ("KG_SERVE_TOKEN", "the token that clients of 'kg serve' send"),
    ("KG_LLM_KEY", "the key of the endpoint that '--extractor llm' asks"),
    ("KG_LLM_ENDPOINT, KG_LLM_MODEL", "that endpoint and its model, where no option names them"),
    ("KG_DEBUG", "let errors through with a traceback"),
    ("NO_COLOR", "no colours"),
)


class Overview(click.Group):
    """A group of commands that lists them by section."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as click calls it
        """Write each section's commands with their first line, in the order of ``SECTIONS``."""
        left = dict(self.commands)
        sections = {
            title: [(n, left.pop(n)) for n in names if n in left] for title, names in SECTIONS.items()
        }
        limit = formatter.width - 6 - max(map(len, self.commands))
        for title, found in {**sections, "More": sorted(left.items())}.items():
            rows = [
                (name, command.get_short_help_str(limit)) for name, command in found if not command.hidden
            ]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows, col_spacing=2, col_max=12)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as click calls it
        """Write what holds for all commands."""
        with formatter.section("Exit codes"):
            formatter.write_dl(EXIT_CODES)
        with formatter.section("Environment"):
            formatter.write_dl(ENVIRONMENT)
