-- Whether a shared board is on its way is asked for every change of any task.

PRAGMA user_version = 4; -- that of this file

CREATE INDEX outbox_board ON outbox (team, room, state) WHERE kind = 'board';
