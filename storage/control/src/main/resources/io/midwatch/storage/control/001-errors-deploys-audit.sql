CREATE TABLE error_state (
  group_id       TEXT   NOT NULL,
  revision       BIGINT NOT NULL,
  is_current     BIGINT NOT NULL,
  label          TEXT   NOT NULL,
  in_version     TEXT,
  until_kind     TEXT,
  until_value    BIGINT,
  assignee       TEXT,
  since_nanos    BIGINT NOT NULL,
  actor_kind     TEXT   NOT NULL,
  actor_name     TEXT   NOT NULL,
  actor_address  TEXT   NOT NULL,
  note           TEXT   NOT NULL,
  PRIMARY KEY (group_id, revision)
);
CREATE INDEX error_state_current ON error_state (label, since_nanos) WHERE is_current = 1;

CREATE TABLE deploy (
  id             TEXT   NOT NULL PRIMARY KEY,
  service        TEXT   NOT NULL,
  environment    TEXT   NOT NULL,
  version        TEXT   NOT NULL,
  start_nanos    BIGINT NOT NULL,
  origin         TEXT   NOT NULL
);
CREATE INDEX deploy_start ON deploy (start_nanos);
CREATE INDEX deploy_service ON deploy (service, environment, start_nanos);

CREATE TABLE deploy_detail (
  deploy_id      TEXT   NOT NULL REFERENCES deploy (id),
  name           TEXT   NOT NULL,
  value          TEXT   NOT NULL,
  PRIMARY KEY (deploy_id, name)
);

CREATE TABLE audit_entry (
  sequence       BIGINT NOT NULL PRIMARY KEY,
  time_nanos     BIGINT NOT NULL,
  actor_kind     TEXT   NOT NULL,
  actor_name     TEXT   NOT NULL,
  actor_address  TEXT   NOT NULL,
  action         TEXT   NOT NULL,
  target         TEXT   NOT NULL,
  previous_hash  TEXT   NOT NULL,
  hash           TEXT   NOT NULL
);
CREATE INDEX audit_entry_target ON audit_entry (target, sequence);

CREATE TABLE audit_detail (
  sequence       BIGINT NOT NULL REFERENCES audit_entry (sequence),
  name           TEXT   NOT NULL,
  value          TEXT   NOT NULL,
  PRIMARY KEY (sequence, name)
);
