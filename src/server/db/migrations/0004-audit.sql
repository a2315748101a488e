-- What each mutation was about, from which device, and what it changed of a row of the workspace: `mutation_result` is
-- the audit, and an administrator reads it by person, row and period.
alter table mutation_result add column subject_kind text;
alter table mutation_result add column subject_id uuid;
alter table mutation_result add column device text;
-- {"before": {...}, "after": {...}}: the fields that differ.
alter table mutation_result add column change jsonb;
create index mutation_result_by_time on mutation_result (received_at_ms, client_id, seq);
create index mutation_result_by_subject on mutation_result (subject_id, received_at_ms) where subject_kind <> 'ticket';
