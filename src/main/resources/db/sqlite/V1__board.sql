-- The tables of Signalbox, to be read by people too: `sqlite3 -readonly signalbox.db`.
--
-- Times are ISO text in UTC with milliseconds, so they sort and read well. Actors are `agent:ada`,
-- `person:ryan`, `operator:cli`, `system:signalbox`; subjects are `T-41`, `lane:build`,
-- `agent:ada`, `team`. A task is its number within the team. Flags are 0 or 1. What is a list or a
-- map and never asked for by its parts is JSON.
--
-- Each fact has one place. Who holds a task is its claim or review that has not ended; brief and
-- late work are kept beside the task, so that a task's row stays short; the words of a failed
-- review, of a return or of being stuck are in the event that said them, which the task names.

PRAGMA application_id = 1396854616; -- "SBOX"
PRAGMA user_version = 1; -- that of this file

-- One row: what is no team's.
CREATE TABLE server (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  clock TEXT NOT NULL -- until when it was surely awake
) STRICT;

INSERT INTO server (id, clock) VALUES (1, '1970-01-01T00:00:00.000Z');

-- A row is written here and dropped again to learn whether there is room for more.
CREATE TABLE probe (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  ballast BLOB NOT NULL
) STRICT;

-- settings: those in force, as JSON; a lane's are among them.
CREATE TABLE team (
  name     TEXT    PRIMARY KEY,
  settings TEXT    NOT NULL CHECK (json_valid(settings)),
  paused   INTEGER NOT NULL CHECK (paused IN (0, 1)),
  awoke    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE lane (
  team    TEXT    NOT NULL REFERENCES team,
  name    TEXT    NOT NULL,
  paused  INTEGER NOT NULL CHECK (paused IN (0, 1)),
  episode INTEGER NOT NULL CHECK (episode >= 0),
  ping    INTEGER NOT NULL CHECK (ping BETWEEN 0 AND episode),
  empty   INTEGER NOT NULL CHECK (empty IN (0, 1)),
  PRIMARY KEY (team, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE agent (
  team         TEXT    NOT NULL REFERENCES team,
  name         TEXT    NOT NULL,
  lane         TEXT    NOT NULL,
  person       TEXT,
  paused       INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  removed      INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  quiet_at     TEXT,
  quiet_until  TEXT,
  review_ended TEXT    NOT NULL DEFAULT '1970-01-01T00:00:00.000Z',
  shunned      TEXT    NOT NULL DEFAULT '[]', -- tasks, JSON
  stops        TEXT    NOT NULL DEFAULT '[]', -- holds that others ended lately, JSON
  tokens       INTEGER NOT NULL DEFAULT 0 CHECK (tokens >= 0),
  heard        TEXT,                          -- last sign of life; outside history
  PRIMARY KEY (team, name),
  CHECK ((quiet_at IS NULL) = (quiet_until IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE task (
  team           TEXT    NOT NULL REFERENCES team,
  number         INTEGER NOT NULL CHECK (number >= 1),
  title          TEXT    NOT NULL,
  lane           TEXT    NOT NULL,
  route          TEXT    NOT NULL,            -- the lanes after this one, JSON
  priority       TEXT    NOT NULL CHECK (priority IN ('urgent', 'high', 'normal', 'low')),
  owner          TEXT    NOT NULL,
  room           TEXT    NOT NULL,
  state          TEXT    NOT NULL DEFAULT 'todo' CHECK (
    state IN ('todo', 'doing', 'review', 'ready', 'stuck', 'done', 'cancelled')),
  since          TEXT    NOT NULL,            -- when it entered its state
  epoch          INTEGER NOT NULL DEFAULT 0 CHECK (epoch >= 0),
  reserved_for   TEXT,
  waiting_since  TEXT,
  waiting_halted TEXT,
  attempts       INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  round          INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1),
  author         TEXT,
  submitted      INTEGER NOT NULL DEFAULT 0 CHECK (submitted IN (0, 1)),
  out            TEXT    NOT NULL DEFAULT '[]', -- reviewers that dropped out, JSON
  owed           TEXT    NOT NULL DEFAULT '{}', -- epoch and agent of late work still kept, JSON
  stuck_reason   TEXT,
  stuck_from     TEXT,
  stuck_heals    INTEGER NOT NULL DEFAULT 0 CHECK (stuck_heals IN (0, 1)),
  episode        INTEGER NOT NULL DEFAULT 0 CHECK (episode >= 0),
  ping           INTEGER NOT NULL DEFAULT 0 CHECK (ping BETWEEN 0 AND episode),
  shipped        INTEGER NOT NULL DEFAULT 0 CHECK (shipped IN (0, 1)),
  created_by     TEXT    NOT NULL,
  created_at     TEXT    NOT NULL,
  feedback_event INTEGER,                     -- says what the next holder must hear
  stuck_event    INTEGER,                     -- says why it was last stuck
  closed_event   INTEGER,                     -- a person's, that accepted or cancelled it
  PRIMARY KEY (team, number),
  CHECK ((state = 'stuck') = (stuck_reason IS NOT NULL)),
  CHECK ((stuck_reason IS NULL) = (stuck_from IS NULL)),
  CHECK (waiting_halted IS NULL OR waiting_since IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX task_by_state ON task (team, state, number);
CREATE INDEX task_done ON task (team, since, number) WHERE state = 'done';
CREATE INDEX task_by_lane ON task (team, lane, state, number);
CREATE INDEX task_by_owner ON task (team, owner, state, number);
CREATE INDEX task_open ON task (team, lane, state)
  WHERE state IN ('todo', 'doing', 'review', 'ready', 'stuck');
CREATE INDEX task_next ON task (team, lane, priority, waiting_since, number)
  WHERE state = 'todo';

CREATE TABLE brief (
  team      TEXT    NOT NULL,
  task      INTEGER NOT NULL,
  brief     TEXT    NOT NULL,
  done_when TEXT    NOT NULL, -- JSON
  PRIMARY KEY (team, task),
  FOREIGN KEY (team, task) REFERENCES task
) STRICT;

-- What a task comes after, in the order given; dropped: it was cancelled.
CREATE TABLE dependency (
  team     TEXT    NOT NULL,
  task     INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  after    INTEGER NOT NULL CHECK (after <> task),
  dropped  INTEGER NOT NULL CHECK (dropped IN (0, 1)),
  PRIMARY KEY (team, task, position),
  UNIQUE (team, task, after),
  FOREIGN KEY (team, task) REFERENCES task,
  FOREIGN KEY (team, after) REFERENCES task
) STRICT, WITHOUT ROWID;

-- Every attempt at a task, from its grant to its end.
CREATE TABLE claim (
  team        TEXT    NOT NULL,
  task        INTEGER NOT NULL,
  epoch       INTEGER NOT NULL CHECK (epoch >= 1),
  agent       TEXT    NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('work', 'rework')),
  lane        TEXT    NOT NULL,
  started_at  TEXT    NOT NULL,
  begun_at    TEXT,
  quiet_since TEXT,
  note        TEXT    NOT NULL DEFAULT '',
  progress    INTEGER NOT NULL DEFAULT -1 CHECK (progress BETWEEN -1 AND 100),
  ended_at    TEXT,
  how         TEXT CHECK (
    how IN ('submitted', 'released', 'lost', 'lapsed', 'stopped', 'left', 'removed', 'stuck')),
  end_note    TEXT    NOT NULL DEFAULT '',
  link        TEXT,
  work_note   TEXT,
  checks      TEXT,    -- JSON
  round       INTEGER,
  late_link   TEXT,
  late_note   TEXT,
  late_at     TEXT,
  PRIMARY KEY (team, task, epoch),
  FOREIGN KEY (team, task) REFERENCES task,
  CHECK ((ended_at IS NULL) = (how IS NULL)),
  CHECK (how IS NULL OR (how = 'submitted') = (link IS NOT NULL AND round IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX claim_live ON claim (team, task) WHERE ended_at IS NULL;
CREATE INDEX claim_held ON claim (team, agent) WHERE ended_at IS NULL;

-- Every look at submitted work: an agent's from its assignment on, a person's word as it fell.
CREATE TABLE review (
  team        TEXT    NOT NULL,
  task        INTEGER NOT NULL,
  event       INTEGER NOT NULL, -- that began it
  lane        TEXT    NOT NULL, -- whose work is reviewed
  round       INTEGER NOT NULL CHECK (round >= 1),
  epoch       INTEGER NOT NULL CHECK (epoch >= 0),
  agent       TEXT,             -- the reviewing agent; null for a person's own word
  agent_lane  TEXT,
  started_at  TEXT    NOT NULL,
  begun_at    TEXT,
  quiet_since TEXT,
  note        TEXT    NOT NULL DEFAULT '',
  progress    INTEGER NOT NULL DEFAULT -1 CHECK (progress BETWEEN -1 AND 100),
  ended_at    TEXT,
  how         TEXT CHECK (
    how IN ('decided', 'released', 'lost', 'lapsed', 'stopped', 'left', 'removed', 'stuck')),
  end_note    TEXT    NOT NULL DEFAULT '',
  verdict     TEXT CHECK (verdict IN ('pass', 'fail')),
  verdict_by  TEXT,
  feedback    TEXT,             -- of a fail; the note of a pass
  PRIMARY KEY (team, task, event),
  FOREIGN KEY (team, task) REFERENCES task,
  CHECK ((ended_at IS NULL) = (how IS NULL)),
  CHECK ((verdict IS NULL) = (verdict_by IS NULL)),
  CHECK ((agent IS NULL) = (agent_lane IS NULL)),
  CHECK (agent IS NOT NULL OR verdict IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX review_live ON review (team, task) WHERE ended_at IS NULL;
CREATE INDEX review_held ON review (team, agent) WHERE ended_at IS NULL;

-- One hold of a task at a time, whatever its kind.
CREATE TRIGGER claim_one_hold BEFORE INSERT ON claim
WHEN EXISTS (
  SELECT 1 FROM review r
  WHERE r.team = NEW.team AND r.task = NEW.task AND r.ended_at IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'the task is held for review');
END;

CREATE TRIGGER review_one_hold BEFORE INSERT ON review
WHEN NEW.ended_at IS NULL AND EXISTS (
  SELECT 1 FROM claim c
  WHERE c.team = NEW.team AND c.task = NEW.task AND c.ended_at IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'the task is claimed');
END;

CREATE TRIGGER claim_ended_for_good BEFORE UPDATE OF ended_at ON claim
WHEN OLD.ended_at IS NOT NULL AND NEW.ended_at IS NOT OLD.ended_at
BEGIN
  SELECT RAISE(ABORT, 'the claim has ended');
END;

CREATE TRIGGER review_ended_for_good BEFORE UPDATE OF ended_at ON review
WHEN OLD.ended_at IS NOT NULL AND NEW.ended_at IS NOT OLD.ended_at
BEGIN
  SELECT RAISE(ABORT, 'the review has ended');
END;

-- Who held a task in a lane or acted for a holder: never its reviewer there, for good.
CREATE TABLE hand (
  team  TEXT    NOT NULL,
  task  INTEGER NOT NULL,
  lane  TEXT    NOT NULL,
  actor TEXT    NOT NULL,
  PRIMARY KEY (team, task, lane, actor),
  FOREIGN KEY (team, task) REFERENCES task
) STRICT, WITHOUT ROWID;

CREATE TRIGGER hand_for_good BEFORE DELETE ON hand
BEGIN
  SELECT RAISE(ABORT, 'who had a hand in a task stays known');
END;

CREATE TRIGGER review_by_another BEFORE INSERT ON review
WHEN EXISTS (
  SELECT 1 FROM hand h
  WHERE h.team = NEW.team AND h.task = NEW.task AND h.lane = NEW.lane
    AND h.actor IN ('agent:' || NEW.agent, NEW.verdict_by))
BEGIN
  SELECT RAISE(ABORT, 'the reviewer had a hand in the work');
END;

CREATE TRIGGER verdict_by_another BEFORE UPDATE OF verdict_by, agent ON review
WHEN EXISTS (
  SELECT 1 FROM hand h
  WHERE h.team = NEW.team AND h.task = NEW.task AND h.lane = NEW.lane
    AND h.actor IN ('agent:' || NEW.agent, NEW.verdict_by))
BEGIN
  SELECT RAISE(ABORT, 'the reviewer had a hand in the work');
END;

-- Agents in line for a slot. wish: the one task it waits for; taken: the event that gave the place.
CREATE TABLE line (
  team  TEXT    NOT NULL,
  agent TEXT    NOT NULL,
  wish  INTEGER,
  taken INTEGER NOT NULL,
  since TEXT    NOT NULL,
  PRIMARY KEY (team, agent),
  FOREIGN KEY (team, agent) REFERENCES agent
) STRICT, WITHOUT ROWID;

-- Every call for a person, once for each subject and episode. person: mentioned last, or next.
CREATE TABLE ping (
  team       TEXT    NOT NULL,
  subject    TEXT    NOT NULL,
  episode    INTEGER NOT NULL CHECK (episode >= 1),
  kind       TEXT    NOT NULL CHECK (kind IN ('ready', 'stuck')),
  reason     TEXT,
  person     TEXT    NOT NULL,
  at         TEXT    NOT NULL,
  mentions   INTEGER NOT NULL DEFAULT 1 CHECK (mentions >= 1), -- one more after each snooze
  snoozed_until TEXT,                         -- hidden until then
  settled_at TEXT,
  PRIMARY KEY (team, subject, episode),
  CHECK ((kind = 'stuck') = (reason IS NOT NULL)),
  CHECK (snoozed_until IS NULL OR settled_at IS NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX ping_open ON ping (team, at) WHERE settled_at IS NULL;

-- The history: one fact a row, numbered densely within the team, never edited.
CREATE TABLE event (
  team   TEXT    NOT NULL,
  number INTEGER NOT NULL,
  at     TEXT    NOT NULL,
  actor  TEXT    NOT NULL,
  type   TEXT    NOT NULL,
  task   INTEGER,
  body   TEXT    NOT NULL, -- JSON
  PRIMARY KEY (team, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_of_task ON event (team, task, number) WHERE task IS NOT NULL;

CREATE TRIGGER event_dense BEFORE INSERT ON event
WHEN NEW.number <> 1 + coalesce((SELECT max(number) FROM event WHERE team = NEW.team), 0)
BEGIN
  SELECT RAISE(ABORT, 'events are numbered without gaps');
END;

CREATE TRIGGER event_never_edited BEFORE UPDATE ON event
BEGIN
  SELECT RAISE(ABORT, 'events are never edited');
END;

CREATE TRIGGER event_never_deleted BEFORE DELETE ON event
BEGIN
  SELECT RAISE(ABORT, 'events are never deleted');
END;

-- What rooms are still to be told. It is rendered when it is delivered. mention: of a ping, which
-- of its episode; calls: whom a ping is for, none where it is over; at, changed_at: when it was first and last asked for; parcel: the row under whose
-- number it went out; mentioned: the person whom it thereby mentioned, or perhaps did.
CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  team       TEXT    NOT NULL,
  room       TEXT    NOT NULL,
  subject    TEXT    NOT NULL,
  kind       TEXT    NOT NULL CHECK (kind IN ('ping', 'ping_edit', 'card', 'line', 'digest', 'board')),
  event      INTEGER NOT NULL,
  episode    INTEGER NOT NULL,
  mention    INTEGER NOT NULL,
  calls      TEXT,
  state      TEXT    NOT NULL DEFAULT 'pending' CHECK (
    state IN ('pending', 'sending', 'unknown', 'sent', 'parked')),
  attempts   INTEGER NOT NULL DEFAULT 0,
  at         TEXT    NOT NULL,
  changed_at TEXT    NOT NULL,
  not_before TEXT    NOT NULL,
  parcel     INTEGER,
  mentioned  TEXT,
  started_at TEXT,
  sent_at    TEXT,
  why        TEXT
) STRICT;

CREATE UNIQUE INDEX outbox_ping ON outbox (team, subject, episode, mention) WHERE kind = 'ping';
CREATE UNIQUE INDEX outbox_edit ON outbox (team, room, subject, kind, episode, mention)
  WHERE kind IN ('card', 'ping_edit', 'board') AND state = 'pending';
CREATE INDEX outbox_pings ON outbox (team, room, calls, id)
  WHERE kind = 'ping' AND state = 'pending';
CREATE INDEX outbox_doubts ON outbox (team, room, id) WHERE kind = 'ping' AND state = 'unknown';
CREATE INDEX outbox_others ON outbox (team, room, id)
  WHERE kind <> 'ping' AND state IN ('pending', 'unknown');
CREATE INDEX outbox_mentioned ON outbox (team, mentioned, started_at)
  WHERE mentioned IS NOT NULL;
CREATE INDEX outbox_parcel ON outbox (parcel) WHERE kind = 'ping' AND state = 'unknown';
CREATE INDEX outbox_sending ON outbox (id) WHERE state = 'sending';
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE state = 'sent';
CREATE INDEX outbox_told ON outbox (team, room, sent_at) WHERE state = 'sent';
CREATE INDEX outbox_parked ON outbox (team, id) WHERE state = 'parked';

-- Tasks whose threads hear no lines.
CREATE TABLE mute (
  team TEXT    NOT NULL,
  task INTEGER NOT NULL,
  PRIMARY KEY (team, task),
  FOREIGN KEY (team, task) REFERENCES task
) STRICT, WITHOUT ROWID;

-- The last digest that was due; since: what it tells of.
CREATE TABLE digest (
  team  TEXT PRIMARY KEY REFERENCES team,
  since TEXT NOT NULL,
  at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The platform's message that tells something about a subject.
CREATE TABLE message (
  team    TEXT    NOT NULL,
  room    TEXT    NOT NULL,
  subject TEXT    NOT NULL,
  kind    TEXT    NOT NULL,
  episode INTEGER NOT NULL,
  mention INTEGER NOT NULL,
  message TEXT    NOT NULL,
  PRIMARY KEY (team, room, subject, kind, episode, mention)
) STRICT, WITHOUT ROWID;

CREATE INDEX message_about ON message (team, room, message);

-- Outcomes of commands that may come again.
CREATE TABLE idempotency (
  team   TEXT NOT NULL,
  caller TEXT NOT NULL,
  key    TEXT NOT NULL,
  hash   TEXT NOT NULL,
  answer TEXT, -- JSON
  at     TEXT NOT NULL,
  PRIMARY KEY (team, caller, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_old ON idempotency (at);

-- Agents' tokens, of which only hashes are kept; and what they sign with, which must be had again
-- and is sealed with a key that is not in here. hook: the address that a secret signs for.
CREATE TABLE token (
  hash      TEXT PRIMARY KEY,
  team      TEXT NOT NULL,
  agent     TEXT NOT NULL,
  prefix    TEXT NOT NULL,
  hook      TEXT,
  sealed    TEXT,
  issued_at TEXT NOT NULL,
  used_at   TEXT, -- at most a minute before the truth; outside history
  ends_at   TEXT, -- good before it only
  FOREIGN KEY (team, agent) REFERENCES agent,
  CHECK ((hook IS NULL) = (sealed IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX token_of_agent ON token (team, agent, issued_at);
CREATE INDEX token_of_hook ON token (hook, issued_at) WHERE hook IS NOT NULL;

-- Browsers that were let in; only hashes of their cookies are kept.
CREATE TABLE session (
  hash   TEXT PRIMARY KEY,
  team   TEXT NOT NULL REFERENCES team,
  person TEXT NOT NULL,
  until  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_old ON session (until);

-- Messages of the built-in local channel. position: the revision that brought it.
CREATE TABLE post (
  team     TEXT    NOT NULL,
  room     TEXT    NOT NULL,
  id       TEXT    NOT NULL,
  position INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  parent   TEXT,
  subject  TEXT    NOT NULL,
  body     TEXT    NOT NULL, -- JSON
  at       TEXT    NOT NULL,
  PRIMARY KEY (team, room, id)
) STRICT;

CREATE UNIQUE INDEX post_changed ON post (team, room, revision);
CREATE INDEX post_of_room ON post (team, room, position) WHERE parent IS NULL;
CREATE INDEX post_of_thread ON post (team, room, parent, position) WHERE parent IS NOT NULL;

-- For people: open work and who has it.
CREATE VIEW board AS
SELECT t.team, 'T-' || t.number AS task, t.title, t.lane, t.state, t.priority, t.owner,
       coalesce(c.agent, r.agent) AS held_by, t.reserved_for, t.epoch, t.since
FROM task t
LEFT JOIN claim c ON c.team = t.team AND c.task = t.number AND c.ended_at IS NULL
LEFT JOIN review r ON r.team = t.team AND r.task = t.number AND r.ended_at IS NULL
WHERE t.state NOT IN ('done', 'cancelled');
