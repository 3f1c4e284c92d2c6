-- What is known of a collector's clock: how far it is ahead of ours, how much more or less that may be, since when, and measured by what.
alter table ledger
    add column clock_offset_micros      bigint,
    add column clock_uncertainty_micros bigint,
    add column clock_measured_at        timestamptz,
    add column clock_basis              text,
    add check (num_nulls(clock_offset_micros, clock_uncertainty_micros, clock_measured_at, clock_basis) in (0, 4));
