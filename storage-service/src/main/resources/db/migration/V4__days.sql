-- What each dataset received on each day, so that a dataset is summed up from its days and not from every batch that it ever had.
create table day (
    dataset      int    not null references dataset,
    received_day date   not null,
    events       bigint not null,
    min_time     timestamptz,
    max_time     timestamptz,
    watermark    bigint not null,
    primary key (dataset, received_day)
) with (fillfactor = 50);

insert into day (dataset, received_day, events, min_time, max_time, watermark)
select dataset, received_day, sum(events), min(min_time), max(max_time), max(watermark)
from batch
group by dataset, received_day;
