-- Resources: what tasks need, who has which units, and who waits for some.

PRAGMA user_version = 2; -- that of this file

-- needs: such as ["staging:1"], JSON; passed: how often something it needs went to a later one.
ALTER TABLE task ADD COLUMN needs TEXT NOT NULL DEFAULT '[]';
ALTER TABLE task ADD COLUMN passed INTEGER NOT NULL DEFAULT 0 CHECK (passed >= 0);

-- What is known of a resource beyond the settings of its team. usual_ms: how long it is usually held.
CREATE TABLE resource (
  team         TEXT    NOT NULL REFERENCES team,
  name         TEXT    NOT NULL,
  frozen_until TEXT,
  usual_ms     INTEGER CHECK (usual_ms >= 0),
  PRIMARY KEY (team, name)
) STRICT, WITHOUT ROWID;

-- Units that an agent has, and those that still count although they came back: the call they were
-- spent on is in the window of its budget, or their holder was lost. token: the event that granted
-- them. epoch: of the claim that needs them, 0 where they were asked for beside it. asked: the
-- event by which they were waited for.
CREATE TABLE resource_grant (
  team     TEXT    NOT NULL,
  token    INTEGER NOT NULL CHECK (token >= 1),
  agent    TEXT    NOT NULL,
  task     INTEGER NOT NULL,
  epoch    INTEGER NOT NULL CHECK (epoch >= 0),
  needs    TEXT    NOT NULL, -- JSON
  asked    INTEGER NOT NULL,
  since    TEXT    NOT NULL,
  until    TEXT,
  ended_at TEXT,
  how      TEXT CHECK (how IN ('given_back', 'returned', 'lost', 'expired')),
  PRIMARY KEY (team, token),
  FOREIGN KEY (team, agent) REFERENCES agent,
  FOREIGN KEY (team, task) REFERENCES task,
  CHECK ((ended_at IS NULL) = (how IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER grant_ended_for_good BEFORE UPDATE OF ended_at ON resource_grant
WHEN OLD.ended_at IS NOT NULL AND NEW.ended_at IS NOT OLD.ended_at
BEGIN
  SELECT RAISE(ABORT, 'the grant has ended');
END;

-- Agents that wait for units, one request each. taken: the event that gave the place.
CREATE TABLE resource_line (
  team    TEXT    NOT NULL,
  agent   TEXT    NOT NULL,
  needs   TEXT    NOT NULL, -- JSON
  hold_ms INTEGER,
  taken   INTEGER NOT NULL,
  since   TEXT    NOT NULL,
  passed  INTEGER NOT NULL CHECK (passed >= 0),
  PRIMARY KEY (team, agent),
  FOREIGN KEY (team, agent) REFERENCES agent
) STRICT, WITHOUT ROWID;
