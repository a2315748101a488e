-- The synced rows, the feed that tells clients what changed, and the outcome of every mutation.
-- Rows are kept as JSON, as they travel; the columns beside them are those that queries need.

create table ticket (
  id uuid primary key,
  queue_id uuid not null,
  tier smallint not null,
  number integer unique,
  status text not null,
  is_ended boolean not null,
  assignee_id uuid,
  external_ref text,
  row jsonb not null
);
create unique index ticket_by_external_ref on ticket (external_ref) where external_ref is not null;
create sequence ticket_number start 1001;

-- Messages, attempts, hand-overs and history. `ver` is the version of the ticket's scope when the row was last
-- written: a client that had the ticket by then needs only the parts above its cursor.
create table ticket_part (
  kind text not null,
  id uuid not null,
  ticket_id uuid not null,
  ver bigint not null,
  row jsonb not null,
  primary key (kind, id)
);
create index ticket_part_by_ticket on ticket_part (ticket_id);

create table workspace_row (
  kind text not null,
  id uuid not null,
  row jsonb not null,
  primary key (kind, id)
);

-- One version per scope (a queue, or the workspace), raised as the last step of each writing transaction: the row
-- lock makes versions commit in order, which a sequence does not.
create table scope_version (
  scope text primary key,
  ver bigint not null
);

-- What is in a scope and when it last changed. `entered_ver` is when it (last) came in; `gone` marks what left;
-- lane 0 is open work, which a first sync sends before lane 1.
create table scope_entry (
  scope text not null,
  kind text not null,
  id uuid not null,
  ver bigint not null,
  entered_ver bigint not null,
  lane smallint not null,
  gone boolean not null,
  primary key (scope, kind, id)
);
create index scope_entry_by_version on scope_entry (scope, ver, id);
create index scope_entry_by_lane on scope_entry (scope, lane, id) where not gone;

create table client (
  id uuid primary key,
  user_id uuid not null,
  last_seq bigint not null,
  seen_at_ms bigint not null
);

-- The outcome of each mutation, kept so that a repeat gets the same answer, and as the audit of who did what.
create table mutation_result (
  client_id uuid not null,
  seq bigint not null,
  name text not null,
  actor_id uuid not null,
  performed_at_ms bigint not null,
  received_at_ms bigint not null,
  error jsonb,
  primary key (client_id, seq)
);

-- The life of this database: a new one after a restore makes every client start over.
create table epoch (
  id uuid primary key
);
insert into epoch values (gen_random_uuid());
