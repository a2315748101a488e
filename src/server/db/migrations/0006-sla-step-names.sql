-- A warning step in time before the deadline is named by that time in ms, negative: more than a smallint holds.
-- `step`: percent of the target used; negative, ms before the deadline; 0 for the breach.
alter table sla_step alter column step type bigint;
alter table sla_fired alter column step type bigint;
