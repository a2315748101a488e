-- The contents of attachments, in the pieces they came in. What is said of a file is a `ticket_part` of kind
-- `attachment`; this is what it holds, gone from here only when its hash turned out wrong.
create table attachment_content (
  id uuid primary key,
  -- Pieces cover the bytes from 0 up to here, without a gap.
  received_bytes integer not null
);

create table attachment_piece (
  id uuid not null references attachment_content (id) on delete cascade,
  from_byte integer not null,
  to_byte integer not null,
  bytes bytea not null,
  primary key (id, from_byte)
);
-- Most files are compressed already, and a part of an uncompressed value can be read alone.
alter table attachment_piece alter column bytes set storage external;
