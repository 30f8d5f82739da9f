"""The shell in a terminal: editing over several lines, completion, history."""

from __future__ import annotations

import os
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.filters import completion_is_selected
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from kg.cli.repl.completing import Words
from kg.cli.repl.session import LeaveError, Session
from kg.cli.repl.statements import is_whole
from kg.cli.terminal import complain, say, told
from kg.errors import KgError

_HISTORY = "shell-history"
#: How long a list of names may take that Tab asks for.
_SECONDS = 5.0


def talk(session: Session) -> None:
    """Ask and answer until the person leaves; errors are told and end nothing."""
    known: dict[str, list[str]] = {}

    def names(class_: str) -> list[str]:
        if class_ not in known:
            try:
                known[class_] = session.names(class_, _SECONDS)
            except KgError:
                known[class_] = []
        return known[class_]

    prompt: PromptSession[str] = PromptSession(
        history=history(),
        completer=Words(names),
        complete_while_typing=False,
        multiline=True,
        key_bindings=_keys(),
        prompt_continuation="..> ",
    )
    say(f"Asking {session.name}. '.help' says what can be typed here; Ctrl-D leaves.")
    while True:
        try:
            text = prompt.prompt("kg> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        try:
            session.execute(text)
        except LeaveError:
            return
        except KeyboardInterrupt:
            complain("stopped")
        except KgError as error:
            told(error)


def history() -> History:
    """What was typed before, in the folder of the person's own state; of this time only where that fails."""
    state = os.environ.get("XDG_STATE_HOME")
    folder = (Path(state) if state else Path.home() / ".local" / "state") / "kg"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / _HISTORY
        path.touch(mode=0o600)
        with path.open("ab"):
            return FileHistory(path)
    except (OSError, RuntimeError):
        return InMemoryHistory()


def _keys() -> KeyBindings:
    """Enter runs what is whole and else makes a new line, as Alt-Enter always does."""
    keys = KeyBindings()

    @keys.add("enter", filter=~completion_is_selected)
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if is_whole(buffer.text + ("\n" if buffer.text.endswith("\n") else "")):
            buffer.validate_and_handle()
        else:
            buffer.newline(copy_margin=True)

    @keys.add("enter", filter=completion_is_selected)
    def _take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    @keys.add("escape", "enter")
    def _newline(event: KeyPressEvent) -> None:
        event.current_buffer.newline(copy_margin=True)

    return keys
