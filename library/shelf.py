"""The library as one user sees and may change it.

A user sees their own entries and those that others share. The owner alone renames, tags, shares
and bins an entry; others may duplicate what they see, and save new revisions where it is shared
for writing. Everything is kept until its owner empties it out of the bin.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, select, update

from library import kinds, people, queries, rules, saving, tokens
from library.changes import Changes
from library.database import Database
from library.entries import Entry, Revision, Saved
from library.tables import ENTRIES
from library.tokens import Token
from model import ScenarioError
from model.terms.problems import problem

NO_ENTRY = (
    "{field}: the library has no such entry for you (any more); you may save what you have as a "
    "new one"
)
NO_REVISION = "{field} = {value}: there is no such revision; permitted is {permitted}"
READ_ONLY = "{field}: this entry belongs to somebody else; you may save a duplicate of it"

log = logging.getLogger("backstop.library")


@dataclass(frozen=True)
class Shelf:
    """Everything a user may do. Every method raises ScenarioError for what is refused, and its
    subclass LibraryError where the database fails; then nothing has changed."""

    database: Database
    user: str

    def add(
        self, kind: str, name: str, content: str, tags: Iterable[str] = (), note: str = ""
    ) -> Saved:
        """Save a document as a new entry of one's own."""
        name = rules.checked_name(name)
        kept = kinds.KINDS[rules.checked_kind(kind)].kept(content, name)
        return self._put(kind, name, kept, tags, note)

    def save(self, entry_id: str, content: str, based_on: int, note: str = "") -> Saved:
        """Save a document as the next revision of an entry, whatever others saved meanwhile.

        `based_on` is the revision that its author had before them.
        """
        with self.database.reading() as connection:
            entry = self._seen(connection, entry_id)
        kept = kinds.KINDS[entry.kind].kept(content, entry.name)
        return self._append(entry_id, kept, note, based_on)

    def restore(self, entry_id: str, number: int, based_on: int, note: str = "") -> Saved:
        """Save what an earlier revision held as the next one."""
        content = self.content(entry_id, number)
        return self._append(entry_id, content, note, based_on, restores=number)

    def duplicate(self, entry_id: str, name: str, number: int | None = None) -> Saved:
        """A new entry of one's own with the content of a revision (the newest) and the tags."""
        with self.database.reading() as connection:
            entry = self._seen(connection, entry_id)
            content = self._content(connection, entry, number)
        return self._put(entry.kind, rules.checked_name(name), content, entry.tags, "")

    def entry(self, entry_id: str) -> Entry:
        """An entry that one sees, in one's bin or not."""
        with self.database.reading() as connection:
            return self._seen(connection, entry_id)

    def entries(
        self, text: str = "", kind: str = "", tags: Sequence[str] = (), binned: bool = False,
        most: int | None = None,
    ) -> list[Entry]:
        """Entries that one sees, or one's bin; the one saved last first, `most` at most.

        Each word of `text` occurs in name, tags or notes, in any case; each of `tags` is there.
        """
        where = [*queries.matching(text), *queries.tagged(tags), queries.in_bin(binned)]
        if kind:
            where.append(ENTRIES.c.kind == rules.checked_kind(kind))
        with self.database.reading() as connection:
            return queries.entries(connection, queries.visible(self.user), *where, most=most)

    def tags(self) -> list[str]:
        """Tags of the entries that one sees, the commonest first."""
        with self.database.reading() as connection:
            where = queries.visible(self.user), queries.in_bin(False)
            return queries.tags_in_use(connection, *where)

    def revisions(self, entry_id: str) -> list[Revision]:
        """All revisions of an entry, newest first."""
        with self.database.reading() as connection:
            entry = self._seen(connection, entry_id)
            return queries.revisions(connection, entry.id)[::-1]

    def content(self, entry_id: str, number: int | None = None) -> str:
        """The document that a revision (the newest) holds."""
        with self.database.reading() as connection:
            return self._content(connection, self._seen(connection, entry_id), number)

    def changes(self, entry_id: str, older: int, newer: int) -> Changes:
        """What changed between two revisions of an entry."""
        with self.database.reading() as connection:
            entry = self._seen(connection, entry_id)
            one = self._content(connection, entry, older)
            other = self._content(connection, entry, newer)
        return kinds.changed(entry.kind, one, other)

    def rename(self, entry_id: str, name: str) -> Entry:
        """Give one's own entry another name."""
        name = rules.checked_name(name)
        return self._change(entry_id, name=name, folded=rules.folded(name))

    def share(self, entry_id: str, shared: str) -> Entry:
        """Let all others read it (`read`), save revisions too (`write`), or neither (``)."""
        return self._change(
            entry_id, shared=rules.checked_choice("shared", shared, rules.SHARED)
        )

    def bin(self, entry_id: str) -> Entry:
        """Put one's own entry into the bin, where others do not see it."""
        return self._change(entry_id, binned_at=datetime.now(UTC))

    def unbin(self, entry_id: str) -> Entry:
        """Take it out again."""
        return self._change(entry_id, binned_at=None)

    def tag(self, entry_id: str, *tags: str) -> Entry:
        """Add tags to one's own entry; those that it has stay as they are spelt."""
        with self.database.writing() as connection:
            entry = self._locked(connection, entry_id, owned=True)
            present = rules.checked_tags(entry.tags)
            wanted = rules.checked_tags((*entry.tags, *tags))
            new = {form: tag for form, tag in wanted.items() if form not in present}
            saving.put_tags(connection, entry_id, new)
            return self._seen(connection, entry_id)

    def untag(self, entry_id: str, *tags: str) -> Entry:
        """Take tags off one's own entry, however they are spelt."""
        with self.database.writing() as connection:
            self._locked(connection, entry_id, owned=True)
            saving.take_tags(connection, entry_id, tags)
            return self._seen(connection, entry_id)

    def retag(self, entry_id: str, tags: Iterable[str]) -> Entry:
        """Give one's own entry these tags and no others; what it has stays as it is spelt."""
        wanted = rules.checked_tags(tags)
        with self.database.writing() as connection:
            entry = self._locked(connection, entry_id, owned=True)
            present = rules.checked_tags(entry.tags)
            saving.take_tags(connection, entry_id, present.keys() - wanted.keys())
            new = {form: tag for form, tag in wanted.items() if form not in present}
            saving.put_tags(connection, entry_id, new)
            return self._seen(connection, entry_id)

    def introduce(self, name: str, email: str = "") -> None:
        """Keep what this user is called, for others to read beside what they save."""
        with self.database.writing() as connection:
            people.introduce(connection, self.user, name, email)

    def people(self) -> dict[str, str]:
        """Names of users by id."""
        with self.database.reading() as connection:
            return {each.id: each.name for each in people.everybody(connection)}

    def make_token(self, name: str) -> str:
        """A token by which a program of this user's may come in; it is told this once."""
        with self.database.writing() as connection:
            made = tokens.make(connection, self.user, name)
        log.info("a token was made by %r", self.user)
        return made

    def tokens(self) -> list[Token]:
        """This user's tokens, the newest first."""
        with self.database.reading() as connection:
            return tokens.of(connection, self.user)

    def end_token(self, token_id: str) -> None:
        """Let nobody in by a token of this user's any more."""
        with self.database.writing() as connection:
            tokens.end(connection, self.user, token_id)
        log.info("a token was ended by %r", self.user)

    def empty_bin(self, entry_ids: Collection[str]) -> int:
        """Delete entries with all their revisions, for ever; returns how many.

        Of those named only the ones that are one's own and (still) in the bin.
        """
        named = ENTRIES.c.id.in_(list(entry_ids))
        where = (named, queries.owned(self.user), queries.in_bin(True))
        with self.database.writing() as connection:
            emptied = connection.execute(delete(ENTRIES).where(*where)).rowcount
        log.info("%d entries deleted from the bin by %r", emptied, self.user)
        return emptied

    def _put(self, kind: str, name: str, content: str, tags: Iterable[str], note: str) -> Saved:
        """A new entry with its first revision."""
        by_form = rules.checked_tags(tags)
        with self.database.writing() as connection:
            entry_id = saving.put_entry(connection, self.user, kind, name, by_form)
            revision = saving.put_revision(connection, entry_id, self.user, content, note)
        return self._told(Saved(revision))

    def _append(
        self, entry_id: str, content: str, note: str, based_on: int, restores: int | None = None
    ) -> Saved:
        """The next revision of an entry, which comes out of the bin if it lay there."""
        with self.database.writing() as connection:
            entry = self._locked(connection, entry_id, owned=False)
            if not 1 <= based_on <= entry.latest.number:
                raise _no_revision(based_on, entry)
            meanwhile = queries.revisions(connection, entry_id, after=based_on)
            revision = saving.put_revision(
                connection, entry_id, self.user, content, note, based_on, restores
            )
            binned = entry.binned_at is not None
            if binned:
                same = ENTRIES.c.id == entry_id
                connection.execute(update(ENTRIES).where(same).values(binned_at=None))
        return self._told(Saved(revision, tuple(meanwhile), binned))

    def _told(self, saved: Saved) -> Saved:
        new = saved.revision
        log.info(
            "entry %s: revision %d saved by %r, based on %s, %d others meanwhile",
            new.entry_id, new.number, self.user, new.based_on, len(saved.meanwhile),
        )
        return saved

    def _seen(self, connection: Connection, entry_id: str) -> Entry:
        mine = queries.visible(self.user), ENTRIES.c.id == entry_id
        found = queries.entries(connection, *mine)
        if not found:
            raise ScenarioError([problem(NO_ENTRY, "entry", entry_id)])
        return found[0]

    def _locked(self, connection: Connection, entry_id: str, owned: bool) -> Entry:
        """The entry, which nobody else changes until the transaction ends."""
        row = select(ENTRIES.c.id).where(ENTRIES.c.id == entry_id).with_for_update()
        connection.execute(row)
        entry = self._seen(connection, entry_id)
        if not (entry.may_change(self.user) if owned else entry.may_save(self.user)):
            raise ScenarioError([problem(READ_ONLY, "entry", entry_id)])
        return entry

    def _content(self, connection: Connection, entry: Entry, number: int | None) -> str:
        wanted = entry.latest.number if number is None else number
        found = queries.content(connection, entry.id, wanted)
        if found is None:
            raise _no_revision(wanted, entry)
        return found

    def _change(self, entry_id: str, **values: object) -> Entry:
        with self.database.writing() as connection:
            self._locked(connection, entry_id, owned=True)
            connection.execute(update(ENTRIES).where(ENTRIES.c.id == entry_id).values(values))
            entry = self._seen(connection, entry_id)
        log.info("entry %s: %s changed by %r", entry_id, ", ".join(values), self.user)
        return entry


def _no_revision(number: int, entry: Entry) -> ScenarioError:
    permitted = f"1 ≤ n ≤ {entry.latest.number}"
    return ScenarioError([problem(NO_REVISION, "revision", number, permitted=permitted)])
