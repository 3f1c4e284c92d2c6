-- What each dataset received on each day: a dataset is summed up from its days and not from every batch that it ever had, and
-- a reader looks into the partitions that hold an answer, not into all the thousands that months of days make.
create table day (
    dataset         int    not null references dataset,
    received_day    date   not null,
    events          bigint not null,
    malformed       bigint not null,
    min_time        timestamptz,
    max_time        timestamptz,
    first_batch     bigint not null,
    last_batch      bigint not null,
    first_watermark bigint not null,
    last_watermark  bigint not null,
    primary key (dataset, received_day)
) with (fillfactor = 50);

insert into day
select dataset, received_day, sum(events),
       (select count(*) from malformed bad where bad.dataset = batch.dataset and bad.received_day = batch.received_day),
       min(min_time), max(max_time), min(id), max(id), min(watermark), max(watermark)
from batch
group by dataset, received_day;
