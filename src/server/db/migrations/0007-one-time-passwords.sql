-- A password that an administrator was told: whoever signs in with it chooses one of their own.
alter table app_user add column is_one_time boolean not null default false;
