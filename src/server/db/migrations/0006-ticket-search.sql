-- What is searched of each ticket, of any age: its words as our own `wordsOf` makes them, so that a search here and one in a
-- console's memory mean the same. They are lexemes as they are; no configuration of PostgreSQL's takes part.

create table ticket_search (
  ticket_id uuid primary key,
  -- Never changes, and so orders what was found: newest first.
  created_at_ms bigint not null,
  -- Number, subject, and the names of customer, category and queue; with "#id" of each of the three, and "#" before priority
  -- and channel.
  about tsvector not null,
  -- What messages say. Words only ever come to it.
  said tsvector not null,
  words tsvector not null generated always as (about || said) stored
);
-- What is searched and by what is ordered is all that a plan depends on; with more, analysing is slow.
alter table ticket_search alter column about set statistics 0, alter column said set statistics 0,
  alter column words set statistics 50;
create index ticket_search_by_words on ticket_search using gin (words);
create index ticket_search_newest on ticket_search (created_at_ms desc, ticket_id desc);

-- Tickets whose words are to be read again: all of them (kind `all`, once, for a database that was there before), or those
-- of a customer, a category or a queue that has another name now. Tickets up to `cursor_id` have been.
create table ticket_search_todo (
  kind text not null,
  id uuid not null,
  cursor_id uuid,
  primary key (kind, id)
);
insert into ticket_search_todo (kind, id)
  select 'all', '00000000-0000-0000-0000-000000000000' where exists (select from ticket);
