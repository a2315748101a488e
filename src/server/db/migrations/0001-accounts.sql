-- How people sign in. Who they are lives in the synced `user` rows.
create table app_user (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  password_hash text not null,
  is_active boolean not null default true
);

create table session (
  id uuid primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  device_name text,
  refresh_hash bytea not null unique,
  previous_hashes text not null default '',
  created_at_ms bigint not null,
  rotated_at_ms bigint not null,
  expires_at_ms bigint not null,
  revoked_at_ms bigint
);
create index session_by_user on session (user_id);

-- Made once for the life of this database, so that tokens outlive a restart and are shared by all processes.
create table server_secret (
  name text primary key,
  value bytea not null
);
