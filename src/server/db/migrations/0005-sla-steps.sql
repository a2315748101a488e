-- The steps of tickets' clocks (warnings and breaches): what is still to come, what has been told, and whom to tell.

-- One row for each step that an open ticket's running clocks have ahead, or behind and not told yet. Written in the
-- transaction that writes the ticket; taken away when the clock is paused, ends, or the step is told.
create table sla_step (
  ticket_id uuid not null,
  kind text not null,
  -- 0 for the clocks of the customer.
  tier smallint not null,
  -- When the clock's cycle started.
  cycle_at_ms bigint not null,
  -- Percent of the target used; negative, ms before the deadline; 0 for the breach.
  step bigint not null,
  due_at_ms bigint not null,
  deadline_at_ms bigint not null,
  primary key (ticket_id, kind, tier, cycle_at_ms, step)
);
create index sla_step_by_due on sla_step (due_at_ms);

-- The steps that have been told, with what they were due at: each once, until the deadline moves later.
create table sla_fired (
  ticket_id uuid not null,
  kind text not null,
  tier smallint not null,
  cycle_at_ms bigint not null,
  step bigint not null,
  due_at_ms bigint not null,
  deadline_at_ms bigint not null,
  fired_at_ms bigint not null,
  primary key (ticket_id, kind, tier, cycle_at_ms, step)
);

-- One row: of which version of the policies and calendars the steps are. `ver` rises with each change of one, and
-- when a version of a policy takes effect (the last at `era_at_ms`). Open tickets up to `cursor_id` have been planned
-- anew under `ver`; all of them when `planned_ver` is `ver`. A ticket that is written is always planned under `ver`.
create table sla_plan (
  is_only boolean primary key default true check (is_only),
  ver bigint not null,
  era_at_ms bigint not null,
  planned_ver bigint not null,
  cursor_id uuid
);
-- Behind, so that the tickets of a database that was there before are planned.
insert into sla_plan (ver, era_at_ms, planned_ver) values (1, 0, 0);
create index ticket_open on ticket (id) where not is_ended;

-- What is to be sent to the webhook: made in the transaction that tells the step, removed when it has arrived. Given up
-- after the last try, it stays for a while, to be looked at.
create table webhook_outbox (
  id uuid primary key,
  body text not null,
  created_at_ms bigint not null,
  attempts integer not null default 0,
  next_at_ms bigint not null,
  given_up_at_ms bigint
);
create index webhook_outbox_by_next on webhook_outbox (next_at_ms) where given_up_at_ms is null;
