-- Moments are milliseconds since 1970-01-01 UTC, offsets seconds east of Greenwich, lengths of time seconds.

CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- A number is never given twice, so that no writer goes on in a stranger's.
    uid TEXT NOT NULL UNIQUE,             -- The same in every copy, so that nothing is imported twice.
    since_ms INTEGER NOT NULL,
    until_ms INTEGER,                     -- NULL: it goes on, or the program was cut off.
    offset_secs INTEGER NOT NULL,
    info TEXT NOT NULL                    -- SessionInfo as JSON.
);
CREATE INDEX session_since ON session (since_ms);

CREATE TABLE minute (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    minute INTEGER NOT NULL,              -- Minutes since 1970-01-01 UTC.
    samples BLOB NOT NULL,                -- src/store/minute.rs
    UNIQUE (session, minute)
);

-- The samples added up by quarters of an hour: every offset in use is a whole number of them.
CREATE TABLE quarter (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    quarter INTEGER NOT NULL,             -- Quarters of an hour since 1970-01-01 UTC.
    offset_secs INTEGER NOT NULL,
    until_ms INTEGER NOT NULL,            -- The last sample.
    watched REAL NOT NULL,
    away REAL NOT NULL,
    known REAL NOT NULL,
    good REAL NOT NULL,
    forward_head REAL NOT NULL,
    rounded_shoulders REAL NOT NULL,
    slump REAL NOT NULL,
    too_close REAL NOT NULL,
    head_tilt REAL NOT NULL,
    shoulder_tilt REAL NOT NULL,
    leaning_in REAL NOT NULL,
    reclining REAL NOT NULL,
    looking_down REAL NOT NULL,
    turned_away REAL NOT NULL,
    UNIQUE (session, quarter)
);
CREATE INDEX quarter_quarter ON quarter (quarter);

CREATE TABLE episode (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    number INTEGER NOT NULL,
    fault TEXT NOT NULL,
    since_ms INTEGER NOT NULL,
    until_ms INTEGER,
    worst REAL,
    worst_uncertainty REAL,
    alerted INTEGER NOT NULL,
    was_wrong INTEGER NOT NULL,
    UNIQUE (session, number)
);

CREATE TABLE stretch (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    kind TEXT NOT NULL,                   -- sitting, break
    since_ms INTEGER NOT NULL,
    until_ms INTEGER,
    offset_secs INTEGER NOT NULL,
    UNIQUE (session, kind, since_ms)
);
CREATE INDEX stretch_since ON stretch (since_ms);

CREATE TABLE alert (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    about TEXT NOT NULL,                  -- posture, sitting, sitting_firmly, eye_break, recalibrate
    level TEXT NOT NULL,                  -- notification, insistent
    since_ms INTEGER NOT NULL,
    fault TEXT,
    episode INTEGER,
    value REAL,
    uncertainty REAL,
    answer TEXT,
    answered_ms INTEGER,
    UNIQUE (session, number)
);

CREATE TABLE camera (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    since_ms INTEGER NOT NULL,
    state TEXT NOT NULL,
    UNIQUE (session, since_ms, state)
);

CREATE TABLE exercise (
    uid TEXT NOT NULL UNIQUE,
    session INTEGER REFERENCES session ON DELETE CASCADE,
    at_ms INTEGER NOT NULL,
    offset_secs INTEGER NOT NULL,
    exercise TEXT NOT NULL,
    secs REAL NOT NULL,
    counted INTEGER NOT NULL,
    wanted INTEGER NOT NULL,
    is_seen INTEGER NOT NULL,
    counted_left INTEGER,
    counted_right INTEGER
);
CREATE INDEX exercise_at ON exercise (at_ms);
CREATE INDEX exercise_session ON exercise (session);
CREATE INDEX exercise_exercise ON exercise (exercise, at_ms);

CREATE TABLE feeling (
    uid TEXT NOT NULL UNIQUE,
    at_ms INTEGER NOT NULL,
    offset_secs INTEGER NOT NULL,
    places TEXT NOT NULL,                 -- A JSON list of keys.
    intensity INTEGER NOT NULL,
    red_flags TEXT NOT NULL               -- A JSON object: whether the answer was yes, by key.
);
CREATE INDEX feeling_at ON feeling (at_ms);
