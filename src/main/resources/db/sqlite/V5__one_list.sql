-- One index for every list of tasks: each change of a state moves a task in all that name the state.

PRAGMA user_version = 5; -- that of this file

DROP INDEX task_by_state;
DROP INDEX task_by_lane;
DROP INDEX task_by_owner;
DROP INDEX task_open;
CREATE INDEX task_listed ON task (team, state, number, lane, owner);
