-- The age of idempotency keys is time that the server was awake: their `at` is the clock less this.

PRAGMA user_version = 3; -- that of this file

-- slept_ms: for how long nobody was awake, ever, while the clock went on.
ALTER TABLE server ADD COLUMN slept_ms INTEGER NOT NULL DEFAULT 0 CHECK (slept_ms >= 0);
