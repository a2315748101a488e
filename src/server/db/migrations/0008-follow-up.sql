-- Tickets that stand still, with when to look at each for what the backend does to them of its own (reminders, taking up
-- again, the end of a wait). One that is written is looked at soon, as all are when a rule or a calendar changes; the job
-- works out from the ticket itself what is due, and when to look next. A row that has nothing to wait for goes.
create table ticket_follow_up (
  ticket_id uuid primary key,
  look_at_ms bigint not null
);
create index ticket_follow_up_by_look on ticket_follow_up (look_at_ms);
insert into ticket_follow_up (ticket_id, look_at_ms)
  select id, 0 from ticket where status in ('waiting_customer', 'waiting_vendor', 'waiting_change', 'scheduled', 'resolved');
